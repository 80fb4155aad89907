import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar, DAY } from '../../../db/simulate/calendar.ts';
import { dossiersOf, type SimulatedDossier } from '../../../db/simulate/dossiers.ts';
import { makeWorld, type World, type WorldOptions } from '../../../db/simulate/world.ts';
import { civilDay, isWeekday } from '../../../engine/model/dates.ts';

const CALENDAR = new Calendar(2025, 2026, isWeekday);

function world(changes: Partial<WorldOptions> = {}): World {
  return makeWorld({ units: 20, seed: 7, dossiers: 20_000, ...changes });
}

function seen(asOf: string, of = world(), year = 2026): SimulatedDossier[] {
  return [...dossiersOf(of, CALENDAR, year, asOf)];
}

function share(part: readonly unknown[], whole: readonly unknown[]): number {
  return part.length / whole.length;
}

const isLate = ({ returned, due }: SimulatedDossier) => returned !== undefined && returned > due;

/** Late dossiers by what a function says of them, most first. */
function lateBy(dossiers: readonly SimulatedDossier[], key: (one: SimulatedDossier) => unknown): number[] {
  return [...Map.groupBy(dossiers.filter(isLate), key).values()]
    .map(({ length }) => length)
    .sort((a, b) => b - a);
}

const lives = (dossiers: readonly SimulatedDossier[]) =>
  new Map(dossiers.map((dossier) => [dossier.code, dossier]));

describe('simulated dossiers', () => {
  it('are the same for the same seed, and others for another', () => {
    expect(seen('2026-03-31')).toEqual(seen('2026-03-31'));
    expect(seen('2026-03-31', world({ seed: 8 }))).not.toEqual(seen('2026-03-31'));
  });

  it('keep what was seen of them on an earlier day, but for what has happened since', () => {
    const days = fc.integer({ min: 1, max: 364 }).map((day) => civilDay(20_454 + day));
    fc.assert(
      fc.property(fc.integer(), days, days, (seed, one, other) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const small = world({ seed, units: 3, dossiers: 600 });
        const after = lives(seen(later, small));
        for (const dossier of seen(earlier, small)) {
          const since = after.get(dossier.code);
          const hasEnded = dossier.returned !== undefined || dossier.state === 'Đã rút';
          const news = { state: since?.state, returned: since?.returned };
          const rescheduled = dossier.rescheduled ?? since?.rescheduled;
          expect(since).toEqual(hasEnded ? dossier : { ...dossier, ...news, rescheduled });
        }
      }),
      { numRuns: 60 },
    );
  });

  it('show nothing that lies after the day', () => {
    const until = (Date.parse('2026-06-17') / 86_400_000 + 1) * DAY;
    for (const { received, returned = 0 } of seen('2026-06-17')) {
      expect(received).toBeLessThan(until);
      expect(returned).toBeLessThan(until);
    }
  });

  it('are received and returned on working days, never returned before received', () => {
    const isTuesday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() === 2;
    const calendar = new Calendar(2026, 2026, isTuesday);
    const dossiers = [...dossiersOf(world(), calendar, 2026, '2026-12-31')];
    expect(dossiers).toHaveLength(20_000);
    for (const { received, due, returned = received } of dossiers) {
      for (const instant of [received, due, returned])
        expect(isTuesday(civilDay(Math.floor(instant / DAY)))).toBe(true);
      expect(returned).toBeGreaterThanOrEqual(received);
      expect(due).toBeGreaterThanOrEqual(received);
    }
  });

  it('have codes of their own, over the years too', () => {
    const codes = [...seen('2025-12-31', world(), 2025), ...seen('2026-12-31')].map(({ code }) => code);
    expect(new Set(codes).size).toBe(40_000);
    expect(codes[0]).toMatch(/^000\.\d\d\.\d\d\.H32-25\d{4}-\d{4}$/);
  });

  it('are as many in a whole year as asked for, however few the units', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 40, max: 3000 }),
        (seed, units, dossiers) => {
          expect(seen('2026-12-31', world({ seed, units, dossiers }))).toHaveLength(dossiers);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('are late about as often as those of Nha Trang in 2018, with a dip at Tết and peaks in June and December', () => {
    const year = seen('2026-12-31', world({ units: 60, dossiers: 200_000 }));
    const resolved = year.filter(({ returned }) => returned !== undefined);
    expect(share(resolved.filter(isLate), resolved)).toBeGreaterThan(0.009);
    expect(share(resolved.filter(isLate), resolved)).toBeLessThan(0.0125);
    const months = Map.groupBy(year, ({ received }) => civilDay(Math.floor(received / DAY)).slice(5, 7));
    const size = (month: string) => months.get(month)?.length ?? 0;
    for (const month of ['01', '03', '04', '05', '08', '09', '10']) {
      expect(size('02')).toBeLessThan(size(month));
      expect(size('06')).toBeGreaterThan(size(month));
      expect(size('12')).toBeGreaterThan(size(month));
    }
  });

  it('are late by few officers, and in bad months of a unit', () => {
    const year = seen('2026-12-31', world({ units: 60, dossiers: 200_000 }));
    const late = year.filter(isLate).length;
    const byOfficer = lateBy(year, ({ officer }) => officer);
    const worstTenth = byOfficer.slice(0, 50).reduce((sum, count) => sum + count, 0);
    expect(worstTenth / late).toBeGreaterThan(0.4);
    const worstMonths = lateBy(
      year,
      ({ unit, received }) => `${unit.id} ${civilDay(Math.floor(received / DAY)).slice(0, 7)}`,
    );
    // A tenth of the 720 months of units.
    expect(worstMonths.slice(0, 72).reduce((sum, count) => sum + count, 0) / late).toBeGreaterThan(0.4);
  });

  it('come in every state, the late ones partly with a new date after the due one', () => {
    const year = seen('2026-11-20', world({ units: 60, dossiers: 200_000 }));
    const states = new Map(
      [...Map.groupBy(year, ({ state }) => state)].map(([state, of]) => [state, of.length]),
    );
    for (const state of [
      'Đã trả kết quả',
      'Đang xử lý',
      'Tạm dừng',
      'Chờ bổ sung',
      'Từ chối',
      'Đã rút',
    ] as const)
      expect(states.get(state)).toBeGreaterThan(0);
    const again = year.filter(({ rescheduled }) => rescheduled !== undefined);
    expect(again.length).toBeGreaterThan(0);
    for (const { due, rescheduled = 0 } of again) expect(rescheduled).toBeGreaterThan(due);
    const until = (Date.parse('2026-11-20') / 86_400_000 + 1) * DAY;
    const overdue = year.filter(({ state, due }) => state === 'Đang xử lý' && due < until);
    expect(overdue.length).toBeGreaterThan(0);
  });
});

describe('the world', () => {
  it('has the officers asked for, each in one unit, and every unit has one', () => {
    const { units } = world({ officers: 123 });
    const names = units.flatMap(({ officers }) => officers.map(({ name }) => name));
    expect(new Set(names).size).toBe(123);
    expect(names).toHaveLength(123);
    expect(units.every(({ officers }) => officers.length > 0)).toBe(true);
  });

  it('is led by a unit as large as Nha Trang where nothing else is asked', () => {
    expect(makeWorld({ units: 20, seed: 3 }).units[0]?.volume).toBe(58_053);
  });

  it('refuses what does not go together', () => {
    expect(() => world({ units: 10_001 })).toThrow('Số đơn vị phải từ 1 đến 10.000');
    expect(() => world({ officers: 19 })).toThrow('20 đơn vị cần ít nhất 20 cán bộ');
    expect(() => world({ officers: 20_001 })).toThrow('20.001 cán bộ là quá nhiều cho 20.000 hồ sơ');
  });
});
