/** Holds every contender to the hand-written function before anything is timed. */
import { MismatchError } from '../report.ts';
import type { RuleContender } from './contender.ts';
import { RULE_IDS } from './law.ts';
import type { Verdict } from './verdict.ts';

/** @throws MismatchError when a contender says of a unit-year what the first does not */
export async function compareVerdicts([first, ...others]: readonly RuleContender[]): Promise<void> {
  if (first === undefined) return;
  for (const other of others) {
    for (let index = 0; index < Math.min(first.count, other.count); index += 1) {
      const expected = textOf(await first.verdictOf(index));
      const found = textOf(await other.verdictOf(index));
      if (found !== expected)
        throw new MismatchError(
          `${other.name}, ${index}: ${found}\n${first.name}, ${index}: ${expected}\n(${RULE_IDS.join(', ')})`,
        );
    }
  }
}

function textOf({ conditions, rules, lowest, highest }: Verdict): string {
  return `${conditions.join('')} ${rules.join('')} ${lowest}–${highest}`;
}
