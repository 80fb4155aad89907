/** `bench rules`: the compiled plan against a hand-written function and rule engines, and what checking rules takes. */
import type { RuleSet } from '../engine/model/ruleset.ts';
import { perSecond, ratioTo, type Timing, timeInTurn } from './measure.ts';
import { atLeast, atMost, type BenchReport, type BenchRow, rounded } from './report.ts';
import { decideByHand } from './rules/by-hand.ts';
import { compareVerdicts } from './rules/compare.ts';
import { oneByOne, type RuleContender } from './rules/contender.ts';
import { jsonLogic } from './rules/json-logic.ts';
import { builtEngines, wholeDecisions } from './rules/json-rules-engine.ts';
import { onlyTimedRules, scaleOf } from './rules/law.ts';
import { timeLoading } from './rules/loading.ts';
import { decideNationalYear } from './rules/national.ts';
import { planByColumn, planByFactStates, planByRow, planWithReasons } from './rules/plan.ts';
import { inputOf } from './rules/unit-facts.ts';
import { inventUnitYears, type UnitYear } from './rules/unit-years.ts';
import { newVerdict } from './rules/verdict.ts';
import { zen } from './rules/zen.ts';

/** How much is measured. */
interface Extent {
  readonly unitYears: number;
  /** Of which the slow engines are asked about so many. */
  readonly sample: number;
  readonly rounds: number;
  /** Rule files. */
  readonly files: number;
  readonly loadingRounds: number;
}

const FULL: Extent = { unitYears: 100_000, sample: 1000, rounds: 15, files: 500, loadingRounds: 3 };
const QUICK: Extent = { unitYears: 20_000, sample: 100, rounds: 5, files: 40, loadingRounds: 3 };
const SEED = 2022;
const MEGABYTE = 2 ** 20;

export interface RulesBenchOptions {
  /** The project's rules. */
  readonly ruleSet: RuleSet;
  /** A shorter run, for every change. */
  readonly quick: boolean;
  /** Told what is being measured. */
  readonly progress: (text: string) => void;
}

/** @throws MismatchError when two evaluators differ in any outcome: then nothing is timed */
export async function benchRules({ ruleSet, quick, progress }: RulesBenchOptions): Promise<BenchReport> {
  const extent = quick ? QUICK : FULL;
  const engines = await timeEngines(onlyTimedRules(ruleSet), extent, progress);
  progress('Đo bộ nhớ cho một năm số liệu cả nước…');
  const national = decideNationalYear();
  progress(`Đo thời gian đọc và kiểm tra ${extent.files} tệp quy tắc…`);
  const loading = await timeLoading(extent.files, extent.loadingRounds);
  return {
    name: 'rules',
    rows: engines.rows,
    targets: [
      ...engines.targets,
      atMost(
        'bộ nhớ thêm cho một năm cả nước (12.000 đơn vị, 12 tháng, 20 quy tắc), MB',
        64,
        national.memory / MEGABYTE,
      ),
      atMost(
        `đọc và kiểm tra ${extent.files} tệp, so với khi có ${extent.files / 4} tệp, thời gian mỗi tệp`,
        1.5,
        loading.growth,
      ),
      atMost(`rules check ${extent.files} tệp, so với chỉ đọc YAML`, 20, loading.overYaml),
    ],
  };
}

async function timeEngines(
  ruleSet: RuleSet,
  { unitYears, sample, rounds }: Extent,
  progress: (text: string) => void,
): Promise<Pick<BenchReport, 'rows' | 'targets'>> {
  const units = inventUnitYears(unitYears, SEED);
  const inputs = units.map((unit) => inputOf(unit, scaleOf(ruleSet)));
  const few = inputs.slice(0, sample);
  const contenders = [
    byHand(units),
    builtEngines(ruleSet, few),
    planByRow(ruleSet, units),
    planByColumn(ruleSet, units),
    wholeDecisions(ruleSet, few),
    planByFactStates(ruleSet, inputs),
    planWithReasons(ruleSet, few),
    jsonLogic(units),
  ] as const;
  const zenEngine = await zen(units.slice(0, sample));
  const others = zenEngine === undefined ? [] : [zenEngine];
  progress('So kết quả của các cách tính…');
  await compareVerdicts([...contenders, ...others]);
  progress('Đo thời gian các cách tính…');
  const all = [...contenders, ...others] as const;
  const timings = await timeInTurn(all, rounds);
  const [hand, engine, byRow, byColumn] = timings;
  return {
    rows: timings.map((timing, index) => rowOf(timing, hand, all[index]?.count ?? 0, unitYears)),
    targets: [
      atLeast('theo hàng, số lần nhanh hơn json-rules-engine', 200, ratioTo(byRow, engine)),
      atMost('theo hàng, so với hàm viết tay', 12, ratioTo(hand, byRow)),
      atMost('theo cột kể cả chuyển đổi, so với hàm viết tay', 6, ratioTo(hand, byColumn)),
    ],
  };
}

function byHand(units: readonly UnitYear[]): RuleContender {
  const verdict = newVerdict();
  return oneByOne({
    name: 'hàm viết tay',
    units,
    decide: (unit) => {
      decideByHand(unit, verdict);
      return verdict;
    },
    verdict: (found) => found,
  });
}

/** @param count of unit-years that were asked about, of `all` */
function rowOf(timing: Timing, hand: Timing, count: number, all: number): BenchRow {
  return {
    name: count < all ? `${timing.name} (đo trên ${count} đơn vị-năm)` : timing.name,
    per_second: Math.round(perSecond(timing)),
    ratio: rounded(ratioTo(hand, timing)),
  };
}
