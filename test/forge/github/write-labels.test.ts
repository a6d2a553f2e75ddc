import { expect, test } from 'vitest';
import { ForgeUnavailable, Refused } from '../../../src/forge/errors.ts';
import type { Change } from '../../../src/forge/model.ts';
import { githubWire, refusal } from './github-wire.ts';
import { pull, reading, REF, WANTED } from './subject-answers.ts';
import { afterRead, done, LABEL, written } from './writing.ts';

const wire = githubWire();

test('labels that do not exist are made first, and known from then on', async () => {
  const forge = await afterRead(wire(), pull(), {});
  wire()
    .answers({ rateLimit: null, repository: { label0: null } })
    .rest('POST', '/repos/octo/hello/labels', 201, { node_id: 'NEW' })
    .answers({ change0: done })
    .answers({ change0: done });

  await forge.write(REF, [{ do: 'add-labels', labels: [LABEL] }]);
  await forge.write(REF, [{ do: 'remove-labels', labels: [LABEL.name] }]);

  expect(wire().sent).toEqual([{ name: LABEL.name, color: 'd93f0b', description: 'Help' }]);
  expect(written(wire()).variables).toEqual({ labelableId0: 'SUBJECT', labelIds0: ['NEW'] });
});

test('a label that somebody else makes at the same time is used', async () => {
  const forge = await afterRead(wire(), pull(), {});
  wire()
    .answers({ rateLimit: null, repository: { label0: null } })
    .rest('POST', '/repos/octo/hello/labels', 422, { errors: [{ code: 'already_exists' }] })
    .answers({ rateLimit: null, repository: { label0: { id: 'THEIRS' } } })
    .answers({ change0: done });

  await forge.write(REF, [{ do: 'add-labels', labels: [LABEL] }]);

  expect(written(wire()).variables['labelIds0']).toEqual(['THEIRS']);
});

test('a label that GitHub does not accept is refused before anything is written', async () => {
  const forge = await afterRead(wire(), pull(), {});
  wire()
    .answers({ rateLimit: null, repository: { label0: null } })
    .rest('POST', '/repos/octo/hello/labels', 422, { errors: [{ code: 'invalid' }] })
    .answers({ rateLimit: null, repository: { label0: null } });

  await expect(
    forge.write(REF, [
      { do: 'add-labels', labels: [LABEL] },
      { do: 'reply', body: 'x' },
    ]),
  ).rejects.toThrow(Refused);
});

test('taking off a label that the repository does not have writes nothing', async () => {
  const forge = await afterRead(wire(), pull(), {});
  wire().answers({ rateLimit: null, repository: { label0: null } });

  await forge.write(REF, [{ do: 'remove-labels', labels: ['gone'] }]);

  expect(wire().requests).toHaveLength(2);
});

test('a label that got another name is not put on under its old one', async () => {
  const forge = await afterRead(wire(), pull());
  wire()
    .answers(reading(pull(), { labels: { nodes: [{ id: 'L1', name: 'renamed' }] } }))
    .answers({ rateLimit: null, repository: { label0: { id: 'L2' } } })
    .answers({ change0: done });
  await forge.readSubject(REF, WANTED);

  await forge.write(REF, [{ do: 'add-labels', labels: [LABEL] }]);

  expect(written(wire()).variables).toMatchObject({ labelIds0: ['L2'] });
});

test('of more labels than are read along those known before stay known', async () => {
  const forge = await afterRead(wire(), pull());
  const nodes = Array.from({ length: 100 }, (_, index) => ({ id: `M${index}`, name: `m${index}` }));
  wire()
    .answers(reading(pull(), { labels: { nodes } }))
    .answers({ change0: done });
  await forge.readSubject(REF, WANTED);

  await forge.write(REF, [{ do: 'add-labels', labels: [LABEL, { ...LABEL, name: 'M7' }] }]);

  expect(written(wire()).variables).toMatchObject({ labelIds0: ['L1', 'M7'] });
});

test('after a label was replaced, its successor is looked for', async () => {
  const forge = await afterRead(wire(), pull());
  wire().answers({ change0: refusal('NOT_FOUND') });
  const changes: Change[] = [{ do: 'add-labels', labels: [LABEL] }];
  await expect(forge.write(REF, changes)).rejects.toThrow(ForgeUnavailable);
  wire()
    .answers({ rateLimit: null, repository: { label0: { id: 'L2' } } })
    .answers({ rateLimit: null, repository: { subject: { kind: 'PullRequest', id: 'P' } } })
    .answers({ change0: done });

  await forge.write(REF, changes);

  expect(written(wire()).variables).toEqual({ labelableId0: 'P', labelIds0: ['L2'] });
});
