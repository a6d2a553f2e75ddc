import type { RepositoryFile } from '../../forge/model.ts';
import type { ConfigLayers, ConfigProblem } from '../../hygiene/config/config.ts';
import { explainConfig } from '../../hygiene/config/explain.ts';
import { resolvePolicy } from '../../hygiene/config/resolve.ts';
import { readConfigLayers } from '../../hygiene/read-policy.ts';
import { lintTemplate } from '../../hygiene/template/lint.ts';
import { explainedTable, lintSummary, notLookedUp, problemLine } from '../../text/cli-config.ts';
import * as say from '../../text/cli-problems.ts';
import { templateProblem } from '../../text/template-problems.ts';
import { EXIT, Mistake } from '../mistake.ts';
import { type Desk, print, printJson, tell } from './desk.ts';
import { type Home, homeInFolder, homeOnForge, withConfigFile } from './home.ts';
import type { ExplainRequest, LintRequest } from './request.ts';

/** Says what is wrong with a config and with the templates beside it. */
export async function lintConfig(request: LintRequest, desk: Desk): Promise<number> {
  const { layers, home, localPath, isRemote } = await layersFor(request, desk);
  const { problems } = resolvePolicy(layers);
  const found = problems.map((problem) =>
    located(problem, layers, isRemote ? undefined : localPath),
  );
  const warnings = request.path === undefined ? templateWarnings(home) : [];
  const notes = [...home.notRead].map(notLookedUp);
  if (request.json) printJson(desk, { problems: found, warnings, notes });
  else {
    print(desk, [...found, ...warnings].map(problemLine));
    tell(desk, notes.map(say.warningLine));
    tell(desk, [lintSummary(localPath, found.length, warnings.length)]);
  }
  return found.length === 0 ? EXIT.fine : EXIT.found;
}

/** Shows every key with its effective value and who said it. */
export async function explain(request: ExplainRequest, desk: Desk): Promise<number> {
  const { layers, home, localPath, isRemote } = await layersFor(request, desk);
  const { problems } = resolvePolicy(layers);
  const prefix = `${layers.repository.owner}/${layers.repository.name}:`;
  const keys = explainConfig(layers).map((key) => ({
    ...key,
    from: !isRemote && key.from.startsWith(prefix) ? key.from.slice(prefix.length) : key.from,
  }));
  const found = problems.map((problem) =>
    located(problem, layers, isRemote ? undefined : localPath),
  );
  const notes = [...home.notRead].map(notLookedUp);
  if (request.json) printJson(desk, { keys, problems: found, notes });
  else {
    print(desk, explainedTable(keys));
    tell(desk, [...found.map(problemLine), ...notes].map(say.warningLine));
  }
  return problems.length === 0 ? EXIT.fine : EXIT.found;
}

type Layered = { layers: ConfigLayers; home: Home; localPath: string; isRemote: boolean };

/** With a repository everything comes from its forge, but for a file that is named; without one nothing does. */
async function layersFor(request: LintRequest, desk: Desk): Promise<Layered> {
  const isRemote = request.repo !== undefined;
  const found = isRemote ? await homeOnForge(request, desk) : await localHome(request, desk);
  const home = request.path === undefined ? found : await withConfigFile(found, request.path, desk);
  const [config] = home.reading.configs;
  if (config === undefined && !isRemote) {
    throw new Mistake(
      say.configMissing(['.github/hygiene.yml', '.gitea/hygiene.yml', '.forgejo/hygiene.yml']),
    );
  }
  const layers = await readConfigLayers(home.reading, home.forge);
  return {
    layers: isRemote ? layers : { ...layers, owner: layers.owner ?? NO_OWNER_FILE },
    home,
    localPath: config?.path ?? '',
    isRemote: isRemote && request.path === undefined,
  };
}

/** Stands in for the owner's config, which only the forge has. */
const NO_OWNER_FILE: RepositoryFile = { path: '.github/hygiene.yml', text: '' };

/** A file can be looked at wherever it lies. */
async function localHome({ path, forge }: LintRequest, desk: Desk): Promise<Home> {
  return homeInFolder(
    {
      ...(forge === undefined ? {} : { forge }),
      ...(path === undefined ? {} : { mayBeNowhere: true }),
      subject: 'pull-request',
    },
    desk,
  );
}

export type LocatedProblem = { file: string; line?: number; key: string; message: string };

/** A file of this machine by its path, others as a person would look them up. */
function located(
  { file, line, key, message }: ConfigProblem,
  { repository }: ConfigLayers,
  localPath: string | undefined,
): LocatedProblem {
  const prefix = `${repository.owner}/${repository.name}:`;
  const isLocal = localPath !== undefined && file.startsWith(prefix);
  return {
    file: isLocal ? file.slice(prefix.length) : file,
    ...(line === undefined ? {} : { line }),
    key,
    message,
  };
}

function templateWarnings({ reading }: Home): LocatedProblem[] {
  return [...reading.pullRequestTemplates, ...reading.issueTemplates].flatMap((file) =>
    lintTemplate(file).map((problem) => ({
      file: file.path,
      ...('line' in problem ? { line: problem.line } : {}),
      key: '',
      message: templateProblem(problem),
    })),
  );
}
