/** Scoring units by the scorecards of a scheme: which card scores which block, and what facts give. */
import { isInForce } from '../decide/validity.ts';
import type { CivilDate } from '../model/dates.ts';
import { type FactState, MISSING } from '../model/facts.ts';
import type { RuleSet, Scheme } from '../model/ruleset.ts';
import { itemsOf, type Scorecard, type ScoreEntries, type ScoreItem } from '../model/scorecard.ts';
import type { PlanInput } from '../plan/inputs.ts';
import { calculatedState, type StateOf, type States, statesOf } from '../plan/states.ts';
import { type ScoreSheet, scoreSheet } from './sheet.ts';

/** Undefined where no scorecard in force scores the block. */
export type Scorer = (block: string, input: PlanInput, entries: ScoreEntries) => ScoreSheet | undefined;

/** @param year the year judged, of whose facts criteria are scored */
export function scorerOf(
  ruleSet: RuleSet,
  scheme: Scheme,
  { lawDate, year }: { readonly lawDate: CivilDate; readonly year: number },
): Scorer {
  const cards = scorecardsInForce(ruleSet, scheme.code, lawDate);
  const states = statesOf(ruleSet, scheme, { lawDate, year });
  const byCard = new Map(cards.map((card) => [card, workedItems(ruleSet, scheme, card, states)]));
  const byBlock = new Map(cards.flatMap((card) => card.blocks.map((block) => [block, card] as const)));
  return (block, input, entries) => {
    const card = byBlock.get(block);
    if (card === undefined) return undefined;
    const worked = byCard.get(card);
    const calculated = (item: ScoreItem): FactState => worked?.get(item)?.(input, year) ?? MISSING;
    return scoreSheet(card, entries, calculated);
  };
}

/** The cards that score by the law of a date, in file order. */
export function scorecardsInForce(ruleSet: RuleSet, scheme: string, lawDate: CivilDate): Scorecard[] {
  return ruleSet.scorecards.filter((card) => isInForce(ruleSet, card, scheme, lawDate));
}

function workedItems(
  ruleSet: RuleSet,
  scheme: Scheme,
  card: Scorecard,
  states: States,
): Map<ScoreItem, StateOf> {
  return new Map(
    itemsOf(card).flatMap((item) =>
      item.scoring === undefined
        ? []
        : [[item, calculatedState(ruleSet, scheme, item.scoring, states)] as const],
    ),
  );
}
