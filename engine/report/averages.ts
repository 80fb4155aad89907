/** Averages of the blocks and of the province over the years of a report, as its scheme forms them. */
import type { Ratio } from '../model/ratio.ts';
import { averageIndex, generalAverage } from '../score/ranking.ts';
import { changeCell, indexCell } from './format.ts';
import {
  type AverageCell,
  type AverageRow,
  type BlockRows,
  type ReportBlock,
  type ReportInput,
  YEARS_SHOWN,
} from './model.ts';
import { rankedIn } from './ranked.ts';

/** One row for each block, and the general average where there are several. */
export function averageRows(input: ReportInput, blocks: readonly BlockRows[]): AverageRow[] {
  const perBlock = blocks.map(({ code, name }) => rowOf(input, { code, name }));
  return blocks.length === 1 ? perBlock : [...perBlock, rowOf(input, null)];
}

function rowOf(input: ReportInput, block: ReportBlock | null): AverageRow {
  const years = Array.from({ length: YEARS_SHOWN }, (_, back) => averageIn(input, block, input.year - back));
  const [now, before] = years;
  return { block, years, change: changeCell(now?.value, before?.value, input.format) };
}

/** Of the units' own indices; for a year that lacks some, the average that was printed goes before that of the rest. */
function averageIn(input: ReportInput, block: ReportBlock | null, year: number): AverageCell {
  const units = input.units.filter((unit) => block === null || unit.block === block.code);
  const ranked = rankedIn(units, year);
  if (ranked.length < units.length) {
    const printed = printedAverage(input, block, year);
    if (printed !== undefined) return { ...indexCell(printed, input.format), year, of: undefined };
  }
  const value = block === null ? generalAverage(ranked, input.ranking) : averageIndex(ranked);
  const of = { counted: ranked.length, all: units.length };
  return { ...indexCell(value, input.format), year, of };
}

/** What was printed, or for a scheme that averages its blocks the mean of what was printed of all of them. */
function printedAverage(
  { averages, blocks, units, ranking }: ReportInput,
  block: ReportBlock | null,
  year: number,
): Ratio | undefined {
  const printed = (code: string | null): Ratio | undefined =>
    averages.find((average) => average.year === year && average.block === code)?.value;
  const own = printed(block?.code ?? null);
  if (own !== undefined || block !== null || ranking.average !== 'blocks') return own;
  const means = blocks
    .filter(({ code }) => units.some((unit) => unit.block === code))
    .map(({ code }) => printed(code));
  const known = means.filter((value) => value !== undefined);
  if (known.length < means.length) return undefined;
  return averageIndex(known.map((index) => ({ index })));
}
