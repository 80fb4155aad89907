import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countDossier,
  countPromise,
  DAY_COUNTS,
  type DayCount,
} from '../../../engine/dossiers/day-counts.ts';
import { DAY } from '../../../engine/model/deadline.ts';
import type { Clock, Dossier } from '../../../engine/model/dossier.ts';
import { dossier } from './dossiers.ts';

type Book = Map<string, number>;

function add(book: Book, each: Dossier, by: 1 | -1 = 1): void {
  const count =
    (clock: Clock) =>
    (day: number, what: DayCount, by: number): void => {
      const key = `${clock} ${what} ${day}`;
      book.set(key, (book.get(key) ?? 0) + by);
    };
  countDossier(each, count('first'), by);
  countPromise(each, count('promised'), by);
}

/** The sum of a count up to a day. */
function until(book: Book, what: DayCount, day: number, clock: Clock): number {
  let sum = 0;
  for (const [key, count] of book) {
    const [of = '', name = '', on = ''] = key.split(' ');
    if (name === what && Number(on) <= day && (of === 'first' || clock === 'promised')) sum += count;
  }
  return sum;
}

const clock = fc.constantFrom<Clock>('first', 'promised');

describe('the daily book', () => {
  it('at the end of any day tells how many were answered late and how many stand unanswered after their limit', () => {
    fc.assert(
      fc.property(fc.array(dossier, { maxLength: 12 }), fc.nat(60), clock, (dossiers, day, by) => {
        const book: Book = new Map();
        for (const each of dossiers) add(book, each);
        const end = (day + 1) * DAY;
        const limit = ({ due, promised }: Dossier) =>
          by === 'promised' && promised !== undefined ? promised : due;
        const counted = dossiers.filter(({ state }) => state !== 'withdrawn');
        const answered = counted.filter(({ returned }) => returned !== undefined && returned < end);
        expect(until(book, 'received', day, by)).toBe(
          dossiers.filter(({ received }) => received < end).length,
        );
        expect(until(book, 'resolved', day, by)).toBe(answered.length);
        const late = answered.filter((each) => {
          const last = limit(each);
          return !each.waived && last !== undefined && (each.returned ?? 0) > last;
        });
        expect(until(book, 'late', day, by)).toBe(late.length);
        const overdue = counted.filter((each) => {
          const last = limit(each);
          if (each.waived || last === undefined || last >= end) return false;
          if (each.returned !== undefined) return each.returned >= end;
          const stopped = each.state === 'paused' || each.state === 'supplement';
          return !stopped || (each.pausedAt !== undefined && each.pausedAt > last);
        });
        expect(until(book, 'standing', day, by) - until(book, 'cleared', day, by)).toBe(overdue.length);
      }),
      { numRuns: 2000 },
    );
  });

  it('forgets a dossier that is taken back', () => {
    fc.assert(
      fc.property(dossier, (each) => {
        const book: Book = new Map();
        add(book, each);
        add(book, each, -1);
        expect([...book.values()].every((count) => count === 0)).toBe(true);
      }),
    );
  });

  it('has a count for each of its columns', () => {
    const book: Book = new Map();
    add(book, { received: 0, due: 10, returned: 2 * DAY, state: 'returned', waived: false });
    expect(DAY_COUNTS.filter((what) => until(book, what, 5, 'first') === 1)).toEqual([...DAY_COUNTS]);
  });
});
