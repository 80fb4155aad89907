/** Offices whose unit or block is no more: nobody speaks for it, and to which successor they go is for a person to say. */
import type { Reader } from '../db/database.ts';
import { readLineage } from '../db/lineage.ts';
import { listUnits } from '../db/units.ts';
import type { CivilDate } from '../engine/model/dates.ts';
import { endOf } from './lineage-words.ts';
import { ownBlock, ownUnit, parseRole } from './roles.ts';

/** What an office was for, and what followed it. */
export interface Assignment {
  /** Ids and names: the unit, or all units of the block. */
  readonly successors: readonly { readonly id: string; readonly name: string }[];
  /** The first day without the unit or block. */
  readonly endedOn: CivilDate;
}

/** What is to be assigned anew, by role. */
export async function assignmentsNeeded(
  db: Reader,
  roles: readonly string[],
  today: CivilDate,
): Promise<Map<string, Assignment>> {
  const units = await listUnits(db);
  const lineage = await readLineage(db, {
    unitIds: units.flatMap((unit) => (unit.validTo === null ? [] : [unit.id])),
  });
  const needed = new Map<string, Assignment>();
  for (const role of new Set(roles)) {
    const caller = parseRole(role);
    const [own, block] = caller === undefined ? [] : [ownUnit(caller), ownBlock(caller)];
    const whose = units.filter((unit) => unit.id === own || (block !== undefined && unit.block === block));
    const ends = whose.map((unit) => endOf(unit, today)).filter((end) => end !== undefined);
    const endedOn = ends.toSorted().at(-1);
    if (endedOn === undefined || ends.length < whose.length) continue;
    const ids = new Set(whose.flatMap(({ id }) => lineage.endingOf(id)?.successors ?? []));
    const successors = [...ids].map((id) => ({ id, name: lineage.nameOf(id) }));
    needed.set(role, { endedOn, successors });
  }
  return needed;
}
