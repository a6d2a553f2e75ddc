import type { z } from 'zod';
import type { Repository, Subject, SubjectRef } from '../../forge/model.ts';
import type { JobReason } from '../queue/queue.ts';

/** So long an event waits for others of the same subject: opening one with labels makes several at once. */
export const COALESCE = 3000;
/** Who commands wants an answer; the comment itself is complete. */
export const COMMAND = 500;

/** What a delivery means for the bot. */
export type Intake =
  | ({ kind: 'accepted' } & Orders)
  /** Nothing has to be done, and why. */
  | { kind: 'ignored'; why: string }
  /** Signed, but not as documented: `problem` names the fields, never their values. */
  | { kind: 'malformed'; problem: string };

export type Orders = {
  /** Subjects to look at. */
  looks: readonly WantedLook[];
  /** What is no longer to be believed. */
  forget: readonly Forget[];
  /** Their labels and policies changed for all: look at everything flagged there again. */
  sweep: readonly Repository[];
  /** Where the repositories named above are to be reached. */
  installation?: number;
};

export type WantedLook = {
  subject: SubjectRef;
  reason: JobReason;
  /** Milliseconds: what comes in the meantime is looked at together. */
  delay: number;
  /** The subject as the delivery tells of it, where it tells everything. */
  glance?: Subject;
};

export type Forget =
  | { what: 'repository'; repository: Repository }
  | { what: 'owner'; owner: string }
  /** Who may do what there. */
  | { what: 'person'; repository: Repository; login: string }
  | { what: 'installation'; id: number }
  /** Through which installation it is reached. */
  | { what: 'home'; repository: Repository };

export type Delivery = {
  /** The event's name, such as `pull_request`. */
  event: string;
  payload: unknown;
};

export type Circumstances = {
  /** The login of our own account, as far as it is known: what it did itself is no news. */
  self?: string;
  /** As the server was told, where forges can be told so. */
  draftPrefixes?: readonly string[];
  sharedRepositories?: readonly string[];
};

export function ignored(why: string): Intake {
  return { kind: 'ignored', why };
}

export function accepted(orders: Partial<Orders>): Intake {
  return { kind: 'accepted', looks: [], forget: [], sweep: [], ...orders };
}

/** Names of fields only: their values are somebody's words. */
export function malformed({ issues }: z.ZodError): Intake {
  const fields = issues
    .slice(0, 5)
    .map(({ path, code }) => `${path.join('.') || 'payload'} (${code})`);
  return { kind: 'malformed', problem: fields.join(', ') };
}

/** Reads an event whose action matters, and says what it means. */
export function when<Shape extends z.ZodType>(
  matters: boolean,
  action: string,
  shape: Shape,
  payload: unknown,
  then: (event: z.infer<Shape>) => Intake,
): Intake {
  if (!matters) return ignored(action === '' ? 'no action' : 'an action of no meaning');
  const event = shape.safeParse(payload);
  return event.success ? then(event.data) : malformed(event.error);
}
