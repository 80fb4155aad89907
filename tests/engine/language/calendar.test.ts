import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { hashFiles, loadRuleSet } from '../../../engine/language/load.ts';
import { weekday } from '../../../engine/model/dates.ts';
import { isWorkingDay } from '../../../engine/model/working-days.ts';
import { projectFiles, projectRuleSet, withChange } from './sources.ts';

const FILE = 'rules/ngay-nghi.yaml';

function messages(from: string, to: string): string {
  return loadRuleSet(withChange(FILE, from, to))
    .diagnostics.map(formatDiagnostic)
    .join('\n');
}

describe("the project's table of holidays", () => {
  const { calendar } = projectRuleSet();

  it('is part of the rule set and of its hash', () => {
    expect(Math.min(...calendar.years)).toBe(2017);
    const without = projectFiles().filter(({ path }) => path !== FILE);
    expect(hashFiles(without)).not.toBe(hashFiles(projectFiles()));
    const loaded = loadRuleSet(without);
    expect(loaded.ok && loaded.ruleSet.calendar.years.size).toBe(0);
  });

  it('gives each year the days off of the law of its time, every one of them free of work', () => {
    for (const year of calendar.years) {
      const named = [...calendar.holidays].filter(
        ([day, name]) => day.startsWith(`${year}`) && !name.startsWith('nghỉ'),
      );
      const free = named.filter(([, name]) => name !== 'Tết Nguyên đán');
      // Tết Dương lịch, Giỗ Tổ, 30/4, 01/5 and Quốc khánh, which is two days since 2021.
      expect([year, free.length]).toEqual([year, year < 2021 ? 5 : 6]);
      // Five days of Tết that are no weekend, those in lieu among them.
      const tet = named.filter(([day, name]) => name === 'Tết Nguyên đán' && ![0, 6].includes(weekday(day)));
      expect([year, tet.length]).toEqual([year, 5]);
    }
  });

  it('gives a day in lieu for every holiday but Tết that falls on a weekend, and for none else', () => {
    const days = [...calendar.holidays];
    const onWeekend = days.filter(
      ([day, name]) => name !== 'Tết Nguyên đán' && [0, 6].includes(weekday(day)),
    );
    const inLieu = days.filter(([, name]) => name.startsWith('nghỉ bù'));
    expect(inLieu).toHaveLength(onWeekend.length);
    expect(inLieu.filter(([day]) => [0, 6].includes(weekday(day)))).toEqual([]);
  });

  it('knows what is exchanged, and leaves a day that nobody has decided unknown', () => {
    expect(isWorkingDay(calendar, '2019-05-04')).toEqual({ known: true, value: true });
    expect(isWorkingDay(calendar, '2019-04-29')).toEqual({ known: true, value: false });
    expect(isWorkingDay(calendar, '2026-11-24')).toEqual({ known: false, day: '2026-11-24' });
  });
});

describe('a fault in the table of holidays', () => {
  it.each([
    [
      'a misspelt key',
      '    ngày nghỉ:\n      Tết Dương lịch: 01/01/2017',
      '    ngày nghĩ:\n      Tết Dương lịch: 01/01/2017',
      'KC-002 TỪ KHÓA LẠ  rules/ngay-nghi.yaml:11:5',
    ],
    [
      'a year without its ground',
      '    căn cứ: Bộ luật Lao động 2012, Điều 115; thông báo lịch nghỉ Tết và nghỉ lễ năm 2017\n',
      '',
      'thiếu mục "căn cứ"',
    ],
    [
      'a day that there is not',
      'Quốc khánh: 02/9/2017',
      'Quốc khánh: 31/9/2017',
      'không đọc được ngày "31/9/2017"',
    ],
    [
      'a day of another year',
      'Quốc khánh: 02/9/2017',
      'Quốc khánh: 02/9/2018',
      'ngày 02/09/2018 không thuộc năm 2017',
    ],
    [
      'a span that ends before it begins',
      'từ 26/01/2017 đến 01/02/2017',
      'từ 01/02/2017 đến 26/01/2017',
      'không có kỳ nghỉ',
    ],
    ['a day written twice', 'Quốc khánh: 02/9/2017', 'Quốc khánh: 30/4/2017', 'KC-008 TRÙNG MÃ'],
    [
      'a day made up on a working day',
      'ngày: 04/5/2019',
      'ngày: 06/5/2019',
      'ngày 06/05/2019 là thứ Hai, vốn là ngày làm việc',
    ],
    [
      'a day of rest exchanged for another',
      'thay ngày: 29/4/2019',
      'thay ngày: 28/4/2019',
      'ngày 28/04/2019 là Chủ nhật, vốn là ngày nghỉ hằng tuần',
    ],
    ['a day of the week that there is not', 'Chủ nhật]', 'Chủ Nhậtt]', 'Có phải "Chủ nhật"?'],
    ['a year that is none', '  2017:\n', '  "17":\n', '"17" không phải là năm'],
  ])('%s is refused with place and remedy', (_, from, to, message) => {
    const found = messages(from, to);
    expect(found).toContain(message);
    expect(found).toMatch(/rules\/ngay-nghi\.yaml:\d+:\d+/);
    expect(found).toMatch(/\n {2}Sửa: \S/);
  });

  it('is also a second table', () => {
    const files = [
      ...projectFiles(),
      { path: 'rules/khanh-hoa/ngay-nghi.yaml', text: 'nghỉ hằng tuần: [thứ Bảy]' },
    ];
    const found = loadRuleSet(files).diagnostics.map(formatDiagnostic).join('\n');
    expect(found).toContain('giữ một tệp ngay-nghi.yaml');
  });
});
