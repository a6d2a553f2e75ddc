/**
 * What the forge will not do. `absent`: there is no such thing, or none that the account may see. `forbidden`: the
 * account lacks a permission. `refused`: nobody could do it now.
 */
export class ForgeRefusal extends Error {
  override readonly name = 'ForgeRefusal';
  readonly why: 'absent' | 'forbidden' | 'refused';

  constructor(why: ForgeRefusal['why'], message: string) {
    super(message);
    this.why = why;
  }
}

/** The bot's process is gone: nothing of it runs on until the test starts another one. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}
