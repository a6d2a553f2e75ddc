/** The queue cannot be opened or used; the message is for whoever runs the bot, the cause for the log. */
export class QueueProblem extends Error {
  override readonly name = 'QueueProblem';
}
