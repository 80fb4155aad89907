/** Reminding units of what falls due by their registers: one message a person and day, the worst first. */
import { write } from '../../db/database.ts';
import { enqueue } from '../../db/outbox.ts';
import { accountsOfRoles } from '../../db/people.ts';
import { listUnits, type Unit } from '../../db/units.ts';
import { type CivilDate, civilDate, civilHour, yearOf } from '../../engine/model/dates.ts';
import type { IsWorkingDay } from '../../engine/registers/due.ts';
import { DUE_WORK } from '../answer/due.ts';
import { OFFICE_HOURS, type Reminded } from '../appraisal/remind.ts';
import type { Desk } from '../desk.ts';
import type { Reply } from '../reply.ts';
import { type DueEntry, dueByUnit } from './due.ts';
import { dueBlocks } from './words.ts';

/** For a clock that strikes every hour or oftener: reminds once a working day, in office hours. */
export async function remindEntriesOnTheHour(desk: Desk, isWorkingDay: IsWorkingDay): Promise<Reminded> {
  const hour = civilHour(desk.now);
  const isOpen = hour >= OFFICE_HOURS.from && hour < OFFICE_HOURS.before && isWorkingDay(civilDate(desk.now));
  return isOpen ? remindEntries(desk, isWorkingDay) : { status: 'reminded', units: 0, messages: 0 };
}

/** Puts out a message to the head and the officers of every unit that owes something; whoever had one today has no second. */
export async function remindEntries(desk: Desk, isWorkingDay: IsWorkingDay): Promise<Reminded> {
  const due = await dueByUnit(desk, isWorkingDay);
  const units = (await listUnits(desk.db)).filter(({ id }) => due.has(id));
  let messages = 0;
  for (const unit of units) messages += await remindUnit(desk, unit, due.get(unit.id) ?? []);
  return { status: 'reminded', units: units.length, messages };
}

function remindUnit({ db, now }: Desk, unit: Unit, entries: readonly DueEntry[]): Promise<number> {
  const today = civilDate(now);
  const body = message(unit, entries, today);
  return write(db, async (tx) => {
    let messages = 0;
    for (const { channel, chatId } of await accountsOfRoles(tx, [
      `thu-truong:${unit.id}`,
      `can-bo:${unit.id}`,
    ])) {
      const dedupeKey = `register:${today}:${channel}:${chatId}`;
      if (await enqueue(tx, { channel, chatId, dedupeKey, body }, now)) messages += 1;
    }
    return messages;
  });
}

function message(unit: Unit, entries: readonly DueEntry[], today: CivilDate): Reply {
  return {
    blocks: [
      ...dueBlocks(unit, entries, today),
      { type: 'text', text: 'Kính đề nghị thực hiện và cập nhật kết quả. Nếu đã xong, xin bỏ qua tin này.' },
    ],
    buttons: [{ label: 'Việc sắp đến hạn', action: `alerts:${unit.id}:${yearOf(today)}:${DUE_WORK}` }],
  };
}
