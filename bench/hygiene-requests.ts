import { REQUEST_ROWS, requestsOf } from '../test/support/request-rows.ts';
import { atMost, type Measure, type Row } from './measure.ts';

/** How many requests each event costs, beside what the workflows of today need for it. */
export const hygieneRequests: Measure = async () => {
  const rows: Row[] = [];
  for (const row of REQUEST_ROWS) {
    const made = await requestsOf(row);
    const today = row.today === undefined ? '' : `; ${String(row.today)} today`;
    rows.push({
      what: row.what,
      value: `${String(made.length)}${today}`,
      bar: atMost(made.length, row.requests, `at most ${String(row.requests)}`),
    });
  }
  return {
    title: 'Requests of the hygiene bot',
    rows,
    notes: [
      'Today: the workflows of the project where this began, counted against a fake API. Requests for tokens do not count.',
    ],
  };
};
