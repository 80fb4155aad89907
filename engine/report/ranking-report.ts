/** The yearly ranking report from the units' years: rows, counts, averages and changes. Pure and exact. */
import { compare } from '../model/ratio.ts';
import type { RankingRule } from '../model/scheme.ts';
import { placesOf } from '../score/ranking.ts';
import { averageRows } from './averages.ts';
import { changeCell, indexCell, pointsCell, UNDECIDED } from './format.ts';
import {
  type BlockRows,
  type CountRow,
  type RankingReport,
  type ReportBlock,
  type ReportInput,
  type ReportUnit,
  type UnitRow,
  type UnitYear,
  YEARS_SHOWN,
  type YearCells,
} from './model.ts';
import { rankedIn } from './ranked.ts';

export function rankingReport(input: ReportInput): RankingReport {
  const blocks = rowsByBlock(input);
  const rows = blocks.flatMap((block) => block.rows);
  const rankColumns = columnsOf(input.ranks, rows);
  return {
    year: input.year,
    format: input.format,
    ranking: input.ranking,
    blocks,
    withoutData: input.units.filter((unit) => !hasData(unit, input)).length,
    rankColumns,
    counts: countRows(blocks, rankColumns),
    averages: averageRows(input, blocks),
    ...changesOf(rows),
  };
}

function rowsByBlock(input: ReportInput): BlockRows[] {
  let number = 0;
  return input.blocks.flatMap((block) => {
    const units = input.units.filter((unit) => unit.block === block.code && hasData(unit, input));
    const placed = inOrder(units, input);
    const rows = placed.map(({ unit, place }, index): UnitRow => {
      number += 1;
      return rowOf(input, unit, { number, numberInBlock: index + 1, place });
    });
    return rows.length === 0 ? [] : [{ ...block, rows }];
  });
}

/** Whether an index or a rank is known of some year shown; a unit of which none is was neither appraised nor ranked. */
function hasData({ years }: ReportUnit, { year }: ReportInput): boolean {
  return Array.from({ length: YEARS_SHOWN }, (_, back) => years.get(year - back)).some(
    (known) => known?.index !== undefined || known?.rank !== undefined,
  );
}

interface Placed {
  readonly unit: ReportUnit;
  readonly place: number | undefined;
}

/** By place; then those without an index, by rank and then as they came. */
function inOrder(units: readonly ReportUnit[], { year, ranks, ranking }: ReportInput): Placed[] {
  const places = placesOf(rankedIn(units, year), ranking);
  const last = units.length + 1;
  const step = ({ unit }: Placed): number => {
    const at = ranks.indexOf(unit.years.get(year)?.rank ?? '');
    return at < 0 ? ranks.length : at;
  };
  const placed = units.map((unit): Placed => ({ unit, place: places.get(unit.id) }));
  return placed.sort(
    (a, b) => (a.place ?? last) - (b.place ?? last) || (a.place === undefined ? step(a) - step(b) : 0),
  );
}

function rowOf(
  input: ReportInput,
  unit: ReportUnit,
  at: Pick<UnitRow, 'number' | 'numberInBlock' | 'place'>,
): UnitRow {
  const { year, format, ranks } = input;
  const own = unit.years.get(year);
  const before = unit.years.get(year - 1);
  return {
    unit,
    ...at,
    standard: pointsCell(own?.standard),
    appraised: pointsCell(own?.appraised),
    years: Array.from({ length: YEARS_SHOWN }, (_, back) => yearCells(input, unit, year - back)),
    change: changeCell(own?.index, before?.index, format),
    steps: stepsBetween(ranks, before, own),
  };
}

function yearCells({ units, format }: ReportInput, unit: ReportUnit, year: number): YearCells {
  const known = unit.years.get(year);
  const someArePublished = units.some(({ years }) => years.get(year)?.isPublished === true);
  return {
    year,
    index: indexCell(known?.index, format),
    rank: known?.rank ?? UNDECIDED,
    isOpen: known?.rank !== undefined && !known.isPublished && someArePublished,
  };
}

/** `ranks` has the highest step first. */
function stepsBetween(
  ranks: readonly string[],
  before: UnitYear | undefined,
  now: UnitYear | undefined,
): number | undefined {
  const [from, to] = [before, now].map((known) => ranks.indexOf(known?.rank ?? ''));
  return from === undefined || to === undefined || from < 0 || to < 0 ? undefined : from - to;
}

function columnsOf(ranks: readonly string[], rows: readonly UnitRow[]): string[] {
  const others = new Set(rows.map(({ years }) => years[0]?.rank ?? UNDECIDED));
  return [...ranks, ...[...others].filter((rank) => !ranks.includes(rank))];
}

/** One row for each block, and the sum where there are several. */
function countRows(blocks: readonly BlockRows[], ranks: readonly string[]): CountRow[] {
  const rowOfCounts = (block: ReportBlock | null, rows: readonly UnitRow[]): CountRow => ({
    block,
    counts: ranks.map((rank) => rows.filter(({ years }) => years[0]?.rank === rank).length),
    total: rows.length,
  });
  const perBlock = blocks.map(({ rows, code, name }) => rowOfCounts({ code, name }, rows));
  return blocks.length === 1
    ? perBlock
    : [
        ...perBlock,
        rowOfCounts(
          null,
          blocks.flatMap(({ rows }) => rows),
        ),
      ];
}

function changesOf(
  rows: readonly UnitRow[],
): Pick<RankingReport, 'rising' | 'falling' | 'unchanged' | 'incomparable'> {
  const known = rows.flatMap((row) =>
    row.change.value === undefined ? [] : [{ row, change: row.change.value }],
  );
  const only = (isWanted: (numerator: bigint) => boolean, order: 1 | -1 = 1): UnitRow[] =>
    known
      .filter(({ change }) => isWanted(change.numerator))
      .sort((a, b) => order * compare(b.change, a.change) || a.row.number - b.row.number)
      .map(({ row }) => row);
  return {
    rising: only((numerator) => numerator > 0n),
    falling: only((numerator) => numerator < 0n, -1),
    unchanged: only((numerator) => numerator === 0n),
    incomparable: rows.filter(({ change }) => change.value === undefined),
  };
}

/** The comparison by which units of one index are told apart; the spreadsheet leaves such places to us. */
export function hasSimplePlaces({ ties, tieBreakers, comparesRounded }: RankingRule): boolean {
  return ties === 'gapped' && tieBreakers.length === 0 && !comparesRounded;
}
