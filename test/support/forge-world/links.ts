import type { IssueReference, Repository } from '../../../src/forge/model.ts';

const WORD = '(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)';
const REFERENCE =
  '(?:([\\w.-]+)/([\\w.-]+))?#(\\d+)|https?://([\\w.:-]+)/([\\w.-]+)/([\\w.-]+)/issues/(\\d+)';
const LINK = new RegExp(`(?<![\\w-])${WORD}:?\\s+(?:${REFERENCE})\\b`, 'gi');

/**
 * The issues that a description closes, as plainly as the tests need it. It is written apart from the bot's own reading
 * on purpose, and knows of Markdown only comments and code.
 */
export function linksIn(body: string, here: Repository, host: string): IssueReference[] {
  const visible = body
    .replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  const links: IssueReference[] = [];
  for (const [, owner, name, number, site, urlOwner, urlName, urlNumber] of visible.matchAll(
    LINK,
  )) {
    if (site !== undefined && site.toLowerCase() !== host.toLowerCase()) continue;
    links.push({
      owner: owner ?? urlOwner ?? here.owner,
      name: name ?? urlName ?? here.name,
      number: Number(number ?? urlNumber),
    });
  }
  return links;
}
