/** The criteria that three reports name, and what their prose says of each unit there, as read from data/. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parseDecimal, type Ratio } from '../../engine/model/ratio.ts';

export const EFFECTS = ['points', 'percent', 'below_max', 'zero', 'deducted', 'full', 'exempt'] as const;

export interface Criterion {
  readonly criterion_id: string;
  readonly parent_id: string;
  readonly kind: string;
  readonly applies_to: string;
  readonly name: string;
  readonly max_printed: string;
  readonly responsible_unit_id: string;
  readonly responsible_printed: string;
  readonly quote: string;
  readonly source_line: string;
}

export interface Reason {
  readonly unit_id: string;
  readonly criterion_id: string;
  readonly effect: string;
  readonly points_printed: string;
  readonly max_printed: string;
  readonly percent_printed: string;
  readonly reason: string;
  readonly quote: string;
  readonly source_line: string;
}

export interface Report {
  readonly province: string;
  readonly prefix: string;
  /** The first and the last line of the part on results. */
  readonly lines: readonly [number, number];
  readonly criteria: readonly Criterion[];
  readonly reasons: readonly Reason[];
  /** The block that a unit is scored with. */
  readonly blockOf: ReadonlyMap<string, string>;
}

/** The rows of a table below data/. */
export function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  return parse<Record<string, string>>(readFileSync(`data/${file}`), { columns: true });
}

const ALIASES = rowsOf('common/aliases.csv');

/** Every spelling that a report gives a unit. */
export function spellingsOf(unit: string): readonly string[] {
  return ALIASES.filter(({ unit_id }) => unit_id === unit).map(({ alias = '' }) => alias);
}

/** Whether `text` stands in the quotation whole: "7" does not stand in "17,25", nor "hạ" in "hạn". */
export function states(quote: string, text: string): boolean {
  const literal = text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  const [before, after] = [String.raw`(?<![\p{L}\d]|\d[.,])`, String.raw`(?![\p{L}\d]|[.,]\d)`];
  return text === '' || new RegExp(before + literal + after, 'u').test(quote);
}

/** The units whose names stand in the quotation; the longest name counts, "Cao đẳng Y tế" is no "Y tế". */
export function unitsNamedIn(quote: string, units: ReadonlySet<string>): ReadonlySet<string> {
  const spellings = ALIASES.filter(({ unit_id = '' }) => units.has(unit_id)).toSorted(
    (a, b) => (b['alias']?.length ?? 0) - (a['alias']?.length ?? 0),
  );
  const named = new Set<string>();
  let rest = quote;
  for (const { alias = '', unit_id = '' } of spellings) {
    if (!states(rest, alias)) continue;
    named.add(unit_id);
    rest = rest.replaceAll(alias, '#');
  }
  return named;
}

type Tables = Pick<Report, 'province' | 'prefix' | 'lines' | 'blockOf'> & { readonly year: number };

function report({ year, ...of }: Tables): Report {
  const table = <Row>(kind: string): Row[] =>
    parse<Row>(readFileSync(`data/${of.province}/${kind}-${year}.csv`), { columns: true });
  return { ...of, criteria: table('criteria'), reasons: table('score-reasons') };
}

function column(file: string, name: string): ReadonlyMap<string, string> {
  return new Map(rowsOf(file).map((row) => [row['unit_id'] ?? '', row[name] ?? '']));
}

/** The ministry scores the province alone; its departments and districts are named as the cause. */
const SOC_TRANG = ['st-tinh', ...ALIASES.map(({ unit_id = '' }) => unit_id)].filter((id) =>
  id.startsWith('st-'),
);

export const KHANH_HOA = report({
  province: 'khanh-hoa',
  prefix: 'kh-',
  year: 2019,
  lines: [320, 440],
  blockOf: column('khanh-hoa/units.csv', 'block'),
});
export const DAK_NONG = report({
  province: 'dak-nong',
  prefix: 'dn-',
  year: 2020,
  lines: [189, 654],
  blockOf: column('dak-nong/units.csv', 'level'),
});
export const SOC_TRANG_2017 = report({
  province: 'soc-trang',
  prefix: 'st-',
  year: 2017,
  lines: [24, 265],
  blockOf: new Map(SOC_TRANG.map((id) => [id, 'tinh'])),
});

export const REPORTS: readonly Report[] = [KHANH_HOA, DAK_NONG, SOC_TRANG_2017];

/** A number as printed: "2,5", "-3,5", "17.5", "03", "dưới 60" (of which the bound). @throws for anything else. */
export function printed(text: string): Ratio {
  const value = parseDecimal(text.replace(/^dưới /, '').replace(',', '.'));
  if (value === undefined) throw new Error(`not a printed number: ${text}`);
  return value;
}
