import type { Session } from './session.ts';
import { unknownError } from './shapes.ts';
import { startRun } from './turns.ts';
import type { World } from './world.ts';

export type Prompt = {
  messageID?: string;
  noReply?: boolean;
  parts: { type: string; text?: string }[];
};

/** A client's prompt. REST says busy before the call is answered; the stream and the message come when they come. */
export function acceptPrompt(world: World, session: Session, prompt: Prompt): void {
  const isRoot = session === world.truth.root;
  if (isRoot) world.rootIsPrompted();
  world.note(`${session.info.id} is prompted`);
  if (isRoot && world.plan.start === 'bad-agent') return void refuseAgent(world, session);
  const { messageID } = prompt;
  // Sent again under the same id, it is the same prompt.
  if (messageID !== undefined && session.prompts.has(messageID)) return;
  if (messageID !== undefined) session.prompts.add(messageID);
  if (isRoot && world.plan.start === 'bad-model') return void refuseModel(world, session, prompt);
  if (prompt.noReply === true || session.run !== undefined) return say(world, session, prompt);
  world.markBusy(session);
  void startRun(world, session, async () => {
    await world.pause(world.chance.within(world.network.promptLag));
    say(world, session, prompt);
    await world.pause(world.chance.within(world.network.promptLag));
  });
}

function say(world: World, session: Session, { messageID, parts }: Prompt): void {
  const text = parts.map((part) => part.text ?? '').join('\n');
  world.updateSession(session);
  world.addUser(session, text, messageID === undefined ? {} : { id: messageID });
}

/** Never busy, never idle, no message: only errors. */
async function refuseAgent(world: World, session: Session): Promise<void> {
  world.truth.startFailed = true;
  await world.pause(world.chance.within(world.network.promptLag));
  world.sayError(
    session,
    unknownError('Agent not found: "nope". Available agents: build, general'),
  );
  world.sayError(session, unknownError('UnknownError: UnknownError\n    at <anonymous>'));
}

async function refuseModel(world: World, session: Session, prompt: Prompt): Promise<void> {
  world.truth.startFailed = true;
  world.markBusy(session);
  await world.pause(world.chance.within(world.network.promptLag));
  say(world, session, prompt);
  await world.pause(world.chance.within(world.network.promptLag));
  world.setStatus(session, { type: 'busy' });
  world.sayError(session, unknownError('Model not found: fake/nope.'));
  world.goIdle(session);
  world.sayError(session, unknownError('ProviderModelNotFoundError: Model not found: fake/nope.'));
}
