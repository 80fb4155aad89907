/** What is checked of one figure by itself, whether it stands in a file or was pushed. */
import type { CivilDate } from '../../engine/model/dates.ts';
import type { FactConstraint, FactState } from '../../engine/model/facts.ts';
import { compare } from '../../engine/model/ratio.ts';
import { isStorable, type StatedFact } from '../fact-columns.ts';
import { isFuture, PERIOD_FORMS, parsePeriod } from './periods.ts';
import { sentence } from './problems.ts';

export interface Fault {
  readonly reason: string;
  readonly remedy: string;
}

/** A period; one that has not begun is read, with a fault. */
export function checkPeriod(
  text: string,
  today: CivilDate,
): { readonly period?: string; readonly fault?: Fault } {
  const period = parsePeriod(text);
  if (period === undefined)
    return {
      fault: { reason: 'Không đọc được kỳ số liệu.', remedy: `Ghi một trong các dạng: ${PERIOD_FORMS}.` },
    };
  return isFuture(period, today)
    ? { period, fault: { reason: 'Kỳ số liệu chưa tới.', remedy: 'Kiểm tra lại năm và tháng.' } }
    : { period };
}

/** A value that was read; neither state nor fault where nothing is said of the fact. */
export function checkValue(
  value:
    | { readonly ok: true; readonly state: FactState }
    | { readonly ok: false; readonly problem: string; readonly remedy: string },
): { readonly state?: StatedFact; readonly fault?: Fault } {
  if (!value.ok) return { fault: { reason: sentence(value.problem), remedy: sentence(value.remedy) } };
  const { state } = value;
  if (state.status === 'missing') return {};
  return state.status === 'known' && !isStorable(state.value)
    ? { fault: { reason: 'Số có quá nhiều chữ số.', remedy: 'Ghi số có không quá 15 chữ số.' } }
    : { state };
}

/** The constraints that figures of one unit and period break among themselves. */
export function brokenAmong(
  constraints: readonly FactConstraint[],
  states: ReadonlyMap<string, FactState>,
): FactConstraint[] {
  return constraints.filter(({ left, right }) => {
    const [lesser, greater] = [states.get(left), states.get(right)];
    if (lesser?.status !== 'known' || greater?.status !== 'known') return false;
    return compare(lesser.value, greater.value) > 0;
  });
}

/** @param limit the greater value as it was written */
export function exceeds(left: string, right: string, limit: string): Fault {
  return {
    reason: `Lớn hơn "${right}" (${limit}).`,
    remedy: `Kiểm tra lại: "${left}" không thể lớn hơn "${right}".`,
  };
}
