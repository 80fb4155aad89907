/** The reasons of each report against the tables and the counts that the same report prints. */
import { describe, expect, it } from 'vitest';
import { compare, equal, ratio } from '../../engine/model/ratio.ts';
import { DAK_NONG, KHANH_HOA, printed, type Reason, rowsOf, SOC_TRANG_2017 } from './tables.ts';

const FACTS = rowsOf('common/facts.csv');

describe('Khánh Hòa 2019', () => {
  const { reasons, blockOf } = KHANH_HOA;

  /** The criterion that each fact of unit-facts-2019.csv is of. */
  const CRITERION: Readonly<Record<string, string>> = {
    assigned_task_points: 'nhiem-vu-duoc-giao',
    propaganda_points: 'tuyen-truyen-cchc',
    discipline_points: 'ky-luat-ky-cuong',
    one_stop_percent_of_max: 'mot-cua',
    impact_points: 'tac-dong',
    bonus_points: 'diem-thuong',
    penalty_points: 'diem-tru',
    penalty_par_plan: 'diem-tru-ke-hoach-cchc',
    penalty_late_tasks_ge_2pct: 'diem-tru-nhiem-vu-tre-han',
    penalty_feedback: 'diem-tru-phan-anh-kien-nghi',
    satisfaction_evidence_penalty: 'giai-phap-chat-luong-phuc-vu',
  };

  const facts = rowsOf('khanh-hoa/unit-facts-2019.csv').map(
    ({ unit_id = '', fact = '', value = '', max = '' }) => ({ unit_id, fact, value, max }),
  );

  it.each(facts)('$unit_id has its $fact of $value', ({ unit_id, fact, value }) => {
    const rows = reasons.filter((row) => row.unit_id === unit_id && row.criterion_id === CRITERION[fact]);
    expect(rows.map((row) => figureOf(row, fact))).toContainEqual(value);
  });

  // A maximum of 100 is of percentages, which the rows do not repeat.
  it.each(facts.filter(({ max }) => max !== '' && max !== '100'))(
    '$unit_id has its $fact out of $max',
    ({ unit_id, fact, max }) => {
      const rows = reasons.filter((row) => row.unit_id === unit_id && row.criterion_id === CRITERION[fact]);
      const maxima = rows.map((row) => row.max_printed).filter((maximum) => maximum !== '');
      expect(maxima.length).toBeGreaterThan(0);
      expect(maxima.filter((maximum) => !equal(printed(maximum), printed(max)))).toEqual([]);
    },
  );

  function figureOf(row: Reason, fact: string): string {
    if (fact === 'one_stop_percent_of_max') return row.percent_printed.replace('dưới ', '<');
    if (row.effect === 'zero') return '0';
    return row.points_printed.replace(/^-0*/, '').replace(',', '.');
  }

  const LOST = ['below_max', 'zero', 'points', 'percent'];
  /** Counts in common/facts.csv of units that a sentence then lists. */
  const COUNTS = [
    { fact: 'propaganda_not_full', criterion: 'tuyen-truyen-cchc', effects: LOST },
    { fact: 'one_stop_under_60pct', criterion: 'mot-cua', effects: ['percent'] },
    { fact: 'grade_structure_unfit', criterion: 'co-cau-ngach', effects: LOST },
    { fact: 'saving_not_full', criterion: 'tiet-kiem-chi-hanh-chinh', effects: LOST },
    { fact: 'iso_full', criterion: 'ap-dung-iso', effects: ['full'] },
    { fact: 'late_tasks_penalty', criterion: 'diem-tru-nhiem-vu-tre-han', effects: ['deducted'] },
    { fact: 'feedback_penalty', criterion: 'diem-tru-phan-anh-kien-nghi', effects: ['deducted'] },
  ];
  const counted = COUNTS.flatMap((count) =>
    FACTS.filter(
      ({ fact, subject, source }) => source === '000' && fact === count.fact && subject !== undefined,
    )
      // 8 of all 44 saved too little, and the same sentence lists 5 + 4 + 1 + 2: it contradicts itself.
      .filter(({ fact, subject }) => !(fact === 'saving_not_full' && subject === 'all'))
      .map(({ subject = '', value_printed = '' }) => ({ ...count, subject, value: Number(value_printed) })),
  );

  it.each(counted)('lists $value of $subject for $fact', ({ criterion, effects, subject, value }) => {
    const rows = reasons.filter(
      (row) =>
        row.criterion_id === criterion &&
        effects.includes(row.effect) &&
        (subject === 'all' || blockOf.get(row.unit_id) === subject),
    );
    expect(rows).toHaveLength(value);
  });

  it('finds every count that it looks for', () => {
    expect(new Set(counted.map(({ fact }) => fact)).size).toBe(COUNTS.length);
  });

  it.each([
    { criterion: 'diem-thuong', units: 44, why: 'all have some bonus, none the whole' },
    {
      criterion: 'tac-dong',
      units: 44 - 9 - 3,
      why: 'no public-service unit is scored, and three are exempt',
    },
    { criterion: 'bao-cao-kiem-soat-tthc', units: 8 - 1, why: 'all districts but Cam Lâm' },
    { criterion: 'giai-ngan-von-dau-tu', units: 8, why: 'no district has the maximum' },
    { criterion: 'diem-thuong-giai-ngan', units: 8, why: 'no district has the bonus' },
    { criterion: 'diem-thuong-iso', units: 9, why: 'no public-service unit has the bonus' },
    { criterion: 'diem-thuong-kiem-tra-iso', units: 6 - 2, why: 'two of six have the bonus' },
    {
      criterion: 'tuyen-truyen-cchc',
      units: 21 + 3 + 1,
      why: 'all departments, three more full, one without points',
    },
    { criterion: 'ban-hanh-ke-hoach-cchc', units: 4, why: 'each with its fault' },
    { criterion: 'cong-bo-tthc', units: 3 + 1, why: 'three, and one late in both' },
    { criterion: 'cap-nhat-tthc', units: 3 + 1, why: 'three, and one late in both' },
    { criterion: 'ap-dung-iso', units: 21 + 6 + 8, why: 'each is full, not full or without points' },
  ])('has $units units at $criterion: $why', ({ criterion, units }) => {
    const scored = reasons.filter(
      ({ criterion_id, effect }) => criterion_id === criterion && effect !== 'exempt',
    );
    expect(scored).toHaveLength(units);
  });

  it('says something of each of the 44 units', () => {
    expect(new Set(reasons.map(({ unit_id }) => unit_id))).toEqual(new Set(blockOf.keys()));
  });
});

describe('Đắk Nông 2020', () => {
  const { criteria, reasons, blockOf } = DAK_NONG;
  const components = rowsOf('dak-nong/components.csv').filter(({ component }) => component !== 'total');

  it.each(components)('has the maximum and the number of criteria of $slug at level $level', (component) => {
    const here = criteria.filter(({ applies_to }) =>
      applies_to.split('|').includes(component['level'] ?? ''),
    );
    const domain = here.filter(({ criterion_id }) => criterion_id === component['slug']);
    expect(domain.map(({ max_printed }) => Number(max_printed))).toEqual([
      Number(component['max_points_printed']),
    ]);
    const own = here.filter((row) => row.parent_id === component['slug'] && row.kind === 'criterion');
    expect(own).toHaveLength(Number(component['criteria_printed']));
  });

  it('takes points only in components that its tables give less than the maximum, but for one slip', () => {
    const tables = rowsOf('dak-nong/components-long.csv');
    const atMaximum = reasons.filter((row) => {
      const slug = domainOf(row.criterion_id);
      const table = tables.find((cell) => cell['unit_id'] === row.unit_id && cell['slug'] === slug);
      return compare(printed(table?.['points_printed'] ?? ''), printed(table?.['max_points'] ?? '')) >= 0;
    });
    // The prose has it late in bringing central documents into effect; the table gives it 12 of 12.
    expect(atMaximum.map(({ unit_id, criterion_id }) => [unit_id, criterion_id])).toEqual([
      ['dn-so-ldtbxh', 'the-che-hoa-vbqppl-trung-uong'],
    ]);
  });

  it('gives every reason', () => {
    expect(reasons.filter(({ reason, effect }) => reason === '' || effect !== 'below_max')).toEqual([]);
    expect([...blockOf.keys()].filter((unit) => !reasons.some((row) => row.unit_id === unit))).toEqual([
      'dn-so-noi-vu',
      'dn-so-tttt',
      'dn-so-vhttdl',
      'dn-bql-kcn',
      'dn-cuc-thue',
      'dn-ban-dan-toc',
    ]);
  });

  function domainOf(id: string): string {
    const parent = criteria.find(({ criterion_id }) => criterion_id === id)?.parent_id ?? '';
    return parent === '' ? id : domainOf(parent);
  }
});

describe('Sóc Trăng 2017', () => {
  const { criteria, reasons } = SOC_TRANG_2017;
  const ofProvince = reasons.filter(({ unit_id }) => unit_id === 'st-tinh');
  const rowOf = (id: string | undefined): Reason | undefined =>
    ofProvince.find(({ criterion_id }) => criterion_id === id);

  it.each(rowsOf('soc-trang/domains-2017.csv'))('has the points of $domain_id', (domain) => {
    expect(rowOf(domain['domain_id'])).toMatchObject({
      effect: 'points',
      points_printed: domain['achieved_printed'],
      max_printed: domain['standard_points_printed'],
      percent_printed: domain['percent_printed']?.replace('%', ''),
    });
  });

  const shortfalls = rowsOf('soc-trang/criteria-shortfalls-2017.csv');

  it.each(shortfalls)('has $criterion_id with its name and its percentage', (shortfall) => {
    const { criterion_id, name, percent_printed = '', basis = '' } = shortfall;
    expect(criteria.filter((row) => row.criterion_id === criterion_id)).toMatchObject([{ name }]);
    const row = rowOf(criterion_id);
    // How much of the plan was done, and how many are satisfied, are no shares of the maximum.
    const expected = ['rate', 'satisfaction'].includes(basis)
      ? { effect: 'below_max', percent_printed: '' }
      : { effect: equal(printed(percent_printed), ratio(0)) ? 'zero' : 'percent', percent_printed };
    expect(row).toMatchObject(expected);
    expect(row?.quote).toContain(percent_printed);
  });

  const others = reasons.filter(({ unit_id }) => unit_id !== 'st-tinh');
  it.each([
    { criterion: 'st-3-01', fact: 'procedures_posting_fail', of: 'huyen' },
    { criterion: 'st-3-03', fact: 'one_stop_incomplete', of: 'huyen' },
    { criterion: 'st-3-05', fact: 'units_with_late_dossiers', of: 'so' },
    { criterion: 'st-3-06', fact: 'units_with_late_dossiers', of: 'huyen' },
    { criterion: 'st-5-01', fact: 'units_with_professional_contracts', of: 'tinh' },
    { criterion: 'st-5-06', fact: 'commune_staff_not_100', of: 'huyen' },
    { criterion: 'st-5-07', fact: 'commune_staff_not_100', of: 'huyen' },
    { criterion: 'st-1-bao-cao-dinh-ky', fact: 'late_q2_reports', of: 'tinh', reason: /quý II … gửi/ },
    { criterion: 'st-1-bao-cao-dinh-ky', fact: 'late_q3_reports', of: 'tinh', reason: /quý III … gửi/ },
    { criterion: 'st-1-bao-cao-dinh-ky', fact: 'late_q4_reports', of: 'tinh', reason: /quý IV … gửi/ },
  ])('lists at $criterion as many as it counts for $fact', ({ criterion, fact, of, reason = /^/ }) => {
    const count = FACTS.find(
      (row) => row['source'] === '003' && row['fact'] === fact && row['subject'] === of,
    );
    expect(others.filter((row) => row.criterion_id === criterion && reason.test(row.reason))).toHaveLength(
      Number(count?.['value_printed']),
    );
  });

  it.each([
    { criterion: 'st-1-01', units: 8, why: 'the departments that the order went to' },
    { criterion: 'st-1-bao-cao-dinh-ky', units: 24, why: 'those of the six footnotes' },
    { criterion: 'st-3-02', units: 1 + 11, why: 'Sở Giáo dục và Đào tạo and all districts' },
    { criterion: 'st-3-04', units: 2, why: 'the districts of 20 communes' },
    { criterion: 'st-3-07', units: 2, why: 'a department and the city, beside a ward' },
    { criterion: 'st-4-01', units: 3, why: 'those with one deputy too many' },
    { criterion: 'st-6-01', units: 2, why: 'those with units that are not autonomous' },
  ])('names $units units at $criterion: $why', ({ criterion, units }) => {
    expect(others.filter(({ criterion_id }) => criterion_id === criterion)).toHaveLength(units);
  });

  it('names a responsible department for every criterion', () => {
    expect(criteria.filter(({ responsible_unit_id }) => responsible_unit_id === '')).toEqual([]);
    expect(criteria.filter(({ criterion_id }) => rowOf(criterion_id) === undefined)).toEqual([]);
  });
});
