import { expect } from 'vitest';
import { issueTemplateFile } from './issue-facts.ts';

export const AGREE = "I agree to follow this project's [Code of Conduct](https://example.com)";
export const BUG = issueTemplateFile(
  'bug.yml',
  `name: Bug report
description: Something broke
title: "[Bug]: "
body:
  - {type: markdown, attributes: {value: "Thanks!"}}
  - {type: textarea, attributes: {label: "What happened?", value: "A bug happened!"}, validations: {required: true}}
  - {type: textarea, attributes: {label: "Steps to reproduce"}, validations: {required: true}}
  - {type: dropdown, attributes: {label: Browsers, multiple: true, options: [Firefox, Chrome, Microsoft Edge]}}
  - {type: dropdown, attributes: {label: Operating System, options: ["Windows 11", macOS, "Linux (please specify)", Other]}, validations: {required: true}}
  - {type: input, attributes: {label: Version, placeholder: "1.2.3"}, validations: {required: true}}
  - {type: textarea, attributes: {label: Relevant log output, render: shell}}
  - {type: checkboxes, attributes: {label: Code of Conduct, options: [{label: "${AGREE}", required: true}]}}
`,
);
export const FEATURE = issueTemplateFile(
  'feature.yml',
  `name: Feature request
description: A wish
title: "[Feature]: "
body:
  - {type: textarea, attributes: {label: Describe the feature}, validations: {required: true}}
  - {type: checkboxes, attributes: {label: Code of Conduct, options: [{label: "${AGREE}", required: true}]}}
`,
);
export const FULL = `### What happened?

The window is black.

### Steps to reproduce

1. Start it
2. Look

### Browsers

Firefox, Chrome

### Operating System

macOS

### Version

1.4.0

### Relevant log output

\`\`\`shell
ERROR x
### not a heading
\`\`\`

### Code of Conduct

- [X] ${AGREE}`;

/** The filled form with something in place of something else. */
export function but(was: string | RegExp, is: string): string {
  const body = FULL.replace(was, is);
  expect(body).not.toBe(FULL);
  return body;
}
