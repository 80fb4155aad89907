/** Units of one block that would share a name, and units of one province that would share a place in the order. */
import type { CivilDate } from '../../engine/model/dates.ts';
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

/** Who has a name, and when: one that has ended leaves its name to another. */
interface NameHolder extends Holder {
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate;
}

type Placed = Pick<UnitRow, 'id' | 'province' | 'block'>;

/** Notes what clashes once the whole file is in: units of the file may exchange names and places. */
export function noteClashes(read: readonly ReadUnit[], known: readonly KnownUnit[]): void {
  const inFile = new Set(read.map(({ unit }) => unit.id));
  const others = known.filter(({ id }) => !inFile.has(id));
  const before = new Map(known.map((unit) => [unit.id, unit]));
  const names = noteNames(read, others, before);
  noteAliases(read, known, names, before);
  noteOrder(read, known, others);
}

type Names = Map<string, NameHolder[]>;
type Before = ReadonlyMap<string, KnownUnit>;

function noteNames(read: readonly ReadUnit[], others: readonly KnownUnit[], before: Before): Names {
  const names: Names = new Map();
  for (const unit of others) hold(names, nameKey(unit, unit.name), heldBy(unit, inDirectory(unit), unit));
  for (const { unit, cells } of read) {
    const key = nameKey(unit, unit.name);
    const own = heldBy(unit, inRow(unit, cells), before.get(unit.id));
    const holder = names.get(key)?.find((other) => overlap(own, other));
    if (holder === undefined) hold(names, key, own);
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
  names: Names,
  before: Before,
): void {
  const aliases: Names = new Map();
  for (const unit of known)
    for (const alias of unit.aliases)
      hold(aliases, nameKey(unit, alias), heldBy(unit, inDirectory(unit), unit));
  for (const { unit, cells } of read) {
    const own = heldBy(unit, inRow(unit, cells), before.get(unit.id));
    for (const alias of unit.aliases) {
      const key = nameKey(unit, alias);
      const holder = [...(names.get(key) ?? []), ...(aliases.get(key) ?? [])].find(
        (one) => one.id !== unit.id && overlap(own, one),
      );
      if (holder !== undefined)
        cells.note(
          'aliases',
          `Trong khối này, tên "${alias}" đã là của đơn vị ${holder.id} (${holder.where}).`,
          'Bỏ tên ấy, hoặc ghi tên đủ để phân biệt.',
        );
      else hold(aliases, key, own);
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

function hold(names: Names, key: string, holder: NameHolder): void {
  names.set(key, [...(names.get(key) ?? []), holder]);
}

/** @param before what is held of the unit, where its row says nothing of its validity */
function heldBy(
  { validFrom, validTo }: Partial<Pick<KnownUnit | UnitRow, 'validFrom' | 'validTo'>>,
  holder: Holder,
  before: KnownUnit | undefined,
): NameHolder {
  return {
    ...holder,
    validFrom: validFrom ?? before?.validFrom ?? '0000-01-01',
    validTo: validTo ?? before?.validTo ?? '9999-12-31',
  };
}

function overlap(a: NameHolder, b: NameHolder): boolean {
  return a.validFrom <= b.validTo && b.validFrom <= a.validTo;
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
