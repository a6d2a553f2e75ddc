import { EXIT_CODES, OUTCOMES } from '../sessions/outcome.ts';

/** What `agent-run run --help` says below the flags. */
export function runHelp(): string {
  const widest = Math.max(...OUTCOMES.map((outcome) => outcome.length));
  const codes = OUTCOMES.map(
    (outcome) => `  ${outcome.padEnd(widest)}  ${String(EXIT_CODES[outcome])}`,
  );
  return `
Examples:
  $ agent-run run "Fix the smallest TODO." --model anthropic/claude-sonnet-4-5
  $ agent-run run --prompt-file review.md --timeout 20m --max-cost 2.50
  $ git diff main | agent-run run - --agent plan --expect output
  $ agent-run run --command review --arguments src --permissions '{webfetch: deny}'
  $ agent-run run "Is this ready?" --output-schema-file verdict.json --json | jq .structuredOutput

The answer goes to standard output, everything else to standard error.

Outcomes and exit codes:
${codes.join('\n')}
`;
}
