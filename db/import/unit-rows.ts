/** Rows of a file of units: each names a unit, its province and block, and other spellings of it. */
import { type CivilDate, vietnameseDate } from '../../engine/model/dates.ts';
import { fold } from '../../engine/model/text.ts';
import type { Unit } from '../units.ts';
import type { Cells } from './cells.ts';
import { findBlock, findProvince, placeWords, type SchemeBlock, type SchemeProvince } from './unit-places.ts';

export type UnitKey =
  | 'id'
  | 'name'
  | 'province'
  | 'block'
  | 'position'
  | 'aliases'
  | 'parent'
  | 'validFrom'
  | 'validTo';

/** A unit that the database holds. */
export type KnownUnit = Unit & { readonly aliases: readonly string[] };

export interface UnitsContext {
  /** At least one. */
  readonly provinces: readonly SchemeProvince[];
  readonly known: readonly KnownUnit[];
  /** Units that a file of lineage ended: when is said there. */
  readonly ended: ReadonlySet<string>;
  /** "01/07/2025" as a date; undefined when it is none. */
  readonly parseDate: (text: string) => CivilDate | undefined;
}

export interface UnitRow {
  readonly id: string;
  readonly name: string;
  readonly province: string;
  readonly block: string;
  /** Undefined where the file says nothing of it. */
  readonly position: number | undefined;
  /** Spellings other than the name. */
  readonly aliases: readonly string[];
  /** The unit above, as written; empty where the file says nothing of it. */
  readonly parent: string;
  /** First and last day; undefined where the file says nothing of it. */
  readonly validFrom: CivilDate | undefined;
  readonly validTo: CivilDate | undefined;
}

const LONGEST_ID = 60;
const LONGEST_NAME = 200;
const LAST_POSITION = 1_000_000;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export class UnitRowReader {
  readonly #context: UnitsContext;
  readonly #known: ReadonlyMap<string, KnownUnit>;
  readonly #first = new Map<string, { readonly row: number; readonly block: string | undefined }>();

  constructor(context: UnitsContext) {
    this.#context = context;
    this.#known = new Map(context.known.map((unit) => [unit.id, unit]));
  }

  /** Undefined where something is wrong with the row, which is noted. */
  read(cells: Cells<UnitKey>): UnitRow | undefined {
    if (!cells.isWhole()) return undefined;
    const id = this.#id(cells);
    const name = this.#name(cells);
    const province = this.#province(cells);
    const block = province && this.#block(cells, province);
    const position = positionOf(cells);
    const aliases = aliasesOf(cells, name ?? '');
    const validity = this.#validity(cells, id);
    if (id === undefined || !this.#isFirst(cells, id, block)) return undefined;
    if (name === undefined || province === undefined || block === undefined) return undefined;
    if (position === 'wrong' || aliases === undefined || validity === undefined) return undefined;
    if (!this.#stays(cells, id, province, block)) return undefined;
    const parent = oneLine(cells.text('parent'));
    return { id, name, province: province.code, block: block.code, position, aliases, parent, ...validity };
  }

  #id(cells: Cells<UnitKey>): string | undefined {
    const text = cells.text('id');
    if (text === '') cells.note('id', 'Chưa ghi mã đơn vị.', 'Ghi mã riêng của đơn vị, ví dụ: so-tu-phap.');
    else if (text.length > LONGEST_ID)
      cells.note('id', `Mã dài hơn ${LONGEST_ID} ký tự.`, 'Ghi mã ngắn hơn.');
    else if (!ID.test(text)) {
      const offer = fold(text).replaceAll(/[^a-z0-9]+/g, '-');
      const example = ID.test(offer) ? offer : 'so-tu-phap';
      cells.note(
        'id',
        'Mã chỉ gồm chữ thường không dấu, chữ số, và gạch nối ở giữa.',
        `Ghi lại, ví dụ: ${example}.`,
      );
    } else return text;
    return undefined;
  }

  #name(cells: Cells<UnitKey>): string | undefined {
    const name = oneLine(cells.text('name'));
    if (fold(name) === '')
      cells.note('name', 'Chưa ghi tên đơn vị.', 'Ghi tên đầy đủ như trong báo cáo, ví dụ: Sở Tư pháp.');
    else if (name.length > LONGEST_NAME)
      cells.note('name', `Tên dài hơn ${LONGEST_NAME} ký tự.`, 'Ghi tên ngắn hơn.');
    else return name;
    return undefined;
  }

  /** With one province in the rules an empty cell, like no column at all, means that one. */
  #province(cells: Cells<UnitKey>): SchemeProvince | undefined {
    const { provinces } = this.#context;
    const text = cells.text('province');
    const [only, ...others] = provinces;
    if (text === '' && others.length === 0) return only;
    if (text === '') {
      const choices = provinces.map(placeWords).join('; ');
      cells.note('province', 'Chưa ghi tỉnh.', `Ghi một trong: ${choices}.`);
      return undefined;
    }
    const found = findProvince(provinces, text);
    if (!('reason' in found)) return found;
    cells.note('province', found.reason, found.remedy);
    return undefined;
  }

  #block(cells: Cells<UnitKey>, province: SchemeProvince): SchemeBlock | undefined {
    const text = cells.text('block');
    if (text === '') {
      const choices = province.blocks.map(placeWords).join('; ');
      cells.note('block', 'Chưa ghi khối.', `Ghi một trong: ${choices}.`);
      return undefined;
    }
    const found = findBlock(province, text);
    if (!('reason' in found)) return found;
    cells.note('block', found.reason, found.remedy);
    return undefined;
  }

  /** Undefined where a date is wrong. */
  #validity(
    cells: Cells<UnitKey>,
    id: string | undefined,
  ): Pick<UnitRow, 'validFrom' | 'validTo'> | undefined {
    const [validFrom, validTo] = [this.#day(cells, 'validFrom'), this.#day(cells, 'validTo')];
    if (validFrom === null || validTo === null) return undefined;
    const held = this.#known.get(id ?? '');
    const [from, to] = [validFrom ?? held?.validFrom, validTo ?? held?.validTo];
    if (from != null && to != null && to < from) {
      cells.note(
        validTo === undefined ? 'validFrom' : 'validTo',
        'Ngày kết thúc trước ngày bắt đầu.',
        'Kiểm tra lại hai ngày.',
      );
      return undefined;
    }
    if (
      validTo !== undefined &&
      held !== undefined &&
      held.validTo !== validTo &&
      this.#context.ended.has(held.id)
    ) {
      cells.note(
        'validTo',
        `Đơn vị ${held.id} đã kết thúc theo tệp diễn biến đơn vị, ngày cuối là ${vietnameseDate(held.validTo ?? '')}.`,
        'Bỏ trống ô này; ngày kết thúc lấy theo tệp diễn biến.',
      );
      return undefined;
    }
    return { validFrom, validTo };
  }

  /** Null where the cell holds no date, which is noted. */
  #day(cells: Cells<UnitKey>, key: 'validFrom' | 'validTo'): CivilDate | null | undefined {
    const text = cells.text(key);
    const day = text === '' ? undefined : this.#context.parseDate(text);
    if (text === '' || day !== undefined) return day;
    cells.note(
      key,
      'Không phải là một ngày có thật.',
      'Ghi ngày/tháng/năm, ví dụ: 01/07/2025, hoặc để trống.',
    );
    return null;
  }

  #isFirst(cells: Cells<UnitKey>, id: string, block: SchemeBlock | undefined): boolean {
    const first = this.#first.get(id);
    if (first === undefined) {
      this.#first.set(id, { row: cells.row, block: block?.code });
      return true;
    }
    const elsewhere = first.block !== undefined && block !== undefined && first.block !== block.code;
    cells.note(
      'id',
      elsewhere
        ? `Mã này đã có ở dòng ${first.row}, trong khối khác (${first.block}).`
        : `Mã này đã có ở dòng ${first.row}.`,
      'Mỗi đơn vị chỉ ghi một dòng, trong một khối; tên khác ghi ở cột "Tên khác".',
    );
    return false;
  }

  /** A unit keeps its province and block: its ranks and figures of earlier years were made there. */
  #stays(cells: Cells<UnitKey>, id: string, province: SchemeProvince, block: SchemeBlock): boolean {
    const unit = this.#known.get(id);
    if (unit === undefined) return true;
    if (unit.province !== province.code) {
      cells.note(
        cells.text('province') === '' ? 'id' : 'province',
        `Mã ${id} đã là của "${unit.name}" thuộc tỉnh ${unit.province}.`,
        'Ghi mã khác cho đơn vị của tỉnh này; nạp tệp không chuyển đơn vị sang tỉnh khác.',
      );
      return false;
    }
    if (unit.block !== block.code) {
      const held = province.blocks.find(({ code }) => code === unit.block);
      cells.note(
        'block',
        `Đơn vị ${id} đã thuộc khối ${held === undefined ? unit.block : placeWords(held)}.`,
        'Ghi khối ấy, hoặc ghi mã khác nếu là đơn vị mới; chuyển khối thì nạp bằng import --kind lineage.',
      );
      return false;
    }
    return true;
  }
}

function positionOf(cells: Cells<UnitKey>): number | 'wrong' | undefined {
  const text = cells.text('position');
  if (text === '') return undefined;
  if (/^[1-9][0-9]*$/.test(text) && Number(text) <= LAST_POSITION) return Number(text);
  cells.note('position', 'Thứ tự không phải số nguyên từ 1.', 'Ghi 1, 2, 3…, hoặc để trống.');
  return 'wrong';
}

/** The spellings between upright bars, each once and none of them the name; undefined where one is too long. */
function aliasesOf(cells: Cells<UnitKey>, name: string): string[] | undefined {
  const spellings = new Map<string, string>();
  for (const text of cells.text('aliases').split('|').map(oneLine)) {
    if (text.length > LONGEST_NAME) {
      cells.note('aliases', `Một tên dài hơn ${LONGEST_NAME} ký tự.`, 'Ngăn các tên bằng dấu "|".');
      return undefined;
    }
    if (fold(text) !== '' && text !== name && !spellings.has(text)) spellings.set(text, text);
  }
  return [...spellings.values()];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
