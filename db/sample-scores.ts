/** Points of items as the published reports print them, in tables and in prose. */
import { divide, multiply, parseDecimal, type Ratio, ratio } from '../engine/model/ratio.ts';
import type { StatedFact } from './fact-columns.ts';
import type { POINT_TABLES, REASON_TABLES, ScoreTable } from './sample-sources.ts';
import { cell, sourceLine, type TableRow } from './sample-tables.ts';
import type { NewScore } from './scores.ts';

/** Where a unit belongs among the columns "applies_to" of the criteria. */
export type BlockNameOf = (unitId: string) => string | undefined;

/** @throws when a cell that should be a number is none. */
export function pointsOf(table: (typeof POINT_TABLES)[number], rows: readonly TableRow[]): NewScore[] {
  return rows.map((row) => ({
    ...common(table, row),
    item: cell(row, table.item),
    state: { status: 'known', value: printed(cell(row, table.points)) },
  }));
}

/**
 * What prose says of the points of a unit for an item. Where it says several things of one item the most exact counts, with
 * the reasons of all.
 */
export function reasonsOf(
  table: (typeof REASON_TABLES)[number],
  rows: readonly TableRow[],
  criteria: readonly TableRow[],
  blockOf: BlockNameOf,
): NewScore[] {
  const byItem = Map.groupBy(rows, (row) => `${cell(row, 'unit_id')} ${cell(row, 'criterion_id')}`);
  return [...byItem.values()].flatMap((said) => {
    const [best] = said.toSorted((a, b) => exactness(a) - exactness(b));
    if (best === undefined) return [];
    const criterion = criterionFor(criteria, cell(best, 'criterion_id'), blockOf(cell(best, 'unit_id')));
    // Sóc Trăng's report names departments under criteria by which only the province is scored.
    if (criterion === undefined) return [];
    const max = cell(criterion, 'max_printed');
    const reasons = [...new Set(said.map((row) => cell(row, 'reason')))].filter((reason) => reason !== '');
    return [
      {
        ...common(table, best),
        item: cell(best, 'criterion_id'),
        state: stateOf(best, max === '' ? undefined : printed(max)),
        quote: cell(best, 'quote'),
        ...(reasons.length === 0 ? {} : { reason: reasons.join('; ') }),
      },
    ];
  });
}

function common(
  { year, document }: ScoreTable,
  row: TableRow,
): Pick<NewScore, 'unitId' | 'year' | 'stage' | 'sourceRow' | 'knownOn'> {
  return {
    unitId: cell(row, 'unit_id'),
    year,
    stage: 'phê duyệt',
    sourceRow: sourceLine(row),
    knownOn: document.date,
  };
}

const EFFECTS = ['points', 'percent', 'zero', 'full', 'exempt', 'deducted', 'below_max'] as const;

function exactness(row: TableRow): number {
  return EFFECTS.indexOf(effectOf(row));
}

function effectOf(row: TableRow): (typeof EFFECTS)[number] {
  const effect = EFFECTS.find((each) => each === cell(row, 'effect'));
  if (effect === undefined) throw new Error(`no such effect: \`${cell(row, 'effect')}\``);
  return effect;
}

/** @param max the maximum that the report prints for the item; without one, what is known is a share of it */
function stateOf(row: TableRow, max: Ratio | undefined): StatedFact {
  const [points, outOf] = ['points_printed', 'max_printed'].map((column) => {
    const text = cell(row, column);
    return text === '' ? undefined : printed(text);
  });
  const most = max ?? ratio(1);
  switch (effectOf(row)) {
    case 'points':
      if (points === undefined) throw new Error('points without a number');
      return known(max === undefined && outOf !== undefined ? divide(points, outOf) : points);
    case 'percent':
      return shareOf(cell(row, 'percent_printed'), most);
    case 'zero':
      return known(ratio(0));
    case 'full':
      return known(most);
    case 'exempt':
      return { status: 'exempt' };
    case 'deducted':
      if (points === undefined) throw new Error('a deduction without a number');
      // Of a criterion it is known how much was lost, of a penalty how much was taken off.
      return cell(row, 'criterion_id').startsWith('diem-tru')
        ? known(points)
        : below(most, `mất ${cell(row, 'points_printed').replace('-', '')} điểm`);
    case 'below_max':
      return below(most, 'chưa đạt điểm tối đa');
  }
}

/** "93,94" per cent of the most, or "dưới 60". */
function shareOf(text: string, most: Ratio): StatedFact {
  const [, way, number = text] = /^(dưới|trên) (.+)$/u.exec(text) ?? [];
  const value = multiply(divide(printed(number), ratio(100)), most);
  if (way === undefined) return known(value);
  const bound = way === 'dưới' ? { high: value, highOpen: true } : { low: value, lowOpen: true, high: most };
  return { status: 'bounded', bound, phrase: `${way} ${number}% điểm tối đa` };
}

function known(value: Ratio): StatedFact {
  return { status: 'known', value };
}

function below(most: Ratio, phrase: string): StatedFact {
  return { status: 'bounded', bound: { high: most, highOpen: true }, phrase };
}

function criterionFor(
  criteria: readonly TableRow[],
  item: string,
  block: string | undefined,
): TableRow | undefined {
  return criteria.find(
    (each) =>
      cell(each, 'criterion_id') === item &&
      block !== undefined &&
      cell(each, 'applies_to').split('|').includes(block),
  );
}

/** "17.5" or "7,939", as the reports print decimals. */
function printed(text: string): Ratio {
  const value = parseDecimal(text.replace(',', '.'));
  if (value === undefined) throw new Error(`not a number: \`${text}\``);
  return value;
}
