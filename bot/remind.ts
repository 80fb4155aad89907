/** Everything that goes out of itself by the clock. */
import { remindOnTheHour } from './appraisal/remind.ts';
import type { Desk } from './desk.ts';
import { remindEntriesOnTheHour } from './registers/remind.ts';
import { workingDays } from './working-days.ts';

/** For a clock that strikes every hour or oftener. */
export async function remindAllOnTheHour(desk: Desk): Promise<void> {
  await remindOnTheHour(desk);
  await remindEntriesOnTheHour(desk, workingDays(desk.ruleSet.calendar));
}
