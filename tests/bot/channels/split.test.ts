import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pack, splitText } from '../../../bot/channels/split.ts';

const words = fc.array(
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('hồ sơ.', '\n', '\n\n', '👩‍👩‍👧', '  '),
  ),
  { maxLength: 60 },
);

describe('splitText', () => {
  it('gives parts within the limit that together are the text, spaces apart', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 50 }), (pieces, limit) => {
        const text = pieces.join(' ');
        const parts = splitText(text, limit);
        expect(parts.every((part) => part.length <= limit && part.trim() !== '')).toBe(true);
        expect(parts.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
        expect(parts.every((part) => part.isWellFormed())).toBe(text.isWellFormed());
      }),
    );
  });

  it('leaves a text that fits as it is', () => {
    expect(splitText('  một dòng\n', 20)).toEqual(['  một dòng\n']);
  });

  it.each([
    ['a paragraph', 'Một hai ba. Bốn.\n\nNăm sáu', 'Một hai ba. Bốn.'],
    ['a line', 'Một hai ba.\nBốn năm sáu', 'Một hai ba.'],
    ['a sentence', 'Một hai ba. Bốn năm sáu', 'Một hai ba.'],
    ['a word', 'Một hai ba bốn năm sáu', 'Một hai ba bốn'],
  ])('cuts at the end of %s', (_where, text, first) => {
    const [part, rest] = splitText(text, 17);
    expect(part).toBe(first);
    expect(rest).toBe(text.slice(first.length).trimStart());
  });

  it('keeps the indentation of a line that starts a part', () => {
    expect(splitText('17  KHÁ\n 9  TỐT', 8)).toEqual(['17  KHÁ', ' 9  TỐT']);
  });

  it('cuts a word that is longer than the limit, but no character', () => {
    expect(splitText('aaaa👍bbb', 5)).toEqual(['aaaa', '👍bbb']);
  });
});

describe('pack', () => {
  it('puts as many pieces together as fit, with their gaps', () => {
    expect(pack(['aaa', 'bbb', 'cc', 'd'], 8, 2)).toEqual([
      ['aaa', 'bbb'],
      ['cc', 'd'],
    ]);
    expect(pack(['aaa', 'bbb'], 7, 2)).toEqual([['aaa'], ['bbb']]);
  });
});
