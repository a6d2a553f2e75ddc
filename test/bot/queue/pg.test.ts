import { afterAll, beforeAll, describe } from 'vitest';
import { hasPostgres, startPostgres, type Postgres } from '../../support/postgres.ts';
import { pgStores, type PgStores } from '../../support/queue-stores.ts';
import { queueKeepsTheContract } from './contract.ts';
import { queueDoesAsTheModel } from './property.ts';

describe.runIf(hasPostgres())('the queue in PostgreSQL', () => {
  let postgres: Postgres;
  let stores: PgStores;

  beforeAll(async () => {
    postgres = await startPostgres();
    stores = await pgStores(postgres);
  });
  afterAll(async () => {
    await stores.close();
    await postgres.stop();
  });

  queueKeepsTheContract(() => stores.newStore());
  queueDoesAsTheModel(() => stores.newStore(), 15);
});
