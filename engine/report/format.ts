/** Figures as a report shows them: text beside the exact value, and "chưa có số liệu" for what nobody knows. */
import { round } from '../decide/arithmetic.ts';
import type { Rounding } from '../model/calculation.ts';
import { compare, parseDecimal, type Ratio, ratio, subtract, toDecimal } from '../model/ratio.ts';

/** A figure of a table. */
export interface Shown {
  /** Exact; undefined where it is not known. */
  readonly value: Ratio | undefined;
  readonly text: string;
}

export const UNKNOWN = 'chưa có số liệu';
export const UNDECIDED = 'chưa xác định';

/** How a scheme shows its index. */
export interface IndexFormat {
  /** A share, shown in per cent; otherwise a number of points. */
  readonly percent: boolean;
  readonly rounding: Rounding;
}

const LEAST_POINT_PLACES = 2;
const MOST_POINT_PLACES = 4;

/** The value that the text of an index says: 92,50/99 is 0,9343. */
export function asShown(value: Ratio, { percent, rounding }: IndexFormat): Ratio {
  return round(value, { ...rounding, places: rounding.places + (percent ? 2 : 0) });
}

export function indexCell(value: Ratio | undefined, format: IndexFormat): Shown {
  return { value, text: value === undefined ? UNKNOWN : figure(asShown(value, format), format) };
}

/**
 * How far the index has moved. What is subtracted are the values as they are shown, so that a reader with the paper in
 * hand comes to the same figure: 81,62% less 83,22% is -1,60%, where the exact averages lie 1,595 apart.
 */
export function changeCell(now: Ratio | undefined, before: Ratio | undefined, format: IndexFormat): Shown {
  if (now === undefined || before === undefined) return { value: undefined, text: UNKNOWN };
  const value = subtract(asShown(now, format), asShown(before, format));
  return { value, text: figure(value, format) };
}

function figure(value: Ratio, { percent, rounding }: IndexFormat): string {
  const shown = percent ? ratio(value.numerator * 100n, value.denominator) : value;
  return `${vietnamese(toDecimal(shown, Math.max(rounding.places, 0)))}${percent ? '%' : ''}`;
}

/** Points with two decimals, or as many as were given: "92,50"; "95,895". */
export function pointsCell(value: Ratio | undefined): Shown {
  if (value === undefined) return { value, text: UNKNOWN };
  let places = LEAST_POINT_PLACES;
  while (places < MOST_POINT_PLACES && !says(toDecimal(value, places), value)) places += 1;
  return { value, text: vietnamese(toDecimal(value, places)) };
}

function says(text: string, value: Ratio): boolean {
  const said = parseDecimal(text);
  return said !== undefined && compare(said, value) === 0;
}

function vietnamese(decimal: string): string {
  const [whole = '', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** 1 is "I", as the parts of a report are numbered. */
export function roman(number: number): string {
  const steps: readonly (readonly [number, string])[] = [
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  const [step] = steps.filter(([size]) => size <= number);
  return step === undefined ? '' : step[1] + roman(number - step[0]);
}

/** With a small letter in front, as within a sentence; abbreviations stay ("UBND cấp huyện"). */
export function uncapitalized(text: string): string {
  return /^\p{Lu}{2}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** With a capital letter in front, as a sentence or a cell begins. */
export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
