/** Replies as plain text: the command line, and channels without markup. */
import type { Block, Button, Reply } from '../reply.ts';

type TableBlock = Extract<Block, { type: 'table' }>;

const NUMBER = /^[-+−]?\d[\d.,]*\s?%?$/;

/** The whole reply without its buttons, for a fixed-width screen. */
export function renderPlain(reply: Reply): string {
  return reply.blocks.map((block) => plainBlock(block, alignedTable)).join('\n\n');
}

/** One block, with tables laid out by `table`. */
export function plainBlock(block: Block, table: (block: TableBlock) => string): string {
  if (block.type === 'table') return table(block);
  if (block.type === 'list') return block.items.map((item) => `• ${item}`).join('\n');
  if (block.type === 'quote') return `“${block.text}” (${block.source})`;
  return block.text;
}

/** A table in columns, for a fixed-width screen; columns of numbers stand to the right. */
export function alignedTable({ header, rows }: TableBlock): string {
  const lines = [...(header.some((cell) => cell !== '') ? [header] : []), ...rows];
  const columns = Array.from({ length: Math.max(0, ...lines.map((line) => line.length)) }, (_, index) => {
    const cells = rows.map((row) => row[index] ?? '').filter((cell) => cell !== '');
    return {
      width: Math.max(...lines.map((line) => (line[index] ?? '').length)),
      numeric: cells.length > 0 && cells.every((cell) => NUMBER.test(cell)),
    };
  });
  return lines
    .map((line) =>
      columns
        .map(({ width, numeric }, index) => {
          const cell = line[index] ?? '';
          return numeric ? cell.padStart(width) : cell.padEnd(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A table with one line a row, for a narrow screen with letters of varying width. */
export function listedTable({ header, rows }: TableBlock): string {
  return [header, ...rows]
    .map((line) => line.filter((cell) => cell !== '').join(' · '))
    .filter((line) => line !== '')
    .join('\n');
}

/** Buttons as numbered choices: "1 = Vì sao?", one a line; empty without buttons. */
export function numberedChoices(buttons: readonly Button[]): string {
  return buttons.map(({ label }, index) => `${index + 1} = ${label}`).join('\n');
}
