import { systemClock } from '../clock.ts';
import { signalGroup, signalProcess } from './process-group.ts';
import { dispose } from './server-stop.ts';
import { killSurvivors } from './survivors.ts';

/** Aborting is worth a moment, because it ends tools politely; the model must not be paid for much longer. */
const PATIENCE = 2_000;

/** Ends this process, which is the server's, with everything that it and its tools have started. */
export async function endAlone(server: {
  url: URL | undefined;
  password: string;
  marker: string;
}): Promise<void> {
  const { url, password, marker } = server;
  if (url !== undefined) await dispose(url.origin, password, systemClock, PATIENCE);
  if (marker !== '') killSurvivors(marker);
  signalGroup(process.pid, 'SIGKILL');
  // Not the leader of a group when it was started by a script that stands for the executable.
  signalProcess(process.pid, 'SIGKILL');
}
