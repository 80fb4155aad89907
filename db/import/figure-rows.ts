/** The rows of a file of figures, each checked by itself and against those above it. */
import type { CivilDate } from '../../engine/model/dates.ts';
import type { FactConstraint, FactDefinition, FactState } from '../../engine/model/facts.ts';
import type { StatedFact } from '../fact-columns.ts';
import type { NamedUnit } from '../units.ts';
import type { CsvRow } from './csv.ts';
import { brokenAmong, checkPeriod, checkValue, exceeds } from './figure-checks.ts';
import type { Columns, FactColumn } from './headings.ts';
import { type ImportProblem, type ProblemList, SHOWN_LENGTH, shown } from './problems.ts';
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
}

/** One figure of the file. */
export interface FigureRow {
  readonly unitId: string;
  /** "2026" or "2026-03". */
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
  heading: CsvRow,
  columns: Columns,
  context: FiguresContext,
  problems: ProblemList,
): (row: CsvRow) => FigureRow[] {
  const names = new UnitNames(context.directory);
  const firstRows = new Map<string, number>();

  function place({ row, cells }: CsvRow, column: number) {
    return { row, column: shown(heading.cells[column] ?? ''), value: shown(cells[column] ?? '') };
  }

  function note(row: CsvRow, column: number, reason: string, remedy: string): void {
    problems.add(() => ({ ...place(row, column), reason, remedy }));
  }

  function readUnit(row: CsvRow): string | undefined {
    const text = row.cells[columns.unit] ?? '';
    const unitId = names.match(text);
    if (unitId === undefined) problems.add(() => ({ ...place(row, columns.unit), ...names.explain(text) }));
    return unitId;
  }

  function readPeriod(row: CsvRow): string | undefined {
    const { period, fault } = checkPeriod(row.cells[columns.period] ?? '', context.today);
    if (fault !== undefined) note(row, columns.period, fault.reason, fault.remedy);
    return period;
  }

  function readValue(row: CsvRow, { index, fact }: FactColumn): StatedFact | undefined {
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

  function readValues(row: CsvRow): Values {
    return new Map(
      columns.facts.flatMap((column) => {
        const state = readValue(row, column);
        return state === undefined ? [] : [[column.fact.name, { state, column: column.index }]];
      }),
    );
  }

  function checkConstraints(row: CsvRow, values: Values): void {
    const states = new Map([...values].map(([name, { state }]) => [name, state]));
    for (const { left, right } of brokenAmong(context.constraints, states)) {
      const limit = shown(row.cells[values.get(right)?.column ?? -1] ?? '');
      const { reason, remedy } = exceeds(left, right, limit);
      note(row, values.get(left)?.column ?? -1, reason, remedy);
    }
  }

  function checkUnnamed(row: CsvRow): void {
    for (const index of columns.unnamed.filter((column) => row.cells[column] !== '')) {
      note(
        row,
        index,
        `Cột thứ ${index + 1} có số liệu mà không có tiêu đề.`,
        'Đặt tiêu đề cho cột, hoặc xóa ô này.',
      );
    }
  }

  function checkRepeated(row: CsvRow, unitId: string, period: string): void {
    const key = `${unitId} ${period}`;
    const first = firstRows.get(key);
    if (first === undefined) firstRows.set(key, row.row);
    else
      note(
        row,
        columns.unit,
        `Đơn vị và kỳ này đã có ở dòng ${first}.`,
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
    return [...values].map(([fact, { state }]) => ({ unitId, period, fact, state, sourceRow: row.row }));
  };
}

/** The fault of a row with more or fewer cells than there are headings. */
export function wrongLength({ row, cells }: CsvRow, heading: CsvRow): ImportProblem {
  return {
    row,
    reason: `Dòng có ${cells.length} ô, dòng tiêu đề có ${heading.cells.length} ô.`,
    remedy: 'Kiểm tra dấu phân cách thừa hoặc thiếu; ô có chứa dấu phân cách phải đặt trong ngoặc kép.',
  };
}
