/** The outlook of a unit in at most four short sentences. */
import { integerWords, percentWords, percentWordsBeside } from '../../engine/explain/words.ts';
import { vietnameseDate, yearOf } from '../../engine/model/dates.ts';
import type { Interval } from '../../engine/model/interval.ts';
import type { Answer, DueSoon, Gap, Outlook, Share, ThresholdOutlook } from '../../engine/model/outlook.ts';
import { compare } from '../../engine/model/ratio.ts';

/** From this rate on one digit after the comma is as much as a forecast can bear. */
const COARSE = { numerator: 1n, denominator: 100n };

/** What stands, what comes due, how far the threshold is, and that the figures are simulated; one sentence each. */
export function outlookSentences(outlook: Outlook): string[] {
  const threshold = nearest(outlook.thresholds);
  return [
    standing(outlook, threshold?.threshold),
    dueWords(outlook.dueSoon),
    ...(threshold === undefined ? [] : [thresholdWords(threshold, outlook)]),
    ...(outlook.simulated ? ['Các con số này tính từ số liệu mô phỏng.'] : []),
  ].filter((sentence) => sentence !== '');
}

/** The threshold that the fewest late dossiers reach; where all are reached, the last asked about. */
function nearest(thresholds: readonly ThresholdOutlook[]): ThresholdOutlook | undefined {
  const left = ({ lateLeft }: ThresholdOutlook): bigint => (lateLeft.known ? lateLeft.value : 0n);
  const [first] = thresholds
    .filter((each) => left(each) > 0n)
    .toSorted((a, b) => (left(a) < left(b) ? -1 : 1));
  return first ?? thresholds.at(-1);
}

function standing({ current, projection, figuresUntil }: Outlook, threshold: Interval | undefined): string {
  const until = `Đến hết ngày ${vietnameseDate(figuresUntil)}`;
  if (!current.known) return `${until} chưa biết tỷ lệ trễ hạn: ${gapWords(current.gap)}.`;
  const { numerator, denominator } = current.value;
  const rate =
    threshold?.low === undefined
      ? percentWords(current.value)
      : percentWordsBeside(current.value, threshold.low);
  const now = `${until} tỷ lệ trễ hạn là ${rate} (${integerWords(numerator)}/${integerWords(denominator)} hồ sơ)`;
  if (!projection.known) return `${now}; chưa dự báo được cuối năm: ${gapWords(projection.gap)}.`;
  const { low, median, high } = projection.value;
  const [least, middle, most] = [low, median, high].map((share) => forecastWords(share, high));
  return least === most
    ? `${now}; dự báo cuối năm khoảng ${middle}.`
    : `${now}; dự báo cuối năm khoảng ${middle}, 80% khả năng từ ${least} đến ${most}.`;
}

function forecastWords(share: Share, high: Share): string {
  return percentWords(share, compare(high, COARSE) < 0 ? 2 : 1);
}

/** The stretches that can be told, what the longest of them would come to, and why the others cannot. */
function dueWords(stretches: readonly Answer<DueSoon>[]): string {
  const told = stretches.flatMap((each) => (each.known ? [each.value] : []));
  const gap = stretches.find((each) => !each.known)?.gap;
  const why = gap === undefined ? '' : gapWords(gap);
  const last = told.at(-1);
  if (last === undefined) return why === '' ? '' : `Chưa biết hồ sơ sắp đến hạn: ${why}.`;
  const days = told.map(({ workingDays }) => workingDays).join(', ');
  const counts = told.map(({ count }) => integerWords(count)).join(', ');
  const one = told.length > 1 ? ' lần lượt' : '';
  const due = `Trong ${days} ngày làm việc tới${one} có ${counts} hồ sơ đến hạn`;
  const rest = why === '' ? '' : `; xa hơn thì chưa tính được: ${why}`;
  if (last.count === 0 || !last.ifAllLate.known) return `${due}${rest}.`;
  return `${due}; nếu ${integerWords(last.count)} hồ sơ đều trễ thì tỷ lệ là ${percentWords(last.ifAllLate.value)}${rest}.`;
}

function thresholdWords({ threshold, lateLeft, crossing }: ThresholdOutlook, outlook: Outlook): string {
  const name = `ngưỡng ${threshold.lowOpen === true ? 'trên ' : ''}${threshold.low === undefined ? '' : percentWords(threshold.low)}`;
  if (!lateLeft.known) return lateLeft.gap.reason === 'out of reach' ? `Không thể chạm ${name}.` : '';
  if (lateLeft.value === 0n) return `Tỷ lệ đã chạm ${name}.`;
  const left = `Thêm ${integerWords(lateLeft.value)} hồ sơ trễ thì chạm ${name}`;
  if (!crossing.known) return `${left}; chưa tính được ngày chạm: ${gapWords(crossing.gap)}.`;
  const pace = outlook.pace.known
    ? ` từ ${vietnameseDate(outlook.pace.value.from)} đến ${vietnameseDate(outlook.pace.value.to)}`
    : '';
  return crossing.value.when === 'on'
    ? `${left}; theo mức${pace} thì chạm vào ngày ${vietnameseDate(crossing.value.day)}.`
    : `${left}; theo mức${pace} thì năm ${yearOf(outlook.dataDate)} chưa chạm.`;
}

function gapWords(gap: Gap): string {
  switch (gap.reason) {
    case 'nothing counted':
      return 'chưa có hồ sơ nào được tính';
    case 'no open dossiers':
      return 'chưa có danh sách hồ sơ đang giải quyết';
    case 'no calendar':
      return `chưa rõ ngày ${vietnameseDate(gap.day)} làm việc hay nghỉ`;
    case 'month missing':
      return `thiếu số liệu ${vietnameseDate(gap.month)}`;
    case 'out of reach':
      return 'không thể chạm ngưỡng';
    case 'little history':
      return `mới có ${gap.months} tháng, ${integerWords(gap.resolved)} hồ sơ đã giải quyết`;
  }
}
