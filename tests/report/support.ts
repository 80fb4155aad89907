/** What the tests of documents share. */
import { spawnSync } from 'node:child_process';
import { strFromU8, unzipSync } from 'fflate';

/** Whether LibreOffice is on this machine. */
export const HAS_OFFICE = spawnSync('soffice', ['--version'], { stdio: 'ignore' }).status === 0;

/** One part of a zipped document as text. */
export function partOf(bytes: Uint8Array, path: string): string {
  const file = unzipSync(bytes)[path];
  if (file === undefined) throw new Error(`the document has no ${path}`);
  return strFromU8(file);
}

/** The parts of a zipped document. */
export function partsOf(bytes: Uint8Array): string[] {
  return Object.keys(unzipSync(bytes));
}

/** The text of a stretch of WordprocessingML. */
export function textOf(xml: string): string {
  return Array.from(xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu), ([, text = '']) =>
    unescaped(text),
  ).join('');
}

export function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

export interface DocumentTable {
  /** Rows that repeat on every page. */
  readonly heading: readonly (readonly string[])[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a document in their order, as the texts of their cells; paragraphs of a cell are lines. */
export function tablesOf(documentXml: string): DocumentTable[] {
  return Array.from(documentXml.matchAll(/<w:tbl>.*?<\/w:tbl>/gsu), ([table]) => {
    const rows = Array.from(table.matchAll(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gsu), ([row]) => ({
      isHeading: row.includes('<w:tblHeader'),
      // A cell that only continues the one above has no text of its own.
      cells: Array.from(row.matchAll(/<w:tc>.*?<\/w:tc>/gsu), ([cell]) => cell)
        .filter((cell) => !/<w:vMerge(?: w:val="continue")?\/>/u.test(cell))
        .map(linesOf),
    }));
    return {
      heading: rows.filter(({ isHeading }) => isHeading).map(({ cells }) => cells),
      rows: rows.filter(({ isHeading }) => !isHeading).map(({ cells }) => cells),
    };
  });
}

function linesOf(cell: string): string {
  return Array.from(cell.matchAll(/<w:p>.*?<\/w:p>|<w:p .*?<\/w:p>/gsu), ([paragraph]) =>
    textOf(paragraph),
  ).join('\n');
}
