import { describe, expect, it } from 'vitest';
import {
  deadlineWords,
  lastDay,
  lateness,
  latenessWords,
  momentWords,
  submissionsOf,
} from '../../../engine/appraisal/deadlines.ts';
import type { Moment, Situation } from '../../../engine/model/appraisal.ts';
import { endOfDay } from '../../../engine/model/deadline.ts';

const DEADLINE = endOfDay('2019-12-16');
const at = (text: string): Moment => ({ known: 'instant', at: new Date(text).toISOString() });

describe('"đến hết 24 giờ 00 ngày 16/12/2019"', () => {
  it('is the end of the 16th by the clock of Vietnam', () => {
    expect(DEADLINE).toBe('2019-12-16T17:00:00.000Z');
    expect(lastDay(DEADLINE)).toBe('2019-12-16');
    expect(deadlineWords(DEADLINE)).toBe('hết ngày 16/12/2019');
  });

  it('is over at the turn of the year and of February too', () => {
    expect(lastDay(endOfDay('2020-02-29'))).toBe('2020-02-29');
    expect(endOfDay('2019-12-31')).toBe('2019-12-31T17:00:00.000Z');
  });

  it.each([
    ['2019-12-16T23:59:59.999+07:00', undefined],
    ['2019-12-17T00:00:00+07:00', 'dưới 1 phút'],
    ['2019-12-17T00:01:00+07:00', '1 phút'],
    ['2019-12-17T08:30:00+07:00', '8 giờ 30 phút'],
    ['2019-12-18T02:10:00+07:00', '1 ngày 2 giờ'],
    ['2019-12-19T00:00:30+07:00', '2 ngày'],
  ])('%s is late by %s', (moment, words) => {
    const late = lateness(at(moment), DEADLINE);
    expect(late && latenessWords(late)).toBe(words);
  });

  it('tells days where only the day is known, and nothing where only that it was in time', () => {
    expect(lateness({ known: 'day', on: '2019-12-17' }, DEADLINE)).toEqual({ days: 1 });
    expect(lateness({ known: 'day', on: '2020-01-02' }, DEADLINE)).toEqual({ days: 17 });
    expect(lateness({ known: 'day', on: '2019-12-16' }, DEADLINE)).toBeUndefined();
    expect(lateness({ known: 'in time' }, DEADLINE)).toBeUndefined();
  });

  it('reads moments as they are known', () => {
    expect(momentWords({ known: 'day', on: '2019-12-17' })).toBe('17/12/2019');
    expect(momentWords(at('2019-12-16T17:30:00Z'))).toBe('00:30 ngày 17/12/2019');
    expect(momentWords({ known: 'in time' })).toBe('trong hạn');
  });
});

it('units are on time, late or missing, each once and in the order of the round', () => {
  const situation: Situation = {
    province: 'thu',
    year: 2019,
    state: 'đang nhận hồ sơ',
    submissionDeadline: DEADLINE,
    supplementDeadline: endOfDay('2019-12-30'),
    units: ['c', 'a', 'd', 'b'].map((id) => ({ id, block: 'so' })),
    submissions: new Map([
      ['a', at('2019-12-17T08:00:00+07:00')],
      ['b', { known: 'in time' } as const],
      ['c', at('2019-12-01T08:00:00+07:00')],
    ]),
    doubts: [],
  };
  expect(submissionsOf(situation)).toEqual({
    onTime: ['c', 'b'],
    late: [{ unitId: 'a', moment: at('2019-12-17T08:00:00+07:00'), by: { minutes: 480 } }],
    missing: ['d'],
  });
});
