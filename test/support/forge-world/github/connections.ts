import { GithubProblem } from './problem.ts';

/** One entry of a list; ranks grow along the list and stay when others come or go. */
export type Ranked = { rank: string; node: () => unknown };

export type PageArguments = {
  first?: number | null;
  last?: number | null;
  after?: string | null;
  before?: string | null;
};

const MOST = 100;

export function rankOf(...numbers: readonly number[]): string {
  return numbers.map((number) => String(number).padStart(16, '0')).join('-');
}

/** A page of a list as GraphQL's connections cut it; `edge` gives fields of an edge besides its node. */
export function connection(
  field: string,
  entries: readonly Ranked[],
  { first, last, after, before }: PageArguments,
  edge: (index: number) => Record<string, unknown> = () => ({}),
): Record<string, unknown> {
  const size = first ?? last;
  if (size === undefined || size === null) {
    const says = `You must provide a \`first\` or \`last\` value to properly paginate the \`${field}\` connection.`;
    throw new GithubProblem('MISSING_PAGINATION_BOUNDARIES', says);
  }
  if (size > MOST) {
    const says = `Requesting ${size} records on the \`${field}\` connection exceeds the \`first\` limit of 100 records.`;
    throw new GithubProblem('EXCESSIVE_PAGINATION', says);
  }
  const between = entries.filter(
    ({ rank }) =>
      (isNothing(after) || rank > decoded(after)) && (isNothing(before) || rank < decoded(before)),
  );
  const page = isNothing(first) ? between.slice(-size) : between.slice(0, size);
  const from = page[0] === undefined ? 0 : entries.indexOf(page[0]);
  return {
    totalCount: entries.length,
    pageInfo: {
      hasNextPage: page.length > 0 && page.at(-1) !== entries.at(-1),
      hasPreviousPage: page.length > 0 && from > 0,
      startCursor: page[0] === undefined ? null : encoded(page[0].rank),
      endCursor: page[0] === undefined ? null : encoded(page.at(-1)?.rank ?? ''),
    },
    nodes: () => page.map(({ node }) => node()),
    edges: () =>
      page.map(({ node, rank }, index) => ({
        cursor: encoded(rank),
        node: node(),
        ...edge(from + index),
      })),
  };
}

function isNothing(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function encoded(rank: string): string {
  return Buffer.from(`cursor:${rank}`).toString('base64');
}

function decoded(cursor: string): string {
  const text = Buffer.from(cursor, 'base64').toString();
  if (text.startsWith('cursor:')) return text.slice('cursor:'.length);
  throw new GithubProblem(
    'INVALID_CURSOR_ARGUMENTS',
    `\`${cursor}\` does not appear to be a valid cursor.`,
  );
}
