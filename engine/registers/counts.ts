/** The facts that the entries of a register add up to. */
import type { CivilDate } from '../model/dates.ts';
import { LOW_QUALITY, NO_COOPERATION, type RegisterEntry, type RegisterKind } from '../model/register.ts';
import { isLate, type Standing, standingOf } from './standing.ts';

type Counted = (standing: Standing, entry: Pick<RegisterEntry, 'details'>) => boolean;

const every: Counted = () => true;
const isDone: Counted = (standing) => standing === 'on time' || standing === 'late';
const isDue: Counted = (standing) => standing !== 'open';

/** Facts of `rules/facts.yaml` by register; entries that were withdrawn are not asked. Evaluations are personal and give none. */
export const REGISTER_FACTS: Readonly<Record<RegisterKind, Readonly<Record<string, Counted>>>> = {
  'plan-tasks': {
    'nhiệm vụ kế hoạch CCHC': every,
    'nhiệm vụ kế hoạch CCHC đã hoàn thành': isDone,
    'nhiệm vụ kế hoạch CCHC trễ hạn': isLate,
  },
  'assigned-tasks': {
    'nhiệm vụ được giao': every,
    'nhiệm vụ được giao đã hoàn thành': isDone,
    'nhiệm vụ được giao trễ hạn': isLate,
  },
  reports: {
    'báo cáo định kỳ đến hạn': isDue,
    'báo cáo định kỳ đúng hạn': (standing) => standing === 'on time',
    'báo cáo định kỳ trễ hạn': (standing) => standing === 'late',
    'báo cáo định kỳ không gửi': (standing) => standing === 'overdue',
    'báo cáo định kỳ chất lượng thấp': (standing, { details }) =>
      isDone(standing, { details }) && details.quality === LOW_QUALITY,
  },
  findings: {
    'kiến nghị sau kiểm tra CCHC': every,
    'kiến nghị sau kiểm tra CCHC đã khắc phục': isDone,
    'kiến nghị sau kiểm tra CCHC chưa khắc phục': (standing, entry) => !isDone(standing, entry),
    'kiến nghị sau kiểm tra CCHC quá hạn khắc phục': (standing) => standing === 'overdue',
  },
  complaints: {
    'phản ánh, kiến nghị tiếp nhận': every,
    'phản ánh, kiến nghị đã trả lời': isDone,
    'phản ánh, kiến nghị trễ hạn trả lời': isLate,
    'phản ánh, kiến nghị không phối hợp xử lý': (_, { details }) => details.cooperation === NO_COOPERATION,
  },
  evaluations: {},
};

/** The register that a fact is counted from; undefined where none is. */
export function registerOf(fact: string): RegisterKind | undefined {
  return REGISTER_KIND_OF.get(fact);
}

const REGISTER_KIND_OF: ReadonlyMap<string, RegisterKind> = new Map(
  Object.entries(REGISTER_FACTS).flatMap(([kind, facts]) =>
    Object.keys(facts).map((fact): [string, RegisterKind] => [fact, kind as RegisterKind]),
  ),
);

/** What of a register's entries each of its facts counts on a day; every fact is there, with nothing where none counts. */
export function countEntries<Entry extends Pick<RegisterEntry, 'state' | 'dueOn' | 'doneOn' | 'details'>>(
  kind: RegisterKind,
  entries: readonly Entry[],
  day: CivilDate,
): Map<string, Entry[]> {
  const standing = entries
    .map((entry) => ({ entry, standing: standingOf(entry, day) }))
    .filter((each) => each.standing !== 'withdrawn');
  return new Map(
    Object.entries(REGISTER_FACTS[kind]).map(([fact, counts]) => [
      fact,
      standing.filter((each) => counts(each.standing, each.entry)).map(({ entry }) => entry),
    ]),
  );
}
