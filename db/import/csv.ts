/** From the bytes of a CSV file to rows of cells; what is no CSV is refused with the way to make one. */
import { CsvError, parse } from 'csv-parse/sync';
import { normalize } from '../../engine/model/text.ts';
import { type Refusal, refuse } from './problems.ts';

/** One row that holds something; cells are trimmed and NFC. */
export interface CsvRow {
  /** As a spreadsheet counts, from 1, blank rows included. */
  readonly row: number;
  readonly cells: readonly string[];
}

export interface CsvTable {
  readonly ok: true;
  readonly heading: CsvRow;
  readonly rows: readonly CsvRow[];
}

const MAX_COLUMNS = 200;
const HOW_TO_EXPORT =
  'Mở tệp bằng Excel, chọn Tệp → Lưu dưới dạng → "CSV UTF-8 (phân cách bằng dấu phẩy)", rồi nạp tệp .csv đó.';

/** First bytes of what people load by mistake. */
const SIGNATURES: readonly { readonly bytes: readonly number[]; readonly name: string }[] = [
  { bytes: [0x50, 0x4b, 0x03, 0x04], name: 'tệp Excel (XLSX) hoặc tệp nén ZIP' },
  { bytes: [0xd0, 0xcf, 0x11, 0xe0], name: 'tệp Excel hoặc Word đời cũ' },
  { bytes: [0x25, 0x50, 0x44, 0x46], name: 'tệp PDF' },
  { bytes: [0x1f, 0x8b], name: 'tệp nén GZIP' },
  { bytes: [0xff, 0xfe], name: 'văn bản UTF-16' },
  { bytes: [0xfe, 0xff], name: 'văn bản UTF-16' },
];

/** Reads comma-, semicolon- or tab-separated UTF-8 text, with or without a byte-order mark. */
export function readCsv(bytes: Uint8Array): CsvTable | Refusal {
  const text = decode(bytes);
  if (typeof text !== 'string') return text;
  const records = split(text);
  if (!Array.isArray(records)) return records;
  const [heading, ...rows] = records
    .map((cells, index) => ({ row: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (heading === undefined) return refuse('Tệp rỗng.', 'Kiểm tra lại tệp đã chọn.');
  if (heading.cells.length > MAX_COLUMNS) {
    const columns = heading.cells.length.toLocaleString('vi-VN');
    return refuse(
      `Tệp có ${columns} cột; nhiều nhất là ${MAX_COLUMNS} cột.`,
      'Mỗi đơn vị, mỗi kỳ là một dòng; chỉ giữ các cột số liệu cần nạp.',
    );
  }
  return { ok: true, heading, rows };
}

function decode(bytes: Uint8Array): string | Refusal {
  const known = SIGNATURES.find((signature) => signature.bytes.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return refuse(`Đây là ${known.name}; hiện chỉ đọc tệp CSV.`, HOW_TO_EXPORT);
  if (bytes.includes(0)) return refuse('Đây không phải tệp văn bản; hiện chỉ đọc tệp CSV.', HOW_TO_EXPORT);
  try {
    return normalize(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('Tệp không ở bảng mã UTF-8 (Unicode).', HOW_TO_EXPORT);
  }
}

function split(text: string): string[][] | Refusal {
  try {
    return parse(text, {
      delimiter: delimiterOf(text),
      record_delimiter: ['\r\n', '\n', '\r'],
      // Rows of the wrong length are reported by us, each with its row.
      relax_column_count: true,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = typeof error['records'] === 'number' ? error['records'] + 1 : undefined;
    return refuse(
      'Dấu ngoặc kép đặt sai hoặc chưa đóng, không tách được các ô.',
      'Ô có dấu ngoặc kép phải được bọc trong ngoặc kép và mỗi dấu bên trong viết hai lần ("").',
      row,
    );
  }
}

/** A tab or semicolon in the first line is no accident; a comma may belong to a heading ("Cơ quan, đơn vị"). */
function delimiterOf(text: string): string {
  const firstLine = text.trimStart().split(/[\r\n]/, 1)[0] ?? '';
  const outsideQuotes = firstLine.replace(/"[^"]*"/g, '');
  return ['\t', ';'].find((delimiter) => outsideQuotes.includes(delimiter)) ?? ',';
}
