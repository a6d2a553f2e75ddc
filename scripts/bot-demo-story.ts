/** The pull request with which this began, and the repository it came to. */

export const TEMPLATE = `### Issue for this PR

Closes #

### Type of change

- [ ] Bug fix
- [ ] New feature
- [ ] Refactor / code improvement
- [ ] Documentation

### What does this PR do?

Please provide a description of the issue, the changes you made to fix it, and why they work.

### How did you verify your code works?

### Checklist

- [ ] I have tested my changes locally
- [ ] I have not included unrelated changes in this PR
`;

/** The headings of the template. */
export const SECTIONS = [...TEMPLATE.matchAll(/^### (.*)$/gm)].map(([, heading = '']) => heading);

export const ISSUE = 'agent exits before its background sessions are done';

export const TITLE = 'fix(run): wait for background/child sessions before exiting';

export const BODY = `## Problem

\`run\` exits as soon as the main session is idle, while background and child sessions still work.

## Root cause

Only the status of the main session is awaited.

## Fix

Wait until every session of the tree is idle.

## Verification

A run with two background sessions now ends after both of them.
`;

/** The same in the sections of the template. */
export const FIXED_BODY = `### Issue for this PR

Closes #1

### Type of change

- [x] Bug fix
- [ ] New feature
- [ ] Refactor / code improvement
- [ ] Documentation

### What does this PR do?

Only the status of the main session was awaited; now every session of the tree is.

### How did you verify your code works?

A run with two background sessions now ends after both of them.

### Checklist

- [x] I have tested my changes locally
- [x] I have not included unrelated changes in this PR
`;

/** What the maintainers wrote; the preset keeps separate notices and gives two hours, for the template only. */
export function configFor({ combined }: { combined: boolean }): string {
  const preset = 'extends: [preset:opencode]\n';
  return combined ? `${preset}report: { layout: combined }\n` : preset;
}

/** Requests that the project's own workflows made for the same, counted by running them against a fake API. */
export const TODAY = { opened: 10, pushed: 8, fixed: 9, closed: 5, compliant: 5 } as const;
