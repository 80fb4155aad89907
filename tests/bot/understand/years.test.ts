import { describe, expect, it } from 'vitest';
import { readYears } from '../../../bot/understand/years.ts';

const TODAY = '2026-11-20';

describe('the year of a question', () => {
  it.each([
    ['năm 2019', 2019],
    ['Sở Tư pháp 2019?', 2019],
    ['(2019)', 2019],
    ['năm 2019 hồ sơ trễ hạn', 2019],
    ['2000', 2000],
    ['2100', 2100],
    ['quý I/2026', 2026],
    ['tháng 5/2026', 2026],
    ['đến ngày 31/12/2019', 2019],
    ['đến 31-12-2019', 2019],
    ['2019-12-31', 2019],
    ['năm nay', 2026],
    ['nam nay', 2026],
    ['năm ngoái', 2025],
    ['NĂM NGOÁI', 2025],
    ['nam truoc', 2025],
    ['trong năm qua', 2025],
    ['năm vừa rồi', 2025],
    ['năm kia', 2024],
    ['năm tới', 2027],
  ])('"%s" is %i', (text, year) => {
    expect(readYears(text, TODAY)).toEqual({ year, count: 1 });
  });

  it.each([
    'Sở Tư pháp',
    '1999',
    '2101',
    'năm 1945',
    '5%',
    '44 đơn vị',
    '3 năm',
    '2 năm gần đây',
    '5 năm trước',
    'các năm qua',
    'mấy năm trước',
    '2019 hồ sơ',
    '2020 điểm',
    '2019%',
    '12.019',
    '2.0195',
    '2991/QĐ-UBND',
    '2019/QĐ-UBND',
    '12/2019/QĐ-UBND',
    'A2019',
    '02019',
    '0905201920',
  ])('"%s" names none', (text) => {
    expect(readYears(text, TODAY)).toEqual({ year: null, count: 0 });
  });

  it('is none when several are named, and says how many', () => {
    expect(readYears('năm 2018 và năm 2019', TODAY)).toEqual({ year: null, count: 2 });
    expect(readYears('giai đoạn 2017-2019', TODAY)).toEqual({ year: null, count: 2 });
    expect(readYears('năm nay so với năm ngoái', TODAY)).toEqual({ year: null, count: 2 });
    expect(readYears('từ năm 2017 đến nay', TODAY)).toEqual({ year: null, count: 2 });
  });

  it('is one when it is named twice', () => {
    expect(readYears('năm 2025, tức năm ngoái', TODAY)).toEqual({ year: 2025, count: 1 });
  });

  it('is the year said, not that of a date beside it', () => {
    expect(readYears('xếp hạng năm 2019 công bố ngày 21/01/2020', TODAY)).toEqual({ year: 2019, count: 1 });
  });
});
