import {
  execute,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLTypeResolver,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';
import { githubSchema } from '../../../forge/github/schema.ts';
import { ForgeRefusal } from '../refusal.ts';
import type { ForgeWorld } from '../world.ts';
import { mutationRoot } from './mutation-root.ts';
import { GithubProblem, problemOf } from './problem.ts';
import { queryRoot } from './query-root.ts';
import type { Quota } from './quota.ts';

export type GraphqlRequest = { query: string; variables?: Record<string, unknown> };

/** What a document is, before it is run. */
export type Operation = { kind: 'read' | 'write'; name: string; run: () => Promise<GraphqlAnswer> };

export type GraphqlAnswer = { data?: unknown; errors?: object[] };

/**
 * Runs documents as GitHub does: the published schema decides what may be asked, the world answers. A field that the
 * world does not know is told to `unexpected`, so that it cannot pass for an empty one.
 */
export function graphqlOperation(
  world: ForgeWorld,
  quota: Quota,
  { query, variables = {} }: GraphqlRequest,
  unexpected: (what: string) => void,
): Operation {
  const schema = githubSchema();
  const document = parse(query);
  const problems = validate(schema, document);
  const [definition] = document.definitions;
  const operation = definition?.kind === 'OperationDefinition' ? definition : undefined;
  const isMutation = operation?.operation === OperationTypeNode.MUTATION;
  const run = async (): Promise<GraphqlAnswer> => {
    if (problems.length > 0) {
      unexpected(problems.map(({ message }) => message).join('; '));
      return { errors: problems.map(({ message }) => ({ path: ['query'], message })) };
    }
    const result = await execute({
      schema,
      document,
      rootValue: isMutation ? mutationRoot(world) : queryRoot(world, quota),
      variableValues: variables,
      fieldResolver: fieldOf(unexpected),
      typeResolver,
    });
    return answerOf(result, unexpected);
  };
  return {
    kind: isMutation ? 'write' : 'read',
    name: operation?.name?.value ?? 'anonymous',
    run,
  };
}

const typeResolver: GraphQLTypeResolver<unknown, unknown> = (value) =>
  (value as Record<string, string | undefined>)['__typename'];

/** Every field is there, as a value or as a function of its arguments, or it is missing in the fake. */
function fieldOf(unexpected: (what: string) => void): GraphQLFieldResolver<unknown, unknown> {
  return (source, given, _context, { fieldName, parentType }) => {
    const value = (source as Record<string, unknown>)[fieldName];
    if (value === undefined) {
      const what = `${parentType.name}.${fieldName} is not known to the fake GitHub: add it`;
      unexpected(what);
      throw new Error(what);
    }
    return typeof value === 'function' ? (value as (given: unknown) => unknown)(given) : value;
  };
}

function answerOf(
  { data, errors }: ExecutionResult,
  unexpected: (what: string) => void,
): GraphqlAnswer {
  return {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map((error) => entryOf(error, unexpected)) }),
  };
}

function entryOf(error: GraphQLError, unexpected: (what: string) => void): object {
  const { message, path, locations, originalError } = error;
  const refused = originalError instanceof ForgeRefusal ? problemOf(originalError) : originalError;
  if (refused instanceof GithubProblem) {
    return { type: refused.type, path, locations, message: refused.message };
  }
  if (refused?.name !== 'ProcessDied') unexpected(message);
  return { path, locations, message };
}
