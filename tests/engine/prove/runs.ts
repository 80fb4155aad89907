/** How often random tests run: `KYCUONG_RUNS=10` makes ten times as many, `KYCUONG_SEED=…` repeats a run. */
import type fc from 'fast-check';

const { KYCUONG_RUNS: times = '1', KYCUONG_SEED: given } = process.env;
const seed = given === undefined ? Math.trunc(Math.random() * 0x7f_ff_ff_ff) : Number(given);

/** @param usual runs of an everyday test */
export function runs(usual: number): fc.Parameters<unknown> {
  return { numRuns: usual * Number(times), seed };
}

if (times !== '1') console.info(`KYCUONG_SEED=${seed}, ${times} times the runs`);
