import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../../src/forge/model.ts';
import type { Policy } from '../../../src/hygiene/policy.ts';
import { enforcing, policyOf } from './policy-and-verdict.ts';
import { AUTHOR, BOT, HOUR, MAINTAINER, MINUTE, SubjectModel } from './subject-model.ts';

/** One thing that happens to a subject between two looks. */
type Act = { name: string; do: (model: SubjectModel) => unknown };

const LABELS = ['needs:compliance', 'needs:issue', 'needs:title', 'hygiene:exempt', 'bug'];
const WRONGS = ['template:a', 'template:b', 'link', 'title', 'hint'];
const PEOPLE = [AUTHOR, MAINTAINER, 'tina', 'label-machine[bot]'];

const POLICIES: readonly Policy[] = [
  enforcing(),
  enforcing({ report: { layout: 'separate' } }),
  enforcing({ report: { onFixed: 'delete' }, lenient: ['pr-linked-issue'] }),
  enforcing({ report: { onFixed: 'edit' }, grace: { clock: 'last-author-activity' } }),
  enforcing({ grace: { period: 10 * HOUR, reopenOnFix: false } }),
  policyOf('warn'),
  policyOf('dry-run'),
];

const person = fc.constantFrom(...PEOPLE);
/** Nothing happens at the very instant of a look. */
const act = (name: string, done: Act['do']): Act => ({
  name,
  do: (model) => {
    done(model.pass(1000));
    model.pass(1000);
  },
});

const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .nat(200)
      .map((span) => act(`pass ${span} min`, (model) => model.pass(span * MINUTE))),
  },
  {
    weight: 5,
    arbitrary: fc
      .subarray(WRONGS)
      .map((wrong) => act(`wrong: ${wrong.join()}`, (model) => model.edit(wrong))),
  },
  fc.boolean().map((to) => act(`draft ${to}`, (model) => model.draft(to))),
  fc.boolean().map((to) => act(`lock ${to}`, (model) => model.lock(to))),
  person.map((login) =>
    act(`${login} closes`, (model) =>
      model.subject.state === 'open' ? model.close(login) : model,
    ),
  ),
  person.map((login) =>
    act(`${login} reopens`, (model) =>
      model.subject.state === 'closed' && !model.subject.merged ? model.reopen(login) : model,
    ),
  ),
  fc
    .tuple(person, fc.constantFrom(...LABELS))
    .map(([login, label]) =>
      act(`${login} toggles ${label}`, (model) =>
        model.subject.labels.includes(label)
          ? model.unlabel(label, login)
          : model.label(label, login),
      ),
    ),
  person.map((login) =>
    act(`${login} reviews`, (model) => model.happen({ kind: 'reviewed' }, login)),
  ),
  fc
    .tuple(
      person,
      fc.constantFrom(
        'recheck',
        'explain',
        'hold 3h',
        'exempt',
        'exempt pr-title',
        'unexempt',
        'reopen',
        'nonsense',
      ),
    )
    .map(([login, command]) =>
      act(`${login}: ${command}`, (model) => model.say(`/hygiene ${command}`, login)),
    ),
  fc.constant(act('head replaced', (model) => model.happen({ kind: 'head-replaced' }, AUTHOR))),
  fc.nat(POLICIES.length - 1).map((index) =>
    act(`policy ${index}`, (model) => {
      model.policy = POLICIES[index] ?? model.policy;
    }),
  ),
);

const walks = fc.array(acts, { minLength: 1, maxLength: 25 });

test('a second look at once writes nothing, whatever happened before', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const model = new SubjectModel(['template:a', 'link']);
      model.look();
      for (const { name, do: happen } of walk) {
        happen(model);
        model.look();
        expect(model.decide().changes, `after "${name}"`).toEqual([]);
      }
    }),
    { numRuns: 300 },
  );
});

test('nothing is closed before the instant that its notice named, or against a maintainer', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const model = new SubjectModel(['template:a', 'link']);
      const promised = new Promises(model);
      model.look();
      promised.remember();
      for (const { name, do: happen } of walk) {
        happen(model);
        const decision = model.decide();
        const closes = decision.changes.some((change) => change.do === 'close');
        expect(closes ? complaints(model, promised) : [], `after "${name}"`).toEqual([]);
        for (const change of decision.changes) model.apply(change);
        promised.remember();
      }
    }),
    { numRuns: 300 },
  );
});

test('only labels and comments of the bot are touched', () => {
  fc.assert(
    fc.property(walks, (walk) => {
      const model = new SubjectModel(['template:a', 'link']);
      const foreign = model.post('<!-- agent-run:hygiene v1 eyJ9 --> mine', 'somebody');
      model.look();
      for (const { do: happen } of walk) {
        happen(model);
        const { changes } = model.decide();
        expect(changes.flatMap(labelsTakenOff).filter((name) => isOfPerson(model, name))).toEqual(
          [],
        );
        for (const change of changes) model.apply(change);
      }
      expect(model.comments).toContainEqual(foreign);
    }),
    { numRuns: 300 },
  );
});

test('a look that is killed anywhere is made good by the next one', () => {
  fc.assert(
    fc.property(walks, fc.nat(6), (walk, writes) => {
      const killed = new SubjectModel(['template:a', 'link']);
      const whole = new SubjectModel(['template:a', 'link']);
      for (const { do: happen } of walk) {
        happen(killed);
        happen(whole);
        killed.lookUntil(writes);
        killed.look();
        whole.look();
      }
      expect(endOf(killed)).toEqual(endOf(whole));
    }),
    { numRuns: 300 },
  );
});

/** The instants that notices have named; a close has to be as late as the earliest of those that still stand. */
class Promises {
  readonly #model: SubjectModel;
  #named = new Map<string, number>();

  constructor(model: SubjectModel) {
    this.#model = model;
  }

  remember(): void {
    for (const kind of ['all', 'template', 'link', 'title'] as const) {
      const deadline = this.#model.record(kind)?.deadline;
      if (deadline !== undefined) this.#named.set(kind, deadline);
    }
  }

  earliest(): number {
    return this.#named.size === 0 ? Infinity : Math.min(...this.#named.values());
  }
}

/** What would make a close at this moment unfair. */
function complaints(model: SubjectModel, promised: Promises): string[] {
  const { draft, locked, labels } = model.subject;
  return [
    ...(promised.earliest() > model.now ? ['too early'] : []),
    ...(draft || locked ? ['while the clock stands still'] : []),
    ...(model.policy.mode === 'enforce' ? [] : ['nobody asked for it']),
    ...(model.wrong.some((wrong) => wrong !== 'hint') ? [] : ['nothing is wrong']),
    ...(labels.includes('hygiene:exempt') ? ['it is waived'] : []),
  ];
}

function labelsTakenOff(change: Change): readonly string[] {
  return change.do === 'remove-labels' ? change.labels : [];
}

/** A command takes the label of waivers off whoever put it on. */
function isOfPerson(model: SubjectModel, name: string): boolean {
  const last = model.events.findLast((event) => event.kind === 'labelled' && event.label === name);
  return name !== 'hygiene:exempt' && last?.by?.login !== BOT.login;
}

function endOf(model: SubjectModel): unknown {
  const { state, labels } = model.subject;
  return {
    state,
    labels: labels.toSorted(),
    notices: model.comments.length,
    phases: (['all', 'template', 'link', 'title'] as const).map(
      (kind) => model.record(kind)?.phase,
    ),
    deadlines: (['all', 'template', 'link', 'title'] as const).map(
      (kind) => model.record(kind)?.deadline,
    ),
  };
}
