/** Sentences against the tables, and their own numbers against each other. */
import { describe, expect, it } from 'vitest';
import { CLEAN, errors, prose, type Said } from './tables.ts';

function wrong(...facts: readonly Said[]): string[] {
  return errors(...CLEAN, prose(...facts)).map((text) => text.replace('loi-van.csv ', ''));
}

describe('prose against tables', () => {
  it.each<[string, Said]>([
    [
      'ranks by group',
      [
        'all',
        'rank_kha_text',
        '3',
        '5',
        'units',
        'Xếp hạng Khá: 3 cơ quan, đơn vị (1 sở, 2 đơn vị cấp huyện)',
      ],
    ],
    [
      'ranks of another year',
      ['so', 'rank_tot_2020', '2', '3', 'units', 'năm 2020 có 2 đơn vị xếp hạng Tốt'],
    ],
    [
      'fewer than the year before',
      ['all', 'rank_tb_text', '0', '5', 'units', 'Xếp hạng Trung bình: 0 – giảm 02 so với năm 2020'],
    ],
    ['units that rose', ['so', 'index_up', '2', '3', 'units', 'tăng là 2 đơn vị (chiếm 66,67%)']],
    [
      'an average and its change',
      ['so', 'par_avg_2021', '85,17', '', '%', 'đạt 85,17%, cao hơn năm 2020 là 4,11% (Năm 2020 đạt 81,06%)'],
    ],
    [
      'a change with the base in brackets',
      ['so', 'par_avg_2021', '85,17', '', '%', 'đạt 85,17%, tăng 4,11% so với năm 2020 (81,06%)'],
    ],
    [
      'a unit from year to year',
      [
        'a-1',
        'index_increase',
        '8,26',
        '',
        '%',
        'tăng nhiều nhất 8,26% (từ 85,17% năm 2020 lên 93,43% năm 2021)',
      ],
    ],
    ['a short form', ['a-2', 'index_2021', '86', '', '%', 'Sở Hai đạt chỉ số 86%']],
    [
      'a run of years',
      ['a-1', 'years_in_a_row_tot', '3', '', 'years', 'năm thứ 3 liên tiếp Sở Một đạt thứ hạng Tốt'],
    ],
  ])('that agrees is no finding: %s', (_, fact) => {
    expect(wrong(fact)).toEqual([]);
  });

  it('tells one finding for a sentence whose total and part are wrong', () => {
    expect(
      wrong(['all', 'rank_kha_text', '2', '5', 'units', 'Xếp hạng Khá: 2 (0 sở, 2 đơn vị cấp huyện)']),
    ).toEqual(['f1 value_printed: 2 → 3 (prose_vs_table)']);
  });

  it('calls another year by its name, with the table’s own figure', () => {
    expect(
      wrong([
        'b-1',
        'index_2021',
        '84',
        '',
        '%',
        'Huyện Bốn giảm không đáng kể (giảm 1,98%), đạt chỉ số 84%',
      ]),
    ).toEqual(['f1 value_printed: 84 → 82,02 (wrong_year)']);
  });

  it('finds a wrong part of a breakdown', () => {
    expect(
      wrong(['all', 'rank_kha_text', '3', '5', 'units', 'Xếp hạng Khá: 3 (2 sở, 2 đơn vị cấp huyện)']),
    ).toEqual(['f1 quote: 2 → 1 (prose_vs_table)']);
  });

  it('finds a wrong change beside right values', () => {
    expect(
      wrong([
        'so',
        'par_avg_2021',
        '85,17',
        '',
        '%',
        'đạt 85,17%, cao hơn năm 2020 là 4,21% (Năm 2020 đạt 81,06%)',
      ]),
    ).toEqual(['f1 quote: 4,21% → 4,11% (prose_vs_table)']);
  });
});

describe('the numbers of a sentence', () => {
  it.each<[string, Said]>([
    ['a share of a fraction', ['tinh', 'x', '17', '35', 'units', '17/35 (48,57%) đơn vị đạt điểm tối đa']],
    ['a share in whole per cent', ['tinh', 'x', '5', '6', 'units', '5/6 cơ quan ngành dọc ((83%)']],
    ['a share before its fraction', ['tinh', 'x', '98,38', '', '%', 'chiếm 98,38% (1.092/1.110 công chức)']],
    [
      'fractions in brackets',
      ['tinh', 'x', '4', '5', 'units', '4/5 đơn vị không bị trừ (khối Sở: 2/3; khối huyện: 2/2)'],
    ],
    ['what is missing', ['tinh', 'x', '32', '56', 'procedures', '32/56 TTHC (còn thiếu 24 TTHC)']],
    ['what is too many', ['tinh', 'x', '314', '283', 'procedures', '314/283 TTHC (thừa 31 TTHC)']],
    [
      'names with commas in them',
      ['tinh', 'x', '3', '', 'units', '3 đơn vị (Sở Văn hóa, Thể thao và Du lịch, Sở Y tế và Sở Nội vụ)'],
    ],
    [
      'names behind a colon',
      ['tinh', 'x', '2', '', 'units', 'có 2/9 đơn vị bị trừ 2 điểm là: Sở Y tế, Sở Nội vụ'],
    ],
    [
      'those left out',
      ['tinh', 'x', '18', '21', 'units', '18 sở (trừ Sở: Giáo dục và Đào tạo, Y tế, Xây dựng)'],
    ],
    [
      'a share that is no share',
      ['tinh', 'x', '17', '33', 'units', '17/33 cơ quan đạt trên 90% tổng điểm tối đa'],
    ],
    ['a target in brackets', ['tinh', 'x', '44,96', '', '%', 'đạt 44,96%, vượt chỉ tiêu do tỉnh giao (30%)']],
  ])('agree: %s', (_, fact) => {
    expect(wrong(fact)).toEqual([]);
  });

  it.each<[string, Said, string]>([
    [
      'a share',
      ['tinh', 'x', '01', '22', 'units', 'gồm 01 đơn vị (chiếm 4.54%)'],
      'f1 quote: 4.54% → 4.55% (arithmetic)',
    ],
    [
      'a list',
      ['tinh', 'x', '4', '', 'units', '4 đơn vị (Sở Y tế, Sở Nội vụ và Thanh tra tỉnh)'],
      'f1 value_printed: 4 → 3 (count)',
    ],
    [
      'a remainder',
      ['tinh', 'x', '32', '56', 'procedures', '32/56 TTHC (còn thiếu 14 TTHC)'],
      'f1 quote: 14 → 24 (count)',
    ],
    [
      'those left out',
      ['tinh', 'x', '19', '21', 'units', '19 sở (trừ Sở: Giáo dục và Đào tạo, Y tế, Xây dựng)'],
      'f1 value_printed: 19 → 18 (count)',
    ],
    [
      'a value that its sentence does not hold',
      ['tinh', 'x', '51', '', 'tasks', '15 nhiệm vụ hoàn thành muộn'],
      'f1 value_printed: 51 → 15 (count)',
    ],
  ])('disagree: %s', (_, fact, finding) => {
    expect(wrong(fact)).toEqual([finding]);
  });

  it('add up over the groups', () => {
    const facts: Said[] = [
      ['all', 'saving_not_full', '8', '5', 'units', 'Chỉ có 8/5 đơn vị'],
      ['so', 'saving_not_full', '2', '3', 'units', 'khối Sở có 2/3 cơ quan (các Sở: Y tế, Nội vụ)'],
      ['huyen', 'saving_not_full', '1', '2', 'units', 'cấp huyện có 1/2 địa phương'],
    ];
    expect(wrong(...facts)).toEqual(['f1 value_printed: 8 → 3 (count)']);
  });
});
