import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { DeliveryResult } from './metrics.ts';

/** The webhooks of one forge, at a path of their own. */
export type WebhookRoute = {
  /** The forge's name in the configuration. */
  forge: string;
  path: string;
  /** Answered without reading the body when all of them are absent. */
  signatureHeaders: readonly string[];
  isSigned(bytes: Uint8Array, headers: IncomingHttpHeaders): boolean;
  /** What is in the header counts only once the body is believed. */
  eventOf(headers: IncomingHttpHeaders): string;
  /** Called with a body that was signed. Whatever goes wrong is an answer of its own: it never rejects. */
  receive(request: IncomingMessage, bytes: Buffer): Promise<Received>;
};

export type Received = { status: number; text: string; result: DeliveryResult };

export type Answer = {
  status: number;
  text: string;
  type?: string;
  headers?: Readonly<Record<string, string>>;
  /** The connection ends with this answer: the rest of the request is not wanted. */
  close?: boolean;
};
