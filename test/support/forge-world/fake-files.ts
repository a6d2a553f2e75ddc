import { Forbidden, Refused } from '../../../src/forge/errors.ts';
import type {
  FileCommit,
  FileProposal,
  ForgeFiles,
  IssueFile,
  ProposedPull,
} from '../../../src/forge/forge-files.ts';
import type { Repository } from '../../../src/forge/model.ts';
import { commitOf, filesAt, oidOf } from './history.ts';
import { ForgeRefusal } from './refusal.ts';
import { blankIssuesOf, type Places, sharedOf } from './repository-view.ts';
import type { Request } from './requester.ts';
import type { RepositoryState } from './state.ts';
import { urlOf } from './subject-view.ts';
import type { ForgeWorld } from './world.ts';

const ISSUE_FILE =
  /^((\.github|\.gitea|\.forgejo|\.gitlab|docs)\/)?issue_template(\/[^/]+)?\.(md|ya?ml)$/i;

/** The writes to a repository itself, straight over a world. */
export function fakeFiles(world: ForgeWorld, request: Request, places: Places): ForgeFiles {
  const at = (repository: Repository): RepositoryState | undefined => {
    const state = world.findRepository(repository);
    return state !== undefined && world.isVisible(state) ? state : undefined;
  };
  const byFile = world.traits.kind !== 'github';
  const filesOf = (state: RepositoryState): IssueFile[] =>
    [...filesAt(state, 'HEAD')]
      .filter(([path]) => ISSUE_FILE.test(path))
      .map(([path, text]) => ({
        path,
        text,
        whole: true,
        ...(byFile ? { sha: oidOf('blob', text) } : {}),
      }));

  const commitFiles = (
    repository: Repository,
    { branch, onto, files }: FileCommit,
  ): 'done' | 'conflict' | 'protected' => {
    const state = world.repositoryState(repository);
    const now = filesAt(state, branch);
    const isStale = byFile
      ? files.some(({ path, sha }) => {
          const text = now.get(path);
          return sha !== (text === undefined ? undefined : oidOf('blob', text));
        })
      : commitOf(state, branch)?.oid !== onto;
    if (isStale) return 'conflict';
    try {
      const texts = Object.fromEntries(files.map(({ path, text }) => [path, text]));
      world.commitByApi(repository, branch, texts);
      return 'done';
    } catch (error) {
      if (!(error instanceof ForgeRefusal) || error.why !== 'refused') throw error;
      return 'protected';
    }
  };

  const propose = (repository: Repository, proposal: FileProposal): ProposedPull => {
    const { branch, base, title, body, onto, again } = proposal;
    const state = world.repositoryState(repository);
    const earlier = world.pullsFrom(repository, branch);
    const open = earlier.find((subject) => subject.state === 'open');
    const [last] = earlier;
    const found = open ?? last;
    const isNo = !again && last?.pull?.merged === false && state.branches.has(branch);
    if (found !== undefined && (open !== undefined || isNo)) {
      const { number } = found.ref;
      const told = open === undefined ? 'declined' : 'open-already';
      return { number, url: urlOf(world, found), state: told };
    }
    world.branchByApi(repository, branch, onto);
    const committed = commitFiles(repository, proposal);
    if (committed === 'protected') throw new Forbidden('not permitted', 'a branch');
    if (committed === 'conflict') throw new Refused('changed meanwhile');
    const ref = world.openPullByApi(repository, { branch, base, title, body });
    return { number: ref.number, url: urlOf(world, world.subject(ref)), state: 'opened' };
  };

  return {
    readIssueFiles: (repository) =>
      request('read', 'readIssueFiles', () => {
        const state = at(repository);
        if (state === undefined) return undefined;
        const shared = byFile ? undefined : sharedOf(world, state, places);
        return {
          commit: commitOf(state, 'HEAD')?.oid ?? '',
          defaultBranch: state.defaultBranch,
          files: filesOf(state),
          ownerFiles: shared?.private === false ? filesOf(shared) : [],
        };
      }),
    issueConfig: (repository) =>
      request('read', 'issueConfig', () => {
        const state = world.repositoryState(repository);
        return { value: blankIssuesOf(state, sharedOf(world, state, places), places) };
      }),
    commitFiles: (repository, commit) =>
      request('write', 'commitFiles', () => commitFiles(repository, commit)),
    ensurePullRequest: (repository, proposal) =>
      request('write', 'ensurePullRequest', () => propose(repository, proposal)),
  };
}
