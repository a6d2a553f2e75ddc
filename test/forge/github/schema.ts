import { schema as publicSchema } from '@octokit/graphql-schema';
import { buildSchema, type GraphQLSchema, parse, validate } from 'graphql';

let built: GraphQLSchema | undefined;

/** GitHub's published schema. It names two fields twice, which makes no difference to us and is let through. */
export function githubSchema(): GraphQLSchema {
  built ??= buildSchema(publicSchema.idl, { assumeValid: true, assumeValidSDL: true });
  return built;
}

/** What the schema has against a document; empty when GitHub would take it. */
export function problemsOf(document: string): string[] {
  return validate(githubSchema(), parse(document)).map(({ message }) => message);
}
