/** Fields whose values are each server's own. */
const INSTANTS = new Set(['createdAt', 'updatedAt', 'editedAt', 'at', 'configSince']);
const COMMITS = new Set(['headSha', 'commit', 'sha']);
const NUMBERS = new Set(['id', 'comment']);

/** A reading without what no two servers have in common: ids, times, commits and addresses. */
export function likened(reading: unknown, address: string): unknown {
  const like = (value: unknown, key: string): unknown => {
    if (INSTANTS.has(key) && typeof value === 'number') return 'an instant';
    if (COMMITS.has(key) && typeof value === 'string' && value !== '') return 'a commit';
    if (NUMBERS.has(key)) return 'a number';
    if (typeof value === 'string') {
      return value
        .replaceAll(address, 'https://forge')
        .replaceAll(/#issuecomment-\d+/g, '#issuecomment');
    }
    if (Array.isArray(value)) return value.map((each) => like(each, ''));
    if (value instanceof Map) return like(Object.fromEntries(value), '');
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, each]) => each !== undefined)
        .map(([name, each]) => [name, like(each, name)]),
    );
  };
  return like(reading, '');
}
