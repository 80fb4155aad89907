/** One unit by id or by exact name, for places where a unit is an argument and not a question. */
import type { NamedUnit } from '../db/units.ts';
import { nearest } from '../engine/language/suggest.ts';
import { fold } from '../engine/model/text.ts';

export type FoundUnit =
  | { readonly ok: true; readonly id: string }
  /** Ids of the units that share the name, or the name most like it. */
  | { readonly ok: false; readonly shared: readonly string[]; readonly nearest: string | undefined };

export function findUnitByName(directory: readonly NamedUnit[], text: string): FoundUnit {
  const byId = directory.find(({ id }) => id === text);
  if (byId !== undefined) return { ok: true, id: byId.id };
  const folded = fold(text);
  const named = directory.filter(({ name, aliases }) =>
    [name, ...aliases].some((alias) => fold(alias) === folded),
  );
  const [only, ...more] = named;
  if (only !== undefined && more.length === 0) return { ok: true, id: only.id };
  const names = directory.flatMap(({ id, name, aliases }) => [id, name, ...aliases]);
  return {
    ok: false,
    shared: named.map(({ id }) => id),
    nearest: named.length > 0 ? undefined : nearest(text, names),
  };
}
