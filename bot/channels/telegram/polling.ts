/** Fetching Telegram's updates, for a machine that the internet cannot reach. */
import { type Bot, GrammyError } from 'grammy';
import { faultOf, traceOf } from '../../fault.ts';
import { type Polling, type Wait, wait } from '../start.ts';
import { grammySignal } from './access.ts';
import { UPDATE_TYPES } from './bot.ts';

/** Seconds for which Telegram holds a request open. */
const LONG_POLL = 25;
/** Milliseconds before polling is taken up again after a failure that grammY gives up on. */
const RESTART_DELAY = 5000;

/**
 * Polls until stopped, through outages and conflicts with another poller. Only a token that Telegram refuses ends
 * it. A message that cannot be taken in is reported, and the next one follows.
 */
export function pollTelegram(bot: Bot, report: (message: string) => void, pause: Wait = wait): Polling {
  const controller = new AbortController();
  bot.catch((error) => report(`telegram: message not taken in: ${traceOf(error)}`));
  const done = poll(bot, report, pause, controller.signal);
  return {
    stop: async () => {
      controller.abort();
      await bot.stop().catch(() => undefined);
      await done;
    },
  };
}

async function poll(
  bot: Bot,
  report: (message: string) => void,
  pause: Wait,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await bot.init(grammySignal(signal));
      if (!signal.aborted) await bot.start({ allowed_updates: UPDATE_TYPES, timeout: LONG_POLL });
    } catch (error) {
      if (signal.aborted) return;
      report(`telegram: ${faultOf(error)}`);
      if (error instanceof GrammyError && [401, 404].includes(error.error_code)) return;
      await pause(RESTART_DELAY, signal);
    }
  }
}
