import { describe } from 'vitest';
import { newSqliteStore } from '../../support/queue-stores.ts';
import { queueKeepsTheContract } from './contract.ts';
import { queueDoesAsTheModel } from './property.ts';

describe('the queue in SQLite', () => {
  queueKeepsTheContract(newSqliteStore);
  queueDoesAsTheModel(newSqliteStore, 150);
});
