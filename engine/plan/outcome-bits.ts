/**
 * Outcomes as two bits, so that they fit in columns of bytes: 1 says that a condition certainly holds, 2 that it
 * possibly does. What certainly holds and cannot possibly is nothing; that combination stands for "not applicable".
 */
import type { Outcome } from '../model/decision.ts';

export const FALSE = 0;
export const NOT_APPLICABLE = 1;
export const UNKNOWN = 2;
export const TRUE = 3;

const NAMES: readonly Outcome[] = ['false', 'not_applicable', 'unknown', 'true'];

/** Kleene's "and" and "or" of outcomes `a` and `b`, at `a << 2 | b`; what is not applicable leaves the other as it is. */
export const ALL = table((a, b) => skipping(a, b, a & b));
export const ANY = table((a, b) => skipping(a, b, a | b));
/** `a` and `b`; not applicable where `a` is, and `a` where `b` is. */
export const EXCEPT = table((a, b) => (a === NOT_APPLICABLE ? a : skipping(a, b, a & b)));
/** The outcome `b` where `a` is not applicable; elsewhere not applicable. */
export const INSTEAD = table((a, b) => (a === NOT_APPLICABLE ? b : NOT_APPLICABLE));
/** The opposite of an outcome; what is unknown or not applicable stays so. */
export const NOT = Uint8Array.of(TRUE, NOT_APPLICABLE, UNKNOWN, FALSE);
/** The outcome of a rule of which it is not settled whether it still applies. */
export const PENDING = Uint8Array.of(FALSE, NOT_APPLICABLE, UNKNOWN, UNKNOWN);

/** The outcome that the two bits stand for. */
export function outcomeOf(bits: number): Outcome {
  const name = NAMES[bits];
  if (name === undefined) throw new RangeError(`no outcome has the bits ${bits}`);
  return name;
}

function table(combine: (a: number, b: number) => number): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, index) => combine(index >> 2, index & 3));
}

function skipping(a: number, b: number, both: number): number {
  if (a === NOT_APPLICABLE) return b;
  return b === NOT_APPLICABLE ? a : both;
}
