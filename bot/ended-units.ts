/** Figures, points and ranks are not taken of a unit for a time in which it is no more. */
import type { Reader } from '../db/database.ts';
import type { Objection } from '../db/import/score-rows.ts';
import { readLineage } from '../db/lineage.ts';
import { listUnits } from '../db/units.ts';
import { addDays } from '../engine/model/dates.ts';
import { endSentence } from './lineage-words.ts';

/** Why nothing of a unit is taken for a period ("2025", "2025-08") that begins after its end; undefined where it is. */
export async function endedUnits(
  db: Reader,
): Promise<(unitId: string, period: string) => Objection | undefined> {
  const ended = await listUnits(db, { ending: true });
  const lineage = await readLineage(db, { unitIds: ended.map(({ id }) => id) });
  const byId = new Map(ended.map((unit) => [unit.id, unit]));
  return (unitId, period) => {
    const unit = byId.get(unitId);
    const last = unit?.validTo;
    const begins = `${period}-01-01`.slice(0, 10);
    if (unit === undefined || last == null || begins <= last) return undefined;
    const successors = lineage.endingOf(unitId)?.successors ?? [];
    const choices = successors.map((id) => `${lineage.nameOf(id)} (${id})`).join(', ');
    return {
      reason: endSentence(unit, addDays(last, 1), lineage),
      remedy: choices === '' ? 'Kiểm tra lại đơn vị và kỳ số liệu.' : `Ghi cho đơn vị kế thừa: ${choices}.`,
    };
  };
}
