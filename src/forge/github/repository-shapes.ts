import { z } from 'zod';
import { instant, nodes } from './subject-shapes.ts';

/** The fields of GitHub's answers about a repository that are read. */

/** Null for what is not there, empty for what is no file, and without a text when it is no text. */
const file = z.object({ text: z.string().nullish() }).nullable();

/** Empty for what is no folder. */
const listing = z
  .object({
    entries: z.array(z.object({ name: z.string(), type: z.string(), oid: z.string() })).nullish(),
  })
  .nullable();

const listings = { dotGithub: listing, root: listing, docs: listing };
export type ListingNodes = z.infer<z.ZodObject<typeof listings>>;

export const listingsAnswer = z.object({
  repository: z
    .object({
      ...listings,
      url: z.string(),
      isBlankIssuesEnabled: z.boolean(),
      defaultBranchRef: z
        .object({ name: z.string(), target: z.object({ oid: z.string() }).nullable() })
        .nullable(),
      config0: file,
      config1: file,
      config2: file,
    })
    .nullable(),
  shared: z.object({ ...listings, isPrivate: z.boolean(), config0: file }).nullable(),
});

export const contents = z
  .object({
    text: z.string().nullish(),
    entries: z.array(z.object({ name: z.string(), type: z.string(), object: file })).nullish(),
  })
  .nullish();

const commit = z
  .object({
    history: z
      .object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: nodes(z.object({ committedDate: instant })),
      })
      .optional(),
  })
  .nullish();

export const contentsAnswer = z.object({
  repository: z.looseObject({ commit }).nullable(),
  shared: z.looseObject({}).nullish(),
});

export const fileAnswer = z.object({ repository: z.object({ object: file }).nullable() });

const versions = z
  .object({
    nodes: nodes(z.object({ oid: z.string(), file: z.object({ object: file }).nullable() })),
  })
  .optional();

export const versionsAnswer = z.object({
  repository: z
    .object({
      defaultBranchRef: z
        .object({ target: z.object({ since: versions, before: versions }).nullable() })
        .nullable(),
    })
    .nullable(),
});
