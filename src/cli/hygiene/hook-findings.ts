import { type Hook, HOOK_EVENTS, isSameAddress } from '../../forge/gitea/hooks.ts';
import type { GiteaServer } from '../../forge/gitea/version.ts';
import * as say from '../../text/cli-doctor.ts';
import { allowListHint } from '../../text/cli-hooks.ts';

const PATH_OF_THE_BOT = /\/webhooks\/[A-Za-z0-9][A-Za-z0-9-]*\/?$/;

/** What is to be said of the webhooks that tell the bot of a repository, whoever they belong to. */
export function hookFindings(
  hooks: readonly Hook[],
  given: { server: GiteaServer; url?: string; isBlind: boolean },
): say.Finding[] {
  const { server, url, isBlind } = given;
  const ours = hooks.filter((hook) =>
    url === undefined ? PATH_OF_THE_BOT.test(pathOf(hook.url)) : isSameAddress(hook.url, url),
  );
  if (ours.length === 0) return [isBlind ? say.hooksUnseen() : say.hookMissing(url)];
  const twice = ours.length > 1 ? [say.hookTwice(ours.length)] : [];
  return [...twice, ...ours.flatMap((hook) => findingsOf(hook, server))];
}

function findingsOf(hook: Hook, server: GiteaServer): say.Finding[] {
  const missing = HOOK_EVENTS.filter((event) => !hook.events.includes(event));
  const hint = allowListHint(server, hook.url);
  const wrong = [
    ...(hook.active ? [] : [say.hookAsleep(hook.url)]),
    ...(hook.contentType === 'json' ? [] : [say.hookNotJson(hook.url, hook.contentType)]),
    ...(missing.length === 0 ? [] : [say.hookLacksEvents(hook.url, missing)]),
  ];
  return [
    ...(wrong.length === 0 ? [say.hookInOrder(hook.url)] : wrong),
    ...(hint === undefined ? [] : [say.hookMayBeRefused(hint)]),
  ];
}

function pathOf(url: string): string {
  return URL.canParse(url) ? new URL(url).pathname : '';
}
