/** The step cannot do its work; the message is for the person who wrote the workflow. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed';
}
