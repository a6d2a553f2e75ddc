import { afterAll, beforeAll, describe } from 'vitest';
import { hasPostgres, startPostgres, type Postgres } from '../../support/postgres.ts';
import { newPgStore } from '../../support/queue-stores.ts';
import { queueKeepsTheContract } from './contract.ts';
import { queueDoesAsTheModel } from './property.ts';

describe.runIf(hasPostgres())('the queue in PostgreSQL', () => {
  let postgres: Postgres;

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres.stop());

  queueKeepsTheContract(() => newPgStore(postgres));
  queueDoesAsTheModel(() => newPgStore(postgres), 15);
});
