/** Recomputing what was published: same rules, same data, same receipt. */
import { readRound } from '../../db/appraisal.ts';
import { importCompletedAt } from '../../db/imports.ts';
import { type PublicationRecord, publicationsOf, ranksOfImport } from '../../db/publications.ts';
import { ruleSetByHash } from '../../db/rule-sets.ts';
import { publicationReceipt } from '../../engine/appraisal/publication.ts';
import { loadRuleSet } from '../../engine/language/load.ts';
import type { RuleSet } from '../../engine/model/ruleset.ts';
import { decideUnits } from '../decisions.ts';
import type { Desk } from '../desk.ts';
import { unitsOfRound } from './advance.ts';

export interface Verification {
  readonly decision: string;
  readonly receipt: string | null;
  /** `read`: we only read of it in a report, so that there is nothing to recompute. */
  readonly outcome: 'same' | 'different' | 'read';
  /** Units whose decision comes out otherwise than it was. */
  readonly units: readonly string[];
}

/** Every publication of a round, the first one first. */
export async function verifyRound(desk: Desk, roundId: number): Promise<Verification[]> {
  const found: Verification[] = [];
  for (const publication of await publicationsOf(desk.db, roundId))
    found.push(await verified(desk, roundId, publication));
  return found;
}

async function verified(
  desk: Desk,
  roundId: number,
  { decision, decidedOn, corrects, grounds }: PublicationRecord,
): Promise<Verification> {
  const round = await readRound(desk.db, roundId);
  if (grounds === undefined || round === undefined)
    return { decision, receipt: null, outcome: 'read', units: [] };
  const { receipt, ruleSetHash, lawDate, dataDate, importId } = grounds;
  const ruleSet = await ruleSetOf(desk, ruleSetHash);
  const completedAt = await importCompletedAt(desk.db, importId);
  if (ruleSet === undefined || completedAt === undefined)
    return { decision, receipt, outcome: 'different', units: round.units.map(({ id }) => id) };
  const decided = await decideUnits({ ...desk, ruleSet }, await unitsOfRound(desk, round), round.year, {
    lawDate,
    dataDate,
    beforePublication: true,
    asOf: { importId, completedAt },
  });
  const ranks = await ranksOfImport(desk.db, importId);
  const recomputed = publicationReceipt({
    province: round.province,
    year: round.year,
    decision,
    decidedOn,
    corrects,
    lawDate,
    dataDate,
    ruleSetHash,
    units: decided.map(({ unit, decision: of }) => ({
      unit: unit.id,
      rank: ranks.get(unit.id) ?? '',
      receipt: of.receipt,
    })),
  });
  const units = decided
    .filter(({ unit, decision: of }) => grounds.unitReceipts[unit.id] !== of.receipt)
    .map(({ unit }) => unit.id);
  return { decision, receipt, outcome: recomputed === receipt ? 'same' : 'different', units };
}

/** The rule set by which it was decided, also one that is in use no more. */
async function ruleSetOf({ db, ruleSet }: Desk, hash: string): Promise<RuleSet | undefined> {
  if (ruleSet.hash === hash) return ruleSet;
  const published = await ruleSetByHash(db, hash);
  const loaded = published && loadRuleSet(published.files);
  return loaded?.ok === true ? loaded.ruleSet : undefined;
}
