/** A file of published ranks, one row a unit and year: all of it is taken or none. */
import { type CivilDate, yearOf } from '../../engine/model/dates.ts';
import { UNRANKED } from '../../engine/model/ruleset.ts';
import { fold } from '../../engine/model/text.ts';
import type { NewPublishedRank } from '../imports.ts';
import type { NamedUnit } from '../units.ts';
import { Cells } from './cells.ts';
import { type ColumnSpec, readColumns, tableOf } from './columns.ts';
import { UNIT_FORMS, UNIT_HEADINGS } from './headings.ts';
import { parsePeriod } from './periods.ts';
import { inSheet, ProblemList, type Refusal, refuse } from './problems.ts';
import type { Objection } from './score-rows.ts';
import { sha256 } from './sha256.ts';
import { readTable } from './table/open.ts';
import { UnitNames } from './unit-names.ts';

type RankKey = 'unit' | 'year' | 'rank' | 'decision' | 'decidedOn';

export interface RanksContext {
  readonly directory: readonly NamedUnit[];
  /** The ranks of the unit's scheme, lowest first; none where its province has no scheme. */
  readonly scaleOf: (unit: NamedUnit) => readonly string[];
  /** "21/01/2020" as a date; undefined when it is none. */
  readonly parseDate: (text: string) => CivilDate | undefined;
  readonly today: CivilDate;
  /** Why ranks of a unit and year are no longer taken; undefined where they are. */
  readonly closed?: (unit: NamedUnit, year: number) => Objection | undefined;
}

export type RankRow = Pick<NewPublishedRank, 'unitId' | 'year' | 'rank' | 'sourceRow' | 'source'> & {
  readonly decision: string;
  readonly decidedOn: CivilDate;
};

export interface RanksFile {
  readonly ok: true;
  readonly sha256: string;
  readonly rows: readonly RankRow[];
}

const [FIRST = '', ...OTHERS] = UNIT_HEADINGS;
export const RANK_COLUMNS: Readonly<Record<RankKey, ColumnSpec>> = {
  unit: { what: 'đơn vị', headings: [FIRST, ...OTHERS], isRequired: true, forms: UNIT_FORMS },
  year: {
    what: 'năm',
    headings: ['Năm', 'Năm đánh giá', 'year'],
    isRequired: true,
    forms: 'bốn chữ số, ví dụ: 2019',
  },
  rank: {
    what: 'xếp hạng',
    headings: ['Xếp hạng', 'Hạng', 'Kết quả xếp hạng', 'rank'],
    isRequired: true,
    forms: `một bậc của thang xếp hạng, ví dụ: KHÁ; hoặc "${UNRANKED}"`,
  },
  decision: {
    what: 'số quyết định',
    headings: ['Số quyết định', 'Quyết định', 'Quyết định số', 'decision'],
    isRequired: true,
    forms: 'số, ký hiệu, ví dụ: 199/QĐ-UBND',
  },
  decidedOn: {
    what: 'ngày quyết định',
    headings: ['Ngày quyết định', 'Ngày ban hành', 'decided_on'],
    isRequired: true,
    forms: 'ngày/tháng/năm, ví dụ: 21/01/2020',
  },
};
const LONGEST_DECISION = 100;

/** Reads and checks a whole file; any fault refuses all of it. */
export function readRanksFile(bytes: Uint8Array, context: RanksContext): RanksFile | Refusal {
  const table = readTable(bytes, tableOf(RANK_COLUMNS));
  if (!table.ok) return table;
  const problems = new ProblemList(table.sheet);
  const columns = readColumns(table.heading, RANK_COLUMNS, problems);
  if (!columns.ok) return inSheet(columns, table.sheet);
  const reader = new RankRowReader(context);
  const rows = table.rows.flatMap(
    (row) => reader.read(new Cells(table.heading, columns, row, problems)) ?? [],
  );
  const refusal = problems.refusal();
  if (refusal !== undefined) return refusal;
  if (rows.length === 0)
    return refuse('Tệp không có xếp hạng nào.', 'Ghi mỗi đơn vị, mỗi năm một dòng dưới dòng tiêu đề.');
  return { ok: true, sha256: sha256(bytes), rows };
}

class RankRowReader {
  readonly #context: RanksContext;
  readonly #names: UnitNames;
  readonly #firstRows = new Map<string, number>();

  constructor(context: RanksContext) {
    this.#context = context;
    this.#names = new UnitNames(context.directory);
  }

  read(cells: Cells<RankKey>): RankRow | undefined {
    if (!cells.isWhole()) return undefined;
    const unit = this.#unit(cells);
    const year = this.#year(cells);
    const published = this.#publication(cells, year);
    const rank = unit && this.#rank(cells, unit);
    if (unit === undefined || year === undefined || rank === undefined || published === undefined)
      return undefined;
    const objection = this.#context.closed?.(unit, year);
    if (objection !== undefined) cells.note('year', objection.reason, objection.remedy);
    const key = `${unit.id} ${year}`;
    const first = this.#firstRows.get(key);
    if (first !== undefined)
      cells.note(
        'unit',
        `Đơn vị và năm này đã có ở dòng ${first}.`,
        'Chỉ giữ một dòng cho mỗi đơn vị, mỗi năm.',
      );
    else this.#firstRows.set(key, cells.row);
    const source = `Quyết định ${published.decision}`;
    return { unitId: unit.id, year, rank, ...published, source, sourceRow: cells.row };
  }

  #unit(cells: Cells<RankKey>): NamedUnit | undefined {
    const text = cells.text('unit');
    const unitId = this.#names.match(text);
    if (unitId === undefined) {
      const { reason, remedy } = this.#names.explain(text);
      cells.note('unit', reason, remedy);
    }
    return this.#context.directory.find(({ id }) => id === unitId);
  }

  #year(cells: Cells<RankKey>): number | undefined {
    const period = parsePeriod(cells.text('year'));
    if (period === undefined || period.length > 4)
      cells.note('year', 'Không đọc được năm đánh giá.', 'Ghi bốn chữ số, ví dụ: 2026.');
    else if (Number(period) > yearOf(this.#context.today))
      cells.note('year', 'Năm đánh giá chưa tới.', 'Kiểm tra lại năm.');
    else return Number(period);
    return undefined;
  }

  /** The rank as the scheme writes it, in whatever letters the file does. */
  #rank(cells: Cells<RankKey>, unit: NamedUnit): string | undefined {
    const scale = [...this.#context.scaleOf(unit)];
    const written = fold(cells.text('rank'));
    const rank = scale.length === 0 ? undefined : [...scale, UNRANKED].find((step) => fold(step) === written);
    if (rank === undefined)
      cells.note(
        'rank',
        scale.length === 0
          ? `Tỉnh của ${unit.name} chưa có phương án xếp hạng.`
          : 'Không phải một bậc của thang xếp hạng.',
        scale.length === 0
          ? 'Khai phương án xếp hạng trong rules/ trước.'
          : `Ghi một trong: ${scale.toReversed().join(', ')}; hoặc "${UNRANKED}".`,
      );
    return rank;
  }

  #publication(
    cells: Cells<RankKey>,
    year: number | undefined,
  ): Pick<RankRow, 'decision' | 'decidedOn'> | undefined {
    const decision = cells.text('decision');
    const decidedOn = this.#context.parseDate(cells.text('decidedOn'));
    if (decision === '' || decision.length > LONGEST_DECISION)
      cells.note('decision', 'Chưa ghi số quyết định công bố.', 'Ghi số, ký hiệu, ví dụ: 199/QĐ-UBND.');
    if (decidedOn === undefined)
      cells.note('decidedOn', 'Không đọc được ngày quyết định.', 'Ghi ngày/tháng/năm, ví dụ: 21/01/2020.');
    else if (decidedOn > this.#context.today)
      cells.note('decidedOn', 'Ngày quyết định chưa tới.', 'Kiểm tra lại ngày.');
    else if (year !== undefined && yearOf(decidedOn) < year)
      cells.note('decidedOn', `Quyết định có trước năm đánh giá ${year}.`, 'Kiểm tra lại năm và ngày.');
    else if (decision !== '' && decision.length <= LONGEST_DECISION) return { decision, decidedOn };
    return undefined;
  }
}
