/** Tables written as offices have them, for reading back. */
import { utils, type WorkSheet, write } from '@e965/xlsx';
import type { Refusal } from '../../../../db/import/problems.ts';
import { openTable, readTable } from '../../../../db/import/table/open.ts';
import {
  type Table,
  TableFault,
  type TableOptions,
  type TableRow,
  type TableSource,
} from '../../../../db/import/table/table.ts';
import { fold } from '../../../../engine/model/text.ts';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const HEADINGS = ['Mã hồ sơ', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trạng thái', 'Hồ sơ trễ hạn'];
const KNOWN = new Set(HEADINGS.map(fold));
export const OPTIONS: TableOptions = { isHeading: (cell) => KNOWN.has(fold(cell)), headings: HEADINGS };

const MARKS: Readonly<Record<Encoding, readonly number[]>> = {
  'utf-8': [0xef, 0xbb, 0xbf],
  'utf-16le': [0xff, 0xfe],
  'utf-16be': [0xfe, 0xff],
  'windows-1258': [],
};

/** The bytes of Windows-1258 by their letters, tones as marks of their own. */
const LETTERS = new Map(
  Array.from({ length: 256 }, (_, byte) => [
    new TextDecoder('windows-1258').decode(Uint8Array.of(byte)),
    byte,
  ]),
);
/** Letters of the alphabet keep their shape in Windows-1258, and tones are marks behind them. */
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/;

export function encoded(text: string, encoding: Encoding, hasMark = false): Uint8Array {
  const mark = hasMark ? MARKS[encoding] : [];
  return Uint8Array.from([...mark, ...bytesOf(text, encoding)]);
}

function bytesOf(text: string, encoding: Encoding): readonly number[] {
  if (encoding === 'utf-8') return [...new TextEncoder().encode(text)];
  if (encoding === 'windows-1258') return Array.from(text, in1258).flat();
  return Array.from({ length: text.length }, (_, index) => {
    const code = text.charCodeAt(index);
    const pair = [code & 0xff, code >> 8];
    return encoding === 'utf-16le' ? pair : pair.toReversed();
  }).flat();
}

function in1258(letter: string): number[] {
  const whole = LETTERS.get(letter);
  if (whole !== undefined) return [whole];
  const marks = Array.from(letter.normalize('NFD'));
  const tones = marks.filter((mark) => TONES.test(mark));
  const base = marks
    .filter((mark) => !TONES.test(mark))
    .join('')
    .normalize('NFC');
  return [base, ...tones].map((part) => {
    const byte = LETTERS.get(part);
    if (byte === undefined) throw new Error(`not in Windows-1258: ${letter}`);
    return byte;
  });
}

/** Every cell that needs it in quotation marks, and the others where asked. */
export function csvText(
  rows: readonly (readonly string[])[],
  { delimiter = ',', lineEnd = '\n', quoteAll = false } = {},
): string {
  const cell = (text: string): string =>
    quoteAll || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => row.map(cell).join(delimiter) + lineEnd).join('');
}

/** The rows of a table without its heading. */
export function cellsOf({ rows }: { readonly rows: readonly TableRow[] }): (readonly string[])[] {
  return rows.map(({ cells }) => cells);
}

export function read(content: string | Uint8Array, options: TableOptions = OPTIONS): Table {
  const table = readTable(typeof content === 'string' ? new TextEncoder().encode(content) : content, options);
  if (!table.ok) throw new Error(JSON.stringify(table.problems));
  return table;
}

export function refusalOf(content: string | Uint8Array, options: TableOptions = OPTIONS): Refusal {
  const table = readTable(typeof content === 'string' ? new TextEncoder().encode(content) : content, options);
  if (table.ok) throw new Error('the table was accepted');
  return table;
}

/** A file that comes in pieces of the given sizes, over and over. */
export function source(bytes: Uint8Array, sizes: readonly number[], size = bytes.length): TableSource {
  return {
    fileName: 'tep.csv',
    size,
    async *chunks() {
      for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
        const taken = sizes[turn % sizes.length] ?? 1;
        yield bytes.subarray(at, at + taken);
        at += taken;
      }
    },
  };
}

/** What the stream comes to: the table, or the refusal that it ends in. */
export async function streamed(from: TableSource, options: TableOptions = OPTIONS): Promise<Table | Refusal> {
  const table = await openTable(from, options);
  if (!table.ok) return table;
  const { ok, sheet, heading, title } = table;
  const all: TableRow[] = [];
  try {
    for await (const batch of table.rows()) all.push(...batch);
  } catch (error) {
    if (error instanceof TableFault) return error.refusal();
    throw error;
  }
  return { ok, ...(sheet === undefined ? {} : { sheet }), heading, title, rows: all };
}

/** A workbook of sheets, each given as cells or as the library has it. */
export function workbook(
  sheets: Readonly<Record<string, WorkSheet | readonly (readonly unknown[])[]>>,
  hidden: readonly string[] = [],
  date1904 = false,
): Uint8Array {
  const book = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets))
    utils.book_append_sheet(
      book,
      Array.isArray(sheet) ? utils.aoa_to_sheet(sheet.map((row) => [...row])) : sheet,
      name,
    );
  book.Workbook = {
    WBProps: { date1904 },
    Sheets: Object.keys(sheets).map((name) => ({ name, Hidden: hidden.includes(name) ? 1 : 0 })),
  };
  return new Uint8Array(write(book, { type: 'array', bookType: 'xlsx', compression: true }) as ArrayBuffer);
}
