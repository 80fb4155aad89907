import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../db/csv.ts';

describe('a CSV line', () => {
  it('is read back as it was written, whatever the cells hold', () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('', ' a', '"', ',', 'a\r\nb', '1,07%'),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 6 }), (cells) => {
        expect(parse(`${csvLine(cells)}\n`, { record_delimiter: '\n' })).toEqual([cells]);
      }),
    );
  });

  it('tells nothing and an empty text apart', () => {
    expect(csvLine([null, '', 'a'])).toBe(',"",a');
  });
});
