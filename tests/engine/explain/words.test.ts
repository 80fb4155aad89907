import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimalWords,
  indexWords,
  integerWords,
  percentagePointWords,
  percentWords,
  percentWordsBeside,
} from '../../../engine/explain/words.ts';
import { parseNumber } from '../../../engine/language/numbers.ts';
import { compare, ratio } from '../../../engine/model/ratio.ts';

describe('numbers in Vietnamese form', () => {
  it('group thousands by dots and decimals by a comma', () => {
    expect(integerWords(58053)).toBe('58.053');
    expect(decimalWords(ratio(1234567, 100))).toBe('12.345,67');
    expect(decimalWords(ratio(-5, 100))).toBe('-0,05');
    expect(percentWords(ratio(611, 56863))).toBe('1,07%');
    expect(percentagePointWords(ratio(575, 10000))).toBe('5,75 điểm phần trăm');
  });

  it('print an index with two decimals, half up', () => {
    expect(indexWords(ratio(79, 100))).toBe('79,00%');
    expect(indexWords(ratio(9250, 9900))).toBe('93,43%');
    expect(indexWords(ratio(79125, 1000000))).toBe('7,91%');
    expect(indexWords(ratio(78125, 1000000))).toBe('7,81%');
    expect(indexWords(ratio(84995, 100000))).toBe('85,00%');
  });

  it('never round a percentage across its threshold', () => {
    expect(percentWordsBeside(ratio(49999, 1000000), ratio(5, 100))).toBe('4,9999%');
    expect(percentWordsBeside(ratio(5, 100), ratio(5, 100))).toBe('5%');
    fc.assert(
      fc.property(
        fc.bigInt(0n, 99999n),
        fc.bigInt(1n, 99999n),
        fc.integer({ min: 1, max: 99 }),
        (part, rest, percent) => {
          const value = ratio(part, part + rest);
          const threshold = ratio(percent, 100);
          const shown = parseNumber(percentWordsBeside(value, threshold));
          expect(shown === undefined ? undefined : compare(shown.value, threshold)).toBe(
            compare(value, threshold),
          );
        },
      ),
    );
  });
});
