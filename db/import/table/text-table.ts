/** A table in a file of text: its head from the first blocks, then its rows as blocks come in. */
import { type Refusal, refuse } from '../problems.ts';
import type { Block } from './blocks.ts';
import { CsvRows } from './csv.ts';
import { Decoder } from './decoder.ts';
import { type FoundHeading, findHeading, ROWS_LOOKED_AT } from './heading.ts';
import { MOST_COLUMNS } from './limits.ts';
import { noHeading } from './no-heading.ts';
import { SAVE_AS_CSV } from './signatures.ts';
import { TableFault, type TableOptions, type TableRow } from './table.ts';

/** Commas first: a table of one column has no delimiter at all. */
const DELIMITERS = [',', ';', '\t'] as const;
/** The line by which Excel says the delimiter; it does not count as a row there either. */
const STATED = /^sep=([^"\r\n])(?:\r\n|\r|\n|$)/i;

export interface TextHead extends FoundHeading {
  readonly ok: true;
  readonly delimiter: string;
}

interface Sample {
  readonly delimiter: string;
  readonly rows: readonly TableRow[];
  readonly fault?: TableFault;
  readonly found?: FoundHeading;
}

/** Delimiter and heading, from the first blocks of a file. */
export function textHead(blocks: readonly Block[], options: TableOptions): TextHead | Refusal {
  const { text, isBroken } = sampleText(blocks);
  const isWhole = blocks.at(-1)?.isLast === true;
  const stated = STATED.exec(text)?.[1];
  const samples = (stated === undefined ? DELIMITERS : [stated]).map((delimiter) =>
    sampleOf(text, delimiter, isWhole && !isBroken, options),
  );
  const sample = samples.reduce((best, each) => (scoreOf(each) > scoreOf(best) ? each : best));
  const wide = sample.rows.find(({ cells }) => cells.length > MOST_COLUMNS);
  if (wide !== undefined) return tooWide(wide.cells.length, wide.row);
  if (sample.found !== undefined) return { ok: true, delimiter: sample.delimiter, ...sample.found };
  if (isBroken) return brokenText(sample.rows.length + 1).refusal();
  if (sample.fault !== undefined) return sample.fault.refusal();
  return noHeading(sample.rows, options);
}

function sampleText(blocks: readonly Block[]): { text: string; isBroken: boolean } {
  const decoder = new Decoder();
  let text = '';
  for (const block of blocks) {
    const decoded = decoder.decode(block);
    text += decoded.text;
    if (decoded.isBroken) return { text, isBroken: true };
  }
  return { text, isBroken: false };
}

function sampleOf(text: string, delimiter: string, isWhole: boolean, options: TableOptions): Sample {
  const reader = new CsvRows(delimiter);
  const rows: TableRow[] = [];
  let fault: TableFault | undefined;
  try {
    rows.push(...reader.push(withoutStated(text)));
    if (isWhole) rows.push(...reader.end());
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    fault = error;
  }
  const first = rows.slice(0, ROWS_LOOKED_AT);
  const found = findHeading(first, options);
  return {
    delimiter,
    rows: first,
    ...(fault === undefined ? {} : { fault }),
    ...(found === undefined ? {} : { found }),
  };
}

/** A delimiter that shows headings; failing that, one that makes columns and leaves the quotation marks right. */
function scoreOf({ found, rows, fault }: Sample): number {
  const columns = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return (found?.score ?? 0) * 1e6 + (fault === undefined ? 1e5 : 0) + Math.min(columns, 1e4);
}

function withoutStated(text: string): string {
  return text.replace(STATED, '');
}

/** Reads the rows below the heading; give it every block of the file once, from the first. */
export class TextRows {
  readonly #head: TextHead;
  readonly #decoder = new Decoder();
  readonly #reader: CsvRows;
  #started = false;

  constructor(head: TextHead) {
    this.#head = head;
    this.#reader = new CsvRows(head.delimiter);
  }

  /** @throws TableFault with the row where the file breaks */
  read(block: Block): TableRow[] {
    const { text, isBroken } = this.#decoder.decode(block);
    const rows = this.#reader.push(this.#started ? text : withoutStated(text));
    this.#started = true;
    if (isBroken) throw brokenText(this.#reader.row);
    if (block.isLast) rows.push(...this.#last());
    return rows.filter(({ row }) => row > this.#head.lastRow);
  }

  #last(): TableRow[] {
    const rows = this.#reader.end();
    const last = rows.at(-1);
    const { heading, lastRow } = this.#head;
    if (this.#reader.isCut && last !== undefined && last.row > lastRow)
      if (last.cells.length < heading.cells.length) throw cutFile(last);
    return rows;
  }
}

function tooWide(columns: number, row: number): Refusal {
  return refuse(
    `Tệp có ${columns.toLocaleString('vi-VN')} cột; nhiều nhất là ${MOST_COLUMNS} cột.`,
    'Mỗi đơn vị, mỗi kỳ hoặc mỗi hồ sơ là một dòng; chỉ giữ các cột cần nạp.',
    row,
  );
}

function brokenText(row: number): TableFault {
  return new TableFault({
    row,
    reason:
      'Có ký tự không đọc được: tệp không phải văn bản, bị hỏng hoặc bị cắt giữa chừng, hoặc không thuộc bảng mã UTF-8, UTF-16, Windows-1258.',
    remedy: SAVE_AS_CSV,
  });
}

function cutFile({ row, cells }: TableRow): TableFault {
  return new TableFault({
    row,
    reason: `Tệp bị cắt giữa chừng: dòng cuối chỉ có ${cells.length} ô và không có dấu xuống dòng.`,
    remedy: 'Xuất hoặc chép lại tệp cho đủ.',
  });
}
