/** Over random trees of renamings and mergers nothing is lost and nothing is counted twice. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Observation } from '../../db/roll-up.ts';
import { rollUpParts } from '../../db/roll-up-parts.ts';
import { Lineage, type Succession, type UnitState } from '../../engine/model/lineage.ts';
import { ratio } from '../../engine/model/ratio.ts';

const YEAR = 2025;
const MONTHS = Array.from({ length: 12 }, (_, index) => `2025-${String(index + 1).padStart(2, '0')}`);
/** Also days within a month, before the year and on its first day. */
const DAYS = [
  '2024-06-01',
  '2025-01-01',
  '2025-03-01',
  '2025-03-01',
  '2025-05-17',
  '2025-07-01',
  '2025-12-31',
];

/** What happens to each unit, in the order of the units: a unit goes only into a later one, so that there is no cycle. */
interface Fate {
  readonly day: number;
  /** Into which of the units after it; none where it goes on. */
  readonly into: number | null;
  readonly renamedOn: number | null;
  readonly kind: 'sáp nhập' | 'hợp nhất';
}

const fate: fc.Arbitrary<Fate> = fc.record({
  day: fc.nat(DAYS.length - 1),
  into: fc.option(fc.nat(9), { freq: 2 }),
  renamedOn: fc.option(fc.nat(DAYS.length - 1)),
  kind: fc.constantFrom('sáp nhập', 'hợp nhất'),
});
const figures = fc.array(fc.array(fc.nat(50), { minLength: 12, maxLength: 12 }), {
  minLength: 7,
  maxLength: 7,
});
const reported = fc.array(fc.boolean(), { minLength: 12, maxLength: 12 });

interface World {
  readonly units: readonly UnitState[];
  readonly events: readonly Succession[];
  /** By unit: the day of its end and the unit that it went into, by number. */
  readonly ends: readonly ({ readonly on: string; readonly into: number } | undefined)[];
}

/** A unit goes into one that is there on the day: its own end comes later. */
function worldOf(fates: readonly Fate[]): World {
  const ends: World['ends'][number][] = [];
  for (const [index, { day, into }] of [...fates.entries()].toReversed()) {
    const on = DAYS[day] ?? '';
    const later = fates.length - index - 1;
    const target = into === null || later === 0 ? undefined : index + 1 + (into % later);
    const isThere = target !== undefined && (ends[target]?.on ?? '9999') > on;
    ends[index] = isThere && target !== undefined ? { on, into: target } : undefined;
  }
  const units = fates.map((_, index): UnitState => {
    const id = `u${index}`;
    return { id, name: id, block: 'so', parentId: null, validFrom: null, validTo: null };
  });
  const about = { documentNumber: '1/NQ', documentDate: '2024-01-01', blockBefore: null, parentBefore: null };
  const events = fates.flatMap(({ kind, renamedOn }, index): Succession[] => {
    const [fromUnitId, end] = [`u${index}`, ends[index]];
    const name: Succession[] =
      renamedOn === null
        ? []
        : [
            {
              ...about,
              fromUnitId,
              toUnitId: fromUnitId,
              kind: 'đổi tên',
              effectiveOn: DAYS[renamedOn] ?? '',
              nameBefore: 'cũ',
            },
          ];
    return end === undefined
      ? name
      : [
          ...name,
          { ...about, fromUnitId, toUnitId: `u${end.into}`, kind, effectiveOn: end.on, nameBefore: null },
        ];
  });
  return { units, events, ends };
}

function observation(period: string, value: number): Observation {
  const source = { period, fileName: 'x', row: 1, knownOn: '2026-01-01', simulated: false };
  return { state: { status: 'known', value: ratio(value) }, source };
}

/** The one that is left in the end, by following what it went into. */
function lastOf(index: number, ends: World['ends'], until: string): number {
  const end = ends[index];
  return end === undefined || end.on > until ? index : lastOf(end.into, ends, until);
}

function totalOf(state: ReturnType<typeof rollUpParts>): bigint | undefined {
  if (state === undefined) return 0n;
  return state.state.status === 'known'
    ? state.state.value.numerator / state.state.value.denominator
    : undefined;
}

describe('the total of every month', () => {
  it('is the same over all units, however they were renamed and merged; each is counted by its heir', () => {
    fc.assert(
      fc.property(
        fc.array(fate, { minLength: 1, maxLength: 7 }),
        figures,
        reported,
        fc.constantFrom('2025-02-28', '2025-06-30', '2025-12-31'),
        (fates, values, told, until) => {
          const { units, events, ends } = worldOf(fates);
          const lineage = new Lineage(events, [], units);
          // Everybody tells of the months that are told of at all, also of those after its end.
          const said = new Map(
            units.map(({ id }, unit) => [
              id,
              MONTHS.flatMap((month, index) =>
                told[index] === true && `${month}-01` <= until
                  ? [observation(month, values[unit]?.[index] ?? 0)]
                  : [],
              ),
            ]),
          );
          const expected = units.map(() => 0n);
          for (const [unit, end] of ends.entries())
            for (const [index, month] of MONTHS.entries()) {
              const exists = end === undefined || end.on > until || `${month}-01` < end.on;
              if (told[index] !== true || `${month}-01` > until || !exists) continue;
              const heir = lastOf(unit, ends, until);
              expected[heir] = (expected[heir] ?? 0n) + BigInt(values[unit]?.[index] ?? 0);
            }
          for (const [unit, { id }] of units.entries()) {
            if (lastOf(unit, ends, until) !== unit) continue;
            const part = lineage.yearOf(id, YEAR, until);
            expect(totalOf(rollUpParts(YEAR, part, said, 'sum'))).toBe(expected[unit]);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is unknown for the heir, and never less, as soon as one of several did not tell of a month before', () => {
    fc.assert(
      fc.property(fc.nat(1), fc.nat(1), fc.nat(5), (silent, month, value) => {
        const { units, events } = worldOf([
          { day: 2, into: 0, renamedOn: null, kind: 'sáp nhập' },
          { day: 0, into: null, renamedOn: null, kind: 'sáp nhập' },
        ]);
        const lineage = new Lineage(events, [], units);
        const said = new Map(
          units.map(({ id }, unit) => [
            id,
            MONTHS.slice(0, 2)
              .filter((_, index) => unit !== silent || index !== month)
              .map((each) => observation(each, value)),
          ]),
        );
        const figure = rollUpParts(YEAR, lineage.yearOf('u1', YEAR, '2025-12-31'), said, 'sum');
        expect(figure?.state).toEqual({ status: 'missing' });
        expect(figure?.gap).toEqual({ reason: 'month', units: [`u${silent}`], at: MONTHS[month] });
      }),
    );
  });
});
