import { describe, expect, test } from 'vitest';
import { blocksOf } from '../../../src/hygiene/template/blocks.ts';
import { asksForIssue, closesIssue } from '../../../src/hygiene/template/issue-section.ts';
import { markdownTemplate } from './pull-request.ts';

describe('a section asks for an issue', () => {
  test.each([
    ['## Issue for this PR', true],
    ['## Related issues\n\n<!-- Write the number here -->', true],
    ['## Which issue(s) does this PR fix?\n\n<!-- As many as there are -->', true],
    ['## Ticket', true],
    ['## Reference\n\nFixes # (issue)', true],
    ['## What issue did you see?', false],
    ['## Issue description', false],
    ['## Summary\n\nSay what it does.\n\nFixes # (issue)', false],
    ['## Summary', false],
  ])('%j: %s', (text, asks) => {
    expect(markdownTemplate(text).sections.map(asksForIssue)).toEqual([asks]);
  });
});

describe('a description links an issue', () => {
  test.each([
    ['closes #12', true],
    ['It **Fixes:** o/r#12.', true],
    ['Resolves GH-12', true],
    ['fixed https://example.org/o/r/issues/12', true],
    ['- [x] fixes #12', true],
    ['#12', false],
    ['hotfix #12', false],
    ['Closes #', false],
    ['Closes #<number>', false],
    ['<!-- closes #12 -->', false],
    ['```\ncloses #12\n```', false],
  ])('%j: %s', (body, links) => {
    expect(closesIssue(blocksOf(body))).toBe(links);
  });
});
