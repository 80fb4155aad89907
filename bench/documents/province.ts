/** A large province to report on: units of four blocks over three years, the same for the same seed. */
import { ratio } from '../../engine/model/ratio.ts';
import { DEFAULT_RANKING } from '../../engine/model/scheme.ts';
import type { ReportInput, ReportUnit, UnitYear } from '../../engine/report/model.ts';
import { Random } from '../random.ts';

const BLOCKS = ['Khối Sở, ban, ngành', 'Ngành dọc', 'Khối UBND cấp xã', 'Đơn vị sự nghiệp'];
const RANKS = ['TỐT', 'KHÁ', 'TRUNG BÌNH', 'YẾU'];
/** Points of 100,00 from which each rank begins. */
const BANDS = [8500, 7500, 6000, 0];
const YEAR = 2026;

export function inventProvince(count: number, seed: number): ReportInput {
  const random = new Random(seed);
  return {
    year: YEAR,
    blocks: BLOCKS.map((name, index) => ({ code: String(index), name })),
    units: Array.from({ length: count }, (_, index): ReportUnit => {
      const block = index % BLOCKS.length;
      const years = [0, 1, 2].map((back): [number, UnitYear] => [YEAR - back, yearOf(random)]);
      return {
        id: `u${index}`,
        name: `${BLOCKS[block]?.replace(/^Khối /u, '')} số ${index}, đơn vị được xếp hạng`,
        block: String(block),
        years: new Map(years),
      };
    }),
    ranks: RANKS,
    ranking: { ...DEFAULT_RANKING, average: 'blocks' },
    format: { percent: true, rounding: DEFAULT_RANKING.rounding },
    averages: [],
  };
}

function yearOf(random: Random): UnitYear {
  const standard = 9000 + 25 * random.below(41);
  const appraised = Math.round((standard * (5000 + random.below(4900))) / 10_000);
  const rank = RANKS[BANDS.findIndex((least) => (appraised / standard) * 10_000 >= least)] ?? 'YẾU';
  return {
    standard: ratio(standard, 100),
    appraised: ratio(appraised, 100),
    index: ratio(appraised, standard),
    rank,
    isPublished: true,
    parting: [],
  };
}
