import { expect, test } from 'vitest';
import { headingKey } from '../../../src/hygiene/template/heading-key.ts';

test.each([
  ['What does this PR do?', 'what does this pr do'],
  ['  WHAT does   this PR do ?! ', 'what does this pr do'],
  ['Checklist ###', 'checklist'],
  ['Checklist (all)', 'checklist'],
  ['Checklist: [required] (all)', 'checklist'],
  ['[WIP] Checklist', 'checklist'],
  ['(optional)', 'optional'],
  ['✅ Checklist :tada:', 'checklist'],
  ['1️⃣ Checklist', 'checklist'],
  ['2. Checklist', 'checklist'],
  ['1.2) Checklist', 'checklist'],
  ['2FA changes', '2fa changes'],
  ['What’s new', 'whats new'],
  ["What's new", 'whats new'],
  ['Pros & cons', 'pros and cons'],
  ['Screenshots / recordings', 'screenshots recordings'],
  ['**Bold** `code`', 'bold code'],
  ['変更点', '変更点'],
  ['Ａｂｃ', 'abc'],
  ['🚀', '🚀'],
])('%s is compared as %s', (heading, key) => {
  expect(headingKey(heading)).toBe(key);
});
