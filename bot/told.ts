/** Keeping what a linked person is told, in the transaction that writes the message. */
import type { Tx } from '../db/database.ts';
import { quotient } from '../db/fact-columns.ts';
import { saveTold, type ToldEffect, type ToldState } from '../db/told.ts';
import { effectClause } from '../engine/explain/words.ts';
import { standingRank } from './answer/phrases.ts';
import type { UnitDecision } from './decisions.ts';
import { keepReceiptsIn } from './receipts.ts';

/** What of a decision counts as told: when it changes, who was told hears of it. */
export type Verdict = Pick<ToldState, 'rank' | 'possibleRanks' | 'effects'>;

/** Keeps the receipts of decisions given, and to whom they were given, where that is somebody. */
export async function keepTold(
  tx: Tx,
  personIds: readonly string[],
  decisions: readonly UnitDecision[],
  now: Date,
): Promise<void> {
  const kept = decisions.filter(({ replay }) => replay !== undefined);
  await keepReceiptsIn(tx, kept, now);
  await saveTold(
    tx,
    personIds.flatMap((personId) => kept.map((of) => stateOf(of, personId, now))),
  );
}

export function verdictOf(of: UnitDecision): Verdict {
  const rank = standingRank(of);
  return {
    rank,
    possibleRanks: rank === null ? [...of.decision.possibleRanks] : [],
    effects: of.decision.effects
      .map(({ rule, on, effect }): ToldEffect => [rule.id, on, effectClause(effect)])
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

function stateOf(of: UnitDecision, personId: string, now: Date): ToldState {
  const { index, receipt, request } = of.decision;
  return {
    personId,
    unitId: of.unit.id,
    year: request.year,
    receipt,
    ...verdictOf(of),
    index: index.status === 'known' ? quotient(index.value) : null,
    at: now.toISOString(),
  };
}
