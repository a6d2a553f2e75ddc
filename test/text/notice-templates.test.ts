import { describe, expect, test } from 'vitest';
import { builtInNotices } from '../../src/hygiene/notice-files.ts';
import { checkNoticeTemplate, mergeNoticeTemplates } from '../../src/text/notice-templates.ts';
import { NOTICE_TEMPLATES, type NoticeTemplateName } from '../../src/text/notice-view.ts';
import { renderNotice } from '../../src/text/notices.ts';
import { DEADLINE, keysOf, noticeView, ORIGIN_LINK } from '../support/notice-views.ts';

const builtIn = builtInNotices();
const GOOD = 'Hey {{author}}: {{findings}} {{#deadline}}until {{deadline}}{{/deadline}}';

describe('a template of the repository', () => {
  test.each(NOTICE_TEMPLATES)('may say what our own %s says', (name) => {
    expect(checkNoticeTemplate(name, builtIn[name])).toEqual([]);
  });

  test.each<[NoticeTemplateName, string]>([
    ['flagged', GOOD],
    ['flagged', '{{findings-list}}{{# deadline }}{{ deadline }}{{/ deadline }}{{! a remark }}'],
    ['flagged', `${GOOD}{{^deadline}}no hurry{{/deadline}}{{#reminded}}soon{{/reminded}}`],
    ['closed', '{{findings}} {{points}}'],
    ['resolved', 'Thank you.'],
    ['thanks', '{{#links.contributing}}[guide]({{links.contributing}}){{/links.contributing}}'],
  ])('can be used: %s: %s', (name, text) => {
    expect(checkNoticeTemplate(name, text)).toEqual([]);
  });

  test.each<[NoticeTemplateName, string, string | RegExp]>([
    [
      'flagged',
      `${GOOD} {{authr}}`,
      '`{{authr}}` is not a placeholder. Did you mean `{{author}}`?',
    ],
    ['flagged', `${GOOD} {{links.contributng}}`, /Did you mean `{{links.contributing}}`/],
    ['flagged', `${GOOD} {{constructor}}`, '`{{constructor}}` is not a placeholder.'],
    ['flagged', `${GOOD} {{__proto__.x}}`, /is not a placeholder/],
    ['flagged', `${GOOD} {{}}`, /is not a placeholder/],
    ['flagged', `${GOOD} {{#nobody}}x{{/nobody}}`, '`{{nobody}}` is not a placeholder.'],
    ['resolved', '{{deadline}}', /`{{deadline}}` has no value here; it belongs to `flagged`/],
    [
      'flagged',
      '{{#deadline}}{{deadline}}{{/deadline}}',
      /show `{{findings}}` or `{{findings-list}}`/,
    ],
    ['flagged', '{{findings}}', /show `{{deadline}}`, in `{{#deadline}} … {{\/deadline}}`/],
    ['flagged', '{{findings}}{{deadline}}', /`{{deadline}}` is empty at times: put it between/],
    [
      'flagged',
      '{{findings}}{{#reminded}}{{#deadline}}{{deadline}}{{/deadline}}{{/reminded}}',
      /has to show `{{deadline}}`/,
    ],
    ['flagged', '{{findings}}{{^deadline}}{{deadline}}{{/deadline}}', /has to show `{{deadline}}`/],
    ['closed', 'Closed.', /has to show `{{findings}}`/],
    ['waived', 'Waived.', /has to show `{{waived-by}}`/],
    ['flagged', `${GOOD} {{#reminded}}x`, /`{{#reminded}}` is never closed/],
    ['flagged', `${GOOD} {{/reminded}}`, /closes nothing/],
    ['flagged', `${GOOD} {{#reopens}}{{#reminded}}{{/reopens}}{{/reminded}}`, /closes nothing/],
    ['flagged', `${GOOD} {{author`, /never ended/],
    ['flagged', `${GOOD} {{{author}}}`, /not supported: write the name in two braces/],
    ['flagged', `${GOOD} {{& author}}`, /not supported: write the name in two braces/],
    ['flagged', `${GOOD} {{> other}}`, /cannot include another/],
    ['flagged', `${GOOD} {{=<% %>=}}`, /always stand in/],
    ['flagged', `${GOOD} {{reminded}}`, /has no text of its own/],
    ['flagged', `<!-- ${GOOD} -->`, /HTML comment could hide/],
    ['flagged', ' \n ', 'The template says nothing.'],
    ['flagged', `${GOOD}${'x'.repeat(16_000)}`, /at most 16,000 characters/],
    ['flagged', `${GOOD}${'{{author}}'.repeat(300)}`, /at most 200/],
  ])('is told what is wrong: %s: %.60s', (name, text, says) => {
    const problems = checkNoticeTemplate(name, text);

    const other = problems.filter((problem) =>
      says instanceof RegExp ? !says.test(problem) : says !== problem,
    );
    expect(other.length).toBeLessThan(problems.length);
  });

  test.each([
    '{{'.repeat(8000),
    `{{${' '.repeat(15_000)}`,
    '{{#a}}'.repeat(190),
    '}}{{'.repeat(3000),
  ])('of hostile braces is judged in a moment: %.12s', (text) => {
    const started = performance.now();

    expect(checkNoticeTemplate('flagged', text)).not.toEqual([]);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('own templates beside ours', () => {
  test('take the place of ours, name by name', () => {
    const { templates, problems } = mergeNoticeTemplates(builtIn, new Map([['flagged', GOOD]]));

    expect(problems).toEqual([]);
    expect(templates).toEqual({ ...builtIn, flagged: GOOD });
  });

  test('are filled in like ours', () => {
    const { templates } = mergeNoticeTemplates(builtIn, new Map([['flagged', GOOD]]));
    const record = { closing: keysOf([ORIGIN_LINK]), deadline: DEADLINE };

    const notice = renderNotice(noticeView({ findings: [ORIGIN_LINK], record }), templates);

    expect(notice).toMatch(/^Hey @octocat: \| \| What[^]*until 24 June 2026, 16:05 UTC$/);
  });

  test.each([
    ['with a mistake', 'flagged', '{{findings}}', /has to show.*the built-in text is used/],
    ['whose file is not there', 'flagged', undefined, /not on the default branch.*built-in/],
    ['of an unknown name', 'flaged', GOOD, /no notice `flaged`. Did you mean `flagged`\?/],
    ['of a name that objects have', 'constructor', GOOD, /no notice `constructor`/],
    ['of a hostile name', '`@x`\n'.repeat(9000), GOOD, /^There is no notice/],
  ])('%s are named and not used', (_, name, text, says) => {
    const { templates, problems } = mergeNoticeTemplates(builtIn, new Map([[name, text]]));

    expect(templates).toEqual(builtIn);
    expect(problems).toEqual([{ name, message: expect.stringMatching(says) as string }]);
    expect(problems[0]?.message.length).toBeLessThan(500);
  });

  test('do not spoil each other', () => {
    const own = new Map([
      ['flagged', 'nothing'],
      ['resolved', 'Thank you.'],
    ]);

    const { templates } = mergeNoticeTemplates(builtIn, own);

    expect(templates).toEqual({ ...builtIn, resolved: 'Thank you.' });
  });
});
