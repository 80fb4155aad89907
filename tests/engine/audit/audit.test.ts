/** What follows from what, who is to blame, and what is no error. */
import { describe, expect, it } from 'vitest';
import { audit } from '../../../engine/audit/audit.ts';
import { AVERAGES, CLEAN, COUNTS, errors, HISTORY, SCORES, table } from './tables.ts';

function changed(file: string, text: string, from: string, to: string) {
  expect(text).toContain(from);
  return CLEAN.map((clean) => (clean.file === file ? table(file, text.replace(from, to)) : clean));
}

describe('an audit', () => {
  it('finds nothing in a clean report', () => {
    expect(errors(...CLEAN)).toEqual([]);
    expect(audit(CLEAN).checked).toBeGreaterThan(60);
  });

  it('blames an index that its points, its change and the average contradict, once', () => {
    const found = errors(...changed('so-sanh.csv', HISTORY, '"93,43%",TỐT', '"94,33%",TỐT'));
    expect(found).toEqual(['so-sanh.csv a-1 index_2021_printed: 94,33% → 93,43% (arithmetic)']);
  });

  it('blames a change that alone is wrong, not the indexes', () => {
    expect(errors(...changed('so-sanh.csv', HISTORY, '"-1,98%"', '"1,98%"'))).toEqual([
      'so-sanh.csv b-1 delta_printed: 1,98% → -1,98% (arithmetic)',
    ]);
  });

  it('blames points whose index stands in another table too', () => {
    expect(errors(...changed('diem.csv', SCORES, '92.50', '95.20'))).toEqual([
      'diem.csv a-1 appraised_points: 95.20 → 92.50 (arithmetic)',
    ]);
  });

  it('calls the value of another year by its name', () => {
    expect(errors(...changed('so-sanh.csv', HISTORY, '"82,02%",KHÁ', '"84,00%",KHÁ'))).toEqual([
      'so-sanh.csv b-1 index_2021_printed: 84,00% → 82,02% (wrong_year)',
    ]);
  });

  it('blames a count that its row, its column and the units contradict', () => {
    expect(errors(...changed('tong-hop.csv', COUNTS, ',2,1,0,0,3,', ',3,1,0,0,3,'))).toEqual([
      'tong-hop.csv so tot: 3 → 2 (count)',
    ]);
  });

  it('blames a rank in words that the other tables and the counts contradict', () => {
    expect(errors(...changed('diem.csv', SCORES, '76.09,KHÁ', '76.09,TỐT'))).toEqual([
      'diem.csv a-3 rank_printed: TỐT → KHÁ (tie_rule)',
    ]);
  });

  it('tells a figure repeated from a wrong one as following from it', () => {
    const text = AVERAGES.replace('"85,17%"', '"86,17%"').replace('"4,11%"', '"5,11%"');
    const tables = CLEAN.map((clean) =>
      clean.file === 'trung-binh.csv' ? table('trung-binh.csv', text) : clean,
    );
    const [finding] = audit(tables).findings.filter(({ class: kind }) => kind === 'arithmetic');
    expect(finding).toMatchObject({ row: 'so', field: 'avg_2021_printed', recomputed: '85,17%', line: 141 });
    expect(finding?.how).toContain('trung bình 3 đơn vị: (93.43% + 86.00% + 76.09%) / 3 = 85,17%');
    expect(finding?.how).toContain('tính theo hoặc nhắc lại số in này: trung-binh.csv so ("5,11%")');
  });
});

describe('readings', () => {
  it('takes the general average over blocks or over units, as the report does', () => {
    expect(audit(CLEAN).readings).toContain('Trung bình chung là trung bình cộng của các trung bình khối.');
    const overUnits = AVERAGES.replace('"82,59%","79,16%","3,43%"', '"83,11%","79,54%","3,57%"');
    const tables = CLEAN.map((clean) =>
      clean.file === 'trung-binh.csv' ? table('trung-binh.csv', overUnits) : clean,
    );
    expect(errors(...tables)).toEqual([]);
    expect(audit(tables).readings).toContain('Trung bình chung là trung bình cộng của tất cả các đơn vị.');
  });

  it('holds places to one rule for ties', () => {
    const rows = (ranks: readonly number[]) =>
      `unit_id,rank_printed,name,appraised_points_printed,index_printed\n${ranks
        .map(
          (rank, index) =>
            `u-${index},${rank},Đơn vị ${index},${[95, 93, 93, 90][index]},${[95, 93, 93, 90][index]}\n`,
        )
        .join('')}`;
    expect(errors(table('dense.csv', rows([1, 2, 2, 3])))).toEqual([]);
    expect(errors(table('competition.csv', rows([1, 2, 2, 4])))).toEqual([]);
    expect(errors(table('neither.csv', rows([1, 2, 3, 3])))).toEqual([
      'neither.csv u-2 rank_printed: 3 → 2 (tie_rule)',
    ]);
  });
});

describe('rounding', () => {
  const heading = 'domain_id,order,name,standard_points_printed,achieved_printed,percent_printed\n';

  it('is no error where the inputs were rounded themselves', () => {
    // 7,994 stands for up to 7,9945; of 11 points that is 72,677 %.
    const text = `${heading}d-1,1,Một,"11,00","7,994","72,68%"\nd-2,2,Hai,"89,00","80,000","89,89%"\n`;
    const { findings } = audit([table('linh-vuc.csv', text)]);
    expect(findings.map(({ class: kind, printed, recomputed }) => [kind, printed, recomputed])).toEqual([
      ['rounding', '72,68%', '72,67%'],
    ]);
  });

  it('is no error where two shares of one whole were both rounded up', () => {
    // 17.947 and 2.053 of 20.000 are 89,735 % and 10,265 %.
    const text = `level_id,received_printed,resolved_printed,early_or_on_time_printed,early_or_on_time_rate_printed,late_printed,late_rate_printed
x-city,20.000,20.000,17.947,"89,74",2.053,"10,27"\n`;
    expect(errors(table('ho-so.csv', text))).toEqual([]);
  });

  it('is an error beyond what the inputs allow', () => {
    const text = `${heading}d-1,1,Một,"11,00","7,994","72,69%"\nd-2,2,Hai,"89,00","80,000","89,89%"\n`;
    expect(errors(table('linh-vuc.csv', text))).toEqual([
      'linh-vuc.csv d-1 percent_printed: 72,69% → 72,67% (arithmetic)',
    ]);
  });

  it('excuses nothing where the inputs are counts', () => {
    const text = 'what,numerator_printed,denominator_printed,percent_printed\ntỷ lệ a,991,1.154,"85,86"\n';
    expect(errors(table('ty-le.csv', text))).toEqual([
      'ty-le.csv tỷ lệ a percent_printed: 85,86 → 85,88 (arithmetic)',
    ]);
  });

  it('tells a column that is cut off once', () => {
    const rows = Array.from({ length: 8 }, (_, index) => {
      const [part, whole] = [7 + 3 * index, 37 + index];
      return `t${index},${part},${whole},"${(Math.floor((part * 10_000) / whole) / 100).toFixed(2).replace('.', ',')}"\n`;
    });
    const { findings } = audit([
      table('ty-le.csv', `what,numerator_printed,denominator_printed,percent_printed\n${rows.join('')}`),
    ]);
    expect(findings.map(({ row, class: kind }) => [row, kind])).toEqual([['*', 'rounding']]);
  });
});

describe('input', () => {
  const refused = (file: string, text: string) => {
    try {
      audit([table(file, text)]);
    } catch (error) {
      return (error as { faults?: { file: string; row?: number; column?: string; reason: string }[] }).faults;
    }
    return undefined;
  };

  it('that lacks a column is refused with the column', () => {
    const text = SCORES.replaceAll(/^([^,]*,[^,]*,[^,]*,[^,]*),[^,]*/gm, '$1');
    expect(refused('diem.csv', text)).toMatchObject([{ file: 'diem.csv', column: 'standard_points' }]);
  });

  it('that holds what is no number is refused with row and column', () => {
    expect(refused('diem.csv', SCORES.replace('86.00%', 'cao'))).toMatchObject([
      { file: 'diem.csv', row: 3, column: 'index_printed', value: 'cao' },
    ]);
  });

  it('with two rows for one unit is refused', () => {
    expect(refused('diem.csv', SCORES.replace('a-2,', 'a-1,'))).toMatchObject([
      { row: 3, column: 'unit_id' },
    ]);
  });

  it('with a unit in two blocks is refused', () => {
    const tables = [
      table('diem.csv', SCORES),
      table('so-sanh.csv', HISTORY.replace('Sở Ba,so', 'Sở Ba,huyen')),
    ];
    expect(() => audit(tables)).toThrow(/thuộc khối "huyen" ở đây nhưng thuộc khối "so" trong diem.csv/u);
  });

  it('of no known form is passed over by name', () => {
    expect(audit([...CLEAN, table('khac.csv', 'a,b\n1,2\n')]).skipped).toEqual(['khac.csv']);
  });
});
