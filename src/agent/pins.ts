// Written by scripts/pin-opencode.ts.
import type { Pin } from './executable.ts';

/** The version that the tests run with, and the default of the input. */
export const OPENCODE_VERSION = '1.18.33';

export const OPENCODE_PINS: Readonly<Record<string, Pin>> = {
  'opencode-linux-x64': {
    integrity:
      'sha512-q/t/3p2CTxOT9y2kvjesb/LZab2+1eqlhhWA02Be6mjTtmYtNBcBsrI5yDo4Fw7ZSPBW2oyMIGMNRqiKQjiAWw==',
    sha256: '0abbb7c32ab0294c0a7bfa2705f9ff0df5dce5ab721d1f00cccfe393f2a11427',
    bytes: 185354368,
  },
  'opencode-linux-x64-baseline': {
    integrity:
      'sha512-1KQGBiiDDeL/VHHbHkOvvFo8Jr97WT5+C1tear+p7IcDTnXgVHXqIjU4O4jM4mHQzykTP2i884FCnW5LDa+zCA==',
    sha256: '0abbb7c32ab0294c0a7bfa2705f9ff0df5dce5ab721d1f00cccfe393f2a11427',
    bytes: 185354368,
  },
};

export const RIPGREP_VERSION = '1.18.0';

export const RIPGREP_PINS: Readonly<Record<string, Pin>> = {
  '@vscode/ripgrep-darwin-arm64': {
    integrity:
      'sha512-r3ktHSvbFycQNF6sl7sNDPocpsI7J+mEzh1IaZFkY0spm3k2Z9t8hPAeOK7+p0l6p6/swkQC14XWX01low+94Q==',
    sha256: '6ef40346bf31fcce79d9614c7745c198542925a0c7d4911e1ffe794c53392ac1',
    bytes: 4528512,
  },
  '@vscode/ripgrep-darwin-x64': {
    integrity:
      'sha512-25b4gWbL138dGuQU244ebCKKc0q05ULBMoFSz9oAEUHNeqK/lOJViDS7DRvbDazzAzSEdan391Znks/R5mkaTQ==',
    sha256: 'f999495980a5e6f1e7d26461ef5768b4013a62df610ed7d77a8b2de247a5b228',
    bytes: 4742676,
  },
  '@vscode/ripgrep-linux-arm64': {
    integrity:
      'sha512-lQ/5zTG++U0E3IhVgS4EPTTn/U4okncaRMM5GOFfOYZywS4nuD31GhkHbNYlDk5CuDC68+hYJ0/eQeyCKJDA+g==',
    sha256: 'e152ea689d6e8420357e592f0d8253b96476c164118ca3e6e13074fa1705ddda',
    bytes: 4771240,
  },
  '@vscode/ripgrep-linux-x64': {
    integrity:
      'sha512-mQ3bVrUpnD2vs7QT0vX90Lt0cnUq467uFtEktIdsJJmW296RoSULRGqWgzG1AKxyBpNDD6l4ZO4qKf6SgyC23Q==',
    sha256: '193906679498de4d939345b937fa24e0e69a03c244bd70c859f5e41232713f21',
    bytes: 5728032,
  },
  '@vscode/ripgrep-win32-arm64': {
    integrity:
      'sha512-vfTIjq1OHnzUjxZcHVQAMbnggp8dpGf+0QKFOZHwWPqFwXxQC8eCWM+5NUdoJ6yrElCeMzoUTXoK/LdZaniB+Q==',
    sha256: '0015ba7dfb2d8b62c39332d64e50c6e85f75230125e10c50a950ed14995c79bf',
    bytes: 4883968,
  },
  '@vscode/ripgrep-win32-x64': {
    integrity:
      'sha512-KNPvtElldqILHdnAetujPaowkNbpqJy3ssIGGN6F6Kve9Qi+nNLI2DN01O83JjCEVQbCzl8Ov3QZ9Eov3BR8Dg==',
    sha256: 'f9dde63498b3193f098355dbec97af99dc4f6b8fa0df5ed04114a03012c042cb',
    bytes: 5429760,
  },
};
