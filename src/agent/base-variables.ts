import { nonEmpty } from '../non-empty.ts';

/** Variables that hold no secret and that programs need to work as the job's earlier steps have set them up. */
const BASE = words(`
  PATH HOME USER LOGNAME SHELL LANG LANGUAGE TZ TMPDIR TMP TEMP
  XDG_RUNTIME_DIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_CACHE_HOME XDG_STATE_HOME
  CI GITHUB_ACTIONS GITEA_ACTIONS FORGEJO_ACTIONS DEBIAN_FRONTEND
`);

/** Where certificates are. A company's proxy breaks every tool without them. */
const CERTIFICATES = words(`
  SSL_CERT_FILE SSL_CERT_DIR NODE_EXTRA_CA_CERTS REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
  GIT_SSL_CAINFO PIP_CERT AWS_CA_BUNDLE DENO_CERT
`);

/** Where the set-up steps of common languages have put their tools. */
const TOOLS = words(`
  GOROOT GOPATH GOMODCACHE GOCACHE GOTOOLCHAIN CARGO_HOME RUSTUP_HOME RUSTUP_TOOLCHAIN
  JAVA_HOME GRADLE_HOME MAVEN_HOME M2_HOME ANDROID_HOME ANDROID_SDK_ROOT ANDROID_NDK_HOME DOTNET_ROOT
  NVM_DIR PNPM_HOME VOLTA_HOME BUN_INSTALL DENO_DIR PLAYWRIGHT_BROWSERS_PATH
  VIRTUAL_ENV CONDA_PREFIX PYENV_ROOT pythonLocation UV_CACHE_DIR POETRY_HOME RBENV_ROOT GEM_HOME
  LD_LIBRARY_PATH LIBRARY_PATH CPATH PKG_CONFIG_PATH CMAKE_PREFIX_PATH CC CXX
`);

const BASE_SHAPES = [/^LC_[A-Z]+$/, /^JAVA_HOME_\d+_\w+$/, /^GOROOT_\d+_\d+_\w+$/];

/** In either case. */
const PROXIES = words('HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY');

/** What Windows programs cannot start without. Names do not depend on case there. */
const WINDOWS = words(`
  PATH SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE USERNAME HOMEDRIVE HOMEPATH
  APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES PROGRAMFILES(X86) PROGRAMW6432 COMMONPROGRAMFILES
  NUMBER_OF_PROCESSORS OS
`);

function words(text: string): Set<string> {
  return new Set(text.trim().split(/\s+/));
}

export function isBaseVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return (
    [BASE, CERTIFICATES, TOOLS].some((list) => list.has(name)) ||
    BASE_SHAPES.some((shape) => shape.test(name)) ||
    [PROXIES, WINDOWS].some((list) => list.has(upper))
  );
}

/** Says the same thing to every program: nobody watches, and the server on loopback is no business of a proxy. */
export function withoutPeople(base: Record<string, string>): Record<string, string> {
  const exceptions = nonEmpty(base['NO_PROXY']) ?? base['no_proxy'] ?? '';
  const hosts = new Set(exceptions.split(',').map((host) => host.trim()));
  for (const host of ['127.0.0.1', 'localhost', '::1']) hosts.add(host);
  hosts.delete('');
  const direct = [...hosts].join(',');
  return {
    ...base,
    NO_PROXY: direct,
    no_proxy: direct,
    TERM: 'dumb',
    NO_COLOR: '1',
    CI: nonEmpty(base['CI']) ?? 'true',
    GIT_TERMINAL_PROMPT: '0',
  };
}
