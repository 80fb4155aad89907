/** The ranks that a decision publishes, and what they were computed from. */
import type { Round } from '../../db/appraisal.ts';
import type { NewPublishedRank } from '../../db/imports.ts';
import type { Grounds } from '../../db/publications.ts';
import { readPublishedRanks } from '../../db/ranks.ts';
import { type HandedIn, publicationReceipt } from '../../engine/appraisal/publication.ts';
import { type CivilDate, civilDate } from '../../engine/model/dates.ts';
import type { UnitDecision } from '../decisions.ts';
import type { Desk } from '../desk.ts';
import type { RankCorrection } from '../load-ranks.ts';
import type { NewPublication } from './publish.ts';
import { StepRefusedError } from './step.ts';

/** One rank a unit: the one that the rules give, or of several the one that was decided. @throws StepRefusedError */
export function ranksToPublish(
  decided: readonly UnitDecision[],
  { decision, decidedOn, ranks: said }: NewPublication,
  today: CivilDate,
): NewPublishedRank[] {
  const open: string[] = [];
  const ranks = decided.flatMap(({ unit, decision: { rank, possibleRanks, request } }, index) => {
    const chosen = said.get(unit.id) ?? rank;
    if (chosen === null || !possibleRanks.includes(chosen)) {
      const which = possibleRanks.length === 0 ? 'chưa có' : possibleRanks.join(', ');
      open.push(`${unit.name} (${unit.id}: ${which})`);
      return [];
    }
    return [
      {
        unitId: unit.id,
        year: request.year,
        rank: chosen,
        decision,
        decidedOn,
        source: `Quyết định ${decision}`,
        sourceRow: index + 1,
        knownOn: today,
      },
    ];
  });
  if (open.length > 0)
    throw new StepRefusedError(
      `Xếp hạng của ${open.length} đơn vị chưa xác định, hoặc khác mức mà quy định cho phép: ${open.join('; ')}.`,
      'Ghi mức đã được quyết định, một trong các mức nêu trên: --rank ĐƠN-VỊ=MỨC (lặp lại được).',
    );
  return ranks;
}

/** What the publication is computed from, with its receipt. */
export function groundsOf(
  { ruleSet }: Desk,
  round: Round,
  publication: NewPublication,
  {
    decided,
    ranks,
    importId,
    submissions,
  }: {
    readonly decided: readonly UnitDecision[];
    readonly ranks: readonly NewPublishedRank[];
    readonly importId: number;
    readonly submissions: HandedIn['submissions'];
  },
): Grounds {
  const { decision, decidedOn } = publication;
  const corrects = publication.corrects ?? null;
  const [first] = decided;
  const lawDate = first?.decision.request.lawDate ?? '';
  const dataDate = first?.decision.request.dataDate ?? '';
  const receipts = new Map(decided.map(({ unit, decision: { receipt } }) => [unit.id, receipt]));
  const units = ranks.map(({ unitId, ...written }) => ({
    unit: unitId,
    rank: written.rank,
    decision: written.decision ?? null,
    decidedOn: written.decidedOn ?? null,
    receipt: receipts.get(unitId) ?? '',
  }));
  const ruleSetHash = ruleSet.hash;
  const { province, year, submissionDeadline, supplementDeadline } = round;
  const receipt = publicationReceipt({
    province,
    year,
    decision,
    decidedOn,
    corrects,
    lawDate,
    dataDate,
    ruleSetHash,
    units,
    handedIn: { submissionDeadline, supplementDeadline, submissions },
  });
  return { receipt, ruleSetHash, lawDate, dataDate, unitReceipts: Object.fromEntries(receipts), importId };
}

/** The ranks that were published otherwise before. */
export async function correctionsOf(
  { db, now }: Desk,
  decided: readonly UnitDecision[],
  ranks: readonly NewPublishedRank[],
): Promise<RankCorrection[]> {
  const names = new Map(decided.map(({ unit }) => [unit.id, unit.name]));
  const before = await readPublishedRanks(db, { unitIds: [...names.keys()], dataDate: civilDate(now) });
  return ranks.flatMap(({ unitId, year, rank }) => {
    const from = before.get(unitId)?.get(year)?.rank;
    const name = names.get(unitId) ?? unitId;
    return from === undefined || from === rank ? [] : [{ unit: unitId, name, year, from, to: rank }];
  });
}
