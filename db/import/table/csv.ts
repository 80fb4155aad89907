/** Text of delimited cells to rows, a piece at a time, by RFC 4180 with any line end. */
import { normalize } from '../../../engine/model/text.ts';
import { MOST_ROW_CHARACTERS } from './limits.ts';
import { TableFault, type TableRow } from './table.ts';

const QUOTE = 34;
const LF = 10;
const CR = 13;

type Step =
  | { readonly cells: readonly string[]; readonly next: number; readonly hasLineEnd: boolean }
  | 'incomplete'
  | 'wrong quotes';

/** Gives the rows that hold something, once each is whole. */
export class CsvRows {
  readonly #delimiter: number;
  #rest = '';
  #row = 0;
  #isCut = false;

  /** @param delimiter one character */
  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The row that is being read, from 1. */
  get row(): number {
    return this.#row + 1;
  }

  /** Whether the text ended within its last row, without a line end. */
  get isCut(): boolean {
    return this.#isCut;
  }

  /** The next rows. @throws TableFault where quotation marks stand wrong, or never close */
  push(text: string): TableRow[] {
    return this.#read(this.#rest + text, false);
  }

  /** The last row, where no line end stands behind it. @throws TableFault as `push` does */
  end(): TableRow[] {
    return this.#read(this.#rest, true);
  }

  #read(text: string, isLast: boolean): TableRow[] {
    const rows: TableRow[] = [];
    const tidy = isTidy(text) ? trimmed : normalized;
    let at = 0;
    while (at < text.length) {
      const step = rowAt(text, at, this.#delimiter, isLast);
      if (step === 'wrong quotes' || (step === 'incomplete' && isLast)) throw this.#wrongQuotes();
      if (step === 'incomplete') break;
      this.#row += 1;
      this.#isCut = !step.hasLineEnd;
      at = step.next;
      const cells = step.cells.map(tidy);
      if (cells.some((cell) => cell !== '')) rows.push({ row: this.#row, cells });
    }
    this.#rest = text.slice(at);
    if (this.#rest.length > MOST_ROW_CHARACTERS) throw this.#wrongQuotes();
    return rows;
  }

  #wrongQuotes(): TableFault {
    return new TableFault({
      row: this.row,
      reason: 'Dấu ngoặc kép đặt sai hoặc chưa đóng, hoặc tệp bị cắt giữa chừng: không tách được các ô.',
      remedy:
        'Xuất hoặc chép lại tệp; ô có dấu ngoặc kép phải được bọc trong ngoặc kép và mỗi dấu bên trong viết hai lần ("").',
    });
  }
}

/** Whether no cell of the text needs more than its ends trimmed. */
function isTidy(text: string): boolean {
  return normalize(text) === text;
}

function trimmed(cell: string): string {
  return cell.trim();
}

function normalized(cell: string): string {
  return normalize(cell).trim();
}

/** The row that begins at a place. Without `isLast` what stands at the very end of the text may go on. */
function rowAt(text: string, from: number, delimiter: number, isLast: boolean): Step {
  const cells: string[] = [];
  let start = from;
  for (;;) {
    const isQuoted = text.charCodeAt(start) === QUOTE;
    const end = isQuoted ? quotedEnd(text, start) : cellEnd(text, start, delimiter);
    if (end === undefined) return 'incomplete';
    const code = text.charCodeAt(end);
    const isEnd = end >= text.length;
    if (isEnd && !isLast) return 'incomplete';
    if (!isEnd && code !== delimiter && code !== LF && code !== CR) return 'wrong quotes';
    cells.push(isQuoted ? text.slice(start + 1, end - 1).replaceAll('""', '"') : text.slice(start, end));
    if (isEnd) return { cells, next: end, hasLineEnd: false };
    if (code === delimiter) {
      start = end + 1;
      continue;
    }
    if (code === CR && end + 1 === text.length && !isLast) return 'incomplete';
    const isPair = code === CR && text.charCodeAt(end + 1) === LF;
    return { cells, next: end + (isPair ? 2 : 1), hasLineEnd: true };
  }
}

/** Where a cell in quotation marks ends, behind the last of them; undefined where they do not close. */
function quotedEnd(text: string, from: number): number | undefined {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at < 0 ? undefined : at + 1;
}

/** Where a cell without quotation marks ends: at a delimiter, a line end, a stray mark or the end of the text. */
function cellEnd(text: string, from: number, delimiter: number): number {
  let at = from;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === delimiter || code === LF || code === CR || code === QUOTE) return at;
  }
  return at;
}
