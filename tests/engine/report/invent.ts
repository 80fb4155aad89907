/** Provinces that nobody has: units with points and ranks of three years, some of them not known. */
import fc from 'fast-check';
import { ratio } from '../../../engine/model/ratio.ts';
import { type AverageOf, DEFAULT_RANKING } from '../../../engine/model/scheme.ts';
import type { ReportInput, ReportUnit, UnitYear } from '../../../engine/report/model.ts';

export const FORMAT = { percent: true, rounding: DEFAULT_RANKING.rounding };
export const RANKS = ['TỐT', 'KHÁ', 'YẾU'];
export const BLOCKS = ['a', 'b', 'c'].map((code) => ({ code, name: `Khối ${code}` }));
const YEAR = 2024;

/** Points in hundredths, of 100,00; undefined where nobody knows. */
export interface Drawn {
  readonly block: string;
  readonly points: readonly (number | undefined)[];
  readonly standard: number;
  /** The standard points are known where the appraised ones are not determined. */
  readonly standardAlone?: boolean;
  readonly ranks: readonly (string | undefined)[];
}

const drawn: fc.Arbitrary<Drawn> = fc.record({
  block: fc.constantFrom(...BLOCKS.map(({ code }) => code)),
  points: fc.tuple(...[0, 1, 2].map(() => fc.option(fc.integer({ min: 0, max: 6000 }), { nil: undefined }))),
  standard: fc.constantFrom(6000, 6200, 7700, 8050, 9900, 9975, 10_000),
  standardAlone: fc.boolean(),
  ranks: fc.tuple(...[0, 1, 2].map(() => fc.option(fc.constantFrom(...RANKS), { nil: undefined }))),
});

export function inputOf(units: readonly Drawn[], average: AverageOf): ReportInput {
  return {
    year: YEAR,
    blocks: BLOCKS,
    units: units.map(
      ({ block, points, standard, standardAlone, ranks }, index): ReportUnit => ({
        id: `u${index}`,
        name: `Đơn vị ${index}`,
        block,
        years: new Map(
          points.map((of, back): [number, UnitYear] => [
            YEAR - back,
            {
              ...(of === undefined
                ? standardAlone === true
                  ? { standard: ratio(standard, 100) }
                  : {}
                : {
                    appraised: ratio(of, 100),
                    standard: ratio(standard, 100),
                    index: ratio(of, standard),
                  }),
              ...(ranks[back] === undefined ? {} : { rank: ranks[back] }),
              isPublished: true,
              parting: [],
            },
          ]),
        ),
      }),
    ),
    ranks: RANKS,
    ranking: { ...DEFAULT_RANKING, average },
    format: FORMAT,
    averages: [],
  };
}

export const drawnUnits = fc.array(drawn, { minLength: 1, maxLength: 25 });

/** Whether an index or a rank of any year is drawn: what a report says something of. */
export function hasSomething({ points, ranks }: Drawn): boolean {
  return [...points, ...ranks].some((each) => each !== undefined);
}
