import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { COMMAND_NAMES, mayRun, parseCommand } from '../src/hygiene/commands.ts';
import { prLinkedIssue } from '../src/hygiene/rules/pr-linked-issue.ts';
import { prTemplate } from '../src/hygiene/rules/pr-template.ts';
import { prTitle } from '../src/hygiene/rules/pr-title.ts';
import { parseTemplate } from '../src/hygiene/template/parse.ts';
import { problemsOf, resolved } from './hygiene/config/layers-of.ts';
import { factsOf, kindsOf } from './hygiene/rules/judged-subject.ts';
import { BAD_BODY, HOUR, Story } from './support/engine-story.ts';

const GUIDE = read('docs/hygiene.md');
const FOR_CONTRIBUTORS = read('docs/for-contributors.md');
const { rules } = resolved('').policy;

function read(path: string): string {
  return readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');
}

describe('docs/hygiene.md', () => {
  const configs = blocks(GUIDE, 'yaml');

  test('has configs to copy', () => {
    expect(configs.length).toBeGreaterThan(10);
  });

  test.each(configs.map((config) => [config]))('shows a config without mistakes:\n%s', (config) => {
    expect(problemsOf(resolved(config))).toEqual([]);
  });

  test.each(table(GUIDE, 'links'))('tells the truth about the link in %s', (body, verdict) => {
    const issue = { number: 12, kind: 'issue', open: true, assignees: [] } as const;
    const references = [
      { owner: 'o', name: 'r', ...issue },
      { owner: 'x', name: 'y', ...issue },
    ];
    const found = prLinkedIssue(
      factsOf({ title: 'fix: it', body }, { references }),
      rules['pr-linked-issue'],
    );

    const isLink = found.every(({ severity }) => severity === 'warning');
    expect([isLink, found.length > 0]).toEqual([verdict.startsWith('yes'), !/^yes$/.test(verdict)]);
    expect(kindsOf(found).includes('issue-only-mentioned')).toBe(verdict.includes('mentioned'));
  });

  test.each(table(GUIDE, 'titles'))('tells the truth about the title %s', (title, verdict) => {
    const found = prTitle(factsOf({ title }), rules['pr-title']);

    expect(found.length === 0).toBe(verdict.startsWith('yes'));
    const [nearest] = found.flatMap(({ problem }) =>
      problem.kind === 'title-type-unknown' ? [problem.nearest] : [],
    );
    expect(nearest).toBe(/did you mean `(\w+)`/.exec(verdict)?.[1]);
  });

  test('tells the truth about what a description lacks of its template', () => {
    const file = { path: '.github/pull_request_template.md', text: example('template') };
    const templates = [parseTemplate(file, { current: true })];
    const judged = (body: string): string[] =>
      prTemplate(factsOf({ body }, { templates }), rules['pr-template']).map(({ key }) => key);

    expect(judged(example('description that is fine'))).toEqual([]);
    expect(judged(example('description that is not'))).toEqual([
      expect.stringMatching(/section-missing.*how was it tested/),
      expect.stringMatching(/unticked.*checklist/),
    ]);
    expect(judged('')).toHaveLength(1);
  });

  test('knows the commands, and who may give them', () => {
    const who = { anyone: [false, 'none'], author: [true, 'none'], maintainers: [false, 'write'] };
    const { policy } = resolved('');

    const told = table(GUIDE, 'commands').map(([line, may]) => {
      const command = parseCommand(line, '/hygiene');
      if (command === undefined) throw new Error(`${line} is no command`);
      const allowed = Object.entries(who).filter(([, [isAuthor, permission]]) =>
        mayRun(command, { isAuthor, permission, policy } as Parameters<typeof mayRun>[1]),
      );
      return [command.name, may, allowed.map(([name]) => name)];
    });

    const everybody = ['anyone', 'author', 'maintainers'];
    const allowed: Record<string, string[]> = {
      anyone: everybody,
      'the author and maintainers': ['author', 'maintainers'],
      maintainers: ['maintainers'],
      admins: [],
    };
    expect(told).toEqual(told.map(([name, may]) => [name, may, allowed[String(may)]]));
    expect(new Set(told.map(([name]) => name))).toEqual(new Set(COMMAND_NAMES));
  });

  test.each(table(GUIDE, 'modes'))(
    'tells the truth about the mode %s',
    async (mode, check, notice, close) => {
      const story = new Story({ config: `mode: ${mode}\n` });
      const pull = story.openPull({ body: BAD_BODY });
      await story.look(pull);
      await story.pass(3 * HOUR);

      const { world } = story;
      const wanted = { no: undefined, neutral: 'neutral', fails: 'failure' };
      const [word = 'no'] = check.split(' ');
      expect(world.checkOn(pull)?.conclusion).toBe(wanted[word as keyof typeof wanted]);
      expect(world.noticesOn(pull)).toHaveLength(notice === 'yes' ? 1 : 0);
      expect(world.labelsOn(pull).length > 0).toBe(notice === 'yes');
      expect(world.stateOf(pull)).toBe(close === 'no' ? 'open' : 'closed');
    },
  );
});

describe.each([
  ['docs/hygiene.md', GUIDE],
  ['docs/for-contributors.md', FOR_CONTRIBUTORS],
])('%s', (path, text) => {
  test('names no command that there is not', () => {
    const named = [...text.matchAll(/\/hygiene(?: [a-z-]+)+/g)].map(([command]) => command);

    expect(named.length).toBeGreaterThan(2);
    const unknown = named.filter((line) => parseCommand(line, '/hygiene')?.name === 'unknown');
    expect(unknown).toEqual([]);
  });

  test('leads nowhere that is not there', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => target);
    const base = new URL(`../${path}`, import.meta.url);

    expect(targets.filter((target) => !existsSync(new URL(target, base)))).toEqual([]);
  });
});

/** Fenced blocks of a language, also those within a list. */
function blocks(text: string, language: string): string[] {
  const fence = new RegExp(`^( *)\`\`\`${language}\\n([^]*?)^\\1\`\`\`$`, 'gm');
  return [...text.matchAll(fence)].map(([, indent = '', block = '']) =>
    block.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

/** The block behind the mark of an example. */
function example(name: string): string {
  const from = GUIDE.indexOf(`<!-- example: ${name} -->`);
  if (from === -1) throw new Error(`no example is called ${name}`);
  return blocks(GUIDE.slice(from), 'markdown')[0] ?? '';
}

/** Cells of the rows of a table behind its mark; of a first cell that is code, the code. */
function table(text: string, name: string): [string, string, string, string][] {
  const from = text.indexOf(`<!-- ${name} -->`);
  if (from === -1) throw new Error(`no table is called ${name}`);
  const [rows = ''] = /^\|[^]*?\n(?!\|)/m.exec(text.slice(from)) ?? [];
  return rows
    .trim()
    .split('\n')
    .slice(2)
    .map((row) => {
      const [first = '', ...others] = row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
      const [second = '', third = '', fourth = ''] = others;
      return [first.replace(/^`(.*)`$/, '$1'), second, third, fourth];
    });
}
