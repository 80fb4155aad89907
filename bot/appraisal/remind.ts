/** Reminding units of what they have still to do in a round: once a unit and day, to whoever is linked. */
import { listRounds, type Round, readRound } from '../../db/appraisal.ts';
import { type Tx, write } from '../../db/database.ts';
import { enqueue } from '../../db/outbox.ts';
import { accountsOfRoles } from '../../db/people.ts';
import type { Unit } from '../../db/units.ts';
import { daysBetween, deadlineWords, lastDay, submissionsOf } from '../../engine/appraisal/deadlines.ts';
import { civilDate, civilHour } from '../../engine/model/dates.ts';
import type { Desk } from '../desk.ts';
import type { Reply } from '../reply.ts';
import type { Caller } from '../roles.ts';
import { unitsOfRound } from './advance.ts';
import { actorOf, type Refusal, requirePermit, stepRefusal } from './step.ts';

export interface Reminded {
  readonly status: 'reminded';
  /** Units that have still to do something, and messages that were put out now. */
  readonly units: number;
  readonly messages: number;
}

/** Days before a deadline from which reminders go out of themselves. */
const DAYS_BEFORE = 3;

export async function remind(desk: Desk, caller: Caller, roundId: number): Promise<Reminded | Refusal> {
  try {
    const actor = await actorOf(desk, caller);
    const { round } = await requirePermit(desk.db, roundId, { type: 'remind' }, actor, desk.now);
    return await remindUnits(desk, round);
  } catch (error) {
    return stepRefusal(error);
  }
}

/** Hours of the day, in Vietnam, in which reminders go out of themselves: from, and before. */
export const OFFICE_HOURS = { from: 8, before: 17 } as const;

/** For a clock that strikes every hour or oftener: reminds what is due once a day, in office hours. */
export async function remindOnTheHour(desk: Desk): Promise<Reminded> {
  const hour = civilHour(desk.now);
  const isOpen = hour >= OFFICE_HOURS.from && hour < OFFICE_HOURS.before;
  return isOpen ? remindDue(desk) : { status: 'reminded', units: 0, messages: 0 };
}

/** For a daily schedule: of every round whose deadline is at most three days away, or past while the step is open still. */
export async function remindDue(desk: Desk): Promise<Reminded> {
  let units = 0;
  let messages = 0;
  for (const { id } of await listRounds(desk.db)) {
    const round = await readRound(desk.db, id);
    const deadline = round && deadlineOf(round);
    if (round === undefined || deadline === undefined || daysLeft(desk, deadline) > DAYS_BEFORE) continue;
    const reminded = await remindUnits(desk, round);
    units += reminded.units;
    messages += reminded.messages;
  }
  return { status: 'reminded', units, messages };
}

async function remindUnits(desk: Desk, round: Round): Promise<Reminded> {
  const deadline = deadlineOf(round);
  const due = deadline === undefined ? new Map<string, string>() : workLeft(round);
  const units = (await unitsOfRound(desk, round)).filter(({ id }) => due.has(id));
  let messages = 0;
  if (deadline !== undefined)
    for (const unit of units)
      messages += await write(desk.db, (tx) => tell(tx, desk, round, unit, due.get(unit.id) ?? '', deadline));
  return { status: 'reminded', units: units.length, messages };
}

/** What each unit has still to do, as a request says it. */
function workLeft(round: Round): Map<string, string> {
  if (round.state === 'đang nhận hồ sơ') {
    const work = `nộp hồ sơ đề nghị thẩm định cải cách hành chính năm ${round.year}`;
    return new Map(submissionsOf(round).missing.map((unitId) => [unitId, work]));
  }
  const open = round.doubts.filter(({ isAnswered }) => !isAnswered);
  return new Map(
    [...Map.groupBy(open, ({ unitId }) => unitId)].map(([unitId, ofUnit]) => [
      unitId,
      `giải trình, bổ sung tài liệu đối với ${ofUnit.length} ý kiến thẩm định năm ${round.year}`,
    ]),
  );
}

function deadlineOf({ state, submissionDeadline, supplementDeadline }: Round): string | undefined {
  if (state === 'đang nhận hồ sơ') return submissionDeadline;
  return state === 'bổ sung' ? supplementDeadline : undefined;
}

/** Below 0 once it is past. */
function daysLeft({ now }: Pick<Desk, 'now'>, deadline: string): number {
  return daysBetween(civilDate(now), lastDay(deadline));
}

async function tell(
  tx: Tx,
  desk: Desk,
  round: Round,
  unit: Unit,
  work: string,
  deadline: string,
): Promise<number> {
  const today = civilDate(desk.now);
  const body = message(unit, round, work, deadlineWords(deadline), daysLeft(desk, deadline));
  let messages = 0;
  for (const { channel, chatId } of await accountsOfRoles(tx, [
    `thu-truong:${unit.id}`,
    `can-bo:${unit.id}`,
  ])) {
    const dedupeKey = `round:${round.id}:${round.state}:${unit.id}:${today}:${channel}:${chatId}`;
    if (await enqueue(tx, { channel, chatId, dedupeKey, body }, desk.now)) messages += 1;
  }
  return messages;
}

function message(unit: Unit, round: Round, work: string, until: string, days: number): Reply {
  const left = days > 0 ? ` (còn ${days} ngày)` : days === 0 ? ' (hôm nay)' : '';
  const when =
    days < 0
      ? `Đã quá hạn (${until}); kính đề nghị thực hiện ngay, nội dung gửi sau hạn được ghi nhận là muộn.`
      : `Hạn: ${until}${left}.`;
  return {
    blocks: [
      { type: 'verdict', text: `Kính đề nghị ${unit.name} ${work}.` },
      { type: 'text', text: `${when} Nếu đơn vị đã gửi, xin bỏ qua tin này.` },
    ],
    buttons: [{ label: 'Tình hình nộp hồ sơ', action: `round:${unit.id}:${round.year}` }],
  };
}
