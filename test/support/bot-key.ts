import { generateKeyPairSync } from 'node:crypto';

let made: string | undefined;

/** The private key of an app, as GitHub hands it out; made once, because that takes its time. */
export function appKey(): string {
  made ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs1', format: 'pem' })
    .toString();
  return made;
}
