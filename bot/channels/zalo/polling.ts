/** Fetching Zalo's updates, for a machine that the internet cannot reach. */
import { z } from 'zod';
import { faultOf, traceOf } from '../../fault.ts';
import type { Receive } from '../../incoming.ts';
import { type Polling, type Wait, wait } from '../start.ts';
import { type ZaloClient, ZaloError } from './client.ts';
import { endZaloWebhook, isTokenRefusal } from './start.ts';
import { zaloIncoming } from './update.ts';

/** Seconds for which Zalo holds a request open. */
const LONG_POLL = 25;
/** Milliseconds; more than a long poll lasts. */
const TIMEOUT = 40_000;
const FIRST_DELAY = 1000;
const LONGEST_DELAY = 60_000;
/** How Zalo says that nothing came within the long poll. */
const IDLE = 408;

export interface ZaloPollingOptions {
  readonly receive: Receive;
  readonly report: (message: string) => void;
  readonly pause?: Wait;
}

/**
 * Polls until stopped, through outages. Only a token that Zalo refuses ends it. Zalo gives an update out once, so one
 * that cannot be taken in is reported and lost.
 */
export function pollZalo(client: ZaloClient, options: ZaloPollingOptions): Polling {
  const controller = new AbortController();
  const done = poll(client, options, controller.signal);
  return {
    stop: async () => {
      controller.abort();
      await done;
    },
  };
}

async function poll(client: ZaloClient, options: ZaloPollingOptions, signal: AbortSignal): Promise<void> {
  const { report, pause = wait } = options;
  let delay = FIRST_DELAY;
  let webhookEnded = false;
  while (!signal.aborted) {
    try {
      if (!webhookEnded) await endZaloWebhook(client, signal);
      webhookEnded = true;
      await pollOnce(client, options, signal);
      delay = FIRST_DELAY;
    } catch (error) {
      if (signal.aborted) return;
      report(`zalo: ${faultOf(error)}`);
      if (isTokenRefusal(error)) return;
      await pause(delay, signal);
      delay = Math.min(delay * 2, LONGEST_DELAY);
    }
  }
}

async function pollOnce(
  client: ZaloClient,
  { receive, report }: ZaloPollingOptions,
  signal: AbortSignal,
): Promise<void> {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT)]);
  try {
    const update = await client.call('getUpdates', { timeout: String(LONG_POLL) }, z.unknown(), deadline);
    const incoming = zaloIncoming(update);
    if (incoming === undefined) return;
    await receive(incoming).catch((error: unknown) =>
      report(`zalo: message not taken in: ${traceOf(error)}`),
    );
  } catch (error) {
    if (!(error instanceof ZaloError && error.code === IDLE)) throw error;
  }
}
