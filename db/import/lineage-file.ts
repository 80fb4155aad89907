/** A file of what became of units, one row an event between two of them: all of it is taken or none. */
import { SUCCESSION_KINDS } from '../../engine/model/lineage.ts';
import { Cells } from './cells.ts';
import { type ColumnSpec, readColumns, tableOf } from './columns.ts';
import { UNIT_FORMS } from './headings.ts';
import { noteContradictions } from './lineage-checks.ts';
import { type LineageContext, type LineageKey, type LineageRow, LineageRowReader } from './lineage-rows.ts';
import { inSheet, ProblemList, type Refusal, refuse } from './problems.ts';
import { sha256 } from './sha256.ts';
import { readTable } from './table/open.ts';

export interface LineageFile {
  readonly ok: true;
  readonly sha256: string;
  /** By day, earliest first. */
  readonly rows: readonly LineageRow[];
}

export const LINEAGE_COLUMNS: Readonly<Record<LineageKey, ColumnSpec>> = {
  from: {
    what: 'đơn vị cũ',
    headings: ['Đơn vị cũ', 'Đơn vị trước', 'Cơ quan cũ', 'Từ đơn vị', 'from_unit'],
    isRequired: true,
    forms: UNIT_FORMS,
  },
  kind: {
    what: 'việc',
    headings: ['Việc', 'Nội dung', 'Hình thức', 'kind'],
    isRequired: true,
    forms: SUCCESSION_KINDS.join(', '),
  },
  to: {
    what: 'đơn vị mới',
    headings: ['Đơn vị mới', 'Đơn vị sau', 'Cơ quan mới', 'Đơn vị kế thừa', 'to_unit'],
    isRequired: true,
    forms: `${UNIT_FORMS}; để trống khi kết thúc`,
  },
  on: {
    what: 'ngày',
    headings: ['Từ ngày', 'Ngày hiệu lực', 'Có hiệu lực từ', 'on'],
    isRequired: true,
    forms: 'ngày/tháng/năm, ví dụ: 01/07/2025',
  },
  document: {
    what: 'số văn bản',
    headings: ['Số văn bản', 'Văn bản', 'document'],
    isRequired: true,
    forms: 'số, ký hiệu, ví dụ: 12/NQ-HĐND',
  },
  documentDate: {
    what: 'ngày văn bản',
    headings: ['Ngày văn bản', 'Ngày ban hành', 'document_date'],
    isRequired: true,
    forms: 'ngày/tháng/năm, ví dụ: 01/07/2025',
  },
};

/** Reads and checks a whole file against the registry and what was loaded before; any fault refuses all of it. */
export function readLineageFile(bytes: Uint8Array, context: LineageContext): LineageFile | Refusal {
  const table = readTable(bytes, tableOf(LINEAGE_COLUMNS));
  if (!table.ok) return table;
  const problems = new ProblemList(table.sheet);
  const columns = readColumns(table.heading, LINEAGE_COLUMNS, problems);
  if (!columns.ok) return inSheet(columns, table.sheet);
  const reader = new LineageRowReader(context);
  const read = table.rows.flatMap((row) => {
    const cells = new Cells(table.heading, columns, row, problems);
    const event = reader.read(cells);
    return event === undefined ? [] : [{ event, cells }];
  });
  read.sort((a, b) =>
    a.event.effectiveOn < b.event.effectiveOn ? -1 : a.event.effectiveOn === b.event.effectiveOn ? 0 : 1,
  );
  noteContradictions(read, context);
  const refusal = problems.refusal();
  if (refusal !== undefined) return refusal;
  if (read.length === 0)
    return refuse(
      'Tệp không có việc nào.',
      'Ghi mỗi việc một dòng dưới dòng tiêu đề: import --template lineage.',
    );
  return { ok: true, sha256: sha256(bytes), rows: read.map(({ event }) => event) };
}
