/** What every contender has to say of a unit-year. */
import type { Outcome, RuleOutcome } from '../../engine/model/decision.ts';

export const FALSE = 0;
export const NOT_APPLICABLE = 1;
export const UNKNOWN = 2;
export const TRUE = 3;

export interface Verdict {
  /** The outcome of each condition, and of each rule, in the order of `RULE_IDS`. */
  readonly conditions: Uint8Array;
  readonly rules: Uint8Array;
  /** The ranks possible, from the lowest step to the highest. */
  lowest: number;
  highest: number;
}

export const CONDITIONS = 11;
export const RULES = 9;

export function newVerdict(): Verdict {
  return { conditions: new Uint8Array(CONDITIONS), rules: new Uint8Array(RULES), lowest: 0, highest: 0 };
}

const CODES: Readonly<Record<Outcome, number>> = {
  false: FALSE,
  not_applicable: NOT_APPLICABLE,
  unknown: UNKNOWN,
  true: TRUE,
};

/** What detailed outcomes say. @param possible the ranks possible, as steps */
export function verdictOf(outcomes: readonly RuleOutcome[], possible: Iterable<number>): Verdict {
  const steps = [...possible];
  return {
    conditions: Uint8Array.from(
      outcomes.flatMap(({ conditions }) => conditions),
      ({ outcome }) => CODES[outcome],
    ),
    rules: Uint8Array.from(outcomes, ({ outcome }) => CODES[outcome]),
    lowest: Math.min(...steps),
    highest: Math.max(...steps),
  };
}
