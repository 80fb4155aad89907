import type { RuleSet } from '../model/ruleset.ts';
import type { StateOf } from './fact-state.ts';
import type { Slot } from './layout.ts';

/** What is read of each subject, and how. */
export interface Reading {
  readonly ruleSet: RuleSet;
  /** The ranks, lowest first. */
  readonly scale: readonly string[];
  /** The year judged. */
  readonly year: number;
  readonly slots: readonly Slot[];
  /** How a fact is found that is neither given as such nor the quotient of two known figures. */
  readonly stateOf: (fact: string) => StateOf;
}
