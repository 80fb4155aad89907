/** The visible sheets of a workbook, opened within bounds. */
import { type CellObject, type Range, read } from '@e965/xlsx';
import { zipSync } from 'fflate';
import { type Refusal, refuse } from '../problems.ts';
import { MOST_INFLATED_BYTES, MOST_WORKBOOK_BYTES, MOST_WORKBOOK_CELLS } from './limits.ts';
import { isNoTable, SAVE_AS_CSV, SAVE_AS_XLSX } from './signatures.ts';
import { inflated, type ZipPart, zipParts } from './zip.ts';

export interface Sheet {
  readonly name: string;
  /** Rows and cells that there are, from 0; the gaps between them are holes. */
  readonly cells: readonly (readonly CellObject[])[];
  readonly merges: readonly Range[];
}

export interface Workbook {
  readonly ok: true;
  readonly sheets: readonly Sheet[];
  /** Whether its days are counted from 1904. */
  readonly date1904: boolean;
}

/** What the tables of a workbook are made of; pictures, charts and macros stay packed. */
const PARTS =
  /^(?:\[Content_Types\]\.xml|_rels\/\.rels|xl\/[^/]+\.xml|xl\/_rels\/[^/]+\.rels|xl\/(?:worksheets|theme)\/[^/]+\.xml)$/i;
const SHEET = /^xl\/worksheets\//i;

/** Archives that are no workbook, by a part that only they have. */
const OTHERS: readonly { readonly part: RegExp; readonly name: string; readonly remedy: string }[] = [
  { part: /^word\//, name: 'tệp Word (DOCX)', remedy: 'Chép bảng sang Excel, lưu thành tệp XLSX rồi nạp.' },
  {
    part: /^ppt\//,
    name: 'tệp PowerPoint (PPTX)',
    remedy: 'Chép bảng sang Excel, lưu thành tệp XLSX rồi nạp.',
  },
  { part: /^xl\/workbook\.bin$/, name: 'bảng tính nhị phân (XLSB)', remedy: SAVE_AS_XLSX },
  { part: /^content\.xml$/, name: 'tệp LibreOffice (ODS, ODT)', remedy: SAVE_AS_XLSX },
];

const DAMAGED = refuse(
  'Bảng tính bị hỏng hoặc bị cắt giữa chừng, không đọc được.',
  'Chép hoặc tải lại tệp; nếu mở được bằng Excel thì lưu lại dạng .xlsx rồi nạp.',
);

/** Opens the archive; nothing is inflated beyond the bounds. */
export function openWorkbook(bytes: Uint8Array): Workbook | Refusal {
  if (bytes.length > MOST_WORKBOOK_BYTES) return tooLarge();
  const parts = zipParts(bytes);
  if (parts === undefined) return DAMAGED;
  const other = otherArchive(parts);
  if (other !== undefined) return other;
  const needed = parts.filter(({ name }) => PARTS.test(name));
  if (needed.reduce((sum, { size }) => sum + size, 0) > MOST_INFLATED_BYTES) return tooLarge();
  const contents: Record<string, Uint8Array> = {};
  for (const part of needed) {
    const content = inflated(bytes, part);
    if (content === undefined) return DAMAGED;
    contents[part.name] = content;
  }
  return parse(contents);
}

function otherArchive(parts: readonly ZipPart[]): Refusal | undefined {
  if (parts.some(({ isEncrypted }) => isEncrypted))
    return refuse('Tệp có mật khẩu, không đọc được.', 'Bỏ mật khẩu, lưu lại rồi nạp.');
  if (parts.some(({ name }) => name.toLowerCase() === 'xl/workbook.xml')) return undefined;
  const other = OTHERS.find(({ part }) => parts.some(({ name }) => part.test(name)));
  return other === undefined
    ? isNoTable('tệp nén ZIP', 'Giải nén, rồi nạp từng tệp XLSX hoặc CSV bên trong.')
    : isNoTable(other.name, other.remedy);
}

function parse(contents: Record<string, Uint8Array>): Workbook | Refusal {
  const marks = Object.entries(contents)
    .filter(([name]) => SHEET.test(name))
    .map(([, content]) => countMarks(content));
  if (marks.reduce((sum, { cells }) => sum + cells, 0) > MOST_WORKBOOK_CELLS) return tooLarge();
  try {
    const book = read(zipSync(contents, { level: 0 }), {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      // Without it a formula that was never calculated would pass for an empty cell.
      sheetStubs: marks.some(({ formulas }) => formulas > 0),
    });
    const sheets = book.SheetNames.flatMap((name, index): Sheet[] => {
      const sheet = book.Sheets[name];
      const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
      if (sheet === undefined || isHidden || sheet['!type'] === 'chart') return [];
      return [{ name, cells: sheet['!data'] ?? [], merges: sheet['!merges'] ?? [] }];
    });
    return { ok: true, sheets, date1904: book.Workbook?.WBProps?.date1904 === true };
  } catch {
    return DAMAGED;
  }
}

const LESS_THAN = 0x3c;

/** How many cells and formulas the text of a sheet has, told from the beginnings of its marks. */
function countMarks(content: Uint8Array): { cells: number; formulas: number } {
  let cells = 0;
  let formulas = 0;
  for (let at = content.indexOf(LESS_THAN); at >= 0; at = content.indexOf(LESS_THAN, at + 1)) {
    const letter = nameStart(content, at + 1);
    if (letter === 'c') cells += 1;
    else if (letter === 'f') formulas += 1;
  }
  return { cells, formulas };
}

/** The name of a mark that is one letter, with or without a prefix. */
function nameStart(content: Uint8Array, at: number): string {
  const isPrefixed = content[at + 1] === 0x3a;
  const letter = content[isPrefixed ? at + 2 : at] ?? 0;
  const next = content[isPrefixed ? at + 3 : at + 1] ?? 0;
  const isEnd =
    next === 0x20 || next === 0x3e || next === 0x2f || next === 0x0a || next === 0x0d || next === 0x09;
  return isEnd ? String.fromCharCode(letter) : '';
}

/** The refusal of a workbook that only a format that streams can carry. */
export function tooLarge(): Refusal {
  return refuse(
    'Bảng tính quá lớn (nhiều nhất 100.000 dòng, 50 MB, 250 MB khi bung nén).',
    `Bảng tính không đọc dần được: xuất ra CSV rồi nạp. ${SAVE_AS_CSV}`,
  );
}
