/** Cases as an XLSX sheet, one row a case, for people who would rather fill in a table. */
import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import type { CaseEntry } from '../engine/language/schema.ts';
import { headingOf, inColumnOrder, NOTHING, type ValuePath } from './case-columns.ts';

export interface Sheet {
  readonly bytes: Uint8Array;
  /** Cases that hold what no row can, and the key under which they do. */
  readonly left: readonly { readonly name: string; readonly key: string }[];
}

/** Rows below the cases that are already text, so that a figure typed there stays as it was typed. */
const SPARE_ROWS = 200;
const NAME = 'Trường hợp';

/** Every cell is text: a spreadsheet would read "92,5" as a number in the manner of its own country. */
export function caseSheet(entries: readonly CaseEntry[]): Sheet {
  const flat = entries.map((entry) => ({ entry, values: flattened(entry) }));
  const rows = flat.filter(({ values }) => strayKey(values) === undefined).map(({ values }) => values);
  const paths = new Map(rows.flatMap((row) => [...row.values()].map(({ path }) => [path.join('\n'), path])));
  const columns = inColumnOrder(paths.values()).map((path) => ({ path, heading: headingOf(path) }));
  const sheet: WorkSheet = {};
  const put = (row: number, column: number, text: string): void => {
    sheet[utils.encode_cell({ r: row, c: column })] = { t: 's', v: text, z: '@' } satisfies CellObject;
  };
  columns.forEach(({ path, heading = '' }, column) => {
    put(0, column, heading);
    rows.forEach((row, index) => put(index + 1, column, row.get(path.join('\n'))?.text ?? ''));
    for (let spare = 1; spare <= SPARE_ROWS; spare += 1) put(rows.length + spare, column, '');
  });
  sheet['!ref'] = utils.encode_range(
    { r: 0, c: 0 },
    { r: rows.length + SPARE_ROWS, c: Math.max(0, columns.length - 1) },
  );
  sheet['!cols'] = columns.map(({ heading = '' }) => ({
    wch: Math.min(60, Math.max(12, heading.length + 2)),
  }));
  const book = utils.book_new();
  utils.book_append_sheet(book, sheet, NAME);
  return {
    bytes: new Uint8Array(write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer),
    left: flat.flatMap(({ entry, values }) => {
      const key = strayKey(values);
      return key === undefined ? [] : [{ name: entry.tên, key }];
    }),
  };
}

interface Value {
  readonly path: ValuePath;
  readonly text: string;
}

/** The key of a value that no column can hold. */
function strayKey(values: ReadonlyMap<string, Value>): string | undefined {
  return [...values.values()].find(({ path }) => headingOf(path) === undefined)?.path[0];
}

/** The values of a case by their paths. */
function flattened(entry: CaseEntry): Map<string, Value> {
  const values = new Map<string, Value>();
  const visit = (part: unknown, path: ValuePath): void => {
    if (typeof part === 'string') values.set(path.join('\n'), { path, text: part });
    else if (isTexts(part))
      values.set(path.join('\n'), { path, text: part.length === 0 ? NOTHING : part.join('\n') });
    else for (const [key, inner] of Object.entries(part ?? {})) visit(inner, [...path, key]);
  };
  visit(entry, []);
  return values;
}

function isTexts(part: unknown): part is readonly string[] {
  return Array.isArray(part) && part.every((item) => typeof item === 'string');
}
