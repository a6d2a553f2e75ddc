import { describe, expect, test } from 'vitest';
import { BUG, botOf, COMMIT, CONFIG, OFF, ON, REPORT, TEMPLATE, EVERY_FORGE } from './issue-bot.ts';

describe.each(EVERY_FORGE)('on %s', (_name, open) => {
  test('an issue past the menu is flagged while blank issues are off, and thanked once it follows a template', async () => {
    const bot = await botOf('report: { on_fixed: thank }\n', undefined, open);
    const issue = bot.world.openIssue({ author: 'ann', title: 'Broken', body: 'It is broken.' });

    await bot.look(issue);
    expect(bot.world.noticesOn(issue)).toHaveLength(1);
    expect(bot.world.labelsOn(issue)).not.toEqual([]);

    bot.world.editBody(issue, REPORT);
    await bot.look(issue);
    expect(bot.world.noticesOn(issue).at(-1)?.body).toMatch(/thank/i);
    expect(bot.world.labelsOn(issue)).toEqual([]);
  });

  test('a command switches them on and leaves every other byte as it was', async () => {
    const bot = await botOf(COMMIT, undefined, open);

    const { reply, nods } = await bot.told('/hygiene blank-issues on');

    expect(nods).toEqual(['+1']);
    expect(reply).toContain('are allowed now');
    expect(bot.world.fileOn(CONFIG)).toBe(ON);
  });

  test('what drifted from the policy is proposed once', async () => {
    const bot = await botOf('issues: { blank: allow }\n', undefined, open);

    const first = await bot.keep();
    const second = await bot.keep();

    expect(first).toMatchObject({ result: 'proposed', pull: { state: 'opened', number: 1 } });
    expect(second).toMatchObject({ pull: { state: 'open-already', number: 1 } });
    expect(bot.world.subjectsOf(bot.world.home())).toHaveLength(1);
    bot.world.mergeBranch({ ...bot.world.home(), number: 1 });
    expect(bot.world.fileOn(CONFIG)).toBe(ON);
    expect(await bot.keep()).toBeUndefined();
  });
});

describe('the command', () => {
  test('proposes the change by default, and says where', async () => {
    const bot = await botOf('');

    const { reply, nods } = await bot.told('/hygiene blank-issues on');

    expect(nods).toEqual(['+1']);
    expect(reply).toContain('[#2](https://github.com/octo/hello/pull/2)');
    expect(bot.world.fileOn(CONFIG)).toBe(OFF);
    expect(bot.world.fileOn(CONFIG, bot.world.home(), 'hygiene/blank-issues-on')).toBe(ON);
  });

  test.each([
    ['says what decides', {}, 'not allowed, as `.github/ISSUE_TEMPLATE/config.yml` decides'],
    ['says that nothing does', { [CONFIG]: '' }, 'are allowed'],
  ])('status %s', async (_title, files, words) => {
    const bot = await botOf('', { [CONFIG]: OFF, [TEMPLATE]: BUG, ...files });

    const { reply, nods } = await bot.told('/hygiene blank-issues status');

    expect(reply).toContain(words);
    expect(nods).toEqual(['+1']);
    expect(bot.world.writes.map(({ do: what }) => what)).not.toContain('commit');
  });

  test('is obeyed for admins alone', async () => {
    const bot = await botOf(COMMIT);

    const { nods } = await bot.told('/hygiene blank-issues on', { by: 'mona' });

    expect(nods).toEqual(['-1']);
    expect(bot.world.fileOn(CONFIG)).toBe(OFF);
  });

  test('is answered once, however often the issue is looked at', async () => {
    const bot = await botOf(COMMIT);
    await bot.told('/hygiene blank-issues on');
    const [issue] = bot.world.subjectsOf(bot.world.home());
    const said = issue?.comments.length;

    if (issue !== undefined) await bot.look(issue.ref);

    expect(issue?.comments).toHaveLength(said ?? 0);
    expect(bot.world.writes.filter(({ do: what }) => what === 'commit')).toHaveLength(1);
  });

  test('counts once when it was corrected by a later one', async () => {
    const bot = await botOf(COMMIT);
    const issue = bot.world.openIssue({ author: 'ann', body: REPORT });
    bot.world.comment(issue, '/hygiene blank-issues on', { by: 'octo' });
    bot.world.comment(issue, '/hygiene blank-issues off', { by: 'octo' });

    await bot.look(issue);

    expect(bot.world.fileOn(CONFIG)).toBe(OFF);
    expect(bot.world.writes.filter(({ do: what }) => what === 'commit')).toEqual([]);
    expect(bot.world.writes.filter(({ do: what }) => what === 'react')).toHaveLength(2);
  });

  test('against the policy is refused, because the policy would win the next day', async () => {
    const bot = await botOf('issues: { blank: forbid, write: commit }\n');

    const { reply, nods } = await bot.told('/hygiene blank-issues on');

    expect(nods).toEqual(['-1']);
    expect(reply).toContain('`issues.blank: forbid`');
    expect(bot.world.fileOn(CONFIG)).toBe(OFF);
  });

  test('shows what to change where the bot may not write files', async () => {
    const bot = await botOf(COMMIT);
    bot.world.closeToCommits();

    const { reply, nods } = await bot.told('/hygiene blank-issues on');

    expect(nods).toEqual(['-1']);
    expect(reply).toContain('-"blank_issues_enabled":   false # since May');
    expect(reply).toContain('+"blank_issues_enabled":   true # since May');
  });

  test('is refused where the templates are the owner’s and a config would hide them', async () => {
    const bot = await botOf(COMMIT, {});
    bot.world.repository({ name: '.github', files: { [TEMPLATE]: BUG, [CONFIG]: OFF } });

    const { reply, nods } = await bot.told('/hygiene blank-issues on');

    expect(nods).toEqual(['-1']);
    expect(reply).toContain('owner’s shared repository');
    expect(reply).toContain(TEMPLATE);
    expect(bot.world.fileOn(CONFIG)).toBeUndefined();
  });

  test('quotes nothing of a hostile config as anything but code', async () => {
    const text = 'blank_issues_enabled: "@octo <!-- ` [x](https://evil.test)"\n';
    const bot = await botOf(COMMIT, { [CONFIG]: text, [TEMPLATE]: BUG });

    const { reply } = await bot.told('/hygiene blank-issues status');

    expect(reply).toContain('[x](https://evil.test)');
    expect(reply.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, '')).not.toMatch(/@octo|<!--|evil/);
  });
});

describe('the policy', () => {
  test.each([
    ['leaves what it is not told to keep', ''],
    ['leaves what is as it wants it', 'issues: { blank: forbid }\n'],
    ['only watches in a dry run', 'issues: { blank: allow }\nmode: dry-run\n'],
    ['is not believed with a mistake in it', 'issues: { blank: allow }\nrulez: {}\n'],
  ])('%s, without a request', async (_title, config) => {
    const bot = await botOf('', { [CONFIG]: OFF, [TEMPLATE]: BUG });
    const text = config.includes('mode:')
      ? `version: 1\n${config}`
      : `version: 1\nmode: warn\n${config}`;
    bot.world.commitFile('.github/hygiene.yml', text);

    expect(await bot.keep()).toBeUndefined();

    const names = bot.world.requests.entries.map(({ name }) => name);
    expect(names).toEqual(['readRepository', 'readContents']);
  });

  test('is repaired by a commit where that is wished', async () => {
    const bot = await botOf('issues: { blank: allow, write: commit }\n');

    expect(await bot.keep()).toMatchObject({ result: 'committed', agrees: true });
    expect(bot.world.fileOn(CONFIG)).toBe(ON);
    expect(await bot.keep()).toBeUndefined();
  });

  test('takes a pull request where the branch is protected', async () => {
    const bot = await botOf('issues: { blank: allow, write: commit }\n');
    bot.world.protectBranch();

    expect(await bot.keep()).toMatchObject({ result: 'proposed', pull: { state: 'opened' } });
    expect(bot.world.fileOn(CONFIG)).toBe(OFF);
  });

  test('does not ask again for what was closed', async () => {
    const bot = await botOf('issues: { blank: allow }\n');
    await bot.keep();
    bot.world.close({ ...bot.world.home(), number: 1 }, { by: 'octo' });

    expect(await bot.keep()).toMatchObject({ result: 'proposed', pull: { state: 'declined' } });
    expect(bot.world.subjectsOf(bot.world.home())).toHaveLength(1);
  });

  test('tries again on what somebody else wrote meanwhile, and keeps that', async () => {
    const bot = await botOf('issues: { blank: allow, write: commit }\n');
    bot.world.faults.next('write', {
      kind: 'meanwhile',
      happens: () => bot.world.commitFile(CONFIG, `${OFF}\n# later`),
    });

    expect(await bot.keep()).toMatchObject({ result: 'committed' });
    expect(bot.world.fileOn(CONFIG)).toBe(`${ON}\n# later`);
  });

  test('gives up on a file that never stands still, and overwrites nothing', async () => {
    const bot = await botOf('issues: { blank: allow, write: commit }\n');
    let count = 0;
    const happens = (): void => {
      count += 1;
      bot.world.commitFile(CONFIG, `${OFF}\n# ${count}`);
    };
    for (let time = 0; time < 3; time += 1) {
      bot.world.faults.next('write', { kind: 'meanwhile', happens });
    }

    expect(await bot.keep()).toMatchObject({ result: 'by-hand', why: 'kept-changing' });
    expect(bot.world.fileOn(CONFIG)).toBe(`${OFF}\n# 3`);
    expect(bot.world.faults.unmet).toBe(0);
  });
});
