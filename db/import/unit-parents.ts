/** The units above those of a file: of the file itself or known already, and never one below. */
import type { NamedUnit } from '../units.ts';
import type { ReadUnit } from './unit-clashes.ts';
import { UnitNames } from './unit-names.ts';
import type { KnownUnit, UnitRow } from './unit-rows.ts';

/** By unit id; what is no unit, several, or the unit itself or one below it is noted. */
export function parentsOf(read: readonly ReadUnit[], known: readonly KnownUnit[]): Map<string, string> {
  const naming = read.filter(({ unit }) => unit.parent !== '');
  if (naming.length === 0) return new Map();
  const inFile = new Set(read.map(({ unit }) => unit.id));
  const others = known.filter(({ id }) => !inFile.has(id));
  const names = new UnitNames([...others, ...read.map(({ unit }) => unit)].map(named));
  const given = new Map<string, string>();
  for (const { unit, cells } of naming) {
    const parent = names.match(unit.parent);
    if (parent !== undefined) given.set(unit.id, parent);
    else {
      const { reason, remedy } = names.explain(unit.parent);
      cells.note('parent', reason, remedy);
    }
  }
  const above = new Map(known.flatMap(({ id, parentId }) => (parentId === null ? [] : [[id, parentId]])));
  for (const [id, parent] of given) above.set(id, parent);
  for (const { unit, cells } of naming)
    if (isBelowItself(unit.id, above))
      cells.note(
        'parent',
        'Theo cột này thì đơn vị là cấp trên của chính mình, trực tiếp hoặc qua đơn vị khác.',
        'Kiểm tra lại cấp trên của các đơn vị liên quan.',
      );
  return given;
}

function named({ id, name, province, block, aliases }: KnownUnit | UnitRow): NamedUnit {
  return { id, name, province, block, aliases };
}

/** Whether going up from a unit leads back to it. */
export function isBelowItself(id: string, above: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at = above.get(id); at !== undefined && !seen.has(at); at = above.get(at)) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
