/** Synthetic surveys of satisfaction, one a unit and quarter that has ended. */
import { type CivilDate, civilDay, dayNumber } from '../../engine/model/dates.ts';
import { random } from '../random.ts';
import { monthText } from './calendar.ts';
import { between, type Mixture, mixed, type Range } from './range.ts';
import type { SimulatedUnit, World } from './world.ts';

export interface SimulatedSurvey {
  readonly unit: SimulatedUnit;
  /** The last month of the quarter: "2026-03". */
  readonly period: string;
  /** In hundredths of a per cent. */
  readonly satisfaction: number;
}

/** The share of units without a survey. */
const UNASKED = 0.1;
/** A unit's usual satisfaction in hundredths of a per cent, and what a quarter adds or takes. */
const USUAL: Mixture = [
  { share: 0.05, low: 7400, high: 8000 },
  { share: 1, low: 8200, high: 9300 },
];
const QUARTER: Range = { low: -150, high: 150 };

/** The surveys of the quarters of a year that have ended by the end of a day. */
export function* surveysOf(world: World, year: number, asOf: CivilDate): Generator<SimulatedSurvey> {
  for (const last of [3, 6, 9, 12]) {
    const period = monthText(year, last);
    const next = last === 12 ? monthText(year + 1, 1) : monthText(year, last + 1);
    if (asOf < civilDay(dayNumber(`${next}-01`) - 1)) return;
    for (const unit of world.units) {
      const drawn = random(`${world.seed} ${unit.index} satisfaction`);
      if (drawn() < UNASKED) continue;
      const quarter = between(QUARTER, random(`${world.seed} ${unit.index} ${period} satisfaction`));
      yield { unit, period, satisfaction: Math.round(mixed(USUAL, drawn) + quarter) };
    }
  }
}
