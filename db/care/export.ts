/** Every table of a database as a CSV file, for reading without this program. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { csvLine } from '../csv.ts';
import { CsvFile } from './csv-file.ts';
import type { Cell, DatabaseSource, SourceTable } from './source.ts';

export interface ExportedTable {
  readonly table: string;
  readonly rows: number;
  /** Of its file, in hex. */
  readonly sha256: string;
}

/** Hashes that open nothing: they name a rule set or a file by its content. */
const OPEN_HASHES = new Set([
  'rule_sets.hash',
  '__drizzle_migrations.hash',
  'publications.rule_set_hash',
  'receipts.rule_set_hash',
  'api_requests.request_hash',
]);
const SECRET = /hash|token|secret|password|api_?key/;

/** The list of the files. */
export const LISTING = 'LIETKE.csv';
export const READ_ME = 'README.txt';

/** Whether a column holds what lets somebody in, or could be guessed from. */
export function isSecret(table: string, column: string): boolean {
  return SECRET.test(column) && !OPEN_HASHES.has(`${table}.${column}`);
}

/** Writes every table into an empty folder, without its secrets, and lists the files. */
export async function exportTables(
  source: DatabaseSource,
  folder: string,
  log: (line: string) => void,
): Promise<ExportedTable[]> {
  const exported: ExportedTable[] = [];
  for (const table of source.tables) {
    if (table.rows > 0) log(`Đang xuất ${table.name}: ${table.rows.toLocaleString('vi-VN')} dòng…`);
    exported.push(await exportTable(source, table, folder));
  }
  const listing = new CsvFile(path.join(folder, LISTING));
  listing.write(csvLine(['table', 'rows', 'sha256']));
  for (const { table, rows, sha256 } of exported) listing.write(csvLine([table, String(rows), sha256]));
  listing.finish();
  writeFileSync(path.join(folder, READ_ME), readMe(exported), { flag: 'wx', mode: 0o600 });
  return exported;
}

async function exportTable(
  source: DatabaseSource,
  table: SourceTable,
  folder: string,
): Promise<ExportedTable> {
  const shown = [...table.columns.keys()].filter(
    (index) => !isSecret(table.name, table.columns[index] ?? ''),
  );
  const file = new CsvFile(path.join(folder, `${table.name}.csv`));
  file.write(csvLine(shown.map((index) => table.columns[index] ?? '')));
  let rows = 0;
  for await (const piece of source.rows(table)) {
    for (const row of piece) file.write(csvLine(shown.map((index) => cellText(row[index] ?? null))));
    rows += piece.length;
  }
  return { table: table.name, rows, sha256: file.finish().sha256 };
}

function cellText(cell: Cell): string | null {
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('hex');
  return cell === null ? null : String(cell);
}

function readMe(tables: readonly ExportedTable[]): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return `XUẤT DỮ LIỆU KỶ CƯƠNG

Thư mục này có ${tables.length} bảng, tất cả ${rows.toLocaleString('vi-VN')} dòng; mỗi bảng một tệp CSV.
${LISTING} ghi tên bảng, số dòng và mã kiểm tra SHA-256 của từng tệp.

Cách đọc
- Tệp CSV ở bảng mã UTF-8, ngăn cách bằng dấu phẩy, dòng đầu là tên cột như trong cơ sở dữ liệu.
- Ô trống là không có giá trị; hai dấu ngoặc kép liền nhau ("") là có giá trị nhưng rỗng.
- Thời điểm ghi theo giờ UTC (2026-11-20T02:00:00.000Z là 9 giờ sáng ngày 20/11/2026 ở Việt Nam); ngày ghi năm-tháng-ngày.
- Tỷ lệ, điểm ghi bằng tử số (numerator) và mẫu số (denominator).
- Trong bảng imports, cột simulated bằng 1 là số liệu mô phỏng, không phải số liệu thật; dòng của bảng khác
  thuộc lần nạp nào thì ghi ở cột import_id.

Không xuất
- Mã liên kết, mã truy cập, khóa truy cập, kể cả dạng băm.

Tệp xuất để đọc và lưu trữ. Để phục hồi hệ thống, dùng bản sao lưu (lệnh backup và restore).
Dữ liệu có mã trò chuyện của người dùng; xin bảo quản như tài liệu nội bộ.
`;
}
