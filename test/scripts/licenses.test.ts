import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { licenses } from '../../scripts/licenses.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'licenses-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
});

test('one file names every bundled package of all bundles, in order, with its text', async () => {
  givePackage('zebra', 'ISC', 'Z may be used.\r\n');
  givePackage('ant', 'MIT', 'A may be used.');
  givePackage('unused', 'MIT', 'Nobody imports this.');
  const collect = licenses(join(root, 'licenses.txt'));

  await bundle('zebra', collect);
  await bundle('ant', collect);

  expect(readFileSync(join(root, 'licenses.txt'), 'utf8')).toBe(
    'ant 1.0.0 (MIT)\n\nA may be used.\n\n----\n\nzebra 1.0.0 (ISC)\n\nZ may be used.\n',
  );
});

test.each([
  { claim: 'a licence nobody allowed', license: 'GPL-3.0-only', text: 'T', says: /GPL-3\.0-only/ },
  { claim: 'no licence', license: undefined, text: 'T', says: /\(none named\) is not allowed/ },
  { claim: 'no licence text', license: 'MIT', text: undefined, says: /holds no licence text/ },
])('a package with $claim fails the build', async ({ license, text, says }) => {
  givePackage('odd', license, text);

  await expect(bundle('odd', licenses(join(root, 'licenses.txt')))).rejects.toThrow(says);
});

function givePackage(name: string, license: string | undefined, text: string | undefined): void {
  const folder = `node_modules/${name}`;
  write(`${folder}/package.json`, JSON.stringify({ name, version: '1.0.0', license }));
  write(`${folder}/lib/index.js`, `console.log('${name}');`);
  // Such a file names no version, so it is not the package's own.
  write(`${folder}/lib/package.json`, '{"type":"module"}');
  if (text !== undefined) write(`${folder}/LICENSE`, text);
}

async function bundle(name: string, plugin: ReturnType<typeof licenses>): Promise<void> {
  write(`${name}.js`, `import './node_modules/${name}/lib/index.js';`);
  const build = await rolldown({ input: join(root, `${name}.js`), plugins: [plugin] });
  await build.write({ file: join(root, `dist/${name}.js`) });
  await build.close();
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
