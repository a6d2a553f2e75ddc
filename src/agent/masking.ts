/** What stands in the place of a secret, as the runners write it. */
export const MASK = '***';

/** A shorter value would also hit words that are no secret. */
const SHORTEST = 6;
const SHORTEST_LINE = 8;

/** Takes secrets out of texts that we publish, in linear time. */
export interface Mask {
  (text: string): string;
  /** For a text that arrives in pieces: a secret that lies across two of them is found as well. */
  stream(): MaskStream;
}

export type MaskStream = {
  /** What can be given out by now. */
  add(piece: string): string;
  /** The rest. */
  end(): string;
};

/** Tokens that are recognised by their looks. Each expression needs one pass over a text, whatever the text is. */
const SHAPES = [
  // GitHub, GitLab, npm, PyPI, Hugging Face
  /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255}|glpat-[\w-]{20,255})/g,
  /\b(?:npm_[A-Za-z0-9]{30,255}|pypi-[\w-]{30,500}|hf_[A-Za-z0-9]{30,255})/g,
  // Model providers
  /\b(?:sk-[A-Za-z0-9_-]{16,500}|AIza[\w-]{30,100}|gsk_[A-Za-z0-9]{20,255}|xai-[A-Za-z0-9]{20,255})/g,
  // Clouds and chats
  /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}\b|xox[abeoprs]-[A-Za-z0-9-]{10,500})/g,
  // JSON Web Tokens
  /\beyJ[\w-]{10,4000}\.[\w-]{4,4000}\.[\w-]{4,4000}/g,
];

const KEY_BLOCK = {
  begin: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----/,
  end: /-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----/,
};

/** No token that we know by its looks is longer. */
const LONGEST_SHAPE = 12_100;
/** A line that is longer is given out in parts. */
const LONGEST_LINE = 64 * 1024;

/** From the first character to behind the last one. */
type Span = [from: number, to: number];

export function createMask(secrets: readonly string[]): Mask {
  const forms = formsOf(secrets);
  const registered = forms.length === 0 ? [] : [new RegExp(forms.map(escape).join('|'), 'g')];
  const expressions = [...registered, ...SHAPES];
  const find: Find = (text) => {
    const found = expressions.flatMap((expression) =>
      Array.from(text.matchAll(expression), (match): Span => [
        match.index,
        match.index + match[0].length,
      ]),
    );
    return merged([...found, ...keyBlocks(text)]);
  };
  const longest = Math.max(LONGEST_SHAPE, ...forms.map((form) => form.length));
  return Object.assign((text: string) => covered(text, find(text)), {
    stream: () => maskStream(find, longest),
  });
}

type Find = (text: string) => Span[];

function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last !== undefined && from < last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function covered(text: string, spans: readonly Span[]): string {
  let out = '';
  let at = 0;
  for (const [from, to] of spans) {
    out += text.slice(at, from) + MASK;
    at = to;
  }
  return out + text.slice(at);
}

/** Every way in which a secret may come out again, the longest first so that none hides a part of another. */
function formsOf(secrets: readonly string[]): string[] {
  const forms = new Set<string>();
  for (const secret of secrets.map((value) => value.trim())) {
    if (secret.length < SHORTEST) continue;
    forms.add(secret);
    forms.add(JSON.stringify(secret).slice(1, -1));
    forms.add(encodeURIComponent(secret.toWellFormed()));
    for (const form of base64Forms(secret)) forms.add(form);
    const lines = secret.split(/\r?\n/).map((line) => line.trim());
    if (lines.length < 2) continue;
    for (const line of lines) if (line.length >= SHORTEST_LINE) forms.add(line);
  }
  return [...forms].toSorted((a, b) => b.length - a.length);
}

/**
 * Alone, and inside of a longer text: there a secret may begin at the first, second or third byte of a group, and the
 * characters at both ends also depend on its neighbours.
 */
function base64Forms(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const inside = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const from = shift === 0 ? 0 : shift + 1;
    const to = Math.floor(((shift + bytes.length) * 8) / 6);
    return encoded.slice(from, to);
  });
  const whole = bytes.toString('base64');
  const plain = [whole, whole.replace(/=+$/, ''), ...inside];
  const forUrls = plain.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'));
  return [...plain, ...forUrls].filter((form) => form.length >= SHORTEST_LINE);
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/**
 * Blocks of private keys; one that is cut off reaches to the end of the text. By hand, because an expression that looks
 * for the end again after each of many beginnings takes quadratic time.
 */
function keyBlocks(text: string): Span[] {
  const spans: Span[] = [];
  const begin = new RegExp(KEY_BLOCK.begin, 'g');
  const end = new RegExp(KEY_BLOCK.end, 'g');
  for (let start = begin.exec(text); start !== null; start = begin.exec(text)) {
    end.lastIndex = begin.lastIndex;
    const to = end.exec(text) === null ? text.length : end.lastIndex;
    spans.push([start.index, to]);
    begin.lastIndex = to;
  }
  return spans;
}

/** Longer than the last line of a private key. */
const KEY_END_LENGTH = 80;

/** Gives out whole lines: no token goes over a line's end, and of longer secrets each line is a secret. */
function maskStream(find: Find, longest: number): MaskStream {
  let held = '';
  let inKeyBlock = false;

  const giveOut = (length: number): string => {
    const text = held.slice(0, length);
    held = held.slice(length);
    const block = keyBlocks(text).at(-1);
    inKeyBlock = block?.[1] === text.length && !endsKeyBlock(text);
    return covered(text, find(text));
  };
  const skipKeyBlock = (): void => {
    const end = KEY_BLOCK.end.exec(held);
    inKeyBlock = end === null;
    held = end === null ? held.slice(-KEY_END_LENGTH) : held.slice(end.index + end[0].length);
  };

  return {
    add: (piece) => {
      held += piece;
      if (inKeyBlock) skipKeyBlock();
      if (inKeyBlock) return '';
      const lines = held.lastIndexOf('\n') + 1;
      if (lines > 0) return giveOut(lines);
      if (held.length <= LONGEST_LINE) return '';
      // Nothing but one masked place, such as a key block without an end: all of it goes at once.
      return giveOut(cutBeside(find(held), held.length - longest) || held.length);
    },
    end: () => {
      if (inKeyBlock) skipKeyBlock();
      return inKeyBlock ? '' : giveOut(held.length);
    },
  };
}

function endsKeyBlock(text: string): boolean {
  return KEY_BLOCK.end.test(text.slice(-KEY_END_LENGTH).trimEnd());
}

/** The place itself, or the beginning of the span that lies across it. */
function cutBeside(spans: readonly Span[], place: number): number {
  const across = spans.find(([from, to]) => from < place && place < to);
  return Math.max(across?.[0] ?? place, 0);
}
