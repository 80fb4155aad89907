/** From the rows of the published tables to what is stored of them. */
import { parseDecimal, type Ratio, ratio } from '../engine/model/ratio.ts';
import type { NewObservation, NewPublishedAverage, NewPublishedRank } from './imports.ts';
import {
  AMBIGUOUS_ALIASES,
  AVERAGES,
  FINDINGS,
  type FigureTable,
  RANK_NAMES,
  type RankTable,
  SAME_UNIT,
  type UnitTable,
} from './sample-sources.ts';
import type { Block, Unit } from './units.ts';

/** One row of a published table, by column. */
export type TableRow = ReadonlyMap<string, string>;

/** @throws when a cell that should be a number is none. */
export function figuresOf(table: FigureTable, rows: readonly TableRow[]): NewObservation[] {
  return rows.filter(isWanted(table)).flatMap((row) => {
    const named = cell(row, table.unitColumn);
    const unitId = table.units === undefined ? named : table.units[named];
    if (unitId === undefined || table.except?.includes(unitId) === true) return [];
    return table.columns.map(({ column, fact, percent }) => ({
      unitId,
      fact,
      period: table.period,
      state: { status: 'known' as const, value: decimal(cell(row, column), percent) },
      sourceRow: sourceLine(row),
      knownOn: table.document.date,
    }));
  });
}

/** Each finding, stored for every one of the units. */
export function findingsOf(rows: readonly TableRow[], unitIds: readonly string[]): NewObservation[] {
  return rows.flatMap((row) => {
    const high = decimal(cell(row, 'below_percent'), true);
    return unitIds.map((unitId) => ({
      unitId,
      fact: cell(row, 'fact'),
      period: cell(row, 'year'),
      state: { status: 'bounded' as const, bound: { high, highOpen: true }, phrase: cell(row, 'bound') },
      foundBy: cell(row, 'found_by'),
      quote: cell(row, 'quote'),
      sourceRow: sourceLine(row),
      knownOn: FINDINGS.document.date,
    }));
  });
}

export function ranksOf(table: RankTable, rows: readonly TableRow[]): NewPublishedRank[] {
  return rows.flatMap((row) =>
    table.columns.map(({ column, ...publication }) => ({
      ...publication,
      unitId: cell(row, 'unit_id'),
      rank: RANK_NAMES[cell(row, column)] ?? cell(row, column),
      source: table.document.name,
      sourceRow: sourceLine(row),
    })),
  );
}

export function averagesOf(rows: readonly TableRow[]): NewPublishedAverage[] {
  return rows.flatMap((row) =>
    AVERAGES.columns.map(({ column, year }) => {
      const block = cell(row, 'block_id');
      const value = decimal(cell(row, column), true);
      return {
        province: AVERAGES.province,
        block: block === AVERAGES.general ? null : block,
        year,
        numerator: Number(value.numerator),
        denominator: Number(value.denominator),
        source: AVERAGES.source,
        sourceRow: sourceLine(row),
        knownOn: AVERAGES.document.date,
      };
    }),
  );
}

export function unitsOf(table: UnitTable, rows: readonly TableRow[]): Unit[] {
  return rows.map((row) => ({
    id: cell(row, 'unit_id'),
    province: table.province,
    block: table.blockCodes?.[cell(row, table.blockColumn)] ?? cell(row, table.blockColumn),
    name: cell(row, table.name),
    position: Number(cell(row, 'order')),
    validFrom: null,
    validTo: null,
    parentId: null,
  }));
}

/** Every spelling of the units: from their own table, and from the spellings of all documents. */
export function unitAliasesOf(
  table: UnitTable,
  rows: readonly TableRow[],
  spellings: readonly TableRow[],
): { unitId: string; alias: string }[] {
  const unitIds = new Set(rows.map((row) => cell(row, 'unit_id')));
  const printed = rows.flatMap((row) =>
    table.names
      .flatMap((column) => cell(row, column).split('|'))
      .map((alias) => ({ unitId: cell(row, 'unit_id'), alias: alias.trim() }))
      .filter(({ alias }) => alias !== ''),
  );
  const elsewhere = spellings
    .map((row) => ({ id: cell(row, 'unit_id'), alias: cell(row, 'alias') }))
    .map(({ id, alias }) => ({ unitId: SAME_UNIT[id] ?? id, alias }))
    .filter(({ unitId, alias }) => unitIds.has(unitId) && !AMBIGUOUS_ALIASES.has(alias));
  return [...printed, ...elsewhere];
}

/** The blocks of a province; in the spellings, which are those of Khánh Hòa, a block's id is "#block-<code>". */
export function blocksOf({ province, blocks }: UnitTable, spellings: readonly TableRow[]): Block[] {
  return blocks.map(({ code, name, aliases = [] }, index) => ({
    province,
    code,
    name,
    position: index + 1,
    aliases: [
      ...aliases,
      ...spellings
        .filter((row) => cell(row, 'unit_id') === `#block-${code}`)
        .map((row) => cell(row, 'alias')),
    ],
  }));
}

function isWanted({ only = {} }: FigureTable): (row: TableRow) => boolean {
  return (row) => Object.entries(only).every(([column, text]) => cell(row, column) === text);
}

export function cell(row: TableRow, column: string): string {
  const text = row.get(column);
  if (text === undefined) throw new Error(`the sample data has no column \`${column}\``);
  return text;
}

export function sourceLine(row: TableRow): number {
  return Number(cell(row, 'source_line'));
}

export function decimal(text: string, percent: boolean): Ratio {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`the sample data has \`${text}\` where a number should be`);
  return percent ? ratio(value.numerator, value.denominator * 100n) : value;
}
