import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWeekday } from '../../../engine/model/dates.ts';
import { entriesDue } from '../../../engine/registers/due.ts';

/** A Friday. */
const TODAY = '2026-11-20';

function open(code: string, dueOn?: string) {
  return {
    kind: 'findings' as const,
    code,
    state: 'open' as const,
    ...(dueOn === undefined ? {} : { dueOn }),
  };
}

describe('entries that somebody is told of', () => {
  it('are overdue or due within the working days, the longest overdue first', () => {
    const entries = [
      open('thứ tư', '2026-11-25'),
      open('thứ năm', '2026-11-26'),
      open('hôm nay', TODAY),
      open('quá hạn', '2026-11-19'),
      open('lâu rồi', '2025-01-02'),
      open('không có hạn'),
      { ...open('đã xong', TODAY), state: 'done' as const, doneOn: TODAY },
      { ...open('đã hủy', TODAY), state: 'withdrawn' as const },
    ];
    const told = entriesDue(entries, TODAY, 3, isWeekday).map(({ code }) => code);
    expect(told).toEqual(['lâu rồi', 'quá hạn', 'hôm nay', 'thứ tư']);
  });

  it('are those due up to a day that a holiday puts off', () => {
    const isWorkingDay = (day: string): boolean => isWeekday(day) && day !== '2026-11-23';
    const told = entriesDue([open('thứ năm', '2026-11-26')], TODAY, 3, isWorkingDay);
    expect(told).toHaveLength(1);
  });

  it('are found where no day is a working day', () => {
    expect(entriesDue([open('hôm nay', TODAY)], TODAY, 3, () => false)).toHaveLength(1);
  });

  it('are never due later than as many working days as are counted one by one', () => {
    const day = fc.integer({ min: 0, max: 60 }).map(dayAfterToday);
    fc.assert(
      fc.property(day, fc.nat(10), fc.uniqueArray(day, { maxLength: 5 }), (dueOn, within, holidays) => {
        const isWorkingDay = (date: string): boolean => isWeekday(date) && !holidays.includes(date);
        let left = 0;
        for (let after = 1; dayAfterToday(after) <= dueOn; after += 1)
          if (isWorkingDay(dayAfterToday(after))) left += 1;
        // Days off that follow the last counted day are later than it.
        const isTold = left < within || (left === within && (dueOn === TODAY || isWorkingDay(dueOn)));
        expect(entriesDue([open('x', dueOn)], TODAY, within, isWorkingDay)).toHaveLength(Number(isTold));
      }),
    );
  });
});

function dayAfterToday(days: number): string {
  return new Date(Date.UTC(2026, 10, 20 + days)).toISOString().slice(0, 10);
}
