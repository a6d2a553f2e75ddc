import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { writePage } from '../../src/action/transcript-page.ts';
import { Transcript } from '../../src/agent/transcript.ts';
import { chromium, requireInCi } from '../support/available.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { reportOf } from '../support/report-builder.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

const HOSTILE = '</script><img src="http://127.0.0.1:9/p" onerror="alert(1)"><!--<script>';

const isPresent = requireInCi('chromium', chromium() !== undefined, 'apt-get install chromium');

/** The root works for 2 of 10 s, its child for the 4 s in the middle. */
function tellFamily(story: Story): void {
  story.prompt('root', 'Fix it.').wait(1000);
  story.run('root', 'bash', 'npm test', { input: { command: 'npm test' }, output: '1 < 2' });
  story.say('root', 'Started.').idle('root').wait(2000);
  story.launch('child', { title: HOSTILE, by: 'no' }).think('child', 'Hm, hard.').wait(4000);
  story.fail('child', { name: 'APIError', message: 'Overloaded', statusCode: 529 });
  story.wait(2000).prompt('root').wait(1000).say('root', 'All done.').idle('root');
}

describe.runIf(isPresent)('the transcript page in a browser', () => {
  let browser: Browser;
  let folder: string;
  let page: Page;
  let misdeeds: string[];

  beforeAll(async () => {
    browser = await openBrowser();
    folder = mkdtempSync(join(tmpdir(), 'page-'));
  });

  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  afterEach(async () => {
    await page.close();
    if (misdeeds.length > 0) throw new Error(`The page misbehaved: ${misdeeds.join('; ')}`);
  });

  /** Tells the story to a transcript, makes it a page and opens that. */
  async function show(tell: (story: Story) => unknown, viewport = {}): Promise<void> {
    const story = new Story();
    const files = { transcript: join(folder, 't.jsonl'), page: join(folder, 'p.html') };
    const options = { mask: (text: string) => text, now: () => story.now, version: '1' };
    const transcript = new Transcript(files.transcript, options);
    story.to((event, tree, now) => transcript.event(event, tree, now));
    tell(story);
    transcript.close();
    const report = reportOf(story, {
      reason: `Done. ${HOSTILE}`,
      finalMessage: HOSTILE,
      warnings: [HOSTILE],
      started: DAWN,
    });
    writePage(report, files, (text) => text);
    ({ page, misdeeds } = await openPage(browser, pathToFileURL(files.page).href, viewport));
  }

  const row = (index: number) => page.locator('.session').nth(index).locator('.row');

  /** Where each bar begins and how wide it is, in percent of the track. */
  async function barsOf(index: number): Promise<number[][]> {
    const track = page.locator('.session').nth(index).locator('.track');
    const whole = await track.boundingBox();
    const bars = await Promise.all(
      (await track.locator('i').all()).map((bar) => bar.boundingBox()),
    );
    const percent = (length: number): number => Math.round((100 * length) / (whole?.width ?? 1));
    return bars.map((bar) => [percent((bar?.x ?? 0) - (whole?.x ?? 0)), percent(bar?.width ?? 0)]);
  }

  test('shows the outcome, and each session as bars where it worked', async () => {
    await show(tellFamily);

    expect(await page.locator('h1').textContent()).toContain('completed');
    expect(await page.locator('.reason').textContent()).toBe(`Done. ${HOSTILE}`);
    expect([await barsOf(0), await barsOf(1)]).toEqual([
      [
        [0, 10],
        [90, 10],
      ],
      [[30, 40]],
    ]);
  });

  test('opens a session and a tool call of it', async () => {
    await show(tellFamily);
    expect(await page.locator('.turn').count()).toBe(0);

    await row(0).click();

    expect(await row(0).getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('.turn.prompt p').first().textContent()).toBe('Fix it.');
    const tool = page.locator('.turn details', { hasText: 'npm test' });
    await tool.locator('summary').click();
    await tool.locator('pre').last().waitFor();
    expect(await tool.locator('pre').allTextContents()).toEqual([
      '{\n  "command": "npm test"\n}',
      '1 < 2',
    ]);

    await row(0).click();
    expect(await page.locator('.turn').first().isVisible()).toBe(false);
  });

  test('shows hostile words as words', async () => {
    await show(tellFamily);
    await row(1).click();

    expect(await page.locator('.title').nth(1).textContent()).toBe(HOSTILE);
    expect(await page.locator('.turn.prompt p').textContent()).toBe(`Do ${HOSTILE}.`);
    expect(await page.locator('pre.said').first().textContent()).toBe(HOSTILE);
    expect(await page.locator('img').count()).toBe(0);
  });

  test('runs no script but its own', async () => {
    await show(tellFamily);

    const ran = await page.evaluate<boolean>(`{
      const script = document.createElement('script');
      try {
        script.textContent = 'window.ran = true';
        document.body.append(script);
      } catch {}
      'ran' in window;
    }`);

    expect(ran).toBe(false);
    expect(misdeeds.splice(0).join()).toMatch(/Content Security Policy|TrustedScript/);
  });

  test('finds words in turns, shows the way to the session, and filters by state', async () => {
    await show((story) => {
      tellFamily(story);
      story.launch('other', { title: 'something else', by: 'no' }).say('other', 'x').idle('other');
    });
    const titles = () => page.locator('.session:visible .title').allTextContents();

    await page.keyboard.press('/');
    await page.keyboard.type('hm, HARD');
    expect(await titles()).toEqual(['Fix the smallest TODO', HOSTILE]);
    expect(await page.locator('#count').textContent()).toBe('1 of 3');

    await page.locator('#search').fill('"command": "npm test"');
    expect(await titles()).toEqual(['Fix the smallest TODO']);

    await page.locator('#search').fill('nowhere to be found');
    expect(await page.locator('#none').isVisible()).toBe(true);

    await page.locator('#search').fill('');
    await page.locator('#state').selectOption('failed');
    expect(await page.locator('#count').textContent()).toBe('1 of 3');
  });

  test('is used with the keyboard alone', async () => {
    await show(tellFamily);

    await row(0).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await row(1).getAttribute('aria-expanded')).toBe('true');
    expect(await page.locator('.problem').first().textContent()).toBe('APIError 529: Overloaded');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');

    expect(await row(1).getAttribute('aria-expanded')).toBe('false');
    expect(await row(0).getAttribute('aria-expanded')).toBe('true');
  });

  test('fits on a phone', async () => {
    await show(tellFamily, { width: 390 });
    await row(1).click();

    const width = await page.evaluate<number>('document.documentElement.scrollWidth');

    expect(width).toBeLessThanOrEqual(390);
  });

  test('draws 500 sessions in a moment, and their turns only when asked', async () => {
    await show((story) => {
      story.prompt('root');
      for (let n = 0; n < 500; n += 1) {
        story.launch(`s${String(n)}`, { by: 'background' });
        for (let turn = 0; turn < 10; turn += 1) {
          story.wait(3).run(`s${String(n)}`, 'bash', 'npm test', { output: 'x'.repeat(1000) });
        }
        story.idle(`s${String(n)}`);
      }
    });

    const loaded = await page.evaluate<number>(
      'performance.getEntriesByType("navigation")[0].loadEventEnd',
    );
    expect(await page.locator('.session').count()).toBe(501);
    expect(await page.locator('.turn').count()).toBe(0);
    expect(loaded).toBeLessThan(5000);
    await row(500).click();
    expect(await page.locator('.turn').count()).toBe(11);
  });
});
