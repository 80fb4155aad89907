/** The cells of one row by what their columns hold; faults are noted with row, column and value. */
import type { NamedColumns } from './columns.ts';
import { wrongLength } from './figure-rows.ts';
import { type ProblemList, shown } from './problems.ts';
import type { TableRow } from './table/table.ts';

/** Characters of a cell of prose: a reason, a reference to a document. */
const LONGEST_TEXT = 2000;

export class Cells<Key extends string> {
  readonly #heading: TableRow;
  readonly #columns: NamedColumns<Key>;
  readonly #row: TableRow;
  readonly #problems: ProblemList;

  constructor(heading: TableRow, columns: NamedColumns<Key>, row: TableRow, problems: ProblemList) {
    this.#heading = heading;
    this.#columns = columns;
    this.#row = row;
    this.#problems = problems;
  }

  get row(): number {
    return this.#row.row;
  }

  /** Whether the row has a cell under every heading and nothing elsewhere; what is wrong is noted. */
  isWhole(): boolean {
    if (this.#row.cells.length !== this.#heading.cells.length) {
      this.#problems.add(() => wrongLength(this.#row, this.#heading));
      return false;
    }
    for (const column of this.#columns.unnamed.filter((index) => this.#row.cells[index] !== ''))
      this.#problems.add(() => ({
        ...this.#place(column),
        reason: `Cột thứ ${column + 1} có nội dung mà không có tiêu đề.`,
        remedy: 'Đặt tiêu đề cho cột, hoặc xóa ô này.',
      }));
    return true;
  }

  /** Empty where the file has no such column. */
  text(key: Key): string {
    const column = this.#columns.at.get(key);
    return column === undefined ? '' : (this.#row.cells[column] ?? '');
  }

  /** A cell of prose; undefined where it is empty, or too long, which is noted. */
  prose(key: Key): string | undefined {
    const text = this.text(key);
    if (text.length <= LONGEST_TEXT) return text === '' ? undefined : text;
    this.note(key, `Ô dài hơn ${LONGEST_TEXT} ký tự.`, 'Ghi ngắn hơn, dẫn tên tài liệu kèm theo.');
    return undefined;
  }

  note(key: Key, reason: string, remedy: string): void {
    this.#problems.add(() => ({ ...this.#place(this.#columns.at.get(key)), reason, remedy }));
  }

  #place(column: number | undefined): { row: number; column?: string; value?: string } {
    const { row, cells } = this.#row;
    if (column === undefined) return { row };
    return { row, column: shown(this.#heading.cells[column] ?? ''), value: shown(cells[column] ?? '') };
  }
}
