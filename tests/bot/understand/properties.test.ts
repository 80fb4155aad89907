import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INTENTS } from '../../../bot/desk.ts';
import { type Understanding, understand } from '../../../bot/understand/understand.ts';
import { normalize } from '../../../engine/model/text.ts';
import { DIRECTORY, TODAY, UNITS, withoutMarks } from './khanh-hoa.ts';

const IDS = new Set(UNITS.map(({ id }) => id));
/** Said of every town, so that it names none of them. */
const OF_ANY_TOWN = 'UBND thành phố';

const SPELLINGS = UNITS.flatMap(({ id, name, aliases }) =>
  [...new Set([id, name, ...aliases])].map((spelling) => ({ id, spelling })),
).filter(({ spelling }) => spelling !== OF_ANY_TOWN);

const STYLES: readonly ((text: string) => string)[] = [
  (text) => text,
  withoutMarks,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  (text) => withoutMarks(text).toLowerCase(),
  (text) => withoutMarks(text).toUpperCase(),
  (text) => text.normalize('NFD'),
];

const FRAMES: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `cho tôi biết ${name} năm 2019 xếp hạng gì`,
  (name) => `cho toi biet ${name} nam 2019 xep hang gi`,
  (name) => `vì sao ${name} xếp YẾU?`,
  (name) => `người đứng đầu ${name} bị gì`,
  (name) => `@KyCuongBot ${name}, năm ngoái thế nào`,
];

function read(text: string): Understanding {
  return understand(text, DIRECTORY, { today: TODAY });
}

describe('any spelling of any unit', () => {
  it('names the unit, or is one of those to choose from, in whatever letters and sentence', () => {
    const missed = SPELLINGS.flatMap(({ id, spelling }) =>
      STYLES.flatMap((style) =>
        FRAMES.map((frame) => frame(style(spelling))).filter((question) => {
          const { units, ambiguous, unmatched } = read(question);
          const isAlone = units.length === 1 && units[0] === id;
          return unmatched !== null || !(isAlone || ambiguous.includes(id));
        }),
      ),
    );
    expect(missed).toEqual([]);
  });

  it('is asked about with its year', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SPELLINGS),
        fc.integer({ min: 2000, max: 2100 }),
        ({ spelling }, year) => {
          expect(read(`${spelling} năm ${year}`)).toMatchObject({ intent: 'status', year });
        },
      ),
    );
  });

  it('is never another unit when a letter of the name is lost', () => {
    const taken = UNITS.flatMap(({ id, name }) =>
      Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1)).filter((slip) =>
        read(slip).units.some((unit) => unit !== id),
      ),
    );
    expect(taken).toEqual([]);
  });
});

describe('any text', () => {
  const words = fc.constantFrom(
    ...'Sở UBND huyện tư pháp y tế Nha Trang năm 2019 5% và nếu vì sao xếp hạng của tỉnh Đắk Nông STP'.split(
      ' ',
    ),
    ...'khối các /xephang @bot , . ? 😀'.split(' '),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(words, { maxLength: 20 }).map((parts) => parts.join(' ')),
  );

  it('is understood without a throw, in a form that holds together', () => {
    fc.assert(
      fc.property(text, (question) => {
        const { intent, units, ambiguous, year, unmatched, nearest } = read(question);
        expect(INTENTS).toContain(intent);
        expect([...units, ...ambiguous, ...nearest].filter((id) => !IDS.has(id))).toEqual([]);
        expect(ambiguous.length === 0 || (ambiguous.length > 1 && units.length === 0)).toBe(true);
        expect(year === null || (year >= 2000 && year <= 2100)).toBe(true);
        expect(unmatched === null ? nearest : []).toEqual([]);
        expect(normalize(question)).toContain(unmatched ?? '');
      }),
      { numRuns: 2000 },
    );
  });

  it('means the same each time', () => {
    fc.assert(
      fc.property(text, (question) => {
        expect(read(question)).toEqual(read(question));
      }),
    );
  });

  it.each(['a', 'sở ', 'Nha Trang ', 'nếu ', '0 ', 's t p ', 'bao nhiêu ', 'Ban Quản lý dự án đầu tư ', '.'])(
    'of 10,000 characters is read without hanging: "%s…"',
    { timeout: 10_000 },
    (part) => {
      expect(read(part.repeat(10_000).slice(0, 10_000))).toBeDefined();
    },
  );
});
