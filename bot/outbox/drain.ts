/**
 * Emptying the outbox. A message is leased, sent part by part and settled:
 *
 * - sent: its platform id is kept, and the choices it offered where the channel has no buttons;
 * - a refusal that will pass (429, 5xx, no connection): tried again, when the platform says or after a growing,
 *   jittered delay, at most 20 times;
 * - no answer, or a lease that ran out because the process ended: ambiguous, and not sent again by itself, because
 *   neither platform takes an idempotency key;
 * - a refusal that will not pass (the bot is blocked): failed, with the platform's words.
 *
 * Within a chat a message waits until the earlier ones are settled. The messages of a channel that is off have no
 * sender and stay pending until it is on.
 */
import { rememberChoices } from '../../db/chats.ts';
import { type Db, write } from '../../db/database.ts';
import { type LeasedMessage, lease, markAbandoned, type Settlement, settle } from '../../db/outbox.ts';
import type { Reply } from '../reply.ts';
import type { Delivery, Sender } from './delivery.ts';

/** By channel; a channel that is off has none. */
export type Senders = Readonly<Partial<Record<string, Sender>>>;

export interface DrainClock {
  /** The moment of the call, each time it is asked. */
  readonly now: () => Date;
  /** A number from 0 to below 1, for jitter. */
  readonly random: () => number;
}

/** Messages by what became of them; `pending` are to be tried again. */
export type DrainCounts = Record<Settlement['state'], number>;

/** Milliseconds; longer than any message's parts take to be sent or to time out. */
const LEASE = 120_000;
/** Chats that are written to at once. */
const BATCH = 10;
const MAX_ATTEMPTS = 20;
const FIRST_DELAY = 5000;
const LONGEST_DELAY = 3_600_000;

/**
 * Sends what is due until nothing is. The channels do not wait for each other. May run several times at once, in one
 * process or in many.
 */
export async function drain(db: Db, senders: Senders, clock: DrainClock): Promise<DrainCounts> {
  const abandoned = await write(db, (tx) => markAbandoned(tx, clock.now()));
  const counts: DrainCounts = { sent: 0, pending: 0, ambiguous: abandoned, failed: 0 };
  await Promise.all(
    Object.entries(senders).map(async ([channel, sender]) => {
      if (sender === undefined) return;
      for await (const state of drainChannel(db, channel, sender, clock)) counts[state] += 1;
    }),
  );
  return counts;
}

async function* drainChannel(
  db: Db,
  channel: string,
  sender: Sender,
  clock: DrainClock,
): AsyncGenerator<Settlement['state']> {
  let throttled = false;
  while (!throttled) {
    const now = clock.now();
    const until = new Date(now.getTime() + LEASE);
    const batch = await write(db, (tx) => lease(tx, channel, until, BATCH, now));
    if (batch.length === 0) return;
    const attempts = await Promise.all(batch.map((message) => deliver(db, sender, message, clock)));
    yield* attempts.map((attempt) => attempt.state);
    // The limit may be the whole channel's, so its other chats are left for the next drain.
    throttled = attempts.some((attempt) => attempt.throttled);
  }
}

async function deliver(
  db: Db,
  sender: Sender,
  message: LeasedMessage,
  clock: DrainClock,
): Promise<{ state: Settlement['state']; throttled: boolean }> {
  const { delivery, partsSent } = await send(sender, message);
  const settlement = settlementOf(delivery, message.attempts, clock);
  await write(db, async (tx) => {
    await settle(tx, message.id, settlement, partsSent, clock.now());
    const { buttons } = message.body as Reply;
    if (settlement.state === 'sent' && sender.numbered && buttons.length > 0) {
      await rememberChoices(tx, message, buttons, clock.now());
    }
  });
  return {
    state: settlement.state,
    throttled: delivery.outcome === 'retry' && delivery.after !== undefined,
  };
}

/** Sends the parts that have not arrived yet, up to the first that does not. */
async function send(
  sender: Sender,
  message: LeasedMessage,
): Promise<{ delivery: Delivery; partsSent: number }> {
  let { partsSent } = message;
  let delivery: Delivery = { outcome: 'refused', error: 'nothing to send' };
  try {
    for (const part of sender.parts(message.body as Reply).slice(partsSent)) {
      delivery = await part(message.chatId);
      if (delivery.outcome !== 'sent') break;
      partsSent += 1;
    }
  } catch (error) {
    // Nothing was sent: parts never reject, so the reply could not be rendered.
    delivery = { outcome: 'refused', error: `not rendered: ${String(error)}` };
  }
  return { delivery, partsSent };
}

function settlementOf(delivery: Delivery, attempts: number, clock: DrainClock): Settlement {
  if (delivery.outcome === 'sent') return { state: 'sent', platformMessageId: delivery.messageId };
  if (delivery.outcome === 'retry') return retry(delivery.error, delivery.after, attempts, clock);
  return { state: delivery.outcome === 'refused' ? 'failed' : 'ambiguous', error: delivery.error };
}

/** Another attempt after the seconds that the platform asks for, or after a delay of our own. */
function retry(error: string, after: number | undefined, attempts: number, clock: DrainClock): Settlement {
  if (attempts >= MAX_ATTEMPTS) return { state: 'failed', error: `${error}, ${attempts} times` };
  const wait = after === undefined ? backoff(attempts, clock.random()) : Math.max(after, 1) * 1000;
  return { state: 'pending', error, dueAt: new Date(clock.now().getTime() + wait) };
}

/** Milliseconds before the next attempt: doubling from five seconds to an hour, half of it by chance. */
function backoff(attempts: number, random: number): number {
  const ceiling = Math.min(FIRST_DELAY * 2 ** (attempts - 1), LONGEST_DELAY);
  return ceiling / 2 + (ceiling / 2) * random;
}
