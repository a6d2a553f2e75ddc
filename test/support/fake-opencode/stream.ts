import type { Clock } from '../../../src/clock.ts';
import type { Chance } from './chance.ts';
import type { Ids } from './ids.ts';
import type { Network } from './plan.ts';
import { PROJECT } from './shapes.ts';

export type Envelope = {
  directory?: string;
  project?: string;
  payload: { id?: string; type: string; properties?: unknown; syncEvent?: unknown };
};

/** Kept by the server and therefore sent a second time, as a `sync` twin. */
const DURABLE = new Set([
  'session.created',
  'session.updated',
  'session.deleted',
  'message.updated',
  'message.part.updated',
]);

/**
 * One listener. What is sent waits on the server's side until it is delivered, and is lost when the line is cut before.
 * With `directory` it hears that instance only, bare payloads, as GET /event does.
 */
export class Connection {
  readonly directory: string | undefined;
  readonly hung = new AbortController();
  sent: Envelope[] = [];
  delivering = false;
  #delivered: Envelope[] = [];
  #end: 'open' | 'eof' | 'reset' = 'open';
  #wake: (() => void) | undefined;

  constructor(directory: string | undefined) {
    this.directory = directory;
  }

  deliver(envelopes: Envelope[]): void {
    this.#delivered.push(...envelopes);
    this.#wake?.();
  }

  end(how: 'eof' | 'reset'): void {
    if (this.#end === 'open') this.#end = how;
    this.hung.abort();
    this.#wake?.();
  }

  async *events(): AsyncGenerator<unknown, void> {
    for (;;) {
      const batch = this.#delivered;
      this.#delivered = [];
      for (const envelope of batch) {
        yield this.directory === undefined ? envelope : envelope.payload;
      }
      if (this.#delivered.length > 0) continue;
      if (this.#end === 'eof') return;
      if (this.#end === 'reset') throw new Error('read ECONNRESET');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

/** What the server tells whoever listens: in order, late, in batches, never again. */
export class Stream {
  readonly #clock: Clock;
  readonly #chance: Chance;
  readonly #ids: Ids;
  readonly #network: Network;
  /** How long deliveries still have to wait; whoever knows the time of faults sets it. */
  stalledFor: () => number = () => 0;
  readonly #connections = new Set<Connection>();
  readonly #sequences = new Map<string, number>();

  constructor(of: { clock: Clock; chance: Chance; ids: Ids; network: Network }) {
    this.#clock = of.clock;
    this.#chance = of.chance;
    this.#ids = of.ids;
    this.#network = of.network;
  }

  publish(directory: string, type: string, properties: object, about?: string): void {
    const payload = { id: this.#ids.ascending('evt'), type, properties };
    const envelope = { directory, project: PROJECT, payload };
    const twin = about === undefined ? undefined : this.#twin(envelope, about, properties);
    for (const connection of this.#connections) {
      if (connection.directory !== undefined && connection.directory !== directory) continue;
      this.#send(connection, envelope);
      if (connection.directory === undefined && twin !== undefined) this.#send(connection, twin);
    }
  }

  /** Throws while the line is refused. */
  connect(directory?: string): Connection {
    const connection = new Connection(directory);
    this.#connections.add(connection);
    this.#greet(connection, 'server.connected');
    void this.#beat(connection);
    return connection;
  }

  close(connection: Connection, how: 'eof' | 'reset' = 'eof'): void {
    this.#connections.delete(connection);
    connection.sent = [];
    connection.end(how);
  }

  cut(how: 'eof' | 'reset', which: (connection: Connection) => boolean = () => true): void {
    for (const connection of this.#connections) {
      if (which(connection)) this.close(connection, how);
    }
  }

  #twin(envelope: Envelope, aggregateID: string, data: object): Envelope | undefined {
    const { type, id = '' } = envelope.payload;
    if (!this.#network.twins || !DURABLE.has(type)) return undefined;
    const seq = this.#sequences.get(aggregateID) ?? 0;
    this.#sequences.set(aggregateID, seq + 1);
    const syncEvent = { id, type: `${type}.1`, seq, aggregateID, data };
    return { ...envelope, payload: { type: 'sync', syncEvent, id } };
  }

  /** The server's own words have no directory. */
  #greet(connection: Connection, type: string): void {
    const payload = { id: this.#ids.ascending('evt'), type, properties: {} };
    this.#send(connection, { payload });
  }

  async #beat(connection: Connection): Promise<void> {
    const { signal } = connection.hung;
    for (;;) {
      await this.#clock.sleep(this.#network.heartbeat, signal);
      if (signal.aborted) return;
      this.#greet(connection, 'server.heartbeat');
    }
  }

  #send(connection: Connection, envelope: Envelope): void {
    connection.sent.push(envelope);
    if (!connection.delivering) void this.#deliver(connection);
  }

  async #deliver(connection: Connection): Promise<void> {
    connection.delivering = true;
    await this.#clock.sleep(this.#lag());
    for (let left = this.stalledFor(); left > 0; left = this.stalledFor()) {
      await this.#clock.sleep(left);
    }
    connection.delivering = false;
    const batch = connection.sent;
    connection.sent = [];
    if (batch.length > 0) connection.deliver(this.#withDuplicates(batch));
  }

  #lag(): number {
    const { lag, lateRate, lateBy } = this.#network;
    return this.#chance.hits(lateRate)
      ? this.#chance.within([0, lateBy])
      : this.#chance.within(lag);
  }

  /** A repeated event comes after at most two others: order holds otherwise, as on the real wire. */
  #withDuplicates(batch: Envelope[]): Envelope[] {
    if (this.#network.duplicates === 0) return batch;
    const doubled = [...batch];
    for (let at = batch.length - 1; at >= 0; at--) {
      if (!this.#chance.hits(this.#network.duplicates)) continue;
      doubled.splice(at + 1 + this.#chance.within([0, 2]), 0, batch[at]!);
    }
    return doubled;
  }
}
