/** How far a threshold is: in late dossiers, and in days at the present pace; exact. */
import { type CivilDate, yearOf } from '../model/dates.ts';
import { contains, type Interval } from '../model/interval.ts';
import type { Answer, Crossing, LateRate, Pace, Share, ThresholdOutlook } from '../model/outlook.ts';
import { addWorkingDays, type WorkingCalendar } from '../model/working-days.ts';
import { unknown } from './late-rate.ts';

export interface ThresholdContext {
  readonly current: Answer<Share>;
  readonly pace: Answer<Pace>;
  readonly rate: LateRate;
  /** The last day that the current rate tells of. */
  readonly until: CivilDate;
  readonly calendar: WorkingCalendar;
}

/** @param threshold an interval with a low end, all of which is reached from below */
export function thresholdOutlook(threshold: Interval, context: ThresholdContext): ThresholdOutlook {
  return {
    threshold,
    lateLeft: lateLeft(threshold, context),
    crossing: crossing(threshold, context),
  };
}

/** How many times a step has to be made, from 0 on, for (share + step) to lie in the interval; undefined: never. */
export function stepsInto(threshold: Interval, share: Share, step: Share): bigint | undefined {
  if (contains(threshold, share)) return 0n;
  const { low } = threshold;
  if (low === undefined) return undefined;
  // (n + k·dn)/(d + k·dd) against p/q: k·(dn·q − dd·p) against d·p − n·q.
  const gained = step.numerator * low.denominator - step.denominator * low.numerator;
  const missing = share.denominator * low.numerator - share.numerator * low.denominator;
  if (gained <= 0n) return undefined;
  return threshold.lowOpen === true ? missing / gained + 1n : (missing + gained - 1n) / gained;
}

/** A dossier returned late counts in the numerator, and in every denominator but that of dossiers received. */
function lateLeft(threshold: Interval, { current, rate }: ThresholdContext): Answer<bigint> {
  if (!current.known) return current;
  const step = { numerator: 1n, denominator: rate.denominator === 'received' ? 0n : 1n };
  const steps = stepsInto(threshold, current.value, step);
  return steps === undefined ? unknown({ reason: 'out of reach' }) : { known: true, value: steps };
}

/** The first working day on which the rate lies in the interval, if each is as the average one of the pace. */
function crossing(threshold: Interval, context: ThresholdContext): Answer<Crossing> {
  const { current, pace, rate, until, calendar } = context;
  if (!current.known) return current;
  if (contains(threshold, current.value)) return { known: true, value: { when: 'already' } };
  if (!pace.known) return pace;
  const { late, resolved, received, workingDays } = pace.value;
  const whole = BigInt(workingDays);
  const steps = stepsInto(
    threshold,
    {
      numerator: current.value.numerator * whole,
      denominator: current.value.denominator * whole,
    },
    {
      numerator: BigInt(late),
      denominator: BigInt(rate.denominator === 'received' ? received : resolved),
    },
  );
  if (steps === undefined || steps > 366n) return { known: true, value: { when: 'not this year' } };
  const day = addWorkingDays(calendar, until, Number(steps));
  const reached = day.known ? day.value : day.day;
  if (yearOf(reached) > yearOf(until)) return { known: true, value: { when: 'not this year' } };
  return day.known
    ? { known: true, value: { when: 'on', day: day.value } }
    : unknown({ reason: 'no calendar', day: day.day });
}
