import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTable } from '../../../../db/import/table/open.ts';
import {
  cellsOf,
  csvText,
  ENCODINGS,
  encoded,
  HEADINGS,
  OPTIONS,
  read,
  refusalOf,
  source,
  streamed,
} from './writing.ts';

const SEED = 20_261_120;
const RUNS = { seed: SEED, numRuns: 150 };

const LETTERS = Array.from('aăâeêioôơuưyđAĂÂEÊOÔƠUƯĐbcdhknt').flatMap((letter) =>
  ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (letter + tone).normalize('NFC')),
);
/** Letters that Windows-1258 has: a consonant takes no tone. */
const SPELT = LETTERS.filter(
  (letter) => !/^[đĐbcdhknt]./u.test(letter.normalize('NFD').replace('\u031B', '')),
);
const OTHERS = Array.from('abc 0123456789 ,;\t"\n.-/%()');
const word = fc.string({ unit: fc.constantFrom(...SPELT, ...OTHERS), maxLength: 14 });
const cell = word.map((text) => text.trim().normalize('NFC'));
const tableRow = fc
  .array(cell, { minLength: HEADINGS.length, maxLength: HEADINGS.length })
  .filter((cells) => cells.some((text) => text !== ''));
const table = fc.array(tableRow, { maxLength: 12 });
const written = fc.record({
  rows: table,
  encoding: fc.constantFrom(...ENCODINGS),
  hasMark: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t'),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  quoteAll: fc.boolean(),
  decomposed: fc.boolean(),
});
type Written = typeof written extends fc.Arbitrary<infer T> ? T : never;

function bytesOf({ rows, encoding, hasMark, decomposed, ...form }: Written): Uint8Array {
  const text = csvText([HEADINGS, ...rows], form);
  const unicode = encoding === 'windows-1258' ? text : text.normalize(decomposed ? 'NFD' : 'NFC');
  return encoded(unicode, encoding, hasMark);
}

describe(`a table of text (seed ${SEED})`, () => {
  it('is read as it was written, in every encoding, with every delimiter and line end', () => {
    fc.assert(
      fc.property(written, (each) => {
        const given = read(bytesOf(each));
        expect(given.heading).toEqual({ row: 1, cells: HEADINGS });
        expect(cellsOf(given)).toEqual(each.rows);
      }),
      RUNS,
    );
  });

  it('is the same in whatever pieces it comes', async () => {
    await fc.assert(
      fc.asyncProperty(
        written,
        fc.array(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 40_000 }),
        async (each, sizes, blank) => {
          // Blank rows push letters over the edges of the blocks that are looked at together.
          const rows = [...Array.from({ length: blank }, () => ['', '', '', '', '']), ...each.rows];
          const bytes = bytesOf({ ...each, rows, quoteAll: false });
          expect(await streamed(source(bytes, sizes))).toEqual(readTable(bytes, OPTIONS));
          expect(cellsOf(read(bytes))).toEqual(each.rows);
        },
      ),
      { seed: SEED, numRuns: 40 },
    );
  });

  it('has the rows that another reader of CSV finds', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('a', 'ế', ' ', ',', '"', '""', '\n', '\r\n', '","'),
          maxLength: 60,
        }),
        (tail) => {
          const text = `${HEADINGS.join(',')}\n${tail}\n`;
          const ours = readTable(new TextEncoder().encode(text), OPTIONS);
          let theirs: string[][] | undefined;
          try {
            theirs = parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n', '\r'] });
          } catch {
            theirs = undefined;
          }
          expect(ours.ok ? cellsOf(ours) : undefined).toEqual(
            theirs
              ?.slice(1)
              .map((cells) => cells.map((each) => each.trim()))
              .filter((cells) => cells.some((each) => each !== '')),
          );
        },
      ),
      { seed: SEED, numRuns: 2000 },
    );
  });

  it('of any bytes below its headings is read or refused in sentences, never more', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.boolean(), (noise, isHeaded) => {
        const head = new TextEncoder().encode(`${HEADINGS.join(',')}\n`);
        const bytes = isHeaded ? Uint8Array.from([...head, ...noise]) : noise;
        const given = readTable(bytes, OPTIONS);
        for (const { reason, remedy } of given.ok ? [] : given.problems) {
          expect(reason).toMatch(/[.?]$/);
          expect(remedy).toMatch(/[.?]$/);
        }
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });

  it('cut anywhere gives nothing but whole rows above the last', () => {
    const rows = Array.from({ length: 40 }, (_, index) => [
      `H${index}`,
      '01/02/2026',
      '',
      index % 3 === 0 ? 'Đã trả, "muộn"' : 'Đang xử lý',
      String(index),
    ]);
    const bytes = new TextEncoder().encode(csvText([HEADINGS, ...rows], { lineEnd: '\r\n' }));
    for (let part = 1; part < 50; part += 1) {
      const given = readTable(bytes.subarray(0, Math.floor((bytes.length * part) / 50)), OPTIONS);
      if (!given.ok) continue;
      const cells = cellsOf(given);
      expect(cells.slice(0, -1)).toEqual(rows.slice(0, Math.max(0, cells.length - 1)));
      expect(cells.at(-1)?.slice(0, -1)).toEqual(rows[cells.length - 1]?.slice(0, -1));
    }
  });
});

describe('a file that breaks', () => {
  const good = `${HEADINGS.join(',')}\nH1,,,Đang xử lý,0\n`;

  it('in its encoding is told with the row, however far down', async () => {
    const many = `${good}${'H2,,,Đang xử lý,0\n'.repeat(20_000)}`;
    const bytes = Uint8Array.from([...encoded(many, 'utf-8'), 0x48, 0xff, 0x2c]);
    for (const given of [refusalOf(bytes), await streamed(source(bytes, [7777]))])
      expect(given).toMatchObject({ ok: false, problems: [{ row: 20_003 }], total: 1 });
  });

  it('with one spoilt byte is no table of Windows-1258', () => {
    const bytes = encoded(good, 'utf-8');
    expect(refusalOf(Uint8Array.from([...bytes, 0x48, 0xc4, 0x2c, 0x0a])).problems).toMatchObject([
      { row: 3 },
    ]);
  });

  it('within a cell in quotation marks, or short of cells without a line end, was cut', () => {
    expect(refusalOf(`${good}"H2,,,`).problems).toMatchObject([{ row: 3 }]);
    expect(refusalOf(`${good}H2,,`).problems[0]?.reason).toContain('bị cắt giữa chừng');
    expect(cellsOf(read(`${good}H2,,\n`))[1]).toEqual(['H2', '', '']);
  });

  it('by a quotation mark that is never closed does not fill the memory', async () => {
    const bytes = encoded(`${good}"${'x'.repeat(3_000_000)}`, 'utf-8');
    expect(await streamed(source(bytes, [65_536]))).toMatchObject({ ok: false, problems: [{ row: 3 }] });
  });

  it('because fewer bytes come than the file has is refused', async () => {
    const bytes = encoded(good, 'utf-8');
    expect(await streamed(source(bytes, [10], bytes.length + 1))).toMatchObject({ ok: false, total: 1 });
  });

  it('that was UTF-8 without a letter for long may still be Windows-1258', () => {
    const plain = `ma ho so,trang thai\n${'H1,dang xu ly\n'.repeat(10_000)}`;
    for (const encoding of ['utf-8', 'windows-1258'] as const)
      expect(cellsOf(read(encoded(`${plain}H2,Đã trả\n`, encoding))).at(-1)).toEqual(['H2', 'Đã trả']);
  });
});

describe('the first line of Excel', () => {
  it.each([';', '|', '\t'])('says the delimiter %j, and does not count as a row', (delimiter) => {
    const text = csvText([HEADINGS, ['H1', 'a,b,c,d', '', '', '1']], { delimiter });
    expect(read(`sep=${delimiter}\r\n${text}`).rows).toEqual([
      { row: 2, cells: ['H1', 'a,b,c,d', '', '', '1'] },
    ]);
  });
});
