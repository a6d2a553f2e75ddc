import { expect, test } from 'vitest';
import { TreeView } from '../../src/cli/tree-view.ts';
import { SteppedClock } from '../support/stepped-clock.ts';
import { TerminalScreen } from '../support/terminal.ts';
import { DAWN, Story } from '../support/tree-builder.ts';

function open(): { screen: TerminalScreen; clock: SteppedClock; view: TreeView; story: Story } {
  const screen = new TerminalScreen({ columns: 100, rows: 24 });
  const clock = new SteppedClock(DAWN);
  const view = new TreeView(screen, clock, (text) => text.replaceAll('hunter2', '***'));
  const story = new Story({ title: 'Fix' }).to((event, tree) => view.event(event, tree));
  return { screen, clock, view, story };
}

test('the tree is redrawn in place as time passes', async () => {
  const { screen, clock, view, story } = open();
  story.prompt('root');

  await clock.pass(1000);
  expect(screen.lines).toEqual([
    'agent-run · 1.0s · 1 session, 1 at work · $0.00',
    '● build · Fix — 1.0s, the model is at work',
  ]);

  story.launch('tests');
  await clock.pass(1000);
  expect(screen.lines).toHaveLength(3);
  expect(screen.lines[0]).toContain('2.0s · 2 sessions');

  await view.end();
});

test('sentences about the run scroll by above the tree', async () => {
  const { screen, clock, view, story } = open();
  view.notice('info', 'opencode is ready');
  story.prompt('root');
  await clock.pass(200);

  view.notice('warning', 'TOKEN is hunter2');
  const ask = story.ask('root', 'bash', 'rm -rf /');
  const denial = { sessionId: 'ses_root', what: 'bash', patterns: [], at: clock.now() };
  view.asked(ask, { ...denial, kind: 'permission' }, story.tree);
  view.asked(ask, undefined, story.tree);

  expect(screen.lines).toEqual([
    '• opencode is ready',
    '! TOKEN is ***',
    '⊘ permission bash (rm -rf /) — denied',
    expect.stringContaining('agent-run'),
    expect.stringContaining('asks: permission bash'),
  ]);
  await view.end();
});

test('the last state stays on the screen, and the cursor comes back', async () => {
  const { screen, clock, view, story } = open();
  story.prompt('root');
  await clock.pass(200);
  story.say('root', 'Done.').idle('root');

  await view.end();

  expect(screen.lines[1]).toContain('✓ build · Fix — done');
  expect(screen.cursorShown).toBe(true);
  const { writes } = screen;
  await clock.pass(5000);
  expect(screen.writes).toBe(writes);
});

test('nothing is written while nothing changes', async () => {
  const { screen, clock, view } = open();

  await clock.pass(5000);

  expect(screen.writes).toBe(0);
  await view.end();
});

test('a terminal that does not tell its size is taken for 80 by 24', async () => {
  const screen = new TerminalScreen({ columns: 0, rows: 0 });
  const clock = new SteppedClock(DAWN);
  const view = new TreeView(screen, clock, (text) => text);
  new Story({ title: 'Fix' }).to((event, tree) => view.event(event, tree)).prompt('root');

  await clock.pass(200);

  expect(screen.lines[1]).toBe('● build · Fix — 200 ms, the model is at work');
  await view.end();
});
