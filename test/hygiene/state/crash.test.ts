import { expect, test } from 'vitest';
import { enforcing } from './policy-and-verdict.ts';
import {
  AUTHOR,
  closed,
  flagged,
  HOUR,
  MAINTAINER,
  MINUTE,
  SubjectModel,
} from './subject-model.ts';

/** What brings a subject to the moment before a look that writes a lot. */
const STORIES: [string, () => SubjectModel][] = [
  ['the first flag', () => new SubjectModel(['template', 'link'])],
  [
    'progress',
    () =>
      flagged(['template', 'link'])
        .pass(100 * MINUTE)
        .edit(['link']),
  ],
  ['a fix', () => flagged().pass(HOUR).edit([])],
  [
    'a fix whose notice is deleted',
    () =>
      flagged(['template'], enforcing({ report: { onFixed: 'delete' } }))
        .pass(HOUR)
        .edit([]),
  ],
  [
    'a second failure',
    () => {
      const model = flagged().pass(HOUR).edit([]);
      model.look();
      return model.pass(HOUR).edit(['template']);
    },
  ],
  ['the close', () => flagged().pass(2 * HOUR)],
  ['the reopening', () => closed().pass(HOUR).edit([])],
  [
    'the reopening where the notice is deleted',
    () =>
      closed(['template'], enforcing({ report: { onFixed: 'delete' } }))
        .pass(HOUR)
        .edit([]),
  ],
  [
    'a reopening with something else left',
    () => {
      const policy = enforcing({ lenient: ['pr-linked-issue'] });
      return closed(['template', 'link'], policy).edit(['link']);
    },
  ],
  ['a reopening by the author', () => closed().pass(HOUR).reopen(AUTHOR)],
  [
    'the close after the second chance',
    () => {
      const model = closed().pass(HOUR).reopen(AUTHOR);
      model.look();
      model.pass(2 * HOUR).look();
      return model.pass(HOUR).reopen(AUTHOR);
    },
  ],
  ['a reopening by a maintainer', () => closed().pass(HOUR).reopen(MAINTAINER)],
  ['a label taken off', () => flagged().pass(HOUR).unlabel('needs:compliance', MAINTAINER)],
  ['a merge', () => flagged().pass(HOUR).merge()],
  ['a draft', () => flagged().pass(HOUR).draft(true)],
  ['a hold', () => new SubjectModel().pass(HOUR).say('/hygiene hold 2d', MAINTAINER)],
  ['an exemption', () => flagged().pass(HOUR).say('/hygiene exempt fine so', MAINTAINER)],
  ['an exemption after the close', () => closed().pass(HOUR).say('/hygiene exempt', MAINTAINER)],
  [
    'an exemption taken back',
    () => {
      const model = flagged().say('/hygiene exempt', MAINTAINER);
      model.look();
      return model.pass(HOUR).say('/hygiene unexempt', MAINTAINER);
    },
  ],
  [
    'an exemption of one rule',
    () => flagged(['template', 'title']).pass(HOUR).say('/hygiene exempt pr-title', MAINTAINER),
  ],
  ['a reopening by command', () => closed().edit([]).say('/hygiene reopen', AUTHOR)],
  ['a reopening refused', () => closed().say('/hygiene reopen', AUTHOR)],
  ['an explanation', () => new SubjectModel([]).say('/hygiene explain', 'anna')],
  [
    'another layout',
    () => {
      const model = flagged(['template', 'link']);
      model.policy = enforcing({ report: { layout: 'separate' } });
      return model.pass(MINUTE);
    },
  ],
  [
    'the layout back',
    () => {
      const model = flagged(['template', 'link'], enforcing({ report: { layout: 'separate' } }));
      model.policy = enforcing();
      return model.pass(MINUTE);
    },
  ],
  [
    'two notices of a kind',
    () => {
      const model = flagged();
      model.pass(MINUTE).post(model.comments[0]?.body ?? '');
      return model.edit([]);
    },
  ],
];

test.each(STORIES)('killed after any write of %s, the next look ends the same', (_, prepare) => {
  const whole = prepare();
  const { changes } = whole.look();
  expect(changes.length).toBeGreaterThan(0);

  for (let writes = 1; writes < changes.length; writes += 1) {
    const killed = prepare();
    killed.lookUntil(writes);
    killed.pass(1000).look();

    expect(
      endOf(killed),
      `after ${writes} of ${JSON.stringify(changes.map((change) => change.do))}`,
    ).toEqual(endOf(whole));
    expect(killed.decide().changes).toEqual([]);
  }
});

test.each(STORIES)('after %s a second look writes nothing', (_, prepare) => {
  const model = prepare();
  model.look();

  expect(model.decide().changes).toEqual([]);
});

test('killed between the notice and the close, a fix comes in time', () => {
  const model = flagged().pass(2 * HOUR);
  model.lookUntil(1);

  model.pass(MINUTE).edit([]).look();

  expect(model.subject.state).toBe('open');
  expect(model.record()).toMatchObject({ phase: 'resolved' });
});

test('killed between the notice and the close, a new finding gets its half an hour', () => {
  const model = flagged().pass(2 * HOUR);
  model.lookUntil(1);

  model.pass(MINUTE).edit(['title']).look();

  expect(model.subject.state).toBe('open');
  expect(model.record()?.deadline).toBe(model.now + 30 * MINUTE);
});

test('killed between the notice and the close, a maintainer comes in time', () => {
  const model = flagged().pass(2 * HOUR);
  model.lookUntil(1);

  model.pass(MINUTE).happen({ kind: 'reviewed' }, MAINTAINER).look();

  expect(model.subject.state).toBe('open');
});

/** Everything that outlasts the looks, apart from which second they were made in. */
function endOf(model: SubjectModel): unknown {
  const { state, labels, body } = model.subject;
  return {
    state,
    body,
    labels: labels.toSorted(),
    notices: model.comments.map(({ minimised }) => minimised),
    records: (['all', 'template', 'link', 'title'] as const).map((kind) => {
      const { resolvedAt: _, ...record } = model.record(kind) ?? {};
      return record;
    }),
    reactions: model.reactions,
  };
}
