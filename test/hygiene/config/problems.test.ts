import { expect, test } from 'vitest';
import { resolvePolicy } from '../../../src/hygiene/config/resolve.ts';
import { configProblemLine } from '../../../src/text/config-problems.ts';
import { FILE, layersOf, problemsOf, resolved } from './layers-of.ts';

const TOP =
  'Known here: `version`, `extends`, `mode`, `since`, `exempt`, `grace`, `rules`, `report`, `issues` and `commands`.';

test.each([
  // Keys
  ['modee: warn', '1: `modee`: there is no such key. Did you mean `mode`?'],
  ['x: 1', `1: \`x\`: there is no such key. ${TOP}`],
  [
    'mode: warn\n\nmode: off',
    '3: `mode`: the key is there twice; the one in line 1 counts. Remove one of them.',
  ],
  ['period: 2h', '1: `period`: there is no such key here. It belongs to `grace.period`.'],
  [
    'grace:\n  extend-on-progress: 1h',
    '2: `grace.extend-on-progress`: there is no such key. Did you mean `extend_on_progress`?',
  ],
  [
    'exempt:\n  vouched: a.td',
    '2: `exempt.vouched`: this is not supported. List people in `exempt.authors`, or a team in `exempt.teams`.',
  ],
  [
    'report:\n  templates: {flaged: a.md}',
    '2: `report.templates.flaged`: there is no such key. Did you mean `flagged`?',
  ],
  [
    '? [a]\n: b',
    '1: The config: expected a text as a key, found a list, a map or nothing. Write a plain name.',
  ],
  // Kinds of values
  [
    'mode: warm',
    '1: `mode`: expected `off`, `dry-run`, `warn` or `enforce`, found "warm". Did you mean `warn`?',
  ],
  ['version: 2', '1: `version`: expected `1`, found `2`. Write that.'],
  ['rules: []', '1: `rules`: expected a map of keys and values, found an empty list. Correct it.'],
  [
    'report:\n  check: yes',
    '2: `report.check`: expected `true` or `false`, found "yes". Correct it.',
  ],
  [
    'exempt:\n  authors: me',
    '2: `exempt.authors`: expected a list such as `[a, b]`, found "me". Correct it.',
  ],
  [
    'exempt:\n  authors:\n    - me\n    - 5',
    '4: `exempt.authors[1]`: expected a text, found `5`. Put it in quotes: `"5"`.',
  ],
  [
    'exempt:\n  authors:\n    -',
    '3: `exempt.authors[0]`: expected a text, found nothing. Correct it.',
  ],
  [
    'rules:\n  pr-title: {max_length: 1.5}',
    '2: `rules.pr-title.max_length`: expected a whole number, found `1.5`. Correct it.',
  ],
  [
    'rules:\n  pr-template: {min_sections: 75}',
    '2: `rules.pr-template.min_sections`: expected 1 or less. Write a smaller number.',
  ],
  [
    'rules:\n  pr-body: {min_words: -1}',
    '2: `rules.pr-body.min_words`: expected 0 or more. Write a larger number.',
  ],
  // Limits
  [
    `exempt: {authors: [${'a,'.repeat(101)}]}`,
    '1: `exempt.authors`: expected at most 100 entries, found more. Shorten the list.',
  ],
  [
    `exempt: {authors: ["${'a'.repeat(201)}"]}`,
    '1: `exempt.authors[0]`: expected at most 200 characters, found more. Shorten it.',
  ],
  [
    'a'.repeat(65_537),
    '-: The config: expected at most 65,536 characters, found 65,537 characters. Shorten it; until then nothing of this file counts.',
  ],
  // Durations and dates
  [
    'grace:\n  period: 20',
    '2: `grace.period`: expected a duration with its unit, found `20`. Write `20m`, `20h` or `20d`.',
  ],
  [
    'grace:\n  period: soon',
    '2: `grace.period`: expected a duration such as `30m`, `2h` or `1d`, or `0`, found "soon". Write a number and its unit.',
  ],
  [
    'grace:\n  period: 366d',
    '2: `grace.period`: expected at most `365d`, found "366d". Write a shorter duration.',
  ],
  [
    'since: 2026-02-30',
    '1: `since`: expected a date such as `2026-11-01`, or an instant such as `2026-11-01T08:00:00Z`, found "2026-02-30". Write one of the two.',
  ],
  // What is compiled
  [
    'rules:\n  pr-linked-issue:\n    external: ["(?=a)"]',
    '3: `rules.pr-linked-issue.external[0]`: expected a regular expression in RE2 syntax, found "(?=a)", which does not compile: invalid or unsupported Perl syntax: `(?=`. Look-around and back references are not part of it.',
  ],
  [
    'exempt:\n  branches:\n    head: ["(?=a)"]',
    '3: `exempt.branches.head[0]`: expected a glob such as `docs/**`, found "(?=a)". Write one that fits paths.',
  ],
  // Shapes of texts
  [
    'report:\n  templates: {flagged: ../a.md}',
    '2: `report.templates.flagged`: expected the path of a file from the root of the repository, such as `.github/flagged.md`, found "../a.md". Write it without `..` and without a slash in front.',
  ],
  [
    'report:\n  links: {contributing: CONTRIBUTING.md}',
    '2: `report.links.contributing`: expected an address such as `https://example.org/contributing`, found "CONTRIBUTING.md". Write it in full.',
  ],
  [
    'report:\n  labels: {issue: 7}',
    '2: `report.labels.issue`: expected the name of a label, or a map with `name`, `color` and `description`, found `7`. Write one of the two.',
  ],
  [
    'report:\n  labels: {issue: {name: a, color: red}}',
    '2: `report.labels.issue.color`: expected a colour of six hexadecimal digits such as `"d93f0b"`, found "red". Put it in quotes.',
  ],
  [
    'commands: {prefix: hygiene}',
    '1: `commands.prefix`: expected a slash and a word such as `/hygiene`, found "hygiene". Write one word of letters, digits and dashes.',
  ],
  [
    'rules:\n  pr-template:\n    sections: {A b: maybe}',
    '3: `rules.pr-template.sections["A b"]`: expected `required`, `optional`, or a map with `required` and `checkbox`, found "maybe". Write one of them.',
  ],
  [
    'rules:\n  pr-template:\n    sections: {A: {checkbox: al}}',
    '3: `rules.pr-template.sections.A.checkbox`: expected `auto`, `none`, `at-least-one` or `all`, found "al". Did you mean `all`?',
  ],
  [
    'rules:\n  pr-template: {template: 5}',
    '2: `rules.pr-template.template`: expected `auto`, the path of a template, or a list of headings, found `5`. Write one of them.',
  ],
  // Own rules
  [
    'rules:\n  custom:\n    - {id: a, on: title, message: M}',
    '3: `rules.custom[0]`: expected `match`, `reject` or both, found neither. Add one, or the rule checks nothing.',
  ],
  [
    'rules:\n  custom:\n    - {id: a, on: title, match: a}',
    '3: `rules.custom[0].message`: this key is needed and not there. Add it.',
  ],
  [
    'rules:\n  custom:\n    - {id: a, on: title, message: M, match: a}\n    - {id: a, on: body, message: M, match: a}',
    '4: `rules.custom[1].id`: another rule is called "a" already. Rename one of them.',
  ],
  [
    'rules:\n  custom:\n    - {id: A b, on: title, message: M, match: a}',
    '3: `rules.custom[0].id`: expected small letters, digits and dashes such as `no-merge-commits`, found "A b". Rename the rule.',
  ],
  // Labels that would undo each other
  [
    'report:\n  labels:\n    exempt: Needs:Issue',
    '3: `report.labels.exempt`: "Needs:Issue" is also a label that the bot puts on what has to be fixed: it would exempt whatever it flags. Name another label.',
  ],
  // The file
  [
    '- mode',
    '-: The config: expected keys and values such as `mode: warn`, found a list. Write at least one key, or delete the file.',
  ],
  [
    'mode: warn\nrules: {',
    '2: The config: this is not valid YAML: Flow map in block collection must be sufficiently indented and end with a }. Until it is corrected, nothing of this file counts.',
  ],
  [
    'mode: warn\n---\nmode: off',
    '2: The config: expected one YAML document, found a line `---` that begins another. Remove it and what follows.',
  ],
  [
    'mode: !x warn',
    '1: The config: tags have no meaning here: Unresolved tag: !x. Remove the tag.',
  ],
  [
    'mode: *m',
    '1: `mode`: there is no anchor "m" above. Write `&m` in front of the value that is meant.',
  ],
])('%j is told: %s', (own, expected) => {
  const result = resolved(own);

  expect(problemsOf(result)).toEqual([expected]);
  expect(result.policy.mode).not.toMatch(/warn|enforce/);
});

test('all problems are told at once, in the order of their lines, and what is right still counts', () => {
  const result = resolved(
    'mode: enforce\ngrace:\n  period: x\n  max: 3h\nexempt:\n  authors: [5, me]\nfoo: 1\n',
  );

  expect(result.problems.map(({ line, key, file }) => [line, key, file])).toEqual([
    [3, 'grace.period', FILE],
    [6, 'exempt.authors[0]', FILE],
    [7, 'foo', FILE],
  ]);
  expect(result.policy.grace).toMatchObject({ period: 7_200_000, max: 10_800_000 });
  expect(result.policy.exempt.authors).toEqual(['me']);
  expect(result.policy.mode).toBe('dry-run');
});

test('the first of two configs counts, and the other one is the problem', () => {
  const layers = layersOf({ own: 'mode: off' });
  const second = { path: '.gitea/hygiene.yml', text: 'mode: enforce' };

  const { policy, problems } = resolvePolicy({ ...layers, own: [...layers.own, second] });

  expect(policy.mode).toBe('off');
  expect(problems.map(configProblemLine)).toEqual([
    'octo/hello:.gitea/hygiene.yml: The config: the repository has more than one config, and ".github/hygiene.yml" is the one that counts. Keep one of them and delete the others.',
  ]);
});

test('a line for people names file and line', () => {
  expect(configProblemLine({ file: FILE, line: 3, message: 'Wrong.' })).toBe(
    `${FILE}, line 3: Wrong.`,
  );
});

test('of very many problems the first are told, and how many there are', () => {
  const { problems } = resolved(
    Array.from({ length: 400 }, (_, index) => `k${String(index)}: 1`).join('\n'),
  );

  expect(problems).toHaveLength(51);
  expect(problems.at(-1)?.message).toBe(
    'The config: 350 more problems of this file are not listed. Correct the others first.',
  );
});
