/** Recomputing what was published: same rules, same data, same receipt. */
import { listSubmissions, type Round, readRound } from '../../db/appraisal.ts';
import { importCompletedAt } from '../../db/imports.ts';
import { type PublicationRecord, publicationsOf, ranksOfImport } from '../../db/publications.ts';
import type { Unit } from '../../db/units.ts';
import { type HandedIn, publicationReceipt } from '../../engine/appraisal/publication.ts';
import { decideUnits } from '../decisions.ts';
import type { Desk } from '../desk.ts';
import { ruleSetOf } from '../receipts.ts';
import { unitsOfRound } from './advance.ts';

export interface Verification {
  readonly decision: string;
  readonly receipt: string | null;
  /** `read`: we only read of it in a report, so that there is nothing to recompute. */
  readonly outcome: 'same' | 'different' | 'read';
  /** Units whose decision comes out otherwise than it was. */
  readonly units: readonly string[];
  readonly names: readonly string[];
}

/** What stands for a rank that is gone. */
const NOT_WRITTEN = { rank: '', decision: '', decidedOn: '' } as const;

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
    return { decision, receipt: null, outcome: 'read', units: [], names: [] };
  const { receipt, ruleSetHash, lawDate, dataDate, importId } = grounds;
  const ruleSet = await ruleSetOf(desk, ruleSetHash);
  const completedAt = await importCompletedAt(desk.db, importId);
  if (ruleSet === undefined || completedAt === undefined)
    return { decision, receipt, outcome: 'different', ...everyUnit(await unitsOfRound(desk, round)) };
  const decided = await decideUnits({ ...desk, ruleSet }, await unitsOfRound(desk, round), round.year, {
    lawDate,
    dataDate,
    beforePublication: true,
    asOf: { importId, completedAt },
  });
  const ranks = await ranksOfImport(desk.db, importId);
  const published = {
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
      ...(ranks.get(unit.id) ?? NOT_WRITTEN),
      receipt: of.receipt,
    })),
  };
  const handedIn = await handedInOf(desk, round);
  // Receipts of the first form are known by themselves: none of the second can be one of them.
  const recomputed = [publicationReceipt({ ...published, handedIn }), publicationReceipt(published)];
  const differing = decided.filter(({ unit, decision: of }) => {
    const written = ranks.get(unit.id);
    const isAsDecided = written?.decision === decision && written.decidedOn === decidedOn;
    return grounds.unitReceipts[unit.id] !== of.receipt || !isAsDecided;
  });
  const isSame = recomputed.includes(receipt) && differing.length === 0;
  const units = differing.map(({ unit }) => unit.id);
  return {
    decision,
    receipt,
    outcome: isSame ? 'same' : 'different',
    units,
    names: differing.map(({ unit }) => unit.name),
  };
}

function everyUnit(units: readonly Unit[]): Pick<Verification, 'units' | 'names'> {
  return { units: units.map(({ id }) => id), names: units.map(({ name }) => name) };
}

async function handedInOf({ db }: Desk, round: Round): Promise<HandedIn> {
  const { id, submissionDeadline, supplementDeadline } = round;
  return { submissionDeadline, supplementDeadline, submissions: await listSubmissions(db, id) };
}
