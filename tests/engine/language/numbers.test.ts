import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNumber } from '../../../engine/language/numbers.ts';
import { ratio } from '../../../engine/model/ratio.ts';

describe('a Vietnamese number', () => {
  it.each([
    ['58.053', 58053n, 1n],
    ['92,50', 9250n, 100n],
    ['01', 1n, 1n],
    ['2/3', 2n, 3n],
    ['1.234.567,89', 123456789n, 100n],
    ['-3', -3n, 1n],
  ])('%s is read exactly', (text, numerator, denominator) => {
    expect(parseNumber(text)).toEqual({ value: ratio(numerator, denominator), percent: false });
  });

  it('carries its per cent sign', () => {
    expect(parseNumber('1,07%')).toEqual({ value: ratio(107n, 10000n), percent: true });
    expect(parseNumber('5 phần trăm')).toEqual({ value: ratio(5n, 100n), percent: true });
  });

  it.each(['58.05', '58.0533', '5,3%x', '1,2,3', '.5', '5.', '', '5 %%', '1/0', '٣', '1e3', '0x10'])(
    '%s is refused, for it could mean something else or nothing',
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), fc.integer({ min: 0, max: 6 }), (digits, places) => {
        const text = digits.toString().padStart(places + 1, '0');
        const whole = places === 0 ? text : text.slice(0, -places);
        const grouped = whole.replace(/\B(?=(\d{3})+$)/g, '.');
        const written = places === 0 ? grouped : `${grouped},${text.slice(-places)}`;
        expect(parseNumber(written)?.value).toEqual(ratio(digits, 10n ** BigInt(places)));
      }),
    );
  });
});
