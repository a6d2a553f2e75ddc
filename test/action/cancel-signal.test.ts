import { EventEmitter, once } from 'node:events';
import { expect, test } from 'vitest';
import { cancelSignal } from '../../src/action/cancel-signal.ts';

test.each([
  [['SIGINT'], 'SIGINT'],
  [['SIGTERM'], 'SIGTERM'],
  [['SIGINT', 'SIGTERM'], 'SIGINT'],
  [['SIGTERM', 'SIGINT'], 'SIGINT'],
  [['SIGTERM', 'SIGTERM'], 'SIGTERM'],
])('%j at once cancel with %s', async (names, reason) => {
  const process = new EventEmitter();
  const signal = cancelSignal(process);

  for (const name of names) process.emit(name);
  await once(signal, 'abort');

  expect(signal.reason).toBe(reason);
});

test('what comes later changes nothing', async () => {
  const process = new EventEmitter();
  const signal = cancelSignal(process);
  process.emit('SIGTERM');
  await once(signal, 'abort');

  process.emit('SIGINT');
  await new Promise((resolve) => setImmediate(resolve));

  expect(signal.reason).toBe('SIGTERM');
});
