/** The one reader of tables: CSV in any of the usual encodings as a stream, workbooks whole. */
import type { Refusal } from '../problems.ts';
import { type Block, blocksOf, streamedBlocks } from './blocks.ts';
import { HEAD_BLOCKS, MOST_WORKBOOK_BYTES } from './limits.ts';
import { sheetTable } from './sheet-table.ts';
import { foreignFile, isCompound, isZip } from './signatures.ts';
import {
  type OpenTable,
  type Table,
  TableFault,
  type TableOptions,
  type TableRow,
  type TableSource,
} from './table.ts';
import { type TextHead, TextRows, textHead } from './text-table.ts';
import { tooLarge } from './workbook.ts';

/** Rows that are given together. */
const BATCH_ROWS = 500;

/** Reads a small file whole. */
export function readTable(bytes: Uint8Array, options: TableOptions): Table | Refusal {
  if (isZip(bytes)) return sheetTable(bytes, options);
  const foreign = foreignFile(bytes);
  if (foreign !== undefined) return foreign;
  const blocks = [...blocksOf(bytes)];
  const head = textHead(blocks.slice(0, HEAD_BLOCKS), options);
  if (!head.ok) return head;
  try {
    const reader = new TextRows(head);
    const rows = blocks.flatMap((block) => reader.read(block));
    return { ok: true, heading: head.heading, title: head.title, rows };
  } catch (error) {
    if (error instanceof TableFault) return error.refusal();
    throw error;
  }
}

/**
 * Finds the heading row of a file and gives the rows below it, or says why the file cannot be read. Memory does not
 * grow with a CSV file; a workbook is read whole.
 */
export async function openTable(source: TableSource, options: TableOptions): Promise<OpenTable | Refusal> {
  const blocks = await firstBlocks(source);
  const first = blocks[0]?.bytes ?? new Uint8Array();
  if (isZip(first) || isCompound(first)) return openWhole(source, options);
  const foreign = foreignFile(first);
  if (foreign !== undefined) return foreign;
  const head = textHead(blocks, options);
  if (!head.ok) return head;
  return { ok: true, heading: head.heading, title: head.title, rows: () => textRows(source, head) };
}

async function firstBlocks(source: TableSource): Promise<Block[]> {
  const blocks: Block[] = [];
  for await (const block of streamedBlocks(source.chunks())) {
    blocks.push(block);
    if (blocks.length === HEAD_BLOCKS) break;
  }
  return blocks;
}

async function openWhole(source: TableSource, options: TableOptions): Promise<OpenTable | Refusal> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.chunks()) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > MOST_WORKBOOK_BYTES) return tooLarge();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  const table = readTable(bytes, options);
  if (!table.ok) return table;
  const { rows, ...head } = table;
  return { ...head, rows: () => batchesOf(rows) };
}

async function* batchesOf(rows: readonly TableRow[]): AsyncGenerator<readonly TableRow[]> {
  for (let at = 0; at < rows.length; at += BATCH_ROWS) yield rows.slice(at, at + BATCH_ROWS);
}

async function* textRows(source: TableSource, head: TextHead): AsyncGenerator<readonly TableRow[]> {
  const reader = new TextRows(head);
  let length = 0;
  for await (const block of streamedBlocks(source.chunks())) {
    length += block.bytes.length;
    if (block.isLast && source.size !== undefined && length < source.size)
      throw notAllRead(length, source.size);
    yield* batchesOf(reader.read(block));
  }
}

function notAllRead(length: number, size: number): TableFault {
  return new TableFault({
    reason: `Chỉ đọc được ${length.toLocaleString('vi-VN')} trong ${size.toLocaleString('vi-VN')} byte của tệp.`,
    remedy: 'Chép lại tệp cho đủ rồi nạp.',
  });
}
