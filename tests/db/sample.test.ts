import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { count } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Db } from '../../db/database.ts';
import { readFigures } from '../../db/observations.ts';
import { readPublishedRanks } from '../../db/ranks.ts';
import { loadSample } from '../../db/sample.ts';
import { imports, observations, publishedRanks } from '../../db/schema.ts';
import { listBlocks, listUnits, unitDirectory } from '../../db/units.ts';
import { equal, ratio } from '../../engine/model/ratio.ts';
import { FACTS, NOW, temporaryDatabase } from './support.ts';

const DATA = path.join(import.meta.dirname, '../../data');

function csv(file: string): Record<string, string>[] {
  return parse<Record<string, string>>(readFileSync(path.join(DATA, file)), { columns: true });
}

async function sample(): Promise<Db> {
  const { db } = await temporaryDatabase();
  await loadSample(db, { now: NOW });
  return db;
}

function figures(db: Db, year: number, dataDate = '2026-11-20') {
  return readFigures(db, { subject: 'đơn vị', year, dataDate, facts: FACTS });
}

async function rowsOf(db: Db) {
  const tables = [imports, observations, publishedRanks];
  return Promise.all(tables.map(async (table) => (await db.select({ rows: count() }).from(table))[0]?.rows));
}

/** Units tables, figure tables, findings, rank tables, averages, point and reason tables, the round, and one simulated year. */
const LOADED = 3 + 6 + 1 + 3 + 1 + 4 + 1 + 1;

function ofKhanhHoa<T>(byUnit: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...byUnit].filter(([id]) => id.startsWith('kh-')));
}

/** "92.50" as 9250/100, by means of its own. */
function hundredths(text: string | undefined) {
  expect(text).toMatch(/^\d+\.\d\d$/);
  return ratio(BigInt((text ?? '').replace('.', '')), 100n);
}

describe('units of the sample', () => {
  it('are the 44 of the report, 21 + 6 + 8 + 9, in its order', async () => {
    const db = await sample();
    const units = await listUnits(db, { province: 'khanh-hoa' });
    const table = csv('khanh-hoa/units.csv');
    expect(units).toHaveLength(44);
    expect(units.map(({ id, block, name }) => [id, block, name])).toEqual(
      table.map((row) => [row['unit_id'], row['block'], row['name_table4']]),
    );
    const perBlock = (await listBlocks(db, 'khanh-hoa')).map(
      ({ code }) => units.filter(({ block }) => block === code).length,
    );
    expect(perBlock).toEqual([21, 6, 8, 9]);
  });

  it('have every spelling of the tables and the prose', async () => {
    const db = await sample();
    const directory = new Map((await unitDirectory(db)).map((unit) => [unit.id, unit.aliases]));
    const printed = csv('common/aliases.csv').filter((row) => row['unit_id']?.startsWith('kh-'));
    expect(printed.length).toBeGreaterThan(90);
    for (const row of printed) expect(directory.get(row['unit_id'] ?? '')).toContain(row['alias']);
    for (const row of csv('khanh-hoa/units.csv')) {
      const names = [row['name_table1'], row['name_table4'], row['name_table5']];
      const others = (row['alt_names'] ?? '').split(' | ').filter((name) => name !== '');
      expect(directory.get(row['unit_id'] ?? '')).toEqual(expect.arrayContaining([...names, ...others]));
    }
  });

  it('Nha Trang is one unit under the names of both reports, without the bare "UBND thành phố"', async () => {
    const directory = await unitDirectory(await sample());
    const named = directory.filter(({ aliases }) => aliases.includes('thành phố Nha Trang'));
    expect(named.map(({ id }) => id)).toEqual(['kh-tp-nha-trang']);
    expect(named[0]?.aliases).toContain('Ủy ban nhân dân thành phố Nha Trang');
    expect(directory.flatMap(({ aliases }) => aliases)).not.toContain('UBND thành phố');
    expect(directory.map(({ id }) => id)).not.toContain('nt-commune');
  });

  it('blocks have the spellings of the report', async () => {
    const blocks = await listBlocks(await sample(), 'khanh-hoa');
    expect(blocks.map(({ code }) => code)).toEqual(['so', 'nganh-doc', 'huyen', 'su-nghiep']);
    expect(blocks[2]?.aliases).toEqual(expect.arrayContaining(['khối huyện', 'Khối UBND cấp huyện']));
  });
});

describe('published figures of the sample', () => {
  it('points of 2019 equal the table cell by cell, with the line of the report', async () => {
    const stored = await figures(await sample(), 2019);
    const table = csv('khanh-hoa/scores-2019.csv');
    expect(table).toHaveLength(44);
    for (const row of table) {
      const unit = stored.get(row['unit_id'] ?? '');
      const columns = { 'điểm chuẩn': row['standard_points'], 'điểm thẩm định': row['appraised_points'] };
      for (const [fact, printed] of Object.entries(columns)) {
        expect(unit?.facts.get(fact)).toEqual({ status: 'known', value: hundredths(printed) });
        expect(unit?.figures.get(fact)?.source.row).toBe(Number(row['source_line']));
      }
      expect(unit?.simulated).toBe(false);
    }
  });

  it('the index of 2018 equals the table, as a share', async () => {
    const stored = await figures(await sample(), 2018);
    for (const row of csv('khanh-hoa/index-2018.csv')) {
      const state = stored.get(row['unit_id'] ?? '')?.facts.get('chỉ số CCHC');
      const { numerator } = hundredths(row['index_2018']);
      expect(state).toEqual({ status: 'known', value: ratio(numerator, 10_000n) });
    }
    expect(stored.size).toBe(44);
  });

  it('are known from the date of the report, not before', async () => {
    const db = await sample();
    expect((await figures(db, 2019, '2020-02-20')).size).toBe(0);
    expect((await figures(db, 2019, '2020-02-21')).size).toBe(44);
    expect((await figures(db, 2018, '2019-03-27')).size).toBe(0);
    expect([...(await figures(db, 2018, '2019-03-28')).keys()]).toEqual(['kh-tp-nha-trang']);
  });

  it('Nha Trang has its dossiers and satisfaction of 2018', async () => {
    const stored = (await figures(await sample(), 2018)).get('kh-tp-nha-trang')?.facts;
    expect(stored).toEqual(
      new Map([
        ['chỉ số CCHC', { status: 'known', value: ratio(8144, 10_000) }],
        ['hồ sơ tiếp nhận', { status: 'known', value: ratio(58_053) }],
        ['hồ sơ đã giải quyết', { status: 'known', value: ratio(56_863) }],
        ['hồ sơ trễ hạn', { status: 'known', value: ratio(611) }],
        ['chỉ số hài lòng', { status: 'known', value: ratio(8199, 10_000) }],
      ]),
    );
  });

  it('no unit of Khánh Hòa reached 10% late in 2019: a bound for all 44, in the words of the report', async () => {
    const stored = ofKhanhHoa(await figures(await sample(), 2019));
    expect(stored.size).toBe(44);
    for (const { figures: found } of stored.values()) {
      const figure = found.get('tỷ lệ hồ sơ trễ hạn');
      expect(figure?.state).toEqual({
        status: 'bounded',
        phrase: 'dưới 10%',
        bound: { high: ratio(10, 100), highOpen: true },
      });
      expect(figure?.source).toMatchObject({
        row: 71,
        foundBy: 'Báo cáo 341/BC-SNV ngày 21/02/2020 của Sở Nội vụ',
        quote: expect.stringMatching(/^Không có cơ quan, đơn vị nào .* Tỉnh ủy đã yêu cầu\.$/),
      });
    }
  });

  it('132 published ranks equal the table cell by cell, those of 2019 with their decision', async () => {
    const ranks = await readPublishedRanks(await sample(), { dataDate: '2026-11-20' });
    let compared = 0;
    for (const row of csv('khanh-hoa/ranks-2017-2019.csv')) {
      for (const year of [2017, 2018, 2019]) {
        const printed = row[`rank_${year}`];
        expect(ranks.get(row['unit_id'] ?? '')?.get(year)).toEqual({
          rank: printed === 'TB' ? 'TRUNG BÌNH' : printed,
          decision: year === 2019 ? '199/QĐ-UBND' : null,
          decidedOn: year === 2019 ? '2020-01-21' : null,
          source: 'Báo cáo 341/BC-SNV ngày 21/02/2020 của Sở Nội vụ',
        });
        compared += 1;
      }
    }
    expect(compared).toBe(132);
    expect([...ofKhanhHoa(ranks).values()].reduce((sum, years) => sum + years.size, 0)).toBe(132);
  });

  it('the ranks of 2019 are known a month before the report that also gives the years before', async () => {
    const db = await sample();
    const years = async (dataDate: string) => [
      ...((await readPublishedRanks(db, { dataDate })).get('kh-so-tu-phap')?.keys() ?? []),
    ];
    expect(await years('2020-01-20')).toEqual([]);
    expect(await years('2020-01-21')).toEqual([2019]);
    expect((await years('2020-02-21')).toSorted((a, b) => a - b)).toEqual([2017, 2018, 2019]);
  });
});

describe('figures of the current year', () => {
  it('are simulated, up to the last month that has ended', async () => {
    const stored = await figures(await sample(), 2026);
    expect(stored.size).toBe(44);
    for (const unit of stored.values()) {
      expect(unit.simulated).toBe(true);
      expect(unit.figures.get('hồ sơ trễ hạn')).toMatchObject({ through: '2026-10', summed: true });
      expect(unit.figures.get('hồ sơ trễ hạn')?.source.fileName).toBe(
        'Số liệu mô phỏng năm 2026 (hạt giống 1)',
      );
    }
    const surveyed = [...stored.values()].flatMap(({ facts }) => facts.get('chỉ số hài lòng') ?? []);
    expect(surveyed.length).toBeLessThan(44);
    const exactly80 = surveyed.filter(
      (state) => state.status === 'known' && equal(state.value, ratio(80, 100)),
    );
    expect(exactly80).toHaveLength(1);
  });

  it('in January are those of the whole year before', async () => {
    const { db } = await temporaryDatabase();
    const outcome = await loadSample(db, { now: new Date('2027-01-20T03:00:00Z') });
    expect(outcome.skipped).toEqual([]);
    expect(outcome.loaded.filter((name) => name.startsWith('Số liệu mô phỏng'))).toEqual([
      'Số liệu mô phỏng năm 2026 (hạt giống 1)',
    ]);
  });

  it('when a month has passed the new one is added and the earlier ones read as before', async () => {
    const db = await sample();
    const october = await figures(db, 2026);
    const outcome = await loadSample(db, { now: new Date('2026-12-05T03:00:00Z') });
    expect(outcome.loaded).toEqual(['Số liệu mô phỏng năm 2026 (hạt giống 1)']);
    expect(await figures(db, 2026)).toEqual(october);
    const november = (await figures(db, 2026, '2026-12-05')).get('kh-so-tu-phap');
    expect(november?.figures.get('hồ sơ trễ hạn')?.through).toBe('2026-11');
  });
});

describe('loading the sample again', () => {
  it('changes nothing and says what was there', async () => {
    const { db } = await temporaryDatabase();
    const first = await loadSample(db, { now: NOW });
    expect(first).toMatchObject({ loaded: { length: LOADED }, skipped: [] });
    const before = await rowsOf(db);
    const second = await loadSample(db, { now: NOW });
    expect(second).toEqual({ loaded: [], skipped: first.loaded });
    expect(await rowsOf(db)).toEqual(before);
  });

  it('at the same time stores everything once', async () => {
    const { db } = await temporaryDatabase();
    const [one, other] = await Promise.all([loadSample(db, { now: NOW }), loadSample(db, { now: NOW })]);
    expect(one.loaded.length + other.loaded.length).toBe(LOADED);
    const stored = await rowsOf(db);
    const alone = await rowsOf(await sample());
    expect(stored).toEqual(alone);
  });
});
