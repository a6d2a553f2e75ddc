import { Forbidden, ForgeUnavailable, RateLimited, Refused, UnexpectedAnswer } from '../errors.ts';

/** What was asked of GitHub, for the words and the times of an error. */
export type Asked = {
  /** Plain words with the subject's name, never with a text of it. */
  what: string;
  /** The permission it takes, unless GitHub names another. */
  needs: string;
  /** Milliseconds since the epoch. */
  now: number;
};

/** One entry of `errors` in an answer of GraphQL. */
export type Problem = {
  type: string;
  message: string;
  /** Names and indices from the top of the answer; empty when the whole document was refused. */
  path: readonly (string | number)[];
};

/** The statuses that say: there is no such thing, or none that you may see. */
const GONE = [404, 410, 451];

/** GitHub asks for a minute after a burst when it does not say how long. */
const PATIENCE = 60_000;
/** Its windows are of one hour; a later time is a mistake of a clock. */
const LONGEST_PATIENCE = 24 * 3_600_000;

const SENTENCE_LENGTH = 200;

type Headers = Readonly<Record<string, unknown>>;

/** True when the request was answered with "no such thing". A token that could not be made is no such answer. */
export function isGone(thrown: unknown): boolean {
  return GONE.includes(statusOf(thrown)) && !isTokenRequest(thrown);
}

/** The error of the port for what an Octokit threw; what is not of Octokit (a mistake in our code) stays itself. */
export function failureOf(thrown: unknown, asked: Asked): unknown {
  const status = statusOf(thrown);
  if (field(thrown, 'name') === 'AbortError') return unavailable(asked, 'the request was aborted');
  const problems = problemsIn(thrown);
  if (problems.length > 0) return failureOfProblem(problems, asked, headersOf(thrown));
  if (field(thrown, 'response') === undefined) {
    return status === 0 ? thrown : unavailable(asked, `no answer: ${sentenceOf(thrown)}`);
  }
  return failureOfStatus(status, thrown, asked);
}

/** The most telling error of a list: a rate limit, then a missing permission, then the first. */
export function failureOfProblem(
  problems: readonly Problem[],
  asked: Asked,
  headers: Headers = {},
): Error {
  const problem =
    problems.find(({ type }) => type.startsWith('RATE_LIMIT')) ??
    problems.find(({ type }) => type === 'FORBIDDEN') ??
    problems[0];
  if (problem === undefined) return new UnexpectedAnswer(`GitHub, ${asked.what}: no answer`);
  const said = `GitHub, ${asked.what}: ${describe(problem)}`;
  if (problem.type.startsWith('RATE_LIMIT')) {
    return new RateLimited(said, 'primary', resetOf(headers, asked.now));
  }
  if (isBurst(problem.message)) {
    return new RateLimited(said, 'secondary', patienceOf(headers, asked.now));
  }
  switch (problem.type) {
    case 'FORBIDDEN':
    case 'INSUFFICIENT_SCOPES':
      return /\blocked\b/i.test(problem.message)
        ? new Refused(said)
        : new Forbidden(said, asked.needs);
    case 'NOT_FOUND':
    case 'UNPROCESSABLE':
    case 'STALE_DATA':
      return new Refused(said);
    case 'SERVICE_UNAVAILABLE':
    case 'INTERNAL':
    case 'TIMEOUT':
    case 'RESOURCE_LIMITS_EXCEEDED':
      return new ForgeUnavailable(said);
    default:
      return /something went wrong|time(d )?out/i.test(problem.message)
        ? new ForgeUnavailable(said)
        : new UnexpectedAnswer(said);
  }
}

/** What an answer of GraphQL says went wrong, in a thrown error of whichever plugin. */
export function problemsIn(thrown: unknown): Problem[] {
  const response = field(thrown, 'response');
  const listed =
    field(thrown, 'errors') ??
    field(response, 'errors') ??
    field(field(response, 'data'), 'errors');
  // REST lists what is wrong with a request, too, but its answers have a status of their own.
  if (!Array.isArray(listed) || statusOf(thrown) >= 400) return [];
  return listed.map((entry: unknown) => {
    const path = field(entry, 'path');
    return {
      type: textOf(field(entry, 'type')),
      message: textOf(field(entry, 'message')),
      path: Array.isArray(path) ? path.filter(isStep) : [],
    };
  });
}

function failureOfStatus(status: number, thrown: unknown, asked: Asked): Error {
  const headers = headersOf(thrown);
  const said = `GitHub, ${asked.what}: ${status} ${sentenceOf(thrown)}`;
  if (status === 403 || status === 429) {
    if (Number(headers['x-ratelimit-remaining'] ?? 1) === 0) {
      return new RateLimited(said, 'primary', resetOf(headers, asked.now));
    }
    if (status === 429 || headers['retry-after'] !== undefined || isBurst(sentenceOf(thrown))) {
      return new RateLimited(said, 'secondary', patienceOf(headers, asked.now));
    }
  }
  if (isTokenRequest(thrown) && status < 500) {
    return new Forbidden(said, 'an installation of the app that is not suspended');
  }
  if (status === 401) return new Forbidden(said, 'a valid token');
  if (status === 403) {
    const accepted = textOf(headers['x-accepted-github-permissions']);
    return new Forbidden(said, accepted === '' ? asked.needs : accepted);
  }
  if (GONE.includes(status) || status === 409 || status === 422) return new Refused(said);
  return status >= 500 ? new ForgeUnavailable(said) : new UnexpectedAnswer(said);
}

function unavailable(asked: Asked, why: string): ForgeUnavailable {
  return new ForgeUnavailable(`GitHub, ${asked.what}: ${why}`);
}

/** The app's own request for a token, which Octokit makes before ours. */
function isTokenRequest(thrown: unknown): boolean {
  return textOf(field(field(thrown, 'request'), 'url')).endsWith('/access_tokens');
}

function isBurst(message: string): boolean {
  return /secondary rate|abuse detection|submitted too quickly/i.test(message);
}

function resetOf(headers: Headers, now: number): number {
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  return bounded(Number.isFinite(reset) && reset > 0 ? reset : now + PATIENCE, now);
}

/** `Retry-After` is a number of seconds or a date. */
function patienceOf(headers: Headers, now: number): number {
  const after = textOf(headers['retry-after']);
  if (after === '') return now + PATIENCE;
  const until = /^\d+$/.test(after) ? now + Number(after) * 1000 : Date.parse(after);
  return bounded(Number.isNaN(until) ? now + PATIENCE : until, now);
}

function bounded(at: number, now: number): number {
  return Math.min(Math.max(at, now + 1000), now + LONGEST_PATIENCE);
}

/**
 * GitHub's own sentence. Errors of a variable quote its value, which may be a whole body; and the thrown error is no
 * `cause`, because it holds the request.
 */
function sentence(message: string): string {
  if (/\$\w/.test(message)) return 'a variable was not accepted';
  // oxlint-disable-next-line no-control-regex -- what breaks a line of the log is what is looked for
  return message.replaceAll(/[\u0000-\u001f\u007f\u2028\u2029]+/g, ' ').slice(0, SENTENCE_LENGTH);
}

function sentenceOf(thrown: unknown): string {
  const said = textOf(field(field(field(thrown, 'response'), 'data'), 'message'));
  return sentence(
    said === '' && field(thrown, 'response') === undefined ? messageOf(thrown) : said,
  );
}

/** For the log: GitHub's sentence, kind and place of a problem. */
export function describe(problem: Problem): string {
  const where = problem.path.length === 0 ? '' : ` at ${problem.path.join('.')}`;
  return `${sentence(problem.message)} (${problem.type === '' ? 'no type' : problem.type}${where})`;
}

function messageOf(thrown: unknown): string {
  return textOf(field(thrown, 'message'));
}

function statusOf(thrown: unknown): number {
  const status = field(thrown, 'status');
  return typeof status === 'number' ? status : 0;
}

function headersOf(thrown: unknown): Headers {
  const headers = field(field(thrown, 'response'), 'headers') ?? field(thrown, 'headers');
  return typeof headers === 'object' && headers !== null ? (headers as Headers) : {};
}

function field(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function isStep(step: unknown): step is string | number {
  return typeof step === 'string' || typeof step === 'number';
}
