/** "Nhiệm vụ nào của đơn vị tôi sắp đến hạn, quá hạn?" */
import { readRegister } from '../../db/registers.ts';
import type { Unit } from '../../db/units.ts';
import { civilDate, yearOf } from '../../engine/model/dates.ts';
import { REGISTER_KINDS } from '../../engine/model/register.ts';
import { notice } from '../notice.ts';
import { type DueEntry, dueByUnit, WITHIN } from '../registers/due.ts';
import { dueBlocks, dueCounts } from '../registers/words.ts';
import { mayKnow } from '../rights.ts';
import { workingDays } from '../working-days.ts';
import type { Ask, Told } from './ask.ts';
import { SIMULATED } from './phrases.ts';

/** The last part of the action of a button that asks for it. */
export const DUE_WORK = 'due';

/** Units listed at first sight, and offered by buttons. */
const MOST = 6;
const MOST_BUTTONS = 4;

/** Of one unit entry by entry, of several the counts; only of units that the caller may know of. */
export async function due({ desk, caller, units, block, directory }: Ask): Promise<Told> {
  const visible = (units.length > 0 ? units : directory).filter(
    (unit) => mayKnow(caller, unit) && (block === null || unit.block === block),
  );
  const [only, ...others] = visible;
  if (only === undefined)
    return {
      reply: notice('Chưa có thông tin này. Xin liên kết tài khoản để xem việc của đơn vị mình.'),
      refused: true,
    };
  const unitIds = visible.map(({ id }) => id);
  const found = await dueByUnit(desk, workingDays(desk.ruleSet.calendar), unitIds);
  if (found.size === 0) return { reply: notice(await nothingDue(desk, visible)) };
  const today = civilDate(desk.now);
  if (others.length === 0)
    return { reply: { blocks: dueBlocks(only, found.get(only.id) ?? [], today), buttons: [] } };
  return { reply: ofMany(visible, found, today) };
}

function ofMany(
  units: readonly Unit[],
  found: ReadonlyMap<string, DueEntry[]>,
  today: string,
): Told['reply'] {
  const owing = units
    .flatMap((unit) => {
      const entries = found.get(unit.id) ?? [];
      return entries.length === 0 ? [] : [{ unit, entries, overdue: overdueOf(entries, today) }];
    })
    .sort((a, b) => b.overdue - a.overdue || b.entries.length - a.entries.length);
  const all = owing.flatMap(({ entries }) => entries);
  const left = owing.length - MOST;
  return {
    blocks: [
      { type: 'verdict', text: `${owing.length} đơn vị có việc đến hạn: ${dueCounts(all, today)}.` },
      {
        type: 'list',
        items: owing.slice(0, MOST).map(({ unit, entries }) => `${unit.name}: ${dueCounts(entries, today)}`),
      },
      ...(left > 0 ? [{ type: 'text' as const, text: `Còn ${left} đơn vị khác.` }] : []),
      ...(all.some(({ source }) => source.simulated) ? [SIMULATED] : []),
    ],
    buttons: owing.slice(0, MOST_BUTTONS).map(({ unit }) => ({
      label: unit.name,
      action: `alerts:${unit.id}:${yearOf(today)}:${DUE_WORK}`,
    })),
  };
}

function overdueOf(entries: readonly DueEntry[], today: string): number {
  return entries.filter(({ dueOn }) => dueOn < today).length;
}

/** Nothing being due is good news only where something is held. */
async function nothingDue({ db, now }: Ask['desk'], units: readonly Unit[]): Promise<string> {
  const today = civilDate(now);
  const held = await readRegister(db, {
    kinds: REGISTER_KINDS.filter((kind) => kind !== 'evaluations'),
    unitIds: units.map(({ id }) => id),
    period: String(yearOf(today)),
    dataDate: today,
  });
  const [only, ...others] = units;
  const name = only !== undefined && others.length === 0 ? only.name : 'các đơn vị';
  return held.length === 0
    ? `Chưa nạp danh sách nhiệm vụ, báo cáo, kiến nghị năm ${yearOf(today)} của ${name}, nên chưa biết việc nào đến hạn.`
    : `${name.charAt(0).toUpperCase()}${name.slice(1)} không có việc nào quá hạn hoặc đến hạn trong ${WITHIN} ngày làm việc tới.`;
}
