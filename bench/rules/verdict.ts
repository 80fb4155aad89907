/** What every contender has to say of a unit-year. */

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
