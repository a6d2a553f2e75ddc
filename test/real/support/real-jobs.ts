import type { Repository } from '../../../src/forge/model.ts';
import type { RealSite } from './real-site.ts';
import { routeOf } from './repository-acts.ts';

export type Job = { conclusion: string; log: string };

export type FoundJob = {
  id: number;
  isOver: boolean;
  conclusion: string;
  logAt: readonly string[];
};

/** The jobs that a repository's workflows have had so far, oldest first; each server tells them in its own way. */
export async function jobsFound(site: RealSite, repository: Repository): Promise<FoundJob[]> {
  const found = await (site.server.kind === 'gitea' ? giteaJobs : forgejoJobs)(site, repository);
  return found.toSorted((a, b) => a.id - b.id);
}

export async function logOf(site: RealSite, { logAt }: FoundJob): Promise<string> {
  const answers = await Promise.all(logAt.map((path) => site.admin.raw(path)));
  const found = answers.find(({ ok }) => ok);
  if (found === undefined) throw new Error(`no log at ${logAt.join(' or ')}`);
  return found.text();
}

async function giteaJobs(site: RealSite, repository: Repository): Promise<FoundJob[]> {
  type Node = { id: number; status: string; conclusion: string };
  const route = `${routeOf(repository)}/actions/jobs`;
  const { jobs } = await site.admin.must<{ jobs: Node[] | null }>('GET', route);
  return (jobs ?? []).map(({ id, status, conclusion }) => ({
    id,
    isOver: status === 'completed',
    conclusion,
    logAt: [`/api/v1/${route}/${id}/logs`],
  }));
}

const OVER = ['success', 'failure', 'cancelled', 'skipped'];

/** Its API tells of tasks, which jobs of one task are here, and has no logs; its pages have, with attempts since 12. */
async function forgejoJobs(site: RealSite, repository: Repository): Promise<FoundJob[]> {
  type Node = { id: number; status: string; run_number: number };
  const route = `${routeOf(repository)}/actions/tasks`;
  const told = await site.admin.must<{ workflow_runs: Node[] | null }>('GET', route);
  return (told.workflow_runs ?? []).map(({ id, status, run_number: run }) => ({
    id,
    isOver: OVER.includes(status),
    conclusion: status,
    logAt: ['attempt/1/logs', 'logs'].map(
      (path) => `/${repository.owner}/${repository.name}/actions/runs/${run}/jobs/0/${path}`,
    ),
  }));
}
