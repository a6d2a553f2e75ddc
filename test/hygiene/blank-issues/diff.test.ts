import { expect, test } from 'vitest';
import { unifiedDiff } from '../../../src/hygiene/blank-issues/diff.ts';

test.each([
  ['a new file', undefined, 'a\n', '--- /dev/null\n+++ b/c.yml\n@@ -0,0 +1,1 @@\n+a\n'],
  ['nothing', 'a\n', 'a\n', ''],
  [
    'a line in the middle, with three lines around it',
    '1\n2\n3\n4\nold\n5\n6\n7\n8\n',
    '1\n2\n3\n4\nnew\n5\n6\n7\n8\n',
    '--- a/c.yml\n+++ b/c.yml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-old\n+new\n 5\n 6\n 7\n',
  ],
  [
    'a line at the end of a file without a line end',
    'a',
    'a\nb',
    '--- a/c.yml\n+++ b/c.yml\n@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n\\ No newline at end of file\n',
  ],
  ['a line end alone', 'a\r\n', 'a\n', '--- a/c.yml\n+++ b/c.yml\n@@ -1,1 +1,1 @@\n-a\r\n+a\n'],
  ['an addition', 'a\n', 'a\na\n', '--- a/c.yml\n+++ b/c.yml\n@@ -1,1 +1,2 @@\n a\n+a\n'],
])('%s is shown', (_, before, after, diff) => {
  expect(unifiedDiff('c.yml', before, after)).toBe(diff);
});
