import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { chromium, requireInCi } from '../../support/available.ts';
import { openBrowser, openPage } from '../../support/browser.ts';
import { openedGithub } from '../../support/forge-world/github/opened-github.ts';
import { HOUR } from '../../support/forge-world/state.ts';
import { SteppedClock } from '../../support/stepped-clock.ts';
import { folderWith, typed } from './typed.ts';

const HOSTILE =
  '</td></table><img src=http://127.0.0.1:9/p onerror=alert(1)><script>alert(2)</script>';
const TEMPLATE = '## What\n\n<!-- what -->\n\n## Why\n\n<!-- why -->\n';

const isPresent = requireInCi('chromium', chromium() !== undefined, 'apt-get install chromium');

describe.runIf(isPresent)('the page of a simulation in a browser', () => {
  test('is a table of who would have been told or closed, whatever their titles say', async () => {
    const { world, server } = await openedGithub({
      clock: new SteppedClock(Date.now() - 720 * HOUR),
    });
    world.repository({ files: { '.github/PULL_REQUEST_TEMPLATE.md': TEMPLATE } });
    world.openPull({ author: 'ann', body: 'Please merge.', title: HOSTILE });
    world.merge(world.openPull({ author: 'bob', body: 'Please merge.', title: 'Plain' }));
    const folder = folderWith({ 'enforce.yml': 'mode: enforce\n' });
    const argv = ['--repo', 'octo/hello', '--config', 'enforce.yml', '--html', 'page.html'];
    await typed(['simulate', ...argv], {
      folder,
      environment: { GITHUB_API_URL: server.url, GITHUB_TOKEN: 'ghs_of_a_test' },
    });

    const browser = await openBrowser();
    onTestFinished(() => browser.close());
    const url = pathToFileURL(join(folder, 'page.html')).href;
    const { page, misdeeds } = await openPage(browser, url);

    expect(await page.locator('h1').innerText()).toBe(
      'What the config would have done in octo/hello',
    );
    const rows = page.locator('tbody tr');
    expect(await rows.count()).toBe(2);
    expect(await rows.filter({ hasText: HOSTILE }).count()).toBe(1);
    expect(await rows.filter({ hasText: 'Plain' }).locator('.merged').innerText()).toBe('merged');
    expect(await rows.locator('a').evaluateAll((all) => all.map(String))).toEqual(
      expect.arrayContaining(['https://github.com/octo/hello/pull/1']),
    );
    expect(await page.locator('img, script').count()).toBe(0);
    expect(misdeeds).toEqual([]);
  });
});
