/** How a message goes out, and what can come of it. */
import type { Reply } from '../reply.ts';

/** What became of one part of a message. */
export type Delivery =
  | { readonly outcome: 'sent'; readonly messageId: string }
  /** Not delivered, and worth another try: `after` seconds from now where the platform says so. */
  | { readonly outcome: 'retry'; readonly error: string; readonly after?: number }
  /** The request went out and no answer came back. */
  | { readonly outcome: 'ambiguous'; readonly error: string }
  /** Not delivered, and never will be: the person blocked the bot, the chat is gone. */
  | { readonly outcome: 'refused'; readonly error: string };

/** Sends one part. Never rejects, and its errors never contain the token. */
export type Part = (chatId: string) => Promise<Delivery>;

/** One channel's way out. */
export interface Sender {
  /** Buttons are shown as numbers, which the outbox remembers for the chat. */
  readonly numbered: boolean;
  /** A reply as the channel's messages, in order; the same reply always gives the same parts, at least one. */
  parts(reply: Reply): readonly Part[];
}

/** What a request that got no answer came to: a retry when it never left, ambiguous otherwise. */
export function unanswered(error: unknown): Delivery {
  return neverConnected(error)
    ? { outcome: 'retry', error: `no connection${codeOf(error)}` }
    : { outcome: 'ambiguous', error: `no answer${codeOf(error)}` };
}

/** Whether the name was not found or no connection came about; at the edge that is never told. */
function neverConnected(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(neverConnected);
  if (!(error instanceof Error)) return false;
  if ('code' in error && error.code === 'UND_ERR_CONNECT_TIMEOUT') return true;
  if ('syscall' in error && ['connect', 'getaddrinfo'].includes(String(error.syscall))) return true;
  return neverConnected(error.cause);
}

/** The system's code along the causes of an error, in brackets; messages are not kept, for some name the address. */
function codeOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string') return ` (${at.code})`;
  }
  return '';
}
