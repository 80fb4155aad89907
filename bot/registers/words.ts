/** Entries of registers in the words of messages. */
import type { Unit } from '../../db/units.ts';
import { type CivilDate, vietnameseDate } from '../../engine/model/dates.ts';
import type { RegisterKind } from '../../engine/model/register.ts';
import { SIMULATED } from '../answer/phrases.ts';
import type { Block } from '../reply.ts';
import type { DueEntry } from './due.ts';

const NOUNS: Readonly<Record<RegisterKind, string>> = {
  'plan-tasks': 'Nhiệm vụ kế hoạch CCHC',
  'assigned-tasks': 'Nhiệm vụ được giao',
  reports: 'Báo cáo định kỳ',
  findings: 'Kiến nghị sau kiểm tra',
  complaints: 'Phản ánh, kiến nghị',
  evaluations: 'Đánh giá hằng tháng',
};

/** Characters of a title in a message on a phone. */
const LONGEST_TITLE = 120;

/** "Nhiệm vụ được giao NV-015: … Quá hạn từ ngày 15/11/2026." */
function entryWords({ kind, code, title, officer, dueOn }: DueEntry, today: CivilDate): string {
  const short = title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE)}…`;
  const by = officer === undefined ? '' : ` (${officer})`;
  return `${NOUNS[kind]} ${code}: ${short}${by}. ${dueWords(dueOn, today)}.`;
}

function dueWords(dueOn: CivilDate, today: CivilDate): string {
  const date = vietnameseDate(dueOn);
  if (dueOn < today) return `Đã quá hạn (hạn ${date})`;
  return dueOn === today ? `Đến hạn hôm nay, ${date}` : `Hạn ${date}`;
}

/** Entries told of in one message. */
const MOST = 6;

/** How much a unit owes, and the worst of it; simulated entries are called so. */
export function dueBlocks(unit: Pick<Unit, 'name'>, entries: readonly DueEntry[], today: CivilDate): Block[] {
  const left = entries.length - MOST;
  return [
    { type: 'verdict', text: `${unit.name}: ${dueCounts(entries, today)}.` },
    { type: 'list', items: entries.slice(0, MOST).map((entry) => entryWords(entry, today)) },
    ...(left > 0 ? [{ type: 'text' as const, text: `Còn ${left} việc khác.` }] : []),
    ...(entries.some(({ source }) => source.simulated) ? [SIMULATED] : []),
  ];
}

/** "2 việc quá hạn, 3 việc sắp đến hạn"; what there is none of is left out. */
export function dueCounts(entries: readonly { readonly dueOn: CivilDate }[], today: CivilDate): string {
  const overdue = entries.filter(({ dueOn }) => dueOn < today).length;
  const soon = entries.length - overdue;
  return [
    ...(overdue === 0 ? [] : [`${overdue} việc quá hạn`]),
    ...(soon === 0 ? [] : [`${soon} việc sắp đến hạn`]),
  ].join(', ');
}
