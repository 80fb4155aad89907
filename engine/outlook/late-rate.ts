/** The late rate as a document declares it, from the counts of the year; exact. */
import type { CivilDate } from '../model/dates.ts';
import type { Answer, Gap, LateRate, OutlookInput, Share } from '../model/outlook.ts';
import { missingMonth } from './history.ts';

/** What the year has come to so far. */
export interface Totals {
  readonly received: number;
  readonly resolved: number;
  readonly late: number;
  /** Past their due date and not returned; undefined where no single dossiers are held. */
  readonly overdue: number | undefined;
  /** A month that the sums lack. */
  readonly missing: string | undefined;
}

export function unknown(gap: Gap): { readonly known: false; readonly gap: Gap } {
  return { known: false, gap };
}

/** @param on the day at whose end a dossier is overdue when it was due before it */
export function totalsOf({ flow, open }: Pick<OutlookInput, 'flow' | 'open'>, on: CivilDate): Totals {
  const sum = (what: 'received' | 'resolved' | 'late'): number =>
    flow.reduce((total, counts) => total + counts[what], 0);
  const overdue = open?.reduce((total, { due, count }) => total + (due < on ? count : 0), 0);
  return {
    received: sum('received'),
    resolved: sum('resolved'),
    late: sum('late'),
    overdue,
    missing: missingMonth(flow),
  };
}

/** Why the totals do not tell the rate. */
export function gapOf({ overdue, missing }: Totals, { numerator, denominator }: LateRate): Gap | undefined {
  if (missing !== undefined) return { reason: 'month missing', month: missing };
  const counted = numerator === 'late and overdue' || denominator === 'resolved and overdue';
  return counted && overdue === undefined ? { reason: 'no open dossiers' } : undefined;
}

/** Numerator and denominator of totals that tell the rate. */
export function countsOf(
  { received, resolved, late, overdue = 0 }: Totals,
  { numerator, denominator }: LateRate,
): { readonly numerator: number; readonly denominator: number } {
  return {
    numerator: late + (numerator === 'late' ? 0 : overdue),
    denominator:
      denominator === 'received' ? received : resolved + (denominator === 'resolved' ? 0 : overdue),
  };
}

/** The rate over the totals; unknown also where nothing is counted yet. */
export function shareOf(totals: Totals, rate: LateRate): Answer<Share> {
  const gap = gapOf(totals, rate);
  if (gap !== undefined) return unknown(gap);
  const { numerator, denominator } = countsOf(totals, rate);
  if (denominator === 0) return unknown({ reason: 'nothing counted' });
  return { known: true, value: { numerator: BigInt(numerator), denominator: BigInt(denominator) } };
}
