import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { chromium } from './available.ts';

/** A browser without a screen, network services of its own, or a sandbox (which root may not have). */
export function openBrowser(): Promise<Browser> {
  const executablePath = chromium();
  if (executablePath === undefined) throw new Error('There is no browser; ask `chromium()` first.');
  return driver.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
}

/**
 * Opens `url` in a page of its own. `misdeeds` fills with what a harmless page does not do: requests to others, errors,
 * dialogs.
 */
export async function openPage(
  browser: Browser,
  url: string,
  { width = 1280, height = 900 } = {},
): Promise<{ page: Page; misdeeds: string[] }> {
  const page = await browser.newPage({ viewport: { width, height } });
  const misdeeds: string[] = [];
  page.on('request', (request) => {
    const isOwn = request.url() === url || request.url().startsWith('data:');
    if (!isOwn) misdeeds.push(`requested ${request.url()}`);
  });
  page.on('console', (said) => {
    if (said.type() === 'error' || said.type() === 'warning') misdeeds.push(said.text());
  });
  page.on('pageerror', (error) => misdeeds.push(error.message));
  page.on('dialog', (dialog) => {
    misdeeds.push(`said ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, misdeeds };
}
