/** What units owe soon, or owe already, by the registers that are held. */
import { type KnownEntry, readRegister } from '../../db/registers.ts';
import { type CivilDate, civilDate, yearOf } from '../../engine/model/dates.ts';
import { REGISTER_KINDS } from '../../engine/model/register.ts';
import { entriesDue, type IsWorkingDay } from '../../engine/registers/due.ts';
import type { Desk } from '../desk.ts';

export type DueEntry = KnownEntry & { readonly dueOn: CivilDate };

/** Working days before the last day from which an entry counts as due soon. */
export const WITHIN = 3;
/** Years back of which entries may still be open. */
const YEARS_OPEN = 1;

/** Overdue entries and those due within three working days, the worst first, by unit; of every unit when none is said. */
export async function dueByUnit(
  { db, now }: Pick<Desk, 'db' | 'now'>,
  isWorkingDay: IsWorkingDay,
  unitIds?: readonly string[],
): Promise<Map<string, DueEntry[]>> {
  const today = civilDate(now);
  const open: KnownEntry[] = [];
  for (let year = yearOf(today) - YEARS_OPEN; year <= yearOf(today) + 1; year += 1)
    open.push(
      ...(await readRegister(db, {
        // Evaluations are personal and fall due for nobody.
        kinds: REGISTER_KINDS.filter((kind) => kind !== 'evaluations'),
        period: String(year),
        dataDate: today,
        ...(unitIds === undefined ? {} : { unitIds }),
      })),
    );
  return Map.groupBy(entriesDue(open, today, WITHIN, isWorkingDay), ({ unitId }) => unitId);
}
