import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { integrityOf, packageArchive } from './tar.ts';

/** How one release is served when it is not served as it should be. */
export type Oddity = {
  /** The hash the registry names instead of the true one. */
  integrity?: string;
  /** The archive ends the connection halfway. */
  cutOff?: boolean;
  /** The archive is only for requests that carry this token. */
  token?: string;
  /** The archive never comes. */
  silent?: boolean;
};

type Release = { archive: Buffer; oddity: Oddity };

/** A package registry on loopback, spoken to by the real npm. */
export class FakeRegistry {
  readonly requests: { path: string; agent: string }[] = [];
  readonly #packages = new Map<string, Map<string, Release>>();
  readonly #server = createServer((request, response) => this.#answer(request, response));
  url = '';

  static async start(): Promise<FakeRegistry> {
    const registry = new FakeRegistry();
    registry.#server.listen(0, '127.0.0.1');
    await once(registry.#server, 'listening');
    const { port } = registry.#server.address() as AddressInfo;
    registry.url = `http://127.0.0.1:${port}/`;
    return registry;
  }

  publish(name: string, version: string, files: Record<string, string>, oddity: Oddity = {}): void {
    const manifest = JSON.stringify({ name, version });
    const archive = packageArchive({ 'package/package.json': manifest, ...files });
    const releases = this.#packages.get(name) ?? new Map<string, Release>();
    this.#packages.set(name, releases.set(version, { archive, oddity }));
  }

  downloads(): string[] {
    return this.requests.map(({ path }) => path).filter((path) => path.endsWith('.tgz'));
  }

  /** Who downloaded, in order. */
  clients(): ('npm' | 'us')[] {
    return this.requests
      .filter(({ path }) => path.endsWith('.tgz'))
      .map(({ agent }) => (agent.startsWith('npm/') ? 'npm' : 'us'));
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent(request.url ?? '/');
    this.requests.push({ path, agent: request.headers['user-agent'] ?? '' });
    const archive = /^\/(.+)\/-\/(.+)\.tgz$/.exec(path);
    const release = archive && this.#packages.get(archive[1] ?? '')?.get(archive[2] ?? '');
    const releases = this.#packages.get(path.slice(1));
    if (release) sendArchive(release, request, response);
    else if (releases) sendJson(response, 200, this.#describe(path.slice(1), releases));
    else sendJson(response, 404, { error: 'not found' });
  }

  #describe(name: string, releases: Map<string, Release>): unknown {
    const versions = [...releases].map(([version, { archive, oddity }]) => {
      const integrity = oddity.integrity ?? integrityOf(archive);
      const dist = { integrity, tarball: `${this.url}${name}/-/${version}.tgz` };
      return [version, { name, version, dist }] as const;
    });
    return {
      name,
      'dist-tags': { latest: [...releases.keys()].at(-1) },
      versions: Object.fromEntries(versions),
    };
  }
}

function sendArchive(
  { archive, oddity }: Release,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (oddity.silent === true) return;
  if (oddity.token !== undefined && request.headers.authorization !== `Bearer ${oddity.token}`) {
    sendJson(response, 401, { error: 'who are you?' });
    return;
  }
  response.writeHead(200, { 'content-length': archive.length });
  if (oddity.cutOff === true) {
    response.write(archive.subarray(0, archive.length / 2), () => response.destroy());
  } else {
    response.end(archive);
  }
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
