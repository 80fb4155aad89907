/** The peer: the docx library building a document of the same cells and nothing else. */
import { Document, Paragraph, Table, TableCell, TableRow } from 'docx';
import type { PrintedTable } from '../../engine/report/printed.ts';

export function plainDocument(tables: readonly PrintedTable[]): Document {
  return new Document({
    sections: [
      {
        children: tables.map(
          (table) =>
            new Table({
              rows: cellsOf(table).map(
                (cells) =>
                  new TableRow({
                    children: cells.map((text) => new TableCell({ children: [new Paragraph(text)] })),
                  }),
              ),
            }),
        ),
      },
    ],
  });
}

/** Every cell with its text, row by row. */
function cellsOf({ heading, rows }: PrintedTable): (readonly string[])[] {
  return [...heading.map((cells) => cells.map(({ text }) => text)), ...rows.map(({ cells }) => cells)];
}
