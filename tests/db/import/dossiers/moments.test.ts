import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastMinute, Moments, parseMoment } from '../../../../db/import/dossiers/moments.ts';

const SEED = 20_261_031;

/** Minutes from 1970, told by the calendar of the language itself. */
function minutes(iso: string): number {
  return Date.parse(`${iso}Z`) / 60_000;
}

/** As the moments of one file are read. */
const moments = new Moments();

const two = (part: number): string => String(part).padStart(2, '0');
const EIGHT = minutes('2026-10-05T08:05');

describe('a moment with its time', () => {
  it.each([
    '05/10/2026 08:05',
    '5/10/2026 8:05',
    '5/10/2026  08:05:59',
    '05/10/2026 08:05:12.345',
    '05-10-2026 08:05',
    '5.10.2026, 8:05',
    '05/10/2026 - 08:05',
    'Ngày 05/10/2026 lúc 08:05',
    '08:05 05/10/2026',
    '8:05:59 5/10/2026',
    '08:05 ngày 05/10/2026',
    '08:05, ngày 05/10/2026',
    '8h05 5/10/2026',
    '05/10/2026 8h05',
    '8 giờ 05 phút ngày 05/10/2026',
    '8 giờ 05, 05/10/2026',
    '05/10/2026 08:05 SA',
    '05/10/2026 08:05:00 AM',
    '2026-10-05 08:05',
    '2026-10-05T08:05:00',
    '2026-10-05T08:05:00.000+07:00',
    '2026-10-05T01:05:00Z',
    '2026/10/5 8:05',
    '46300,336805556',
    '46300.3368055556',
  ])('is read from %j', (text) => {
    expect(parseMoment(text)).toEqual({ minutes: EIGHT, hasTime: true });
  });

  it.each([
    ['05/10/2026 12:30 SA', '2026-10-05T00:30'],
    ['05/10/2026 12:30 CH', '2026-10-05T12:30'],
    ['05/10/2026 5:30 CH', '2026-10-05T17:30'],
    ['05:30 PM 05/10/2026', '2026-10-05T17:30'],
    ['8h 05/10/2026', '2026-10-05T08:00'],
    ['8 giờ ngày 05/10/2026', '2026-10-05T08:00'],
    ['8 giờ 20/10/2026', '2026-10-20T08:00'],
    ['2026-10-05T18:00:00Z', '2026-10-06T01:00'],
    // A second before midnight is still that day, and 17:00:59 is not yet 17:01.
    ['46300,999988426', '2026-10-05T23:59'],
    ['46300,709016204', '2026-10-05T17:00'],
  ])('is read from %j as %s', (text, iso) => {
    expect(parseMoment(text)).toEqual({ minutes: minutes(iso), hasTime: true });
  });
});

describe('a day without a time', () => {
  it.each([
    '05/10/2026',
    '5/10/2026',
    '5-10-2026',
    '05.10.2026',
    'ngày 5/10/2026',
    '2026-10-05',
    '2026/10/05',
    '46300',
    // As databases and number formats write a day.
    '46300.0',
    '2026-10-05 00:00:00',
    '05/10/2026 00:00',
    '2026-10-05T00:00:00+07:00',
  ])('is read from %j, and lasts to its last minute', (text) => {
    const moment = parseMoment(text);
    expect(moment).toEqual({ minutes: minutes('2026-10-05T00:00'), hasTime: false });
    expect(moment && lastMinute(moment)).toBe(minutes('2026-10-05T23:59'));
  });

  it('exists on 29 February in leap years only', () => {
    for (const year of [2024, 2028, 2000]) expect(parseMoment(`29/02/${year}`)).toBeDefined();
    for (const year of [2023, 2025, 2026, 2027]) expect(parseMoment(`29/02/${year}`)).toBeUndefined();
  });
});

describe('what is no moment', () => {
  it.each([
    '31/02/2026',
    '31/04/2026',
    '00/10/2026',
    '05/13/2026',
    '10/2026',
    '05/10/26',
    '05/10/0026',
    '05/10/0206',
    '05/10/1899',
    '31/12/9999',
    '05/10/2026 24:00',
    '05/10/2026 08:60',
    '05/10/2026 13:00 CH',
    '05/10/2026 17:',
    '05/10/2026 17:0',
    '05/10/202',
    '05/10/2026 hôm nay',
    '2026-10-05T08:05:00+09:00',
    '120',
    '29999',
    '60000',
    '46300,',
    'chưa có',
    '',
  ])('is refused: %j', (text) => {
    expect(parseMoment(text)).toBeUndefined();
  });
});

describe(`every minute (seed ${SEED})`, () => {
  const FIRST = minutes('1983-01-01T00:00');
  const LAST = minutes('2063-12-31T23:59');
  const time = fc.integer({ min: FIRST, max: LAST });

  it('is read back from each form in which it may be written', () => {
    fc.assert(
      fc.property(time, fc.boolean(), (minute, isPadded) => {
        const at = new Date(minute * 60_000);
        const pad = isPadded ? two : String;
        const day = [at.getUTCDate(), at.getUTCMonth() + 1].map(pad);
        const [hour, min] = [at.getUTCHours(), at.getUTCMinutes()];
        const half = hour < 12 ? 'SA' : 'CH';
        const clock = `${pad(hour)}:${two(min)}`;
        const iso = at.toISOString();
        const dates = [
          ...['/', '-', '.'].map((mark) => [...day, at.getUTCFullYear()].join(mark)),
          iso.slice(0, 10),
        ];
        const times = [
          clock,
          `${clock}:07`,
          `${pad(hour)}h${two(min)}`,
          `${pad(hour)} giờ ${two(min)} phút`,
          `${pad(hour % 12 === 0 ? 12 : hour % 12)}:${two(min)} ${half}`,
        ];
        const forms = dates.flatMap((date) =>
          times.flatMap((each) => [`${date} ${each}`, `${each} ${date}`]),
        );
        // Days from 30/12/1899, counted by the calendar of the language.
        const serial = (minute * 60_000 - Date.UTC(1899, 11, 30)) / 86_400_000;
        for (const form of [
          ...forms,
          iso.slice(0, 19),
          serial.toFixed(9),
          serial.toFixed(9).replace('.', ','),
        ])
          expect([form, parseMoment(form)?.minutes, moments.read(form)]).toEqual([
            form,
            minute,
            parseMoment(form),
          ]);
        for (const date of dates)
          expect([date, parseMoment(date)]).toEqual([
            date,
            { minutes: minute - hour * 60 - min, hasTime: false },
          ]);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('is read from no day that the calendar has not, whatever the form', () => {
    const number = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(number, number, fc.integer({ min: 1990, max: 2060 }), (day, month, year) => {
        const at = new Date(Date.UTC(year, month - 1, day));
        const isReal = at.getUTCDate() === day && at.getUTCMonth() === month - 1;
        for (const form of [
          `${day}/${month}/${year}`,
          `${year}-${month}-${day}`,
          `08:00 ${day}/${month}/${year}`,
        ])
          expect([form, parseMoment(form) !== undefined]).toEqual([form, isReal]);
      }),
      { seed: SEED, numRuns: 3000 },
    );
  });
});
