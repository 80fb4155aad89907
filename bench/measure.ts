/** Times several contenders in turn, so that what disturbs the machine disturbs them all. */

/** Shorter times say more about the clock than about the work; milliseconds. */
const LEAST_TIME = 40;

export interface Contender {
  readonly name: string;
  /** Does the work once and tells how many items that were. */
  readonly run: () => number | Promise<number>;
}

export interface Timing {
  readonly name: string;
  /** Nanoseconds for an item, in each round. */
  readonly rounds: readonly number[];
}

/** A round to warm up, which does not count, then `rounds` of them; the timings in the order of the contenders. */
export async function timeInTurn<const Contenders extends readonly Contender[]>(
  contenders: Contenders,
  rounds: number,
): Promise<{ readonly [Index in keyof Contenders]: Timing }> {
  const timings = contenders.map(({ name }) => ({ name, rounds: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, contender] of contenders.entries()) {
      const nanoseconds = await timeOnce(contender);
      if (round > 0) timings[index]?.rounds.push(nanoseconds);
    }
  }
  return timings as { readonly [Index in keyof Contenders]: Timing };
}

async function timeOnce({ run }: Contender): Promise<number> {
  const start = performance.now();
  let items = 0;
  let elapsed = 0;
  while (elapsed < LEAST_TIME) {
    items += await run();
    elapsed = performance.now() - start;
  }
  return (elapsed * 1e6) / items;
}

/** Items in a second, by the median round. */
export function perSecond({ rounds }: Timing): number {
  return 1e9 / median(rounds);
}

/** How many times the time of `base` an item takes: the median of the rounds, each compared with its own. */
export function ratioTo(base: Timing, timing: Timing): number {
  return median(timing.rounds.map((nanoseconds, round) => nanoseconds / (base.rounds[round] ?? Number.NaN)));
}

/** The middle of the numbers; of an even number of them the lower middle. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)] ?? Number.NaN;
}
