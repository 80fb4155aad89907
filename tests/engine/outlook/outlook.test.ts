import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contains } from '../../../engine/model/interval.ts';
import type { FlowCounts, OutlookInput } from '../../../engine/model/outlook.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import { NO_CALENDAR } from '../../../engine/model/working-days.ts';
import { outlook } from '../../../engine/outlook/outlook.ts';
import { stepsInto } from '../../../engine/outlook/threshold.ts';
import { projectRuleSet } from '../language/sources.ts';

const { calendar } = projectRuleSet();
const SEED = 20261120;
const FROM_FIVE = { low: ratio(5, 100) };
const ABOVE_FIVE = { low: ratio(5, 100), lowOpen: true };

/** Months of 2025 up to the one asked, each alike. */
function months(count: number, counts: Omit<FlowCounts, 'period'>, year = 2025): FlowCounts[] {
  return Array.from({ length: count }, (_, index) => ({
    period: `${year}-${String(index + 1).padStart(2, '0')}`,
    ...counts,
  }));
}

const EVEN = { received: 100, resolved: 100, late: 2 };

function given(changes: Partial<OutlookInput>): OutlookInput {
  return {
    dataDate: '2025-06-30',
    rate: { numerator: 'late', denominator: 'resolved' },
    flow: months(6, EVEN),
    lastYear: months(12, EVEN, 2024),
    open: [],
    thresholds: [FROM_FIVE],
    simulated: false,
    ...changes,
  };
}

describe('the rate so far', () => {
  const open = [
    { due: '2025-06-27', count: 8 },
    { due: '2025-06-30', count: 5 },
  ];
  it.each([
    ['late', 'resolved', '12/600'],
    ['late and overdue', 'resolved', '20/600'],
    ['late and overdue', 'resolved and overdue', '20/608'],
    ['late', 'received', '12/600'],
  ] as const)('counts %s over %s as the document declares', (numerator, denominator, expected) => {
    const { current } = outlook(given({ rate: { numerator, denominator }, open }), calendar);
    expect(current.known && `${current.value.numerator}/${current.value.denominator}`).toBe(expected);
  });

  it('is unknown where overdue ones count and no dossiers are held, where nothing is counted, where a month is missing', () => {
    const { open: _, ...totals } = given({
      rate: { numerator: 'late and overdue', denominator: 'resolved' },
    });
    expect(outlook(totals, calendar).current).toEqual({ known: false, gap: { reason: 'no open dossiers' } });
    expect(outlook(given({ flow: [] }), calendar).current).toEqual({
      known: false,
      gap: { reason: 'nothing counted' },
    });
    const holed = given({ flow: months(6, EVEN).filter(({ period }) => period !== '2025-03') });
    const gap = { known: false, gap: { reason: 'month missing', month: '2025-03' } };
    expect(outlook(holed, calendar)).toMatchObject({ current: gap, projection: gap });
  });
});

describe('dossiers due soon', () => {
  // 30/4 and 01/5 are holidays, 02/5 is exchanged for Saturday 26/4.
  const open = [
    { due: '2025-04-24', count: 7 },
    { due: '2025-04-25', count: 3 },
    { due: '2025-04-26', count: 10 },
    { due: '2025-05-05', count: 20 },
  ];
  const near = given({ dataDate: '2025-04-25', flow: months(4, EVEN), open });

  it('are those due on the day or within 1, 3 and 7 working days, over holidays and made-up days', () => {
    const told = outlook(near, calendar).dueSoon.map(
      (each) => each.known && [each.value.until, each.value.count],
    );
    expect(told).toEqual([
      ['2025-04-26', 13],
      ['2025-04-29', 13],
      ['2025-05-08', 33],
    ]);
  });

  it('would bring the rate to exactly late + due over resolved + due', () => {
    const last = outlook(near, calendar).dueSoon[2];
    expect(last?.known && last.value.ifAllLate).toEqual({
      known: true,
      value: { numerator: 41n, denominator: 433n },
    });
  });

  it('are unknown without dossiers, or where the calendar does not tell', () => {
    const { open: _, ...totals } = near;
    expect(outlook(totals, calendar).dueSoon[0]).toEqual({
      known: false,
      gap: { reason: 'no open dossiers' },
    });
    const december = outlook(given({ dataDate: '2026-12-30', flow: [], open }), calendar).dueSoon;
    expect(december.map(({ known }) => known)).toEqual([true, false, false]);
    expect(outlook(near, NO_CALENDAR).dueSoon[0]).toEqual({
      known: false,
      gap: { reason: 'no calendar', day: '2025-04-26' },
    });
  });
});

describe('the distance to a threshold', () => {
  it(`is the fewest steps that reach it, counted one by one, from seed ${SEED}`, () => {
    const count = fc.integer({ min: 0, max: 60 });
    const input = fc.record({
      part: count,
      rest: count,
      more: count,
      other: count,
      per: fc.integer({ min: 1, max: 40 }),
    });
    fc.assert(
      fc.property(input, fc.boolean(), ({ part, rest, more, other, per }, lowOpen) => {
        fc.pre(part + rest > 0);
        const threshold = { low: ratio(per, 100), lowOpen };
        const after = (steps: number) => ratio(part + steps * more, part + rest + steps * (more + other));
        const first = Array.from({ length: 3000 }, (_, steps) => steps).find((steps) =>
          contains(threshold, after(steps)),
        );
        const found = stepsInto(threshold, after(0), {
          numerator: BigInt(more),
          denominator: BigInt(more + other),
        });
        expect(found !== undefined && found < 3000n ? Number(found) : undefined).toBe(first);
      }),
      { seed: SEED, numRuns: 500 },
    );
  });

  it('tells exactly 5% from above it', () => {
    const { thresholds } = outlook(given({ thresholds: [FROM_FIVE, ABOVE_FIVE] }), calendar);
    // (12 + 19)/(600 + 19) is 5,008%; 30/600 would be 5% only if late ones did not count as resolved.
    expect(thresholds.map(({ lateLeft }) => lateLeft.known && lateLeft.value)).toEqual([19n, 19n]);
    const even = given({
      flow: months(6, { received: 100, resolved: 100, late: 5 }),
      thresholds: [FROM_FIVE, ABOVE_FIVE],
    });
    expect(outlook(even, calendar).thresholds).toMatchObject([
      { lateLeft: { value: 0n }, crossing: { value: { when: 'already' } } },
      { lateLeft: { value: 1n }, crossing: { value: { when: 'not this year' } } },
    ]);
  });

  it('falls on the working day that the present pace reaches it', () => {
    const late = given({
      flow: [...months(5, EVEN), { period: '2025-06', received: 100, resolved: 105, late: 21 }],
    });
    const { pace, thresholds } = outlook(late, calendar);
    expect(pace).toMatchObject({
      value: { from: '2025-06-01', to: '2025-06-30', workingDays: 21, late: 21 },
    });
    // 31/605 is over 5% already.
    expect(thresholds[0]?.crossing).toEqual({ known: true, value: { when: 'already' } });
    const milder = given({
      flow: [...months(5, EVEN), { period: '2025-06', received: 100, resolved: 105, late: 15 }],
    });
    // (25 + 15t/21)/(605 + 5t) reaches 1/20 at t = 11.3: the twelfth working day after 30 June.
    expect(outlook(milder, calendar).thresholds[0]?.crossing).toEqual({
      known: true,
      value: { when: 'on', day: '2025-07-16' },
    });
  });

  it('takes the last 30 days of daily figures, up to the last that has any', () => {
    const flow = Array.from({ length: 20 }, (_, index) => ({
      period: `2025-06-${String(index + 1).padStart(2, '0')}`,
      received: 4,
      resolved: 4,
      late: 0,
    }));
    const { pace, thresholds, figuresUntil } = outlook(given({ flow }), calendar);
    expect(figuresUntil).toBe('2025-06-20');
    expect(pace).toMatchObject({
      value: { from: '2025-05-22', to: '2025-06-20', workingDays: 22, resolved: 80 },
    });
    expect(thresholds[0]?.crossing).toEqual({ known: true, value: { when: 'not this year' } });
  });

  it('is out of reach where no late dossier moves the rate there, and unknown where the calendar ends', () => {
    const all = given({ thresholds: [{ low: ratio(1) }] });
    expect(outlook(all, calendar).thresholds[0]?.lateLeft).toEqual({
      known: false,
      gap: { reason: 'out of reach' },
    });
    const rising = given({
      dataDate: '2026-10-31',
      flow: [...months(9, EVEN, 2026), { period: '2026-10', received: 100, resolved: 100, late: 20 }],
      lastYear: [],
    });
    expect(outlook(rising, calendar).thresholds[0]?.crossing).toEqual({
      known: false,
      gap: { reason: 'no calendar', day: '2026-11-24' },
    });
  });
});

describe('the projection', () => {
  function rates(input: OutlookInput): number[] {
    const { projection } = outlook(input, calendar);
    if (!projection.known) throw new Error(projection.gap.reason);
    const { low, median, high } = projection.value;
    return [low, median, high].map(({ numerator, denominator }) => Number(numerator) / Number(denominator));
  }
  const width = ([low = 0, , high = 0]: readonly number[]): number => high - low;

  it('is the rate itself at the end of the year, and narrows towards it', () => {
    const at = (month: number, dataDate: string) => rates(given({ flow: months(month, EVEN), dataDate }));
    const [march, june, october] = [at(3, '2025-03-31'), at(6, '2025-06-30'), at(10, '2025-10-31')];
    expect(width(march)).toBeGreaterThan(width(june));
    expect(width(june)).toBeGreaterThan(width(october));
    const end = outlook(given({ flow: months(12, EVEN), dataDate: '2025-12-31' }), calendar).projection;
    const share = { numerator: 24n, denominator: 1200n };
    expect(end).toEqual({ known: true, value: { low: share, median: share, high: share } });
  });

  it('expects an even year of the same size where last year was one', () => {
    const { projection } = outlook(given({}), calendar);
    expect(projection.known && projection.value.median.denominator).toBe(1200n);
    const [low = 0, median = 0, high = 0] = rates(given({}));
    expect(median).toBeGreaterThan(0.017);
    expect(median).toBeLessThan(0.023);
    expect(low).toBeLessThan(0.02);
    expect(high).toBeGreaterThan(0.02);
  });

  it('follows last months more than early ones, and is wider without a last year', () => {
    const worse = given({ flow: [...months(3, EVEN), ...months(6, { ...EVEN, late: 8 }).slice(3)] });
    expect(rates(worse)[1]).toBeGreaterThan(30 / 600);
    const alone = given({ flow: months(2, EVEN), dataDate: '2025-02-28', lastYear: [] });
    expect(width(rates(alone))).toBeGreaterThan(width(rates({ ...alone, lastYear: months(12, EVEN, 2024) })));
  });

  it('counts a stock of overdue dossiers, which will be late whenever they are returned', () => {
    const stuck = given({ open: [{ due: '2025-05-30', count: 60 }] });
    expect(rates(stuck)[0]).toBeGreaterThan((12 + 55) / 1200);
  });

  it.each([
    ['one month', given({ flow: months(1, EVEN), lastYear: [], dataDate: '2025-01-31' }), 1, 100],
    [
      'hardly any dossier',
      given({ flow: months(6, { received: 2, resolved: 2, late: 0 }), lastYear: [] }),
      6,
      12,
    ],
  ])('is unknown after %s', (_, input, count, resolved) => {
    expect(outlook(input, calendar).projection).toEqual({
      known: false,
      gap: { reason: 'little history', months: count, resolved },
    });
  });
});
