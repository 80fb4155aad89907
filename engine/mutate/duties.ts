/** Every single change of a clause that people decide. */
import type { Duty } from '../model/ruleset.ts';
import { type Change, within } from './change.ts';
import { shiftedValidities, shiftedYears } from './dates.ts';
import { subjectChanges } from './entries.ts';

/** Undefined: the clause left out. */
export function dutyChanges(duty: Duty): Change<Duty | undefined>[] {
  const { subjects, validity, years, question } = duty;
  return [
    {
      to: undefined,
      change: `bỏ việc "${question}"`,
      why: 'Chưa có trường hợp nào nói đến việc cần người quyết định này.',
    },
    ...within(subjectChanges(subjects), (to) => ({ ...duty, subjects: to })),
    ...within(validity === undefined ? [] : shiftedValidities(validity), (to) => ({ ...duty, validity: to })),
    ...within(years === undefined ? [] : shiftedYears(years), (to) => ({ ...duty, years: to })),
  ];
}
