import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../engine/model/dates.ts';
import {
  addWorkingDays,
  isWorkingDay,
  NO_CALENDAR,
  workingDaysBetween,
} from '../../../engine/model/working-days.ts';
import { projectRuleSet } from '../language/sources.ts';

const { calendar } = projectRuleSet();
const SEED = 20261120;

describe('working days', () => {
  it.each([
    ['over Tết 2019', '2019-02-01', 1, '2019-02-11'],
    ['onto a Saturday that is made up', '2019-05-03', 1, '2019-05-04'],
    ['over five days around 30/4/2019', '2019-04-26', 1, '2019-05-02'],
    ['from a Sunday', '2026-11-15', 1, '2026-11-16'],
    ['back over Quốc khánh 2026', '2026-09-03', -1, '2026-08-28'],
    ['none, from a Sunday', '2026-11-15', 0, '2026-11-15'],
  ])('are counted %s', (_, date, count, day) => {
    expect(addWorkingDays(calendar, date, count)).toEqual({ known: true, value: day });
  });

  it('are unknown from the first day that the table does not hold', () => {
    expect(addWorkingDays(calendar, '2026-12-30', 3)).toEqual({ known: false, day: '2027-01-01' });
    expect(workingDaysBetween(calendar, '2017-01-03', '2016-12-29')).toEqual({
      known: false,
      day: '2016-12-31',
    });
    expect(addWorkingDays(calendar, '2026-11-20', 3)).toEqual({ known: false, day: '2026-11-24' });
    expect(isWorkingDay(NO_CALENDAR, '2026-11-15')).toEqual({ known: false, day: '2026-11-15' });
  });

  it(`agree with a count of single days, forth and back, from seed ${SEED}`, () => {
    const day = fc.integer({ min: 0, max: 365 * 8 }).map((days) => addDays('2017-01-10', days));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 400 }), (from, span) => {
        const to = addDays(from, span);
        const days = Array.from({ length: span }, (_, index) => addDays(from, index + 1));
        const working = days.filter((each) => {
          const works = isWorkingDay(calendar, each);
          return works.known && works.value;
        });
        expect(workingDaysBetween(calendar, from, to)).toEqual({ known: true, value: working.length });
        const last = working.at(-1) ?? from;
        expect(addWorkingDays(calendar, from, working.length)).toEqual({ known: true, value: last });
        // Back to just before the span, from just behind it.
        const back = workingDaysBetween(calendar, addDays(to, 1), addDays(from, 1));
        expect(back).toEqual({ known: true, value: working.length === 0 ? 0 : -working.length });
      }),
      { seed: SEED, numRuns: 200 },
    );
  });
});
