/** What became of units, and what that leaves unknown, in words. */
import type { Gap } from '../db/roll-up.ts';
import { addDays, type CivilDate, vietnameseDate, yearOf } from '../engine/model/dates.ts';
import type { Interrupted } from '../engine/model/decision.ts';
import type { Ending, Interruption, Lineage, UnitState } from '../engine/model/lineage.ts';

/** Names written out before the rest is counted. */
const MOST_NAMES = 6;

/** "đã kết thúc hoạt động từ 01/07/2025 theo 1667/NQ-UBTVQH15 ngày 16/06/2025; kế thừa bởi: …". */
function endingWords(ending: Ending, lineage: Lineage): string {
  const { on, documentNumber, documentDate, successors, kind } = ending;
  const how = kind === 'kết thúc' ? '' : ` (${kind})`;
  const by = ` theo ${documentNumber} ngày ${vietnameseDate(documentDate)}`;
  const next =
    successors.length === 0 ? '' : `; kế thừa bởi: ${listed(successors.map((id) => lineage.nameOf(id)))}`;
  return `đã kết thúc hoạt động từ ${vietnameseDate(on)}${how}${by}${next}`;
}

/** The first day without the unit, if that has come by a day. */
export function endOf({ validTo }: Pick<UnitState, 'validTo'>, today: CivilDate): CivilDate | undefined {
  return validTo === null || validTo >= today ? undefined : addDays(validTo, 1);
}

/** A sentence on a unit that is no more; without lineage only the day is known. */
export function endSentence(
  { id, name }: Pick<UnitState, 'id' | 'name'>,
  end: CivilDate,
  lineage: Lineage,
): string {
  const ending = lineage.endingOf(id);
  const words =
    ending === undefined ? `đã kết thúc hoạt động từ ${vietnameseDate(end)}` : endingWords(ending, lineage);
  return `${name} ${words}.`;
}

/** "A, B và 12 đơn vị khác". */
export function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return rest <= 1 ? names.join(', ') : `${names.slice(0, MOST_NAMES).join(', ')} và ${rest} đơn vị khác`;
}

/** "sáp nhập từ 01/03/2025 với Sở Kế hoạch và Đầu tư". */
export function interruptionWords({ kind, on, others }: Interruption): string {
  const whom = others.length === 0 ? '' : ` (${listed(others)})`;
  return `${kind} từ ${vietnameseDate(on)}${whom}`;
}

/** What a person has to say before a rule over several years can be decided. */
export function interruptedBy(interruption: Interruption): Interrupted {
  const year = yearOf(interruption.on);
  return {
    year,
    question: `Đơn vị ${interruptionWords(interruption)}, theo ${interruption.documentNumber}: khi xét nhiều năm, có tính kết quả các năm trước ${year} không, và tính của đơn vị nào?`,
  };
}

/** Why a figure is not known, as the end of a sentence. */
export function gapWords({ reason, units, at }: Gap): string {
  const names = listed(units);
  switch (reason) {
    case 'split':
      return `chưa biết phần trước ${vietnameseDate(at)}: không tách được từ số liệu của ${names}`;
    case 'no sum':
      return `chưa có kết quả từ ${vietnameseDate(at)}: kết quả riêng trước khi sáp nhập (${names}) không cộng được`;
    case 'year only':
      return `chưa biết phần trước ${vietnameseDate(at)}: ${names} chỉ có số liệu cả năm`;
    case 'month':
      return `chưa đủ số liệu ${vietnameseDate(at)} của ${names}`;
  }
}
