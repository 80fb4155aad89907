/** Units of one block that would share a name, and units of one province that would share a place in the order. */
import { fold } from '../../engine/model/text.ts';
import type { Cells } from './cells.ts';
import type { KnownUnit, UnitKey, UnitRow } from './unit-rows.ts';

export interface ReadUnit {
  readonly unit: UnitRow;
  readonly cells: Cells<UnitKey>;
}

/** Who has a name or a place, and where that is written. */
interface Holder {
  readonly id: string;
  readonly where: string;
}

type Placed = Pick<UnitRow, 'id' | 'province' | 'block'>;

/** Notes what clashes once the whole file is in: units of the file may exchange names and places. */
export function noteClashes(read: readonly ReadUnit[], known: readonly KnownUnit[]): void {
  const inFile = new Set(read.map(({ unit }) => unit.id));
  const others = known.filter(({ id }) => !inFile.has(id));
  const names = noteNames(read, others);
  noteAliases(read, known, names);
  noteOrder(read, known, others);
}

function noteNames(read: readonly ReadUnit[], others: readonly KnownUnit[]): Map<string, Holder> {
  const names = new Map<string, Holder>();
  for (const unit of others) names.set(nameKey(unit, unit.name), inDirectory(unit));
  for (const { unit, cells } of read) {
    const key = nameKey(unit, unit.name);
    const holder = names.get(key);
    if (holder === undefined) names.set(key, inRow(unit, cells));
    else
      cells.note(
        'name',
        `Trong khối này, tên ấy đã là của đơn vị ${holder.id} (${holder.where}).`,
        'Ghi tên đủ để phân biệt; nếu là cùng một đơn vị thì ghi cùng mã, một dòng.',
      );
  }
  return names;
}

function noteAliases(
  read: readonly ReadUnit[],
  known: readonly KnownUnit[],
  names: ReadonlyMap<string, Holder>,
): void {
  const aliases = new Map<string, Holder>();
  for (const unit of known)
    for (const alias of unit.aliases) aliases.set(nameKey(unit, alias), inDirectory(unit));
  for (const { unit, cells } of read) {
    for (const alias of unit.aliases) {
      const key = nameKey(unit, alias);
      const holder = [names.get(key), aliases.get(key)].find(
        (one) => one !== undefined && one.id !== unit.id,
      );
      if (holder !== undefined)
        cells.note(
          'aliases',
          `Trong khối này, tên "${alias}" đã là của đơn vị ${holder.id} (${holder.where}).`,
          'Bỏ tên ấy, hoặc ghi tên đủ để phân biệt.',
        );
      else aliases.set(key, inRow(unit, cells));
    }
  }
}

/** A row that says nothing of its order keeps the place that its unit has. */
function noteOrder(
  read: readonly ReadUnit[],
  known: readonly KnownUnit[],
  others: readonly KnownUnit[],
): void {
  const silent = new Set(read.filter(({ unit }) => unit.position === undefined).map(({ unit }) => unit.id));
  const keeping = [...others, ...known.filter(({ id }) => silent.has(id))];
  const places = new Map(keeping.map((unit) => [`${unit.province} ${unit.position}`, inDirectory(unit)]));
  for (const { unit, cells } of read) {
    if (unit.position === undefined) continue;
    const key = `${unit.province} ${unit.position}`;
    const holder = places.get(key);
    if (holder === undefined) places.set(key, inRow(unit, cells));
    else
      cells.note(
        'position',
        `Thứ tự này đã là của đơn vị ${holder.id} (${holder.where}).`,
        'Đánh số liên tục trong cả tỉnh, hoặc để trống để đứng sau cùng.',
      );
  }
}

function nameKey({ province, block }: Placed, name: string): string {
  return `${province} ${block} ${fold(name)}`;
}

function inDirectory({ id }: Placed): Holder {
  return { id, where: 'đã có trong danh mục' };
}

function inRow({ id }: Placed, cells: Cells<UnitKey>): Holder {
  return { id, where: `dòng ${cells.row}` };
}
