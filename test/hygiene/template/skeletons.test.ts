import { describe, expect, test } from 'vitest';
import { prTemplate } from '../../../src/hygiene/rules/pr-template.ts';
import { insertSkeletons, skeletonsFor } from '../../../src/hygiene/template/skeletons.ts';
import { inShort, markdownTemplate, POLICY, pullRequest, TEMPLATE } from './pull-request.ts';

const findingsOf = (body: string): ReturnType<typeof prTemplate> =>
  prTemplate(pullRequest(body), POLICY);

describe('the Markdown to paste', () => {
  test('is what the description lacks, in the order of the template', () => {
    const body = '## Checklist\n\n## What does this PR do?\n\nMuch.\n\n## Type of change\n';

    expect(skeletonsFor(TEMPLATE, findingsOf(body)).map(({ markdown }) => markdown)).toEqual([
      '### Issue for this PR\n\nCloses #',
      '### How did you verify your code works?',
    ]);
  });

  test('is every required section when the description is empty', () => {
    expect(skeletonsFor(TEMPLATE, findingsOf(''))).toHaveLength(5);
    expect(skeletonsFor(undefined, findingsOf(''))).toEqual([]);
  });

  test('has no comments', () => {
    const template = markdownTemplate(
      '## Why\n\n<!-- say it\n\nplainly -->\n\n- [ ] box <!-- x -->\n',
    );

    expect(template.sections[0]?.skeleton).toBe('## Why\n\n- [ ] box');
  });
});

describe('a description with the skeletons put in', () => {
  const all = skeletonsFor(TEMPLATE, findingsOf(''));

  test.each([
    ['words', 'My words.'],
    ['nothing', ''],
    ['CRLF', 'My words.\r\n\r\n- one\r\n'],
    ['a list', '- one\n  - two'],
    ['a quotation', '> quoted'],
    ['an open block of code', 'Log:\n\n```\nboom'],
    ['an open longer block of code', '~~~~~ts\n```\nboom'],
    ['a closed block of code', '```\nboom\n```'],
    ['an open comment', 'Words.\n\n<!-- hidden'],
    ['one of the sections', '**Checklist**\n\n- [x] x'],
  ])('begins with the author’s own text: %s', (_, body) => {
    const whole = insertSkeletons(body, all);

    expect(whole.startsWith(body.trimEnd())).toBe(true);
    expect(inShort(findingsOf(whole)).filter((finding) => finding.endsWith('missing'))).toEqual([]);
    expect(insertSkeletons(whole, all)).toBe(whole);
    expect(whole.includes('\r\n') && /[^\r]\n/.test(whole)).toBe(false);
  });

  test('is left alone when it would grow too long for a forge', () => {
    const body = 'word '.repeat(13_100);

    expect(insertSkeletons(body, all)).toBe(body);
  });
});
