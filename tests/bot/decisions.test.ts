/** The Khánh Hòa report, decided from its points and compared with what it prints, unit by unit. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { decideUnits, type UnitDecision } from '../../bot/decisions.ts';
import { listUnits } from '../../db/units.ts';
import { indexWords } from '../../engine/explain/words.ts';
import { sampleDesk } from '../support/sample.ts';

const { desk } = sampleDesk();

function printed(file: string): Record<string, string>[] {
  return parse(readFileSync(`data/khanh-hoa/${file}`), { columns: true, bom: true });
}

async function decided(year: number): Promise<Map<string, UnitDecision>> {
  const at = await desk();
  const units = await listUnits(at.db, { province: 'khanh-hoa' });
  const decisions = await decideUnits(at, units, year);
  return new Map(decisions.map((of) => [of.unit.id, of]));
}

const spelledOut = (rank: string | undefined): string | undefined => (rank === 'TB' ? 'TRUNG BÌNH' : rank);

describe('the ranking of 2019', () => {
  it('has the printed index and rank for all 44 units, each rank known and published', async () => {
    const decisions = await decided(2019);
    const rows = printed('scores-2019.csv');
    expect(rows).toHaveLength(44);
    for (const row of rows) {
      const of = decisions.get(row['unit_id'] ?? '');
      const index = of?.decision.index;
      expect(index?.status === 'known' && indexWords(index.value)).toBe(
        row['index_printed']?.replace('.', ','),
      );
      expect(of?.decision).toMatchObject({
        baseRank: row['rank_printed'],
        rank: row['rank_printed'],
        rankStatus: 'known',
      });
      expect(of?.context).toMatchObject({
        standing: 'đã công bố',
        publishedBy: '199/QĐ-UBND 21/01/2020',
        publishedRank: row['rank_printed'],
      });
    }
  });

  it('has the printed place in the block, equal indices sharing the better one', async () => {
    const decisions = await decided(2019);
    const ties = new Map([['kh-so-tttt', 1]]);
    for (const row of printed('ranks-2017-2019.csv')) {
      const id = row['unit_id'] ?? '';
      expect(decisions.get(id)?.context.position?.block).toBe(ties.get(id) ?? Number(row['order_in_block']));
    }
    expect(decisions.get('kh-so-tu-phap')?.context).toMatchObject({
      position: { block: 17, of: 21, overall: 35 },
      nextRank: { rank: 'TỐT', gap: { numerator: 57500n, denominator: 1000000n } },
    });
  });

  it('rests on the finding that no unit reached 10% late, not on a figure that nobody printed', async () => {
    for (const of of (await decided(2019)).values()) {
      const late = of.decision.rules.find(({ rule }) => rule.id === '12-ctr-tu/ha-bac')?.conditions[0];
      expect(late).toMatchObject({ outcome: 'false', states: [{ status: 'bounded', phrase: 'dưới 10%' }] });
      expect(of.figures?.figures.get('tỷ lệ hồ sơ trễ hạn')?.source.foundBy).toContain('341/BC-SNV');
    }
  });
});

describe('the ranking of 2018', () => {
  it('has the printed band for all 44 units and stays provisional where no late rate is known', async () => {
    const decisions = await decided(2018);
    for (const row of printed('index-2018.csv')) {
      const of = decisions.get(row['unit_id'] ?? '');
      expect(of?.decision.baseRank).toBe(spelledOut(row['rank_2018']));
      expect(of?.published?.rank).toBe(spelledOut(row['rank_2018']));
      // Nha Trang's own report prints its late rate of 2018, 1,07%.
      const isNhaTrang = row['unit_id'] === 'kh-tp-nha-trang';
      expect(of?.decision).toMatchObject(
        isNhaTrang
          ? { rankStatus: 'known', rank: 'KHÁ' }
          : { rankStatus: 'provisional', rank: null, missing: ['tỷ lệ hồ sơ trễ hạn'] },
      );
    }
  });
});

describe('two clocks', () => {
  it('know nothing of 2019 before the report, and the rank from the day of its publication', async () => {
    const at = await desk();
    const [unit] = (await listUnits(at.db)).filter(({ id }) => id === 'kh-so-tu-phap');
    if (unit === undefined) throw new Error('no such unit');
    const on = async (dataDate: string) => (await decideUnits(at, [unit], 2019, { dataDate }))[0];
    expect(await on('2020-01-20')).toMatchObject({
      published: undefined,
      decision: { rankStatus: 'insufficient' },
    });
    expect(await on('2020-01-21')).toMatchObject({
      published: { rank: 'KHÁ' },
      decision: { rankStatus: 'insufficient' },
    });
    expect(await on('2020-02-21')).toMatchObject({ published: { rank: 'KHÁ' }, decision: { rank: 'KHÁ' } });
  });

  it('show what the Conclusion would attach to 2019, without effect on it', async () => {
    const of = (await decided(2019)).get('kh-cd-y-te');
    expect(of?.decision.rules.some(({ rule }) => rule.document.code === 'kl-btv-kh')).toBe(false);
    expect(of?.decision.effects).toEqual([]);
    const later = of?.context.underCurrentLaw?.decision.effects.map(
      ({ on, effect }) => `${on} ${effect.kind}`,
    );
    expect(later).toEqual([
      'người đứng đầu grade_cap',
      'người đứng đầu review',
      'tập thể requirement',
      'tổ chức cơ sở đảng requirement',
    ]);
  });
});
