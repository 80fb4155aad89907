/**
 * The rules as one function for them alone: what a programmer would write who was asked for the outcome of every
 * condition, with nothing to read but a record of numbers and nothing to change but code.
 */
import { BELOW, EXEMPT, KNOWN, MISSING, type UnitYear } from './unit-years.ts';
import { FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, type Verdict } from './verdict.ts';

const WEAK = 0;
const MEDIUM = 1;
const FAIR = 2;
const GOOD = 3;

export function decideByHand(unit: UnitYear, verdict: Verdict): void {
  const { conditions, rules } = verdict;

  const hasIndex = unit.indexStatus === KNOWN;
  const good = hasIndex ? answer(unit.appraised * 100 >= unit.standard * 85) : UNKNOWN;
  const fair = hasIndex ? answer(unit.appraised * 100 >= unit.standard * 75) : UNKNOWN;
  const medium = hasIndex ? answer(unit.appraised * 100 >= unit.standard * 60) : UNKNOWN;
  const weak = hasIndex ? answer(unit.appraised * 100 < unit.standard * 60) : UNKNOWN;
  const veryLate = lateFrom(unit, 10);
  const late = lateFrom(unit, 5);
  const unsatisfied = isUnsatisfied(unit);

  // Nobody has said yet whether the demotion still stands beside the Conclusion, nor how many levels it takes.
  const demoted = veryLate === TRUE ? UNKNOWN : veryLate;
  const capped = unsatisfied === NOT_APPLICABLE ? late : late | unsatisfied;
  let highest = GOOD;
  if (hasIndex && good !== TRUE) highest = fair === TRUE ? FAIR : medium === TRUE ? MEDIUM : WEAK;
  let lowest = hasIndex && demoted === FALSE ? highest : WEAK;
  if (capped === TRUE && highest === GOOD) highest = FAIR;
  if (capped !== FALSE && lowest === GOOD) lowest = FAIR;

  const atMostMedium = highest <= MEDIUM ? TRUE : lowest > MEDIUM ? FALSE : UNKNOWN;
  const mediumBefore = unit.rankBefore < 0 ? UNKNOWN : answer(unit.rankBefore === MEDIUM);
  const mediumTwice = isStep(lowest, highest, MEDIUM) & mediumBefore;
  const isWeak = isStep(lowest, highest, WEAK);
  const isGood = isStep(lowest, highest, GOOD);

  conditions[0] = good;
  conditions[1] = fair;
  conditions[2] = medium;
  conditions[3] = weak;
  conditions[4] = veryLate;
  conditions[5] = late;
  conditions[6] = unsatisfied;
  conditions[7] = atMostMedium;
  conditions[8] = mediumTwice;
  conditions[9] = isWeak;
  conditions[10] = isGood;
  rules[0] = good;
  rules[1] = fair;
  rules[2] = medium;
  rules[3] = weak;
  rules[4] = demoted;
  rules[5] = capped;
  rules[6] = atMostMedium;
  rules[7] = mediumTwice | isWeak;
  rules[8] = isGood;
  verdict.lowest = lowest;
  verdict.highest = highest;
}

function answer(holds: boolean): number {
  return holds ? TRUE : FALSE;
}

function lateFrom(unit: UnitYear, percent: number): number {
  if (unit.lateStatus === BELOW) return unit.lateBelow <= percent * 100 ? FALSE : UNKNOWN;
  if (unit.lateStatus === MISSING || unit.resolved === 0) return UNKNOWN;
  return answer(unit.late * 100 >= unit.resolved * percent);
}

function isUnsatisfied({ satisfactionStatus, satisfaction }: UnitYear): number {
  if (satisfactionStatus === EXEMPT) return NOT_APPLICABLE;
  return satisfactionStatus === KNOWN ? answer(satisfaction <= 8000) : UNKNOWN;
}

function isStep(lowest: number, highest: number, step: number): number {
  if (lowest > step || highest < step) return FALSE;
  return lowest === highest ? TRUE : UNKNOWN;
}
