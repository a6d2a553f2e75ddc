import { fileURLToPath } from 'node:url';
import { defineConfig, type RolldownOptions } from 'rolldown';
import { licenses } from './scripts/licenses.ts';
import { besideBundles } from './scripts/beside-bundles.ts';

/** Each bundle is one file: a runner starts it with nothing installed beside it. */
const ENTRIES = {
  main: 'src/action/main.ts',
  post: 'src/action/post.ts',
  hygiene: 'src/step/main.ts',
  cli: 'src/cli/main.ts',
  'cli-hygiene': 'src/cli/hygiene/carry-out.ts',
  guard: 'src/agent/guard.ts',
  bot: 'src/bot/main.ts',
  comment: 'src/action/comment/writing.ts',
};

/** A server is installed with its packages beside it; these are too large, or too lively, to be copied. */
const INSTALLED: Readonly<Record<string, RegExp>> = {
  bot: /^(probot|pg-boss|prom-client)$/,
};

/** Half of the forge's code, which only a run with a comment needs, and not before its agent server was started. */
const COMMENT = { './writing.ts': './comment.js' };

/** Bundles beside a bundle, read only when they are needed: a run would wait for what it does not use. */
const APART: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  cli: { './hygiene/carry-out.ts': './cli-hygiene.js', '../bot/main.ts': './bot.js' },
  main: COMMENT,
  post: COMMENT,
};

/** Parts of packages that no bundle calls, and that can only be left out as a whole: 0.3 MB. */
const SLIM = {
  undici: file('scripts/slim/undici.mjs'),
  '@octokit/plugin-rest-endpoint-methods': file('scripts/slim/octokit-plugins.mjs'),
  '@octokit/plugin-paginate-rest': file('scripts/slim/octokit-plugins.mjs'),
};

const collectLicenses = licenses('dist/licenses.txt');

const bundle = ([name, input]: [string, string]): RolldownOptions => ({
  input,
  external: INSTALLED[name] ?? Object.keys(APART[name] ?? {}),
  platform: 'node',
  resolve: { alias: SLIM },
  transform: { target: 'node20' },
  // What only an unused part of @actions/core imports: 0.7 MB that nobody calls.
  treeshake: {
    moduleSideEffects: (id) =>
      !/[\\/](node_modules[\\/](@actions|undici|tunnel)|scripts[\\/]slim)[\\/]/.test(id),
  },
  plugins: [collectLicenses, besideBundles('dist')],
  output: {
    file: `dist/${name}.js`,
    format: 'esm',
    // `import()` stays lazy all the same: what only it reaches is put into a function that runs when it is called.
    codeSplitting: false,
    comments: false,
    paths: (id) =>
      Object.entries(APART[name] ?? {}).find(([source]) =>
        id.endsWith(source.replace(/^\.+/, '')),
      )?.[1] ?? id,
  },
});

export default defineConfig(Object.entries(ENTRIES).map(bundle));

function file(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}
