/** Rows written without the library's objects are the rows that it would write itself. */
import { type IContext, Paragraph, TableCell, TableRow, VerticalAlign, WidthType } from 'docx';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type BodyCell, BodyRow } from '../../report/docx/rows.ts';

const cell: fc.Arbitrary<BodyCell> = fc
  .record({
    text: fc
      .array(fc.constantFrom('a', 'Số 1', '<&>"', '', ' hai  cách '), { maxLength: 3 })
      .map((lines) => lines.join('\n')),
    style: fc.constantFrom('rowLeft' as const, 'totalRight' as const),
    width: fc.integer({ min: 1, max: 9000 }),
    columns: fc.option(fc.integer({ min: 2, max: 8 }), { nil: undefined }),
  })
  .map(({ columns, ...rest }) => (columns === undefined ? rest : { ...rest, columns }));

test('a row is the row of the library, cell for cell', () => {
  const context = { stack: [] } as unknown as IContext;
  fc.assert(
    fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
      const theirs = new TableRow({
        cantSplit: true,
        children: cells.map(
          ({ text, style, width, columns }) =>
            new TableCell({
              width: { size: width, type: WidthType.DXA },
              verticalAlign: VerticalAlign.CENTER,
              children: text.split('\n').map((line) => new Paragraph({ text: line, style })),
              ...(columns === undefined ? {} : { columnSpan: columns }),
            }),
        ),
      });
      expect(new BodyRow(cells).prepForXml(context)).toEqual(theirs.prepForXml(context));
    }),
  );
});
