/** How figures go wrong when they are copied: a digit replaced, two neighbours swapped, one more or less counted. */
import { compare, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { Figure } from './figures.ts';
import { magnitude, rounded } from './printed.ts';

/** The value in units of the last place that the figure stands for. */
function scaled(value: Ratio, places: number): bigint {
  const exact = magnitude(rounded(value, places));
  return (exact.numerator * 10n ** BigInt(places)) / exact.denominator;
}

/** Whether printing the figure could have turned the value into what stands there. */
export function looksLikeSlip(figure: Figure, value: Ratio): boolean {
  const { form, places } = figure;
  if (form === undefined) return false;
  const [printed, due] = [scaled(form.value, places), scaled(value, places)];
  if (figure.exact && places === 0 && (printed - due) ** 2n === 1n) return true;
  const width = Math.max(String(printed).length, String(due).length);
  // More than one digit lost or won is no slip of a digit.
  if (Math.abs(String(printed).length - String(due).length) > 1) return false;
  return isOneSlip(String(printed).padStart(width, '0'), String(due).padStart(width, '0'));
}

function isOneSlip(a: string, b: string): boolean {
  const off = a.split('').flatMap((digit, index) => (digit === b[index] ? [] : [index]));
  // Of one digit, any other is one digit off.
  if (a.length === 1) return Math.abs(Number(a) - Number(b)) === 1;
  if (off.length === 1) return true;
  const [i = 0, j = 0] = off;
  return off.length === 2 && j === i + 1 && a[i] === b[j] && a[j] === b[i];
}

/** Farther than so many last places from a reckoned value, a slip explains nothing. */
const NEAR = 5n;

/** The value nearest to a reckoned one that a slip would have turned into what is printed; undefined when none is near. */
export function slipNear(figure: Figure, value: Ratio): Ratio | undefined {
  const { form, places } = figure;
  if (form === undefined || form.value.numerator < 0n) return undefined;
  const due = scaled(value, places);
  const digits = String(scaled(form.value, places)).split('');
  const near = edits(digits)
    .map((edit) => BigInt(edit))
    .filter((edit) => edit - due <= NEAR && due - edit <= NEAR)
    .map((edit) => ratio(edit, 10n ** BigInt(places)));
  return near.sort((a, b) => compare(magnitude(subtract(a, value)), magnitude(subtract(b, value))))[0];
}

function edits(digits: readonly string[]): string[] {
  return digits.flatMap((digit, index) => {
    const replaced = Array.from({ length: 10 }, (_, other) => digits.with(index, String(other)).join(''));
    const next = digits[index + 1];
    return next === undefined
      ? replaced
      : [
          ...replaced,
          digits
            .with(index, next)
            .with(index + 1, digit)
            .join(''),
        ];
  });
}
