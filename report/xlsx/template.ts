/** A file to be filled in, as a workbook: headings, an example, rows that keep what is typed, and a guide. */
import type { FileTemplate } from '../../bot/load-templates.ts';
import type { ColumnGuide } from '../../bot/template-guide.ts';
import { sentence } from '../../db/import/problems.ts';
import {
  bookBytes,
  type Cell,
  type SheetColumn,
  type SheetRow,
  type SheetSpec,
  TEXT_FORMAT,
} from './book.ts';

const SPARE_ROWS = 300;
const NARROWEST = 12;
const WIDEST = 40;

/** The first sheet loads as it is, with the example. */
export function templateBook(template: FileTemplate, guide: readonly ColumnGuide[]): Promise<Uint8Array> {
  return bookBytes([entrySheet(template), guideSheet(guide)]);
}

function entrySheet({ header, example }: FileTemplate): SheetSpec {
  // A spreadsheet would read "11/2026" and "2,5" in the manner of its own country.
  const empty = header.map((): Cell => ({ content: '', format: TEXT_FORMAT }));
  return {
    name: 'Nhập liệu',
    headRows: 1,
    columns: header.map((heading, index) => leftColumn(heading, example[index] ?? '')),
    rows: [
      { kind: 'head', cells: header.map((content) => ({ content })) },
      {
        kind: 'row',
        cells: example.map((content) => ({ content, format: TEXT_FORMAT })),
      },
      ...Array.from({ length: SPARE_ROWS }, (): SheetRow => ({ kind: 'row', cells: empty })),
    ],
  };
}

function guideSheet(guide: readonly ColumnGuide[]): SheetSpec {
  return {
    name: 'Hướng dẫn',
    headRows: 1,
    columns: [24, 40, 12, 64].map((width) => ({ width, align: 'left' })),
    rows: [
      textRow('head', ['Cột', 'Nội dung', 'Bắt buộc', 'Cách ghi']),
      ...guide.map(({ heading, holds, isRequired, forms }) =>
        textRow('row', [
          heading,
          sentence(holds),
          isRequired ? 'Có' : 'Không',
          forms === '' ? '' : sentence(forms),
        ]),
      ),
      { kind: 'blank', cells: [] },
      textRow('note', [
        'Thay dòng mẫu bằng dữ liệu của đơn vị. Thứ tự cột tùy ý; chỉ ghi giá trị, không dùng công thức.',
      ]),
    ],
  };
}

function leftColumn(heading: string, example: string): SheetColumn {
  const letters = Math.max(heading.length, example.length) + 4;
  return { width: Math.min(WIDEST, Math.max(NARROWEST, letters)), align: 'left' };
}

function textRow(kind: SheetRow['kind'], texts: readonly string[]): SheetRow {
  return { kind, cells: texts.map((content) => ({ content })) };
}
