/** Which kind of file it is, by the headings of its columns. */
import type { FactDefinition } from '../../engine/model/facts.ts';
import { fold } from '../../engine/model/text.ts';
import type { ColumnSpec } from './columns.ts';
import { FactNames } from './fact-names.ts';
import { PERIOD_HEADINGS, UNIT_HEADINGS } from './headings.ts';
import { RANK_COLUMNS } from './ranks-file.ts';
import { scoreColumns } from './score-columns.ts';
import { UNIT_COLUMNS } from './units-file.ts';

/** The kinds that have columns of their own; every other file is one of figures. */
const COLUMNS: readonly (readonly ['scores' | 'ranks' | 'units', Readonly<Record<string, ColumnSpec>>])[] = [
  ['scores', scoreColumns(false)],
  ['ranks', RANK_COLUMNS],
  ['units', UNIT_COLUMNS],
];

/** Undefined where the headings are of no kind that is loaded. */
export function recogniseKind(
  headings: readonly string[],
  facts: ReadonlyMap<string, FactDefinition>,
): 'figures' | 'scores' | 'ranks' | 'units' | undefined {
  const found = new Set(headings.map(fold));
  const has = (spellings: readonly string[]): boolean => spellings.some((text) => found.has(fold(text)));
  const own = COLUMNS.find(([, columns]) =>
    Object.values(columns).every(({ isRequired, headings: spellings }) => !isRequired || has(spellings)),
  );
  if (own !== undefined) return own[0];
  const names = new FactNames(facts);
  const isFigures =
    has(UNIT_HEADINGS) && has(PERIOD_HEADINGS) && headings.some((text) => names.fault(text) === undefined);
  return isFigures ? 'figures' : undefined;
}
