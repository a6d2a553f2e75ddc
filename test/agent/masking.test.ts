import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMask, MASK } from '../../src/agent/masking.ts';

const SECRET = 'correct-horse/battery+staple?';

describe('a registered secret', () => {
  const forms: [string, string][] = [
    ['as it is', SECRET],
    ['URL-encoded', encodeURIComponent(SECRET)],
    ['in base64', Buffer.from(SECRET).toString('base64')],
    ['in base64 for URLs', Buffer.from(SECRET).toString('base64url')],
  ];
  it.each(forms)('is masked %s', (_, form) => {
    expect(createMask([SECRET])(`before ${form} behind`)).toMatch(/^before \*\*\*=* behind$/);
  });

  it('is masked inside of base64 wherever it begins there', () => {
    const mask = createMask([SECRET]);
    for (const prefix of ['', 'a', 'ab', 'abc', 'x-access-token:']) {
      const encoded = Buffer.from(`${prefix}${SECRET}!`).toString('base64');
      expect(mask(encoded)).toContain(MASK);
    }
  });

  it('is masked when JSON has escaped it', () => {
    const secret = 'with "quotes" and \\ more';
    expect(createMask([secret])(JSON.stringify({ secret }))).toBe(`{"secret":"${MASK}"}`);
  });

  it('is masked line by line when it has several', () => {
    const mask = createMask(['first line of it\nsecond line of it\n}']);
    expect(mask('log: second line of it')).toBe(`log: ${MASK}`);
    expect(mask('a } alone is no secret')).toBe('a } alone is no secret');
  });

  it('leaves values alone that are too short to be one', () => {
    expect(createMask(['true', '12345', ''])('true is 12345')).toBe('true is 12345');
  });

  it('is masked whole when another secret is a part of it', () => {
    expect(createMask(['secret', 'secret-and-more'])('a secret-and-more b')).toBe(`a ${MASK} b`);
  });
});

describe('a token that nobody registered', () => {
  const tokens: [string, string][] = [
    ['GitHub classic', `ghp_${'a1'.repeat(18)}`],
    ['GitHub app', `ghs_${'a1'.repeat(18)}`],
    ['GitHub OAuth', `gho_${'a1'.repeat(18)}`],
    ['GitHub fine-grained', `github_pat_${'a1B_'.repeat(20)}`],
    ['GitLab', `glpat-${'a1'.repeat(10)}`],
    ['npm', `npm_${'a1'.repeat(18)}`],
    ['OpenAI', `sk-proj-${'a1'.repeat(20)}`],
    ['Anthropic', `sk-ant-api03-${'a1-_'.repeat(20)}`],
    ['Google', `AIza${'a1-_'.repeat(9)}`],
    ['AWS', 'AKIAIOSFODNN7EXAMPLE'],
    ['Slack', 'xoxb-123456789012-abcdefghij'],
    ['JSON Web Token', `eyJ${'hbGciOi'.repeat(3)}.eyJ${'zdWIiOi'.repeat(3)}.${'c2ln_'.repeat(5)}`],
  ];
  it.each(tokens)('is masked: %s', (_, token) => {
    const mask = createMask([]);
    expect(mask(`key=${token}, "next"`)).toBe(`key=${MASK}, "next"`);
  });

  it('is masked when it is a private key, also one that is cut off', () => {
    const mask = createMask([]);
    const block =
      '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\nBBBB\n-----END OPENSSH PRIVATE KEY-----';
    expect(mask(`a\n${block}\nb`)).toBe(`a\n${MASK}\nb`);
    expect(mask(`a\n${block.slice(0, 45)}`)).toBe(`a\n${MASK}`);
  });

  const ordinary = [
    'a task-list and a risk-based approach',
    'ghp_short and sk-short',
    'commit 5003d7f0c4f0a1b2c3d4e5f60718293a4b5c6d7e',
    '-----BEGIN CERTIFICATE-----',
    'eyJ is how base64 of an object begins',
  ];
  it.each(ordinary)('is not seen in: %s', (text) => {
    expect(createMask([])(text)).toBe(text);
  });
});

describe('a text that arrives in pieces', () => {
  const text = [
    `export KEY=${SECRET}`,
    'in between',
    '-----BEGIN RSA PRIVATE KEY-----',
    'MIIEowIBAAKCAQEA',
    '-----END RSA PRIVATE KEY-----',
    `token ghp_${'a1'.repeat(18)} and the end`,
  ].join('\n');

  it('is masked as if it had come at once, wherever it is cut', () => {
    const mask = createMask([SECRET]);
    const cuts = array(integer({ min: 0, max: text.length }), { maxLength: 6 });
    assert(
      property(cuts, (places) => {
        const stream = mask.stream();
        const edges = [0, ...places.toSorted((a, b) => a - b), text.length];
        const pieces = edges.map((edge, i) => stream.add(text.slice(edges[i - 1] ?? 0, edge)));
        const out = pieces.join('') + stream.end();
        expect(out.replaceAll('\n', '')).toBe(mask(text).replaceAll('\n', ''));
      }),
      { numRuns: 300 },
    );
  });

  it('gives out each line as soon as it is complete', () => {
    const stream = createMask([]).stream();
    expect(stream.add('one\ntw')).toBe('one\n');
    expect(stream.add('o\n')).toBe('two\n');
  });

  it('keeps at most a bounded part of a line that never ends', () => {
    const stream = createMask([SECRET]).stream();
    let given = '';
    for (let i = 0; i < 40; i += 1) given += stream.add(`${'x'.repeat(9_990)}${SECRET}`);
    const all = given + stream.end();
    expect(given.length).toBeGreaterThan(300_000);
    expect(all).toBe(`${'x'.repeat(9_990)}${MASK}`.repeat(40));
  });

  it('drops a private key that never ends', () => {
    const stream = createMask([]).stream();
    let given = stream.add('a\n-----BEGIN PRIVATE KEY-----\n');
    for (let i = 0; i < 50; i += 1) given += stream.add('MIIE'.repeat(1000));
    expect(given + stream.end()).toBe(`a\n${MASK}`);
  });
});

it('takes linear time for texts made to be slow', () => {
  const mask = createMask([SECRET]);
  const hostile = ['-----BEGIN PRIVATE KEY-----', 'eyJ', 'sk-', SECRET.slice(0, -1), 'xoxb-1', '.'];
  const started = performance.now();
  for (const piece of hostile) mask(piece.repeat(1_000_000 / piece.length));
  expect(performance.now() - started).toBeLessThan(5_000);
});
