/**
 * A workbook whose formulas are live and stand beside the values they come to: the library writes formulas alone, and a
 * viewer on a phone that does not calculate would show nothing.
 */
import type {
  CellObject,
  Feature,
  Image,
  Row as LibraryRow,
  Sheet as LibrarySheet,
} from 'write-excel-file/universal';
import writeBook from 'write-excel-file/universal';
import type { Alignment } from '../../engine/report/printed.ts';

export interface Formula {
  /** Without "=". */
  readonly formula: string;
  /** What it comes to, as the engine has it. */
  readonly comesTo: number | string;
}

/** A cell's content and how it is shown ("0.00%", "@" for text). */
export interface Cell {
  readonly content: string | number | Formula | null;
  readonly format?: string;
}

export interface SheetRow {
  readonly kind: 'title' | 'mark' | 'head' | 'group' | 'row' | 'total' | 'note' | 'blank';
  readonly cells: readonly Cell[];
}

export interface SheetColumn {
  /** In letters. */
  readonly width: number;
  readonly align: Alignment;
}

export interface Picture {
  readonly png: Uint8Array;
  /** Pixels, at 96 to the inch. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** From 1. */
  readonly row: number;
}

export interface SheetSpec {
  readonly name: string;
  readonly columns: readonly SheetColumn[];
  readonly rows: readonly SheetRow[];
  /** Rows that stay in sight and repeat on paper, from the first. */
  readonly headRows: number;
  readonly landscape?: true;
  readonly pictures?: readonly Picture[];
  /** Stands above every page. */
  readonly pageMark?: string;
}

const FONT = { fontFamily: 'Times New Roman', fontSize: 12 } as const;
/** Keeps what is typed into a cell as it was typed. */
export const TEXT_FORMAT = '@';
const GREY = '#EDEDED';
const LINE_HEIGHT = 16;
/** Letters of Times New Roman 12 in a unit of width, with words that do not break. */
const LETTERS_A_WIDTH = 0.95;

export async function bookBytes(sheets: readonly SheetSpec[]): Promise<Uint8Array> {
  const blob = await writeBook(sheets.map(librarySheet), { ...FONT, features: [finishing(sheets)] }).toBlob();
  return new Uint8Array(await blob.arrayBuffer());
}

function librarySheet(sheet: SheetSpec): LibrarySheet<Blob> {
  const images = (sheet.pictures ?? []).map(
    ({ png, width, height, title, row }): Image => ({
      content: new Blob([new Uint8Array(png)], { type: 'image/png' }),
      contentType: 'image/png',
      width,
      height,
      dpi: 96,
      anchor: { row, column: 1 },
      title,
    }),
  );
  return {
    sheet: sheet.name,
    data: sheet.rows.map((row) => libraryRow(row, sheet.columns)),
    columns: sheet.columns.map(({ width }) => ({ width })),
    ...(sheet.headRows === 0 ? {} : { stickyRowsCount: sheet.headRows }),
    ...(images.length === 0 ? {} : { images }),
    showGridLines: false,
    orientation: 'landscape',
  };
}

function libraryRow({ kind, cells }: SheetRow, columns: readonly SheetColumn[]): LibraryRow {
  if (kind === 'blank') return [];
  if (kind === 'title' || kind === 'mark' || kind === 'note')
    return [
      {
        ...contentOf(cells[0] ?? { content: null }),
        ...(kind === 'note' ? { fontStyle: 'italic' as const } : { fontWeight: 'bold' as const }),
        align: kind === 'note' ? 'left' : 'center',
        alignVertical: 'center',
        wrap: true,
        columnSpan: columns.length,
        ...(kind === 'title' ? { fontSize: 13, height: 40 } : {}),
      },
      ...columns.slice(1).map(() => null),
    ];
  const height = rowHeight(cells, columns);
  return columns.map(({ align }, index) => ({
    height,
    ...contentOf(cells[index] ?? { content: null }),
    borderStyle: 'thin' as const,
    alignVertical: 'center' as const,
    wrap: true,
    align: kind === 'head' ? ('center' as const) : align,
    ...(kind === 'row' ? {} : { fontWeight: 'bold' as const }),
    ...(kind === 'head' || kind === 'group' ? { backgroundColor: GREY } : {}),
  }));
}

/** In points: not every program makes room for wrapped text by itself. */
function rowHeight(cells: readonly Cell[], columns: readonly SheetColumn[]): number {
  const lines = cells.map(({ content }, index) => {
    if (typeof content !== 'string') return 1;
    const letters = (columns[index]?.width ?? 1) * LETTERS_A_WIDTH;
    return content.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / letters)), 0);
  });
  return Math.max(1, ...lines) * LINE_HEIGHT + 2;
}

function contentOf({ content, format }: Cell): CellObject {
  const shown = format === undefined ? {} : { format };
  if (content === null) return {};
  // Words in a column of figures carry the format of these, which the library refuses for text.
  if (typeof content === 'string')
    return { value: content, type: String, ...(format === TEXT_FORMAT ? shown : {}) };
  if (typeof content === 'number') return { value: content, type: Number, ...shown };
  return { value: content.formula, type: 'Formula', ...shown };
}

/** What the library has no word for: values beside formulas, one page wide, repeated headings, a mark on each page. */
function finishing(sheets: readonly SheetSpec[]): Feature<Blob> {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _options, { sheetIndex }) => {
            const sheet = sheets[sheetIndex];
            return sheet === undefined ? xml : pageSetUp(withValues(xml, sheet), sheet);
          },
        },
        'xl/workbook.xml': {
          transform: (xml) =>
            xml
              .replace('<calcPr/>', '<calcPr fullCalcOnLoad="1"/>')
              .replace(
                '<definedNames/>',
                `<definedNames>${sheets.map(repeatedRows).join('')}</definedNames>`,
              ),
        },
      },
    },
  };
}

const FORMULA_CELL = /<c r="([A-Z]+)(\d+)"([^>]*)><f>([\s\S]*?)<\/f><\/c>/gu;

function withValues(xml: string, { rows }: SheetSpec): string {
  return xml.replace(
    FORMULA_CELL,
    (whole, letters: string, number: string, attributes: string, formula: string) => {
      const content = rows[Number(number) - 1]?.cells[columnNumber(letters) - 1]?.content;
      if (content === null || typeof content !== 'object') return whole;
      const isText = typeof content.comesTo === 'string';
      const type = isText ? ' t="str"' : '';
      return `<c r="${letters}${number}"${attributes}${type}><f>${formula}</f><v>${escaped(String(content.comesTo))}</v></c>`;
    },
  );
}

function pageSetUp(xml: string, { landscape, pageMark }: SheetSpec): string {
  const orientation = landscape === true ? 'landscape' : 'portrait';
  const header = pageMark === undefined ? '' : `<oddHeader>&amp;C&amp;B${escaped(pageMark)}</oddHeader>`;
  return xml
    .replace(/(<worksheet[^>]*>)/u, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>')
    .replace(
      /<pageSetup[^>]*\/>/u,
      `<pageSetup paperSize="9" orientation="${orientation}" fitToWidth="1" fitToHeight="0"/><headerFooter>${header}<oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter>`,
    );
}

function repeatedRows({ name, headRows }: SheetSpec, index: number): string {
  return headRows === 0
    ? ''
    : `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${escaped(quoted(name))}!$${headRows}:$${headRows}</definedName>`;
}

/** A sheet's name as formulas write it. */
export function quoted(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}

/** 1 is "A". */
export function columnLetters(number: number): string {
  const rest = (number - 1) % 26;
  const letter = String.fromCharCode(65 + rest);
  return number > 26 ? columnLetters((number - 1 - rest) / 26) + letter : letter;
}

function columnNumber(letters: string): number {
  return Array.from(letters).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
