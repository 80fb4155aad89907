import type { RuleSet } from '../model/ruleset.ts';
import type { Slot } from './layout.ts';
import type { States } from './states.ts';

/** What is read of each subject, and how. */
export interface Reading extends States {
  readonly ruleSet: RuleSet;
  /** The ranks, lowest first. */
  readonly scale: readonly string[];
  /** The year judged. */
  readonly year: number;
  readonly slots: readonly Slot[];
}
