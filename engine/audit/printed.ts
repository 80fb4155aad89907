/** Figures as reports print them: "85,02%", "93.43", "(+) 3.41", "58.053", "01". */
import { add, compare, parseDecimal, type Ratio, ratio, subtract, toDecimal } from '../model/ratio.ts';

export const ZERO = ratio(0);

/** How a column writes its figures: "12.280" is a count of thousands, "95.895" a measure with three decimals. */
export type NumberKind = 'measure' | 'count';

/** A number, and enough of its writing to print another in the same way. */
export interface Printed {
  readonly value: Ratio;
  /** Decimals that are printed. */
  readonly places: number;
  readonly comma: boolean;
  readonly percent: boolean;
  readonly grouped: boolean;
  /** "(+) 3.41" */
  readonly bracketSign: boolean;
  /** Digits before the decimals, leading zeros counted: "01" has two. */
  readonly width: number;
}

const SIGNED =
  /^(?:\(\s*(?<bracket>[+\-−–])\s*\)\s*|(?<sign>[+\-−–])\s*)?(?<body>\d[\d.,]*)\s*(?<percent>%)?$/u;

/** Reads one printed figure; undefined when the text is no number ("<60", "90-100", "khá"). */
export function readPrinted(text: string, kind: NumberKind): Printed | undefined {
  const { bracket, sign, body = '', percent } = SIGNED.exec(text.trim())?.groups ?? {};
  if (body === '' || /[.,]$/.test(body) || body.length > 30) return undefined;
  const grouped = isGrouped(body, kind);
  const decimal = (grouped ? body.replaceAll('.', '') : body).replace(',', '.');
  const magnitude = parseDecimal(decimal);
  if (magnitude === undefined) return undefined;
  const minus = (bracket ?? sign ?? '+') !== '+';
  return {
    value: minus ? subtract(ZERO, magnitude) : magnitude,
    places: decimal.split('.')[1]?.length ?? 0,
    comma: body.includes(','),
    percent: percent !== undefined,
    grouped,
    bracketSign: bracket !== undefined,
    width: decimal.split('.')[0]?.length ?? 1,
  };
}

/** Dots between thousands: always so beside a decimal comma or when repeated, and in counts. */
function isGrouped(body: string, kind: NumberKind): boolean {
  if (!/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(body)) return false;
  return kind === 'count' || body.includes(',') || body.indexOf('.') !== body.lastIndexOf('.');
}

/** The value written as `like` is, with `places` decimals. */
export function writeLike(value: Ratio, like: Printed, places: number): string {
  const negative = value.numerator < 0n;
  const [whole = '0', fraction] = toDecimal(negative ? subtract(ZERO, value) : value, places).split('.');
  const padded = places === 0 && like.places === 0 ? whole.padStart(Math.min(like.width, 2), '0') : whole;
  const groups = like.grouped ? padded.replace(/\B(?=(?:\d{3})+$)/g, '.') : padded;
  const body =
    fraction === undefined ? groups : `${groups}${like.comma || like.grouped ? ',' : '.'}${fraction}`;
  const sign = like.bracketSign ? (negative ? '(-) ' : '(+) ') : negative ? '-' : '';
  return `${sign}${body}${like.percent ? '%' : ''}`;
}

/** One in the last of so many decimals. */
export function lastPlace(places: number): Ratio {
  return ratio(1, 10n ** BigInt(places));
}

export function half(value: Ratio): Ratio {
  return ratio(value.numerator, value.denominator * 2n);
}

/** Rounded half up in magnitude to so many decimals. */
export function rounded(value: Ratio, places: number): Ratio {
  return parseDecimal(toDecimal(value, places)) ?? value;
}

/** Cut off after so many decimals. */
export function truncated(value: Ratio, places: number): Ratio {
  const scale = 10n ** BigInt(places);
  return ratio((value.numerator * scale) / value.denominator, scale);
}

export function times(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function magnitude(value: Ratio): Ratio {
  return value.numerator < 0n ? subtract(ZERO, value) : value;
}

/** A sum whose denominators stay small: those of decimals divide one another. */
export function total(values: readonly Ratio[]): Ratio {
  return values.reduce(addAligned, ZERO);
}

function addAligned(a: Ratio, b: Ratio): Ratio {
  const [fine, coarse] = a.denominator >= b.denominator ? [a, b] : [b, a];
  if (fine.denominator % coarse.denominator !== 0n) return add(a, b);
  const factor = fine.denominator / coarse.denominator;
  return { numerator: fine.numerator + coarse.numerator * factor, denominator: fine.denominator };
}

export function isZero(value: Ratio): boolean {
  return compare(value, ZERO) === 0;
}
