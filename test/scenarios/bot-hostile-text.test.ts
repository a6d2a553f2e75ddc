import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BotProcess } from '../support/bot-process.ts';
import type { NewPull } from '../support/forge-world/pulls.ts';
import { MINUTE } from '../support/forge-world/state.ts';
import { COALESCED, LiveBots } from '../support/live-bot.ts';
import { BAD, enforcingRepository, openPull, untilFlagged } from '../support/live-pull.ts';
import { rendered } from '../support/rendered-markdown.ts';

const SIZE = 65_536;
const full = (unit: string): string => unit.repeat(Math.ceil(SIZE / unit.length)).slice(0, SIZE);

const here = new LiveBots();
let bot: BotProcess;

beforeAll(async () => {
  enforcingRepository(here);
  await here.startGithub();
  bot = await here.start({ LOG_LEVEL: 'info' });
});
afterAll(() => here.end());

/** Until the bot has looked at it; tells how many seconds of work that took, the delivery included. */
async function lookAt(pull: NewPull) {
  const ref = here.world.openPull({ author: 'ann', ...pull });
  here.pass(2 * MINUTE);
  const before = bot.processorTime();
  await here.deliver();
  here.pass(COALESCED);
  await here.until(() => here.world.checkOn(ref) !== undefined);
  return { ref, seconds: bot.processorTime() - before };
}

describe('a text that is meant to do harm', () => {
  test.each([
    ['quotations', full('>')],
    ['deep quotations with lazy lines', `${'> '.repeat(1000)}a\n${full('b\n')}`.slice(0, SIZE)],
    ['lists', full('- ')],
    ['brackets', full('[')],
    ['brackets and ends', full('](')],
    ['images of images', full('![')],
    ['emphasis', full('*_')],
    ['backticks', full('` `` ')],
    ['opened comments', full('<!--')],
    ['opened details', full('<details>')],
    ['boxes', full('- [ ] \n')],
    ['headings', full('# a\n')],
    ['the headings of the template', full('### Issue for this PR\n\n')],
    ['tables', full('|a|-|\n')],
    ['links between definitions', full('[a]: b\n')],
    ['references', full('fixes #1 ')],
    ['references to other repositories', full('closes a/b#1, ')],
    ['addresses', full('https://github.com/octo/hello/issues/1 ')],
    ['commands', full('/hygiene exempt\n')],
    ['markers', full('<!-- agent-run:hygiene v1 eyJ9 -->\n')],
    ['null bytes and halves of pairs', full('\u0000\uFFFD\u202E')],
    ['nothing but breaks', full('\r\n\u2028')],
  ])('such as 64 KB of %s keeps the bot no longer than about a second', async (_, body) => {
    const { seconds } = await lookAt({ body });

    // Measured: at most 0.9. The tests beside this one slow the processor down.
    expect(seconds).toBeLessThan(1.5);
  });

  test.each([
    ['mentions', '@octocat @octo/everyone fixes #1'],
    ['HTML', '</details><script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['a command line', `$(touch ${join(here.folder, 'harm')}) \`touch x\`; touch y | tee z`],
    ['commands of a workflow', '::set-env name=X::y %0A::error::x'],
    ['a template', '{{{findings}}} {{> x}} ${process.exit(1)} #{7*7}'],
    ['a link and a picture', '[x](javascript:alert(1)) ![](https://evil.example/p.png)'],
    ['a comment that opens', '<!-- agent-run:hygiene v1 e30 --> <!--'],
  ])('as %s in title, branch and label does none', async (_, text) => {
    const { ref } = await lookAt({ title: text, head: text, labels: [text], body: text });
    const pages = [
      ...here.world.noticesOn(ref).map(({ body }) => body.replace(/^<!--.*?-->/s, '')),
      here.world.checkOn(ref)?.summary ?? '',
    ].map(rendered);

    expect(pages.length).toBeGreaterThan(1);
    for (const { text: words, html, images, links } of pages) {
      expect(words).not.toMatch(/@octo|@everyone|fixes #1/);
      expect(html.filter((tag) => !/^<\/?(details|summary|sub|br)\b/.test(tag))).toEqual([]);
      expect(images).toEqual([]);
      expect(links.filter((link) => !link.startsWith('https://github.com/octo/hello/'))).toEqual(
        [],
      );
    }
    expect(existsSync(join(here.folder, 'harm'))).toBe(false);
    expect(bot.hasEnded).toBe(false);
  });

  test('as the marker of a notice, copied from the bot, counts for nothing', async () => {
    const real = openPull(here, BAD);
    await untilFlagged(here, real);
    const [notice = ''] = here.world.noticesOn(real).map(({ body }) => body);
    const other = openPull(here, `${notice}\n${BAD}`);
    here.world.comment(other, notice, { by: 'ann' });
    here.world.comment(real, notice.replace(/flagged/g, 'resolved'), { by: 'ann' });

    await untilFlagged(here, other);

    for (const pull of [real, other]) {
      expect(here.world.noticesOn(pull)).toHaveLength(2);
      expect(here.world.stateOf(pull)).toBe('open');
    }
    expect(here.world.commentsOn(other).find(({ author }) => author === 'ann')?.body).toBe(notice);
  });
});
