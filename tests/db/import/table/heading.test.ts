import { describe, expect, it } from 'vitest';
import { cellsOf, csvText, HEADINGS, OPTIONS, read, refusalOf } from './writing.ts';

const ROW = ['H1', '01/02/2026', '05/02/2026', 'Đang xử lý', '0'];
const DATA = [ROW, ['H2', '02/02/2026', '06/02/2026', 'Đã trả', '1']];

describe('the heading row', () => {
  it('stands below titles, letterheads and blank rows', () => {
    const title = [
      ['SỞ TƯ PHÁP', '', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', ''],
      ['', '', '', '', ''],
      ['DANH SÁCH HỒ SƠ', '', '', '', ''],
    ];
    const given = read(csvText([...title, HEADINGS, ...DATA]));
    expect(given.heading).toEqual({ row: 4, cells: HEADINGS });
    expect(given.title.map(({ row }) => row)).toEqual([1, 3]);
    expect(given.rows).toEqual(DATA.map((cells, index) => ({ row: index + 5, cells })));
  });

  it('has most known cells, in any order, letters and with others between', () => {
    const given = read('Trạng thái,ghi chú\nngay hen tra;MÃ HỒ SƠ;Lạ;trạng thái\n1;2;3;4\n');
    expect(given.heading).toEqual({ row: 2, cells: ['ngay hen tra', 'MÃ HỒ SƠ', 'Lạ', 'trạng thái'] });
  });

  it('may be one column alone', () => {
    expect(cellsOf(read('Mã hồ sơ\nH1\nH2\n'))).toEqual([['H1'], ['H2']]);
  });

  it('is printed in two rows: groups above their columns, and single cells beside them', () => {
    const given = read(
      csvText([
        ['Báo cáo', '', '', '', ''],
        ['Mã hồ sơ', 'Thời gian', '', 'Trạng thái', 'Hồ sơ'],
        ['', 'Ngày tiếp nhận', 'Ngày hẹn trả', '', 'trễ hạn'],
        ...DATA,
      ]),
    );
    expect(given.heading).toEqual({
      row: 3,
      cells: ['Mã hồ sơ', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trạng thái', 'Hồ sơ trễ hạn'],
    });
    expect(given.title).toHaveLength(1);
    expect(cellsOf(given)).toEqual(DATA);
  });

  it('does not swallow a row of data that names a heading', () => {
    const rows = [['H1', 'Trạng thái', 'Ngày hẹn trả', 'Mã hồ sơ', '']];
    expect(cellsOf(read(csvText([HEADINGS, ...rows])))).toEqual(rows);
  });

  it.each([
    ['(1)', '(2)', '(3)', '(4)', '(5)'],
    ['1', '2', '3', '4', '5'],
    ['A', 'B', '1', '2', '3=1+2'],
    ['A', '2', '3', '4', '[5]'],
  ])('is followed by column numbers that are no data: %s %s %s %s %s', (...numbers) => {
    expect(read(csvText([HEADINGS, numbers, ...DATA])).rows[0]?.row).toBe(3);
  });

  it.each([
    ['1', '2', '3', '4', '6'],
    ['1', '2', '3', '', ''],
    ['H1', '1', '2', '3', '4'],
    ['1', '1', '1', '1', '1'],
  ])('is followed by data that only look like numbers: %s %s %s %s %s', (...cells) => {
    expect(cellsOf(read(csvText([HEADINGS, cells])))).toEqual([cells]);
  });

  it('leaves the row of totals to those who know what it means', () => {
    expect(cellsOf(read(csvText([HEADINGS, ...DATA, ['Tổng cộng', '', '', '', '1']])))).toHaveLength(3);
  });

  it('is the first row where nothing is said of headings', () => {
    expect(read('a,b\nc,d\n', {})).toMatchObject({
      heading: { row: 1, cells: ['a', 'b'] },
      rows: [{ row: 2, cells: ['c', 'd'] }],
    });
  });

  it('that is found nowhere is refused with the first row, and what was perhaps meant', () => {
    const { problems } = refusalOf('\nHọ tên,Ngày hẹn trảa,Năm\nA,b,c\n');
    expect(problems).toMatchObject([
      { row: 2, reason: expect.stringContaining('Họ tên, Ngày hẹn trảa, Năm') },
      { row: 2, column: 'Ngày hẹn trảa', remedy: 'Có phải "Ngày hẹn trả"?' },
    ]);
    expect(problems[0]?.remedy).toContain('"Mã hồ sơ"');
  });

  it('of ten thousand columns is one clear answer', () => {
    const wide = [...HEADINGS, ...Array.from({ length: 9995 }, (_, index) => `c${index}`)].join(',');
    expect(refusalOf(`${wide}\n`).problems).toMatchObject([
      { row: 1, reason: 'Tệp có 10.000 cột; nhiều nhất là 200 cột.' },
    ]);
  });

  it('decides the delimiter, whatever stands in titles and cells', () => {
    const text = `Báo cáo, quý I; năm 2026, tỉnh A\n${csvText([HEADINGS, ['H1', 'a,b,c,d,e,f,g', '', '', '']], { delimiter: '\t' })}`;
    expect(cellsOf(read(text))).toEqual([['H1', 'a,b,c,d,e,f,g', '', '', '']]);
  });

  it('is looked for among the first thirty rows that hold something', () => {
    const title = Array.from({ length: 29 }, (_, index) => [`Dòng ${index}`, '', '', '', '']);
    expect(read(csvText([...title, HEADINGS, ...DATA]), OPTIONS).title).toHaveLength(29);
    expect(refusalOf(csvText([...title, ['x', '', '', '', ''], HEADINGS, ...DATA])).total).toBe(1);
  });
});
