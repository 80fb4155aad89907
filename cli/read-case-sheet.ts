/** Cases from an XLSX sheet: the rows become a cases file, and every finding goes back to its cell. */
import { type CellObject, read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { numberText } from '../db/import/table/cell-text.ts';
import { type ReadCases, readCases } from '../engine/language/cases.ts';
import type { Diagnostic } from '../engine/language/diagnostics.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { normalize } from '../engine/model/text.ts';
import { EXPECTED_HEADINGS, pathOf, type ValuePath } from './case-columns.ts';
import { CasesText, type Cell, type CellValue } from './cases-text.ts';

/** Bytes; a sheet of cases is far smaller. */
const MOST_BYTES = 5_000_000;
const MOST_ROWS = 10_000;

/** Reads the first sheet of the workbook. @param path for findings, and for the scheme that the folder names */
export function readCaseSheet(path: string, bytes: Uint8Array, ruleSet: RuleSet): ReadCases {
  const sheet = new SheetReader(path, bytes);
  const lines = new CasesText();
  for (const row of sheet.rows()) lines.add(row);
  if (sheet.faults.length > 0) return { cases: [], diagnostics: sheet.faults };
  const { cases, diagnostics } = readCases({ path, text: lines.text }, ruleSet);
  return {
    cases: cases.map((ruleCase) => ({
      ...ruleCase,
      at: { file: path, line: lines.cellAt(ruleCase.at.line).row + 1, column: 1 },
    })),
    diagnostics: diagnostics.map((each) => ({ ...each, ...placed(lines.cellAt(each.line), each.message) })),
  };
}

function placed(cell: Cell, message: string): Pick<Diagnostic, 'line' | 'column' | 'message'> {
  const name = utils.encode_cell({ r: cell.row, c: cell.column });
  return { line: cell.row + 1, column: cell.column + 1, message: `ô ${name}: ${message}` };
}

class SheetReader {
  readonly faults: Diagnostic[] = [];
  readonly #path: string;
  readonly #from1904: boolean;
  /** By row, then column. */
  readonly #cells: ReadonlyMap<number, readonly (readonly [Cell, CellObject])[]>;

  constructor(path: string, bytes: Uint8Array) {
    this.#path = path;
    const book = bytes.length > MOST_BYTES ? undefined : openBook(bytes);
    const sheet = book?.Sheets[book.SheetNames[0] ?? ''];
    this.#from1904 = book?.Workbook?.WBProps?.date1904 === true;
    this.#cells = Map.groupBy(sheet === undefined ? [] : cellsOf(sheet), ([{ row }]) => row);
    if (sheet === undefined)
      this.#refuse(
        ORIGIN,
        'không đọc được bảng tính',
        'lưu lại dạng .xlsx, dưới 5 MB, các trường hợp ở trang đầu tiên',
      );
    else this.#refuseShape(sheet);
  }

  /** The values of each row that has any, by the headings of the first. */
  *rows(): Generator<CellValue[]> {
    const headings = this.#headings();
    for (const [row, cells] of this.#cells) {
      const values = row === 0 ? [] : cells.flatMap((cell) => this.#value(headings, ...cell));
      if (values.length > 0) yield values;
    }
  }

  #refuseShape(sheet: WorkSheet): void {
    for (const { s } of sheet['!merges'] ?? [])
      this.#refuse({ row: s.r, column: s.c }, 'ô gộp', 'bỏ gộp ô, ghi giá trị vào từng ô');
    if (!this.#cells.has(0))
      this.#refuse(ORIGIN, 'dòng đầu không có tên cột', 'ghi tên cột ở dòng 1: tên, năm, …');
    const rows = utils.decode_range(sheet['!fullref'] ?? sheet['!ref'] ?? 'A1').e.r;
    if (rows > MOST_ROWS)
      this.#refuse(
        { row: MOST_ROWS, column: 0 },
        'bảng quá dài',
        'tách thành nhiều bảng, mỗi bảng không quá 10.000 dòng',
      );
  }

  #headings(): Map<number, ValuePath> {
    const headings = new Map<number, ValuePath>();
    const seen = new Set<string>();
    for (const [cell, content] of this.#cells.get(0) ?? []) {
      const heading = this.#text(cell, content);
      if (heading === undefined || heading === '') continue;
      const path = pathOf(heading);
      if (seen.has(heading)) this.#refuse(cell, `cột "${heading}" có hai lần`, 'bỏ một cột');
      else if (path === undefined)
        this.#refuse(cell, `không có cột "${heading}"`, `dùng một trong: ${EXPECTED_HEADINGS.join('; ')}`);
      else headings.set(cell.column, path);
      seen.add(heading);
    }
    return headings;
  }

  #value(headings: ReadonlyMap<number, ValuePath>, cell: Cell, content: CellObject): CellValue[] {
    const text = this.#text(cell, content);
    if (text === undefined || text === '') return [];
    const path = headings.get(cell.column);
    if (path !== undefined) return [{ path, text, cell }];
    this.#refuse(cell, 'cột này không có tên', 'ghi tên cột ở dòng 1, hoặc xóa ô');
    return [];
  }

  /** The cell as a cases file would write it; undefined after it has been refused. */
  #text(cell: Cell, content: CellObject): string | undefined {
    if (content.f !== undefined || content.F !== undefined) {
      this.#refuse(cell, 'công thức', 'dán giá trị vào thay cho công thức');
      return undefined;
    }
    if (content.t === 's') return normalize(String(content.v)).trim();
    if (content.t === 'n' && typeof content.v === 'number')
      return numberText(content.v, String(content.z), this.#from1904);
    if (content.t === 'z') return '';
    this.#refuse(cell, 'không phải là chữ hay số', 'ghi chữ hoặc số');
    return undefined;
  }

  #refuse(cell: Cell, message: string, fix: string): void {
    this.faults.push({ code: 'KC-001', severity: 'error', file: this.#path, ...placed(cell, message), fix });
  }
}

const ORIGIN: Cell = { row: 0, column: 0 };

function openBook(bytes: Uint8Array): WorkBook | undefined {
  // A ZIP archive: the reader would take anything else for a table of text.
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return undefined;
  try {
    return read(bytes, {
      type: 'array',
      cellNF: true,
      cellText: false,
      cellHTML: false,
      sheetRows: MOST_ROWS + 1,
    });
  } catch {
    return undefined;
  }
}

/** The cells that there are, row by row. */
function cellsOf(sheet: WorkSheet): (readonly [Cell, CellObject])[] {
  return Object.entries(sheet)
    .filter(([name]) => !name.startsWith('!'))
    .map(([name, content]) => {
      const { r: row, c: column } = utils.decode_cell(name);
      return [{ row, column }, content as CellObject] as const;
    })
    .sort(([a], [b]) => a.row - b.row || a.column - b.column);
}
