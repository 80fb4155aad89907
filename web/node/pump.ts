/** Keeping the outbox moving. */

export interface Pump {
  /** Starts a round now, for something has just been put in. */
  kick(): void;
  /** Starts no more rounds; resolves when the running ones have ended. */
  stop(): Promise<void>;
}

export interface PumpOptions {
  /** One round: empties what is due. */
  readonly round: () => Promise<unknown>;
  /** Milliseconds between rounds that nobody asks for: retries, and what other processes put in. */
  readonly interval: number;
  readonly report: (error: unknown) => void;
}

/** Rounds at once: a slow platform holds up its own round only. A round takes in what comes while it runs. */
const MOST = 4;

export function startPump({ round, interval, report }: PumpOptions): Pump {
  const running = new Set<Promise<void>>();
  let stopped = false;

  function kick(): void {
    if (stopped || running.size >= MOST) return;
    const one = round()
      .then(() => undefined, report)
      .finally(() => running.delete(one));
    running.add(one);
  }

  const timer = setInterval(kick, interval);
  return {
    kick,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await Promise.all(running);
    },
  };
}
