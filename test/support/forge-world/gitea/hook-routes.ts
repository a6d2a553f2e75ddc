import {
  type ApiRequest,
  isForgejo,
  paged,
  repositoryAt,
  type Route,
  type Site,
} from './request.ts';

export type HookState = {
  id: number;
  /** `repos/octo/hello`, `orgs/octo` or `user`. */
  home: string;
  type: string;
  url: string;
  contentType: string;
  secret: string;
  active: boolean;
  /** Fine names. */
  events: string[];
};

const FINE: Readonly<Record<string, readonly string[]>> = {
  issues: ['issues', 'issue_assign', 'issue_label', 'issue_milestone', 'issue_comment'],
  issues_only: ['issues'],
  pull_request: [
    'pull_request',
    'pull_request_assign',
    'pull_request_label',
    'pull_request_milestone',
    'pull_request_comment',
    'pull_request_review_approved',
    'pull_request_review_rejected',
    'pull_request_review_comment',
    'pull_request_sync',
    'pull_request_review_request',
  ],
  pull_request_only: ['pull_request'],
};

const kept = new WeakMap<Site, HookState[]>();

/** Webhooks of every place of a site; a test may put some there itself. */
export function hooksOf(site: Site): HookState[] {
  const known = kept.get(site) ?? [];
  kept.set(site, known);
  return known;
}

/** The secret is shown to nobody. */
function nodeOf(site: Site, { id, type, url, contentType, active, events }: HookState) {
  const shown = isForgejo(site) ? events : grouped(events);
  return { id, type, active, events: shown, config: { url, content_type: contentType } };
}

/** Gitea has one name for reviews of every verdict. */
function grouped(events: readonly string[]): string[] {
  const named = events.map((event) =>
    event.startsWith('pull_request_review_') && event !== 'pull_request_review_request'
      ? 'pull_request_review'
      : event,
  );
  return [...new Set(named)];
}

function homeOf({ path }: ApiRequest): string {
  return path.slice(0, path.indexOf('hooks')).join('/');
}

/** Webhooks are for administrators only, in organisations for their owners. */
function guarded(route: Route): Route {
  return (site, request) => {
    const [first = '', owner = ''] = request.path;
    if (first === 'repos' && repositoryAt(site, request) === undefined) return undefined;
    const isOwner = site.world.repositories.some((each) => each.owner === owner);
    if (first === 'orgs' && !isOwner) return undefined;
    if (!site.botIsAdmin) return { status: 403, body: { message: 'user should be an owner' } };
    return route(site, request);
  };
}

const list = guarded((site, request) =>
  paged(
    hooksOf(site).filter(({ home }) => home === homeOf(request)),
    request,
    (hook) => nodeOf(site, hook),
  ),
);

/** It sleeps, and hears of pushes alone, unless it is told otherwise. */
const create = guarded((site, request) => {
  const {
    type,
    config = {},
    events = ['push'],
    active = false,
  } = request.body as {
    type?: string;
    config?: Record<string, string>;
    events?: string[];
    active?: boolean;
  };
  const { url, content_type: contentType, secret = '' } = config;
  if (type === undefined || url === undefined || !['json', 'form'].includes(contentType ?? '')) {
    return { status: 422, body: { message: 'Missing config option' } };
  }
  const hooks = hooksOf(site);
  const made: HookState = {
    id: 1 + Math.max(0, ...hooks.map(({ id }) => id)),
    home: homeOf(request),
    type,
    url,
    contentType: contentType ?? '',
    secret,
    active,
    events: [...new Set(events.flatMap((event) => FINE[event] ?? [event]))],
  };
  hooks.push(made);
  return { status: 201, body: nodeOf(site, made) };
});

const remove = guarded((site, request) => {
  const hooks = hooksOf(site);
  const index = hooks.findIndex(
    ({ id, home }) => String(id) === request.path.at(-1) && home === homeOf(request),
  );
  if (index === -1) return undefined;
  hooks.splice(index, 1);
  return { status: 204 };
});

const HOMES = ['repos/*/*', 'orgs/*', 'user'];

export const HOOK_ROUTES: Readonly<Record<string, Route>> = Object.fromEntries(
  HOMES.flatMap((home) => [
    [`GET ${home}/hooks`, list],
    [`POST ${home}/hooks`, create],
    [`DELETE ${home}/hooks/*`, remove],
  ]),
);
