/** The proof that the levels of every ranking join up: no gap, and no overlap where only one level may hold. */
import { bandingOf, type RuleSet } from '../model/ruleset.ts';
import { gapsOf, overlapsOf } from './checks/bands.ts';
import type { Finding } from './checks/finding.ts';
import { booksOf } from './law.ts';
import { byLevels, type Ranking, rankingsOf } from './ranking.ts';

export interface GapProof {
  readonly ranking: Ranking;
  /** The rules whose levels are asked, each "<document>/<rule>". */
  readonly bandings: readonly string[];
  /** None: proven. */
  readonly findings: readonly Finding[];
}

/** One proof for each ranking of each scheme, by kind of subject and stretch of time. */
export async function proveGaps(ruleSet: RuleSet): Promise<GapProof[]> {
  const rankings = booksOf(ruleSet).flatMap(rankingsOf);
  return Promise.all(
    byLevels(rankings).map(async (ranking) => ({
      ranking,
      bandings: [...new Set(ranking.levels.map(({ id }) => bandingOf(id)))],
      findings: [...(await gapsOf(ranking)), ...(await overlapsOf(ranking))],
    })),
  );
}
