import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { appKey } from '../test/support/bot-key.ts';
import { signedHeaders } from '../test/support/signed-request.ts';
import { pullRequestPayload } from '../test/support/payloads.ts';

export const BOT_SECRET = 'the secret of a measure';
export const WEBHOOKS = '/webhooks/github';
/** A webhook of GitHub's for a pull request with a short description is about as large. */
const PAYLOAD = 24 * 1024;
/** The first of the fake GitHub. */
const INSTALLATION = 100;

/** The bundle that `npm run build` makes, without any flag: it sees to its memory itself. */
export const AS_INSTALLED = { main: resolve(import.meta.dirname, '../dist/bot.js'), flags: [] };

/** Removed when the work is done, however it ends. */
export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'agent-run-bench-bot-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a bot of a measure is started with; nothing listens at its GitHub unless one is named. */
export function botEnvironment(
  folder: string,
  apiUrl = 'http://127.0.0.1:9',
): Record<string, string> {
  return {
    APP_ID: '1',
    PRIVATE_KEY: appKey(),
    WEBHOOK_SECRET: BOT_SECRET,
    GITHUB_API_URL: apiUrl,
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_FOLDER: folder,
  };
}

export type SignedRequest = {
  method: 'POST';
  path: string;
  headers: Record<string, string>;
  body: string;
};

/** An edit of a pull request, with 24 KB of payload. */
export function deliveryAbout(number: number): SignedRequest {
  const payload = {
    ...pullRequestPayload({ number }, 'edited'),
    installation: { id: INSTALLATION },
  };
  const rest = PAYLOAD - JSON.stringify(payload).length;
  const body = JSON.stringify({ ...payload, padding: 'x'.repeat(rest) });
  return {
    method: 'POST',
    path: WEBHOOKS,
    headers: signedHeaders(body, { secret: BOT_SECRET }),
    body,
  };
}
