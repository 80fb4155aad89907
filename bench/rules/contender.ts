import type { Contender } from '../measure.ts';
import type { Verdict } from './verdict.ts';

/** An evaluator made ready, with the unit-years that it is asked about. */
export interface RuleContender extends Contender {
  /** How many unit-years it is asked about. */
  readonly count: number;
  /** What it says of one of them; only to be compared, and therefore not timed. */
  readonly verdictOf: (index: number) => Verdict | Promise<Verdict>;
}

/** How an evaluator is asked about one unit-year, and what its answer means. */
interface Asking<Unit, Answer, Found> {
  readonly name: string;
  readonly units: readonly Unit[];
  readonly decide: (unit: Unit) => Answer;
  readonly verdict: (found: Found) => Verdict;
}

export function oneByOne<Unit, Found>(asking: Asking<Unit, Found, Found>): RuleContender {
  const { name, units, decide, verdict } = asking;
  return {
    name,
    count: units.length,
    run: () => {
      for (const unit of units) decide(unit);
      return units.length;
    },
    verdictOf: (index) => verdict(decide(itemAt(units, index))),
  };
}

/** As `oneByOne`, for what answers only later; one at a time, as decisions are made for people. */
export function oneByOneAwaited<Unit, Found>(asking: Asking<Unit, Promise<Found>, Found>): RuleContender {
  const { name, units, decide, verdict } = asking;
  return {
    name,
    count: units.length,
    run: async () => {
      for (const unit of units) await decide(unit);
      return units.length;
    },
    verdictOf: async (index) => verdict(await decide(itemAt(units, index))),
  };
}

function itemAt<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`no unit-year ${index}`);
  return item;
}
