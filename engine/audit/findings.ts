/** What an audit reports, in the outside contract's shape. */
import { compare, equal } from '../model/ratio.ts';
import { asPrinted, type Fault } from './blame.ts';
import {
  CLASSES,
  type Figure,
  type FindingClass,
  type Place,
  type Quantity,
  type Relation,
} from './figures.ts';
import { rounded } from './printed.ts';
import type { WrongRank } from './ranks.ts';
import { writtenAs } from './relations.ts';

export interface Finding {
  readonly file: string;
  /** Line of the source document, where known. */
  readonly line?: number;
  /** What the row is about: a unit's id, a fact's id. */
  readonly row: string;
  readonly field: string;
  readonly printed: string;
  /** Empty when nothing else determines the figure. */
  readonly recomputed: string;
  readonly class: FindingClass;
  readonly how: string;
  /** Row of the CSV file, from 1. */
  readonly csv_row: number;
}

function at({ file, line, row, field, csvRow }: Place) {
  return { file, ...(line === undefined ? {} : { line }), row, field, csv_row: csvRow };
}

/** The value of another year, printed for this one. */
export type OtherYear = (figure: Figure) => Quantity | undefined;

export function faultFinding(fault: Fault, otherYear: OtherYear): Finding {
  const { figure, mended, because, reckoned, followers } = fault;
  const recomputed = mended.label ?? (mended.value === undefined ? '' : writtenAs(figure, mended.value));
  const year = otherYear(figure);
  const [first = 'không khớp với các số liệu liên quan', ...others] = reckoned;
  const also = others.length === 0 ? '' : `; cũng theo: ${others.slice(0, 3).join('; ')}`;
  const more = others.length > 3 ? ` và ${others.length - 3} phép tính khác` : '';
  const copies =
    figure.copies.length === 0 ? '' : `; in lại ở ${figure.copies.map(({ file }) => file).join(', ')}`;
  return {
    ...at(figure.place),
    printed: figure.printed,
    recomputed,
    class: year === undefined ? classOf(figure, because) : 'wrong_year',
    how: `${first}${also}${more}${copies}${followed(followers)}${year === undefined ? '' : `; số in là giá trị của năm ${year.year}`}`,
  };
}

/** The figures that were worked out from the wrong one. */
function followed(followers: readonly Figure[]): string {
  const places = followers
    .slice(0, 4)
    .map(({ place, printed }) => `${place.file} ${place.row} ("${printed}")`);
  return places.length === 0 ? '' : `; tính theo hoặc nhắc lại số in này: ${places.join(', ')}`;
}

/** What prose says against a table is told as that, whatever else it breaks. */
function classOf(figure: Figure, because: readonly Relation[]): FindingClass {
  if (figure.prose && because.some((relation) => relation.class === 'prose_vs_table'))
    return 'prose_vs_table';
  const own = because.find((relation) => relation.class !== 'prose_vs_table') ?? because[0];
  if (figure.label !== undefined) return 'tie_rule';
  if (own === undefined) return figure.exact ? 'count' : 'arithmetic';
  return own.class === 'prose_vs_table' ? 'arithmetic' : own.class;
}

export function rankFinding({ figure, due, how }: WrongRank): Finding {
  return {
    ...at(figure.place),
    printed: figure.printed,
    recomputed: String(due),
    class: 'tie_rule',
    how:
      figure.copies.length === 0
        ? how
        : `${how}; in lại ở ${figure.copies.map(({ file }) => file).join(', ')}`,
  };
}

export function valueFinding({ figure, how }: WrongRank): Finding {
  return { ...at(figure.place), printed: figure.printed, recomputed: '', class: 'arithmetic', how };
}

export function roundingFinding(relation: Relation): Finding {
  const { result } = relation;
  const due = relation.predict(result, asPrinted)?.value;
  return {
    ...at(result.place),
    printed: result.printed,
    recomputed: due === undefined ? '' : writtenAs(result, due),
    class: 'rounding',
    how: `${relation.how(asPrinted)}; nằm trong sai số làm tròn của các số in ra`,
  };
}

export function uncheckable(figure: Figure, why = 'không số liệu nào khác xác định số này'): Finding {
  return { ...at(figure.place), printed: figure.printed, recomputed: '', class: 'not_checkable', how: why };
}

/** Finds what the printed value of a figure is in another year. */
export function otherYears(quantities: ReadonlyMap<Figure, Quantity>): OtherYear {
  const entries = [...quantities];
  return (figure) => {
    const own = quantities.get(figure);
    const { value } = asPrinted(figure);
    if (own === undefined || value === undefined || (figure.places === 0 && !figure.prose)) return undefined;
    return entries.find(([other, { kind, subject, year }]) => {
      const theirs = asPrinted(other).value;
      return (
        kind === own.kind &&
        subject === own.subject &&
        year !== own.year &&
        theirs !== undefined &&
        (compare(theirs, value) === 0 || (figure.prose && equal(rounded(theirs, figure.places), value)))
      );
    })?.[1];
  };
}

/** By class in the order of the contract, then by place. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted(
    (a, b) =>
      CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class) ||
      a.file.localeCompare(b.file) ||
      a.csv_row - b.csv_row ||
      a.field.localeCompare(b.field),
  );
}

/** Whether a finding is an error of the report. */
export function isError({ class: kind }: Finding): boolean {
  return kind !== 'rounding' && kind !== 'not_checkable';
}
