/** `bench outlook`: how often the year ends in the interval foretold, by regime, and how wide that is. */
import { outlookSentences } from '../bot/answer/outlook-words.ts';
import { ratio } from '../engine/model/ratio.ts';
import type { WorkingCalendar } from '../engine/model/working-days.ts';
import { outlook } from '../engine/outlook/outlook.ts';
import { perSecond, timeInTurn } from './measure.ts';
import { backtest, type Coverage, coverageOf, type Tried } from './outlook/backtest.ts';
import { REGIMES } from './outlook/regimes.ts';
import { atLeast, atMost, type BenchFigures, type BenchReport, rounded } from './report.ts';

const OFFICES = 300;
const QUICK_OFFICES = 40;
const SEED = 2286;
const ROUNDS = 3;
const THRESHOLD = ratio(5, 100);

export async function benchOutlook({
  calendar,
  quick,
  progress,
}: {
  readonly calendar: WorkingCalendar;
  readonly quick: boolean;
  readonly progress: (text: string) => void;
}): Promise<BenchReport> {
  const offices = quick ? QUICK_OFFICES : OFFICES;
  progress(`Mô phỏng ${offices * REGIMES.length} đơn vị trong hai năm, hạt giống ${SEED} …`);
  const tried = backtest({ calendar, offices, seed: SEED });
  const whole = (each: Tried | undefined): string =>
    each === undefined
      ? ''
      : outlookSentences(outlook({ ...each.input, thresholds: [{ low: THRESHOLD }] }, calendar)).join(' ');
  progress(`Ví dụ: ${whole(tried.at(-2))}`);
  const [timing] = await timeInTurn(
    [
      {
        name: 'triển vọng của một đơn vị',
        run: () => tried.slice(0, 100).filter((each) => whole(each) !== '').length,
      },
    ] as const,
    quick ? 1 : ROUNDS,
  );
  const all = coverageOf(tried);
  return {
    name: 'outlook',
    rows: [{ name: timing.name, per_second: rounded(perSecond(timing)), ratio: 1 }],
    figures: [
      ...REGIMES.map((regime) =>
        figuresOf(regime, coverageOf(tried.filter((each) => each.regime === regime))),
      ),
      figuresOf('tất cả', all),
    ],
    targets: [
      atLeast('năm kết thúc trong khoảng dự báo 80%, tất cả (%)', 75, all.covered * 100),
      atMost('năm kết thúc trong khoảng dự báo 80%, tất cả (%)', 85, all.covered * 100),
    ],
  };
}

function figuresOf(
  name: string,
  { tried, covered, width, naiveCovered, naiveWidth }: Coverage,
): BenchFigures {
  return {
    name,
    values: {
      'số lần dự báo': tried,
      'trong khoảng (%)': rounded(covered * 100),
      'khoảng rộng (điểm %)': rounded(width),
      'tỷ lệ lũy kế ± nhị thức: trong khoảng (%)': rounded(naiveCovered * 100),
      'tỷ lệ lũy kế ± nhị thức: khoảng rộng (điểm %)': rounded(naiveWidth),
    },
  };
}
