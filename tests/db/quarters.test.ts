import { expect, it } from 'vitest';
import { type Observation, rollUp } from '../../db/roll-up.ts';
import { ratio } from '../../engine/model/ratio.ts';
import { known } from './support.ts';

function stated(period: string, value: number): Observation {
  return {
    state: known(value),
    source: { period, fileName: 'tệp', row: 2, knownOn: '2026-11-01', simulated: false },
  };
}

it('a quarter stands for its months, and the others are added to it', () => {
  const figure = rollUp(2026, [stated('2026-02', 5), stated('2026-Q1', 30), stated('2026-04', 7)], 'sum');
  expect(figure).toMatchObject({ state: known(37), through: '2026-04', summed: true });
  expect(figure?.sources.map(({ period }) => period)).toEqual(['2026-Q1', '2026-04']);
  expect(figure?.conflicts).toBeUndefined();
});

it('the latest of quarters and months is the one that ends last', () => {
  const observations = [stated('2026-05', 1), stated('2026-Q2', 2), stated('2026-Q1', 3)];
  expect(rollUp(2026, observations, 'latest')).toMatchObject({ state: known(2), through: '2026-Q2' });
});

it.each([
  ['its months add up to another sum', ['2026-01', '2026-02', '2026-03'], 10, 29, true],
  ['one month is already more', ['2026-01'], 31, 30, false],
])('a quarter counts and is reported where %s', (_, months, each, quarter, complete) => {
  const figure = rollUp(
    2026,
    [stated('2026-Q1', quarter), ...months.map((month) => stated(month, each))],
    'sum',
  );
  expect(figure?.state).toEqual(known(quarter));
  expect(figure?.conflicts).toEqual([
    { period: '2026-Q1', stated: ratio(quarter), parts: ratio(each * months.length), complete },
  ]);
});

it('a year is held to its quarters, and these to their months', () => {
  const parts = ['Q1', 'Q2', 'Q3', 'Q4'].map((quarter) => stated(`2026-${quarter}`, 10));
  expect(rollUp(2026, [stated('2026', 40), ...parts], 'sum')?.conflicts).toBeUndefined();
  const figure = rollUp(2026, [stated('2026', 41), ...parts, stated('2026-12', 11)], 'sum');
  expect(figure?.state).toEqual(known(41));
  expect(figure?.conflicts?.map(({ period }) => period)).toEqual(['2026', '2026-Q4']);
});
