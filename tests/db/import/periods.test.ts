import { describe, expect, it } from 'vitest';
import { isFuture, parsePeriod } from '../../../db/import/periods.ts';

describe('the period of a row', () => {
  it.each([
    ['2026', '2026'],
    ['Năm 2026', '2026'],
    ['nam 2026', '2026'],
    ['03/2026', '2026-03'],
    ['3/2026', '2026-03'],
    ['3 / 2026', '2026-03'],
    ['03-2026', '2026-03'],
    ['2026-03', '2026-03'],
    ['2026-3', '2026-03'],
    ['Tháng 3/2026', '2026-03'],
    ['THÁNG 12/2026', '2026-12'],
    ['tháng 03 năm 2026', '2026-03'],
    ['T3/2026', '2026-03'],
    ['Quý I/2026', '2026-Q1'],
    ['quý iv/2026', '2026-Q4'],
    ['QUÝ III NĂM 2026', '2026-Q3'],
    ['Quy 2/2026', '2026-Q2'],
    ['Q3/2026', '2026-Q3'],
    ['2026-Q4', '2026-Q4'],
  ])('%s is %s', (text, period) => {
    expect(parsePeriod(text)).toBe(period);
  });

  it.each([
    '',
    '26',
    '0/2026',
    '13/2026',
    '2026-00',
    '1/3/2026',
    '2026-03-01',
    'Quý V/2026',
    'Quý 5/2026',
    'Quý IIII/2026',
    'Quý I',
    '2026-Q0',
    '3',
    '2.026',
    '20260',
    '3026',
    'Mar-26',
  ])('"%s" is none', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });

  it('lies ahead from the day before it begins', () => {
    expect(isFuture('2026-11', '2026-10-31')).toBe(true);
    expect(isFuture('2026-11', '2026-11-01')).toBe(false);
    expect(isFuture('2026-Q4', '2026-09-30')).toBe(true);
    expect(isFuture('2026-Q4', '2026-10-01')).toBe(false);
    expect(isFuture('2027', '2026-12-31')).toBe(true);
    expect(isFuture('2027', '2027-01-01')).toBe(false);
  });
});
