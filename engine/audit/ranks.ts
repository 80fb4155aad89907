/** Places in numbers: their order against the values, and one rule for ties over the whole report. */
import { compare, type Ratio } from '../model/ratio.ts';
import type { Ranking } from './book.ts';
import type { Figure, Read } from './figures.ts';
import { written } from './relations.ts';

export type TieRule = 'dense' | 'competition';

/** A place that does not follow from the values. */
export interface WrongRank {
  readonly figure: Figure;
  readonly due: number;
  readonly how: string;
}

export const TIE_RULES: Readonly<Record<TieRule, string>> = {
  dense: 'đồng hạng không bỏ số (1, 1, 2)',
  competition: 'đồng hạng bỏ số (1, 1, 3)',
};

interface Row {
  readonly rank: Figure;
  readonly value: Figure;
  readonly read: Ratio | undefined;
  readonly place: number;
}

/** The places that the values give; `trusted` says that other relations confirm a value. */
export function wrongRanks(
  rankings: readonly Ranking[],
  read: Read,
  trusted: (figure: Figure) => boolean,
): { readonly wrong: WrongRank[]; readonly values: WrongRank[]; readonly rule: TieRule | undefined } {
  const tables = rankings.map(({ rows }) =>
    rows.map(({ rank, value }) => ({ rank, value, read: read(value).value, place: placeOf(rank) })),
  );
  const rule = ruleOf(tables);
  const wrong: WrongRank[] = [];
  const values: WrongRank[] = [];
  for (const rows of tables) {
    const odd = mismatches(rows, rule);
    if (odd.length === 0) continue;
    const value = rows.every((row) => trusted(row.value)) ? undefined : wrongValue(rows, rule, trusted);
    if (value !== undefined && odd.length > 1)
      values.push({ figure: value.value, due: value.place, how: outOfPlace(value) });
    else
      wrong.push(
        ...odd.map(({ row, due }) => ({ figure: row.rank, due, how: reckoned(row, rows, due, rule, read) })),
      );
  }
  const tied = tables.some((rows) =>
    rows.some((row, index) => rows.slice(index + 1).some((other) => isTie(row, other))),
  );
  return { wrong, values, rule: tied ? rule : undefined };
}

function placeOf(rank: Figure): number {
  return Number(rank.form?.value.numerator ?? 0n) / Number(rank.form?.value.denominator ?? 1n);
}

function isTie(a: Row, b: Row): boolean {
  return a.read !== undefined && b.read !== undefined && compare(a.read, b.read) === 0;
}

/** The rule that more tables follow without fault; then the one with fewer faults. */
function ruleOf(tables: readonly (readonly Row[])[]): TieRule {
  const count = (rule: TieRule) => {
    const faults = tables.map((rows) => mismatches(rows, rule).length);
    return {
      whole: faults.filter((number) => number === 0).length,
      faults: faults.reduce((sum, number) => sum + number, 0),
    };
  };
  const [dense, competition] = [count('dense'), count('competition')];
  if (dense.whole !== competition.whole) return dense.whole > competition.whole ? 'dense' : 'competition';
  return competition.faults < dense.faults ? 'competition' : 'dense';
}

function due(row: Row, rows: readonly Row[], rule: TieRule): number {
  const better = rows.flatMap(({ read }) =>
    read !== undefined && row.read !== undefined && compare(read, row.read) > 0 ? [read] : [],
  );
  if (rule === 'competition') return better.length + 1;
  return (
    new Set(better.map(({ numerator, denominator }) => `${(numerator * 10n ** 9n) / denominator}`)).size + 1
  );
}

function mismatches(rows: readonly Row[], rule: TieRule): { row: Row; due: number }[] {
  return rows
    .map((row) => ({ row, due: due(row, rows, rule) }))
    .filter(({ row, due }) => row.read !== undefined && due !== row.place);
}

/** One value whose leaving out, with its place kept free, explains all that is odd in the table. */
function wrongValue(
  rows: readonly Row[],
  rule: TieRule,
  trusted: (figure: Figure) => boolean,
): Row | undefined {
  return rows.find((row) => {
    if (trusted(row.value)) return false;
    const others = rows.filter((other) => other !== row);
    const shares = others.some(({ place }) => place === row.place);
    return others.every((other) => {
      const alone = due(other, others, rule);
      const pushed = other.place > row.place && (rule === 'competition' || !shares) ? alone + 1 : alone;
      return other.place === pushed;
    });
  });
}

function outOfPlace(row: Row): string {
  return `không hợp với thứ hạng ${row.place} của chính dòng này; các dòng khác đều đúng thứ tự`;
}

function reckoned(row: Row, rows: readonly Row[], place: number, rule: TieRule, read: Read): string {
  const ties = rows.filter((other) => other !== row && isTie(row, other)).length;
  const tied = ties === 0 ? '' : `, cùng giá trị với ${ties} đơn vị khác`;
  return `${row.value.name} ${written(row.value, read)} đứng thứ ${place} trong ${rows.length} đơn vị${tied}; ${TIE_RULES[rule]}`;
}
