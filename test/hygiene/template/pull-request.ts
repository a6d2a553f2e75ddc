import type { Facts } from '../../../src/hygiene/facts.ts';
import type { Finding } from '../../../src/hygiene/finding.ts';
import type { RulePolicies } from '../../../src/hygiene/policy.ts';
import { parseTemplate } from '../../../src/hygiene/template/parse.ts';
import type { Template } from '../../../src/hygiene/template/template.ts';

/** The sections of the origin project's template, in words of our own. */
export const TEMPLATE_TEXT = `### Issue for this PR

Closes #

### Type of change

- [ ] Bug fix
- [ ] New feature
- [ ] Refactoring
- [ ] Documentation

### What does this PR do?

Tell us what was wrong, what you changed, and why the change works. Somebody has to understand the code before it is merged, so say plainly if that is not you.

**Long texts that nobody thought about are closed without an answer.**

### How did you verify your code works?

### Screenshots / recordings

_If something looks different now, show it before and after._

### Checklist

- [ ] I tried the change on my machine
- [ ] I ran the whole test suite
- [ ] I left unrelated code alone

_A description that ignores this template is rejected._
`;

export const FILLED = `### Issue for this PR

Closes #12

### Type of change

- [x] Bug fix
- [ ] New feature
- [ ] Refactoring
- [ ] Documentation

### What does this PR do?

The step ended while children were at work. It now waits for them.

### How did you verify your code works?

I ran the scenario of the issue twenty times.

### Screenshots / recordings

### Checklist

- [x] I tried the change on my machine
- [x] I ran the whole test suite
- [x] I left unrelated code alone
`;

export function markdownTemplate(
  text: string,
  path = '.github/pull_request_template.md',
): Template {
  return parseTemplate({ path, text }, { current: true });
}

export const TEMPLATE = markdownTemplate(TEMPLATE_TEXT);

export function pullRequest(body: string, templates: readonly Template[] = [TEMPLATE]): Facts {
  return {
    now: Date.UTC(2026, 5, 24),
    forge: 'github',
    host: 'github.com',
    repository: { owner: 'o', name: 'r', url: 'https://github.com/o/r', defaultBranch: 'dev' },
    subject: {
      owner: 'o',
      name: 'r',
      number: 7,
      kind: 'pull-request',
      title: 'fix(run): wait for children',
      body,
      author: { login: 'alice', isBot: false },
      state: 'open',
      merged: false,
      draft: false,
      locked: false,
      labels: [],
      assignees: [],
      url: 'https://github.com/o/r/pull/7',
      createdAt: 0,
      updatedAt: 0,
    },
    templates,
    blankIssues: true,
  };
}

export const POLICY: RulePolicies['pr-template'] = {
  mode: 'enforce',
  close: true,
  template: 'auto',
  minSections: 1,
  sections: new Map(),
};

/** Findings in a few words: what is wrong, and where. */
export function inShort(findings: readonly Finding[]): string[] {
  return findings.map(({ problem }) => {
    if (problem.kind === 'section-empty') return `${problem.section}: ${problem.why}`;
    if (problem.kind === 'section-missing') return `${problem.section}: missing`;
    if (problem.kind !== 'boxes-unticked') return problem.kind;
    return `${problem.section}: ${problem.wanted} of ${problem.boxes.join(', ')}`;
  });
}
