/** Which column of a file holds what, where each may be headed in one of several ways and stands at most once. */
import { fold } from '../../engine/model/text.ts';
import { headingPlace, IGNORED_HEADINGS, missingColumn, REPEATED, unknownHeading } from './headings.ts';
import type { ProblemList, Refusal } from './problems.ts';
import type { TableOptions, TableRow } from './table/table.ts';

export interface ColumnSpec {
  /** What it holds, in a sentence: "đơn vị". */
  readonly what: string;
  /** The first is the one that a template prints. */
  readonly headings: readonly [string, ...string[]];
  readonly isRequired: boolean;
  /** What its cells may hold, for people: "bốn chữ số, ví dụ: 2026". */
  readonly forms?: string;
}

export interface NamedColumns<Key extends string> {
  readonly ok: true;
  /** Where each column stands that the file has. */
  readonly at: ReadonlyMap<Key, number>;
  /** Columns without a heading, which must be empty. */
  readonly unnamed: readonly number[];
}

/** How a file with such columns is known among other rows. */
export function tableOf(specs: Readonly<Record<string, ColumnSpec>>): TableOptions {
  const columns = Object.values(specs);
  const known = new Set(
    [...columns.flatMap(({ headings }) => headings), ...IGNORED_HEADINGS].map((heading) => fold(heading)),
  );
  return {
    isHeading: (cell) => known.has(fold(cell)),
    headings: columns.map(({ headings: [first] }) => first),
  };
}

/** Unknown and repeated headings are noted as problems; without a column that is required the file is refused. */
export function readColumns<Key extends string>(
  heading: TableRow,
  specs: Readonly<Record<Key, ColumnSpec>>,
  problems: ProblemList,
): NamedColumns<Key> | Refusal {
  const entries = Object.entries(specs) as [Key, ColumnSpec][];
  const known = entries.flatMap(([key, { headings }]) =>
    headings.map((text) => ({ text, folded: fold(text), key })),
  );
  const byHeading = new Map(known.map(({ folded, key }) => [folded, key]));
  const ignored = new Set(IGNORED_HEADINGS.map(fold));
  const at = new Map<Key, number>();
  const unnamed: number[] = [];
  for (const [index, text] of heading.cells.entries()) {
    const key = byHeading.get(fold(text));
    if (text === '') unnamed.push(index);
    else if (key === undefined) {
      if (!ignored.has(fold(text))) problems.add(() => unknownHeading(heading, index, known, UNKNOWN));
    } else if (at.has(key)) problems.add(() => ({ ...headingPlace(heading, index), ...REPEATED }));
    else at.set(key, index);
  }
  const missing = entries.find(([key, { isRequired }]) => isRequired && !at.has(key));
  if (missing !== undefined) return missingColumn(heading, missing[1].what, missing[1].headings);
  return { ok: true, at, unnamed };
}

const UNKNOWN = { reason: 'Không biết cột này là gì.', remedy: 'Sửa tiêu đề, hoặc bỏ cột.' };
