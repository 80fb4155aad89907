import { describe, expect, it } from 'vitest';
import { countEntries, REGISTER_FACTS, registerOf } from '../../../engine/registers/counts.ts';
import { standingOf } from '../../../engine/registers/standing.ts';

const DAY = '2026-11-20';

describe('an entry', () => {
  it.each([
    ['done on its last day', 'done', '2026-11-10', '2026-11-10', 'on time'],
    ['done a day after it', 'done', '2026-11-10', '2026-11-11', 'late'],
    ['not done on its last day', 'open', DAY, undefined, 'open'],
    ['not done the day after', 'open', '2026-11-19', undefined, 'overdue'],
    ['done without a last day', 'done', undefined, '2026-11-11', 'on time'],
    ['not done without a last day', 'open', undefined, undefined, 'open'],
    ['withdrawn after its last day', 'withdrawn', '2026-11-10', undefined, 'withdrawn'],
  ] as const)('%s is as it must be', (_, state, dueOn, doneOn, standing) => {
    const entry = {
      state,
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(doneOn === undefined ? {} : { doneOn }),
    };
    expect(standingOf(entry, DAY)).toBe(standing);
  });
});

it('every report that is due is on time, late or not sent, and no other is counted', () => {
  const reports = [
    { state: 'done', dueOn: '2026-03-15', doneOn: '2026-03-15', details: { quality: 'chất lượng thấp' } },
    { state: 'done', dueOn: '2026-03-15', doneOn: '2026-03-16', details: {} },
    { state: 'open', dueOn: '2026-06-15', details: { quality: 'chất lượng thấp' } },
    { state: 'open', dueOn: '2026-12-15', details: {} },
    { state: 'withdrawn', dueOn: '2026-06-15', details: {} },
  ] as const;
  const counts = [...countEntries('reports', reports, DAY)].map(([fact, counted]) => [fact, counted.length]);
  expect(Object.fromEntries(counts)).toEqual({
    'báo cáo định kỳ đến hạn': 3,
    'báo cáo định kỳ đúng hạn': 1,
    'báo cáo định kỳ trễ hạn': 1,
    'báo cáo định kỳ không gửi': 1,
    'báo cáo định kỳ chất lượng thấp': 1,
  });
});

it('a fact is counted from one register', () => {
  const all = Object.values(REGISTER_FACTS).flatMap((facts) => Object.keys(facts));
  expect(new Set(all).size).toBe(all.length);
  expect(registerOf('nhiệm vụ được giao')).toBe('assigned-tasks');
  expect(registerOf('hồ sơ trễ hạn')).toBeUndefined();
});
