/** What the rule set says of a file of points: the scorecard of each unit, and what each of its items takes. */

import type { Scoring } from '../db/import/score-rows.ts';
import { comparisons } from '../engine/decide/literals.ts';
import { parseValue } from '../engine/language/values.ts';
import { factsIn } from '../engine/model/calculation.ts';
import { civilDate } from '../engine/model/dates.ts';
import type { Scorecard, ScoreItem } from '../engine/model/scorecard.ts';
import { scorecardsInForce } from '../engine/score/scorer.ts';
import { standardOf } from '../engine/score/standard.ts';
import type { Desk } from './desk.ts';

/** By the law of 31 December of the year asked, or of today if earlier. */
export function scoringOf({ ruleSet, now }: Pick<Desk, 'ruleSet' | 'now'>): Scoring {
  const today = civilDate(now);
  const inForce = new Map<string, Scorecard[]>();
  return {
    cardOf: ({ province, block }, year) => {
      const yearEnd = `${year}-12-31`;
      const lawDate = today < yearEnd ? today : yearEnd;
      const key = `${province} ${lawDate}`;
      const cards = inForce.get(key) ?? scorecardsInForce(ruleSet, province, lawDate);
      inForce.set(key, cards);
      return cards.find(({ blocks }) => blocks.includes(block));
    },
    mostOf: (item) => standardOf(item),
    factsOf,
    parseValue,
  };
}

function factsOf({ scoring }: ScoreItem): readonly string[] {
  const facts = scoring?.steps.flatMap(({ when, value }) => [
    ...(when === undefined ? [] : comparisons(when).map(({ fact }) => fact)),
    ...factsIn(value),
  ]);
  return [...new Set(facts)];
}
