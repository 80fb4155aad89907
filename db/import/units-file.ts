/** A file of units, one row a unit: all of it is taken or none. */
import { Cells } from './cells.ts';
import { type ColumnSpec, readColumns, tableOf } from './columns.ts';
import { missingColumn } from './headings.ts';
import { inSheet, ProblemList, type Refusal, refuse } from './problems.ts';
import { sha256 } from './sha256.ts';
import { readTable } from './table/open.ts';
import { noteClashes, type ReadUnit } from './unit-clashes.ts';
import { parentsOf } from './unit-parents.ts';
import { type UnitKey, type UnitRow, UnitRowReader, type UnitsContext } from './unit-rows.ts';

export interface UnitsFile {
  readonly ok: true;
  readonly sha256: string;
  readonly rows: readonly UnitRow[];
  /** The units above those whose rows name one, by unit id. */
  readonly parents: ReadonlyMap<string, string>;
}

export const UNIT_COLUMNS: Readonly<Record<UnitKey, ColumnSpec>> = {
  id: {
    what: 'mã đơn vị',
    headings: ['Mã đơn vị', 'Mã', 'unit_id', 'id'],
    isRequired: true,
    forms: 'chữ thường không dấu, chữ số, gạch nối ở giữa, ví dụ: so-tu-phap',
  },
  name: {
    what: 'tên đơn vị',
    headings: [
      'Tên đơn vị',
      'Đơn vị',
      'Tên',
      'Cơ quan',
      'Tên cơ quan',
      'Cơ quan, đơn vị',
      'Tên cơ quan, đơn vị',
      'name',
    ],
    isRequired: true,
    forms: 'tên đầy đủ như trong báo cáo',
  },
  province: {
    what: 'tỉnh',
    headings: ['Tỉnh', 'Mã tỉnh', 'Tên tỉnh', 'Tỉnh, thành phố', 'province'],
    isRequired: false,
    forms: 'mã hoặc tên như trong phương án xếp hạng; bắt buộc khi có nhiều tỉnh',
  },
  block: {
    what: 'khối',
    headings: ['Khối', 'Mã khối', 'Tên khối', 'Khối thi đua', 'block'],
    isRequired: true,
    forms: 'mã hoặc tên như trong phương án xếp hạng',
  },
  position: {
    what: 'thứ tự',
    headings: ['Thứ tự', 'Số thứ tự', 'order', 'position'],
    isRequired: false,
    forms: 'số nguyên từ 1',
  },
  aliases: {
    what: 'tên khác',
    headings: ['Tên khác', 'Các tên khác', 'Tên gọi khác', 'Tên viết tắt', 'aliases', 'alt_names'],
    isRequired: false,
    forms: 'các cách gọi khác, ngăn bằng dấu "|"',
  },
  parent: {
    what: 'cấp trên',
    headings: ['Cấp trên', 'Đơn vị cấp trên', 'Cơ quan chủ quản', 'parent'],
    isRequired: false,
    forms: 'mã hoặc tên đơn vị cấp trên',
  },
  validFrom: {
    what: 'ngày bắt đầu',
    headings: ['Từ ngày', 'Ngày bắt đầu', 'Ngày thành lập', 'valid_from'],
    isRequired: false,
    forms: 'ngày/tháng/năm, ví dụ: 01/07/2025; để trống nếu không đổi',
  },
  validTo: {
    what: 'ngày kết thúc',
    headings: ['Đến ngày', 'Hết ngày', 'Ngày kết thúc', 'valid_to'],
    isRequired: false,
    forms: 'ngày/tháng/năm, ví dụ: 01/07/2025; để trống nếu không đổi',
  },
};

/** Reads and checks a whole file; any fault refuses all of it. */
export function readUnitsFile(bytes: Uint8Array, context: UnitsContext): UnitsFile | Refusal {
  if (context.provinces.length === 0)
    return refuse(
      'Bộ quy tắc đang dùng chưa có phương án xếp hạng nào, nên chưa có khối.',
      'Khai phương án xếp hạng trong rules/, rồi chạy rules push.',
    );
  const table = readTable(bytes, tableOf(UNIT_COLUMNS));
  if (!table.ok) return table;
  const problems = new ProblemList(table.sheet);
  const columns = readColumns(table.heading, UNIT_COLUMNS, problems);
  if (!columns.ok) return inSheet(columns, table.sheet);
  const { what, headings } = UNIT_COLUMNS.province;
  if (context.provinces.length > 1 && !columns.at.has('province'))
    return inSheet(missingColumn(table.heading, what, headings), table.sheet);
  const reader = new UnitRowReader(context);
  const read: ReadUnit[] = [];
  for (const row of table.rows) {
    const cells = new Cells(table.heading, columns, row, problems);
    const unit = reader.read(cells);
    if (unit !== undefined) read.push({ unit, cells });
  }
  noteClashes(read, context.known);
  const parents = parentsOf(read, context.known);
  const refusal = problems.refusal();
  if (refusal !== undefined) return refusal;
  if (read.length === 0)
    return refuse('Tệp không có đơn vị nào.', 'Ghi mỗi đơn vị một dòng dưới dòng tiêu đề.');
  return { ok: true, sha256: sha256(bytes), rows: read.map(({ unit }) => unit), parents };
}
