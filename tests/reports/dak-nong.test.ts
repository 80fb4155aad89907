/** The report of Đắk Nông on 2020, decided from the points of its seven components and compared with what it prints, cell by cell. */
import { describe, expect, it } from 'vitest';
import { decideUnits, type UnitDecision } from '../../bot/decisions.ts';
import { listUnits } from '../../db/units.ts';
import { divide, type Ratio, ratio, subtract } from '../../engine/model/ratio.ts';
import { averageIndex, generalAverage, type Ranked } from '../../engine/score/ranking.ts';
import { sampleDesk } from '../support/sample.ts';
import { printedTable, sameAsPrinted } from './printed.ts';

const { desk } = sampleDesk();
const LEVELS = ['province', 'district'] as const;
const COMPONENTS = [
  '1-chi-dao-dieu-hanh',
  '2-van-ban-qppl',
  '3-cai-cach-tthc',
  '4-to-chuc-bo-may',
  '5-doi-ngu-cbccvc',
  '6-tai-chinh-cong',
  '7-hien-dai-hoa',
];

async function decided(year: number): Promise<Map<string, UnitDecision>> {
  const at = await desk();
  const units = await listUnits(at.db, { province: 'dak-nong' });
  return new Map((await decideUnits(at, units, year)).map((of) => [of.unit.id, of]));
}

function indexOf(of: UnitDecision | undefined): Ratio {
  if (of?.decision.index.status !== 'known') throw new Error('the index is not known');
  return of.decision.index.value;
}

function percent(value: Ratio): Ratio {
  return ratio(value.numerator * 100n, value.denominator);
}

describe('Đắk Nông 2020', () => {
  it.each(LEVELS)('totals, indices, bands and places of the %s level are those printed', async (level) => {
    const decisions = await decided(2020);
    const rows = printedTable(`dak-nong/${level}-totals-2020.csv`);
    const ranks = new Map(
      printedTable('dak-nong/ranks-2020.csv').map((row) => [row['unit_id'], row['rank_2020']]),
    );
    expect(rows.length).toBe(level === 'province' ? 22 : 8);
    for (const row of rows) {
      const of = decisions.get(row['unit_id'] ?? '');
      expect(sameAsPrinted(percent(indexOf(of)), row['index_printed']), row['name']).toBe(true);
      expect(String(of?.context.position?.block), row['name']).toBe(row['rank_printed']);
      expect(of?.decision.baseRank, row['name']).toBe(ranks.get(row['unit_id']));
      expect(of?.context.standing).toBe('đã công bố');
    }
  });

  it.each(LEVELS.flatMap((level) => COMPONENTS.map((component) => [level, component] as const)))(
    'points and percentages of the %s level in component %s are those printed',
    async (level, component) => {
      const decisions = await decided(2020);
      const slug = component.slice(2);
      for (const row of printedTable(`dak-nong/${level}-component-${component}.csv`)) {
        const item = decisions
          .get(row['unit_id'] ?? '')
          ?.sheet?.items.find((each) => each.item.code === slug);
        if (item?.points.status !== 'known' || item.standard === undefined)
          throw new Error(`no points: ${row['name']}`);
        expect(sameAsPrinted(item.points.value, row['points_printed']), row['name']).toBe(true);
        expect(sameAsPrinted(item.standard, row['max_points']), row['name']).toBe(true);
        expect(
          sameAsPrinted(percent(divide(item.points.value, item.standard)), row['percent_printed']),
          row['name'],
        ).toBe(true);
      }
    },
  );

  it('averages by level and of all units are those printed', async () => {
    const at = await desk();
    const scheme = at.ruleSet.schemes.get('dak-nong');
    if (scheme === undefined) throw new Error('no scheme');
    const ranked = [...(await decided(2020)).values()].map(
      (of): Ranked => ({ unit: of.unit.id, block: of.unit.block, index: indexOf(of), parting: [] }),
    );
    const average = (block: string): Ratio | undefined =>
      averageIndex(ranked.filter((each) => each.block === block));
    const printed = new Map(
      printedTable('dak-nong/averages.csv').map((row) => [`${row['table']} ${row['level']}`, row]),
    );
    for (const [level, block] of [
      ['province', 'cap-tinh'],
      ['district', 'cap-huyen'],
    ] as const)
      expect(
        sameAsPrinted(
          percent(average(block) ?? ratio(0)),
          printed.get(`total ${level}`)?.['index_or_percent_avg_printed'],
        ),
      ).toBe(true);
    // "của toàn tỉnh là: 89.33%": the mean of all 30 units.
    expect(sameAsPrinted(percent(generalAverage(ranked, scheme.ranking) ?? ratio(0)), '89.33')).toBe(true);
  });

  it('changes from 2019 to 2020 are those printed, where the printed index of 2020 is that of the totals', async () => {
    const [before, after] = [await decided(2019), await decided(2020)];
    let compared = 0;
    for (const row of printedTable('dak-nong/index-2019-vs-2020.csv')) {
      const id = row['unit_id'] ?? '';
      if (!after.has(id)) continue;
      expect(sameAsPrinted(percent(indexOf(before.get(id))), row['index_2019_printed']), id).toBe(true);
      expect(sameAsPrinted(percent(indexOf(after.get(id))), row['index_2020_printed']), id).toBe(true);
      expect(
        sameAsPrinted(percent(subtract(indexOf(after.get(id)), indexOf(before.get(id)))), row['delta']),
        id,
      ).toBe(true);
      compared += 1;
    }
    expect(compared).toBe(30);
  });
});
