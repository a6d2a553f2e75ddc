/** Why opencode could not be installed, with a text fit for the person who wrote the workflow. */
export class InstallError extends Error {
  override name = 'InstallError';
  /** How the run ends because of it. */
  readonly outcome: 'invalid-input' | 'failed-to-start';

  constructor(outcome: InstallError['outcome'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.outcome = outcome;
  }
}
