/** The rows of a file of figures, each checked by itself and against those above it. */
import type { CivilDate } from '../../engine/model/dates.ts';
import type { FactConstraint, FactDefinition, FactState, Subject } from '../../engine/model/facts.ts';
import type { StatedFact } from '../fact-columns.ts';
import type { NamedUnit } from '../units.ts';
import type { ColumnSpec } from './columns.ts';
import { brokenAmong, checkPeriod, checkValue, exceeds } from './figure-checks.ts';
import type { Columns, FactColumn } from './headings.ts';
import { parsePeriod } from './periods.ts';
import { type ImportProblem, type ProblemList, SHOWN_LENGTH, shown } from './problems.ts';
import type { TableRow } from './table/table.ts';
import { UnitNames } from './unit-names.ts';

/** Reads a cell as a value of the fact; problem and remedy are Vietnamese. */
export type ParseValue = (
  fact: FactDefinition,
  text: string,
) =>
  | { readonly ok: true; readonly state: FactState }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

export interface FiguresContext {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly constraints: readonly FactConstraint[];
  readonly directory: readonly NamedUnit[];
  readonly parseValue: ParseValue;
  /** Periods that begin later are refused. */
  readonly today: CivilDate;
  /** What this kind of file has beside figures. */
  readonly extra?: ExtraColumns;
}

/** Columns that only one kind of file has, and what they make of the figures of a row. */
export interface ExtraColumns {
  readonly specs: Readonly<Record<string, ColumnSpec>>;
  /** Facts without which the file is none of its kind. */
  readonly facts: readonly string[];
  /** The column that tells several rows of one unit and period apart. */
  readonly apart?: string;
  /** The figures as the row states them; faults are noted. */
  readonly complete: (row: ExtraCells, of: RowPlace, figures: readonly FigureRow[]) => readonly FigureRow[];
}

/** Of what unit and period a row tells, and where it stands. */
export type RowPlace = Pick<FigureRow, 'unitId' | 'period' | 'sourceRow'>;

/** The cells of one row under a file's own headings. */
export interface ExtraCells {
  /** Empty where the file has no such column. */
  text(key: string): string;
  /** @param key of a column of its own, or the name of a fact */
  note(key: string, reason: string, remedy: string): void;
}

/** One figure of the file. */
export interface FigureRow {
  readonly unitId: string;
  /** "đơn vị" when absent. */
  readonly subject?: Subject;
  /** Of a personal figure the officer's code. */
  readonly officer?: string;
  /** The decision that exempts it, and its reason. */
  readonly foundBy?: string;
  readonly quote?: string;
  /** "2026", "2026-Q1" or "2026-03". */
  readonly period: string;
  readonly fact: string;
  readonly state: StatedFact;
  /** Row of the file as a spreadsheet counts it, or place in what was pushed, from 1. */
  readonly sourceRow: number;
  /** What its sender says of where it comes from. */
  readonly reference?: string;
}

type Values = ReadonlyMap<string, { readonly state: StatedFact; readonly column: number }>;

const NO_FIGURE = new Set(['', '-', '–', '—']);

/** A reader for the rows of one file, top to bottom; faults are noted and the row's good figures given. */
export function rowReader(
  heading: TableRow,
  columns: Columns,
  context: FiguresContext,
  problems: ProblemList,
): (row: TableRow) => readonly FigureRow[] {
  const names = new UnitNames(context.directory);
  const factColumns = new Map(columns.facts.map(({ fact, index }) => [fact.name, index]));
  const firstRows = new Map<string, number>();

  function place({ row, cells }: TableRow, column: number) {
    return { row, column: shown(heading.cells[column] ?? ''), value: shown(cells[column] ?? '') };
  }

  function note(row: TableRow, column: number, reason: string, remedy: string): void {
    problems.add(() => ({ ...place(row, column), reason, remedy }));
  }

  function readUnit(row: TableRow): string | undefined {
    const text = row.cells[columns.unit] ?? '';
    const period = parsePeriod(row.cells[columns.period] ?? '');
    const unitId = names.match(text, (unit) => period === undefined || isOf(unit, period));
    if (unitId === undefined) problems.add(() => ({ ...place(row, columns.unit), ...names.explain(text) }));
    return unitId;
  }

  function readPeriod(row: TableRow): string | undefined {
    const { period, fault } = checkPeriod(row.cells[columns.period] ?? '', context.today);
    if (fault !== undefined) note(row, columns.period, fault.reason, fault.remedy);
    return period;
  }

  function readValue(row: TableRow, { index, fact }: FactColumn): StatedFact | undefined {
    const text = row.cells[index] ?? '';
    if (NO_FIGURE.has(text)) return undefined;
    if (text.length > SHOWN_LENGTH) {
      note(row, index, `Ô dài hơn ${SHOWN_LENGTH} ký tự.`, 'Chỉ ghi số liệu trong ô này.');
      return undefined;
    }
    const { state, fault } = checkValue(context.parseValue(fact, text));
    if (fault !== undefined) note(row, index, fault.reason, fault.remedy);
    return state;
  }

  function readValues(row: TableRow): Values {
    return new Map(
      columns.facts.flatMap((column) => {
        const state = readValue(row, column);
        return state === undefined ? [] : [[column.fact.name, { state, column: column.index }]];
      }),
    );
  }

  function checkConstraints(row: TableRow, values: Values): void {
    const states = new Map([...values].map(([name, { state }]) => [name, state]));
    for (const { left, right } of brokenAmong(context.constraints, states)) {
      const limit = shown(row.cells[values.get(right)?.column ?? -1] ?? '');
      const { reason, remedy } = exceeds(left, right, limit);
      note(row, values.get(left)?.column ?? -1, reason, remedy);
    }
  }

  function checkUnnamed(row: TableRow): void {
    for (const index of columns.unnamed.filter((column) => row.cells[column] !== '')) {
      note(
        row,
        index,
        `Cột thứ ${index + 1} có số liệu mà không có tiêu đề.`,
        'Đặt tiêu đề cho cột, hoặc xóa ô này.',
      );
    }
  }

  function extraCells(row: TableRow): ExtraCells {
    return {
      text: (key) => row.cells[columns.extra.get(key) ?? -1] ?? '',
      note: (key, reason, remedy) =>
        note(row, columns.extra.get(key) ?? factColumns.get(key) ?? columns.unit, reason, remedy),
    };
  }

  function checkRepeated(row: TableRow, unitId: string, period: string): void {
    const { apart } = context.extra ?? {};
    const of = apart === undefined ? '' : extraCells(row).text(apart);
    const key = `${unitId} ${period} ${of}`;
    const first = firstRows.get(key);
    if (first === undefined) firstRows.set(key, row.row);
    else
      note(
        row,
        columns.unit,
        `Đơn vị và kỳ này${of === '' ? '' : ` của "${shown(of)}"`} đã có ở dòng ${first}.`,
        'Chỉ giữ một dòng cho mỗi đơn vị, mỗi kỳ.',
      );
  }

  return (row) => {
    if (row.cells.length !== heading.cells.length) {
      problems.add(() => wrongLength(row, heading));
      return [];
    }
    checkUnnamed(row);
    const unitId = readUnit(row);
    const period = readPeriod(row);
    const values = readValues(row);
    checkConstraints(row, values);
    if (unitId === undefined || period === undefined) return [];
    checkRepeated(row, unitId, period);
    const place: RowPlace = { unitId, period, sourceRow: row.row };
    const figures = [...values].map(([fact, { state }]) => ({ ...place, fact, state }));
    return context.extra?.complete(extraCells(row), place, figures) ?? figures;
  };
}

/** Whether there is the unit in some day of a period. */
function isOf({ validFrom, validTo }: NamedUnit, period: string): boolean {
  const begins = `${period}-01-01`.slice(0, 10);
  const ends = period.length === 4 ? `${period}-12-31` : `${period}-31`;
  return (validFrom ?? '') <= ends && begins <= (validTo ?? '9999');
}

/** The fault of a row with more or fewer cells than there are headings. */
export function wrongLength({ row, cells }: TableRow, heading: TableRow): ImportProblem {
  return {
    row,
    reason: `Dòng có ${cells.length} ô, dòng tiêu đề có ${heading.cells.length} ô.`,
    remedy: 'Kiểm tra dấu phân cách thừa hoặc thiếu; ô có chứa dấu phân cách phải đặt trong ngoặc kép.',
  };
}
