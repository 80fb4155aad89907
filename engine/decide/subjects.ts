/** Who is decided together. */
import type { Subject } from '../model/facts.ts';

/** Subjects whose consequences follow from a unit's rank, and which are therefore decided with the unit. */
const OF_A_UNIT: readonly Subject[] = ['đơn vị', 'người đứng đầu', 'tập thể', 'tổ chức cơ sở đảng'];

/** The subjects whose rules a decision on one subject takes in. */
export function subjectsOf(subject: Subject): readonly Subject[] {
  if (subject === 'đơn vị') return OF_A_UNIT;
  return OF_A_UNIT.includes(subject) ? ['đơn vị', subject] : [subject];
}

/** Whether a rule or duty is on any of the subjects decided. */
export function bearsOn(
  { subjects }: { readonly subjects: readonly Subject[] },
  decided: readonly Subject[],
): boolean {
  return subjects.some((subject) => decided.includes(subject));
}
