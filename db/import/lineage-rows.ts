/** Rows of a file of lineage: which unit, what became of it, of which day and by which document. */
import { addDays, type CivilDate } from '../../engine/model/dates.ts';
import {
  isChange,
  SUCCESSION_KINDS,
  type Succession,
  type SuccessionKind,
} from '../../engine/model/lineage.ts';
import { fold } from '../../engine/model/text.ts';
import type { NamedUnit } from '../units.ts';
import type { Cells } from './cells.ts';
import { UnitNames } from './unit-names.ts';
import { findBlock, placeWords, type SchemeProvince } from './unit-places.ts';
import type { KnownUnit } from './unit-rows.ts';

export type LineageKey = 'from' | 'kind' | 'to' | 'on' | 'document' | 'documentDate';

export interface LineageContext {
  readonly directory: readonly NamedUnit[];
  readonly units: ReadonlyMap<string, KnownUnit>;
  /** What was loaded before. */
  readonly events: readonly Succession[];
  /** The schemes in use, for moves between their blocks. */
  readonly provinces: readonly SchemeProvince[];
  /** "01/07/2025" as a date; undefined when it is none. */
  readonly parseDate: (text: string) => CivilDate | undefined;
  readonly today: CivilDate;
}

/** One event, with the state that a change leads to. */
export interface LineageRow {
  readonly fromUnitId: string;
  readonly toUnitId: string | null;
  readonly kind: SuccessionKind;
  readonly effectiveOn: CivilDate;
  readonly documentNumber: string;
  readonly documentDate: CivilDate;
  /** Of a renaming: what the unit is called from then on, and was before where that is not the name it has now. */
  readonly renamed?: { readonly from?: string; readonly to: string };
  /** The code of the block that the unit moves to. */
  readonly block?: string;
  /** The id of the unit above from then on. */
  readonly parent?: string;
  readonly sourceRow: number;
}

type Target = Pick<LineageRow, 'toUnitId' | 'renamed' | 'block' | 'parent'>;

const LONGEST_NUMBER = 100;
const LONGEST_NAME = 200;
/** As people write them, beside the kinds themselves. */
const SPELLINGS: Readonly<Record<string, SuccessionKind>> = {
  'chia tach': 'chia',
  'chia tach thanh': 'chia',
  'sap nhap vao': 'sáp nhập',
  nhap: 'sáp nhập',
  'hop nhat thanh': 'hợp nhất',
  'doi ten thanh': 'đổi tên',
  'giai the': 'kết thúc',
  'ket thuc hoat dong': 'kết thúc',
  'cham dut hoat dong': 'kết thúc',
  'chuyen co quan chu quan': 'chuyển cấp trên',
};

export class LineageRowReader {
  readonly #context: LineageContext;
  readonly #names: UnitNames;

  constructor(context: LineageContext) {
    this.#context = context;
    this.#names = new UnitNames(context.directory);
  }

  /** Undefined where something is wrong with the row, which is noted. */
  read(cells: Cells<LineageKey>): LineageRow | undefined {
    if (!cells.isWhole()) return undefined;
    const kind = this.#kind(cells);
    const effectiveOn = this.#day(cells, 'on');
    const published = this.#document(cells);
    const lastDay = effectiveOn === undefined ? '' : addDays(effectiveOn, -1);
    const unit = this.#unit(cells, 'from', ({ validTo }) => (validTo ?? '9999') >= lastDay);
    const target = unit && kind && this.#target(cells, kind, unit, effectiveOn ?? '');
    if (target === undefined || unit === undefined || kind === undefined) return undefined;
    if (effectiveOn === undefined || published === undefined) return undefined;
    return { fromUnitId: unit.id, kind, effectiveOn, ...published, ...target, sourceRow: cells.row };
  }

  #kind(cells: Cells<LineageKey>): SuccessionKind | undefined {
    const text = cells.text('kind');
    const kind = SUCCESSION_KINDS.find((each) => fold(each) === fold(text)) ?? SPELLINGS[fold(text)];
    if (kind === undefined)
      cells.note(
        'kind',
        text === '' ? 'Chưa ghi việc.' : 'Không biết việc này.',
        `Ghi một trong: ${SUCCESSION_KINDS.join(', ')}.`,
      );
    return kind;
  }

  #day(cells: Cells<LineageKey>, key: 'on' | 'documentDate'): CivilDate | undefined {
    const day = this.#context.parseDate(cells.text(key));
    if (day === undefined)
      cells.note(
        key,
        cells.text(key) === '' ? 'Chưa ghi ngày.' : 'Không phải là một ngày có thật.',
        'Ghi ngày/tháng/năm, ví dụ: 01/07/2025.',
      );
    return day;
  }

  #document(cells: Cells<LineageKey>): Pick<LineageRow, 'documentNumber' | 'documentDate'> | undefined {
    const documentNumber = cells.text('document');
    const isGood = documentNumber !== '' && documentNumber.length <= LONGEST_NUMBER;
    if (!isGood)
      cells.note(
        'document',
        documentNumber === '' ? 'Chưa ghi số văn bản.' : `Số văn bản dài hơn ${LONGEST_NUMBER} ký tự.`,
        'Ghi số, ký hiệu, ví dụ: 1667/NQ-UBTVQH15.',
      );
    const documentDate = this.#day(cells, 'documentDate');
    if (documentDate !== undefined && documentDate > this.#context.today) {
      cells.note('documentDate', 'Ngày văn bản chưa tới.', 'Kiểm tra lại ngày.');
      return undefined;
    }
    return isGood && documentDate !== undefined ? { documentNumber, documentDate } : undefined;
  }

  #unit(
    cells: Cells<LineageKey>,
    key: 'from' | 'to',
    isMeant: (unit: NamedUnit) => boolean,
  ): KnownUnit | undefined {
    const text = cells.text(key);
    const id = this.#names.match(text, isMeant);
    if (text === '') {
      const what = key === 'from' ? 'đơn vị cũ' : 'đơn vị mới';
      cells.note(key, `Chưa ghi ${what}.`, 'Ghi mã hoặc tên đơn vị như trong danh mục.');
    } else if (id === undefined) {
      const { reason, remedy } = this.#names.explain(text);
      const load = key === 'to' ? ' Đơn vị mới phải có trong danh mục trước: import --kind units.' : '';
      cells.note(key, reason, `${remedy}${load}`);
    }
    return this.#context.units.get(id ?? '');
  }

  #target(
    cells: Cells<LineageKey>,
    kind: SuccessionKind,
    unit: KnownUnit,
    on: CivilDate,
  ): Target | undefined {
    if (kind === 'kết thúc' && cells.text('to') === '') return { toUnitId: null };
    if (kind === 'đổi tên') return this.#renamed(cells, unit);
    if (kind === 'chuyển khối') return this.#moved(cells, unit);
    const to = this.#unit(
      cells,
      'to',
      ({ validFrom, validTo }) => (validFrom ?? '') <= on && on <= (validTo ?? '9999'),
    );
    if (to === undefined) return undefined;
    const mayStay = kind === 'sáp nhập' || kind === 'hợp nhất';
    if (to.id === unit.id && !mayStay) {
      cells.note('to', 'Đơn vị mới trùng đơn vị cũ.', 'Ghi đơn vị khác.');
      return undefined;
    }
    return isChange(kind) ? { toUnitId: unit.id, parent: to.id } : { toUnitId: to.id };
  }

  /** The new name may be the one that the unit goes by already; another unit's is no new name. */
  #renamed(cells: Cells<LineageKey>, unit: KnownUnit): Target | undefined {
    const to = cells.text('to').replaceAll(/\s+/g, ' ').trim();
    const written = cells.text('from').replaceAll(/\s+/g, ' ').trim();
    const isNow = written === unit.id || fold(written) === fold(unit.name);
    const held = this.#names.match(to);
    if (fold(to) === '' || to.length > LONGEST_NAME)
      cells.note(
        'to',
        to === '' ? 'Chưa ghi tên mới.' : `Tên phải có chữ và không dài hơn ${LONGEST_NAME} ký tự.`,
        'Ghi tên mới của đơn vị.',
      );
    else if ((isNow ? unit.name : written) === to)
      cells.note('to', 'Tên mới trùng tên cũ.', 'Ghi tên cũ ở cột "Đơn vị cũ", tên mới ở cột "Đơn vị mới".');
    else if (held !== undefined && held !== unit.id)
      cells.note(
        'to',
        `Tên này là của đơn vị khác (${held}).`,
        'Đổi tên giữ nguyên mã đơn vị; nếu nhập vào đơn vị ấy thì ghi việc "sáp nhập".',
      );
    else return { toUnitId: unit.id, renamed: isNow ? { to } : { from: written, to } };
    return undefined;
  }

  #moved(cells: Cells<LineageKey>, unit: KnownUnit): Target | undefined {
    const province = this.#context.provinces.find(({ code }) => code === unit.province);
    const text = cells.text('to');
    const found = province === undefined ? undefined : findBlock(province, text);
    if (found === undefined)
      cells.note(
        'from',
        `Tỉnh ${unit.province} chưa có phương án xếp hạng.`,
        'Khai phương án trong rules/ trước.',
      );
    else if ('reason' in found) cells.note('to', found.reason, found.remedy);
    else if (found.code === unit.block)
      cells.note('to', `Đơn vị đang ở khối ${placeWords(found)}.`, 'Ghi khối mới ở cột "Đơn vị mới".');
    else return { toUnitId: unit.id, block: found.code };
    return undefined;
  }
}
