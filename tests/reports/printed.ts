/** Tables as reports print them, and whether a value is what is printed there. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { parseDecimal, type Ratio, subtract } from '../../engine/model/ratio.ts';

export function printedTable(file: string): Record<string, string>[] {
  return parse(readFileSync(`data/${file}`), { columns: true, bom: true });
}

/**
 * Whether the value, to the places that are printed, is the printed number. A value exactly half-way may have been rounded
 * either way: the reports print 91,385 as 91.38 and 95,895 as 95.9.
 */
export function sameAsPrinted(value: Ratio, text: string | undefined): boolean {
  const plain = (text ?? '')
    .replace(/[%\s]/gu, '')
    .replace(',', '.')
    .replace(/^\(([+-])\)/u, '$1');
  const printed = parseDecimal(plain);
  if (printed === undefined) return false;
  const places = /\.(\d+)$/u.exec(plain)?.[1]?.length ?? 0;
  const { numerator, denominator } = subtract(value, printed);
  const twice = (numerator < 0n ? -numerator : numerator) * 2n * 10n ** BigInt(places);
  return twice <= denominator;
}
