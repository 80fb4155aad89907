/** Reports of a province's own score and of a town's dossiers: domains, criteria, ratios, rates, single figures. */
import { decimal, divideRounded, Grid, type Plantable, type Random, type Report, thousands } from './grid.ts';

const number = { class: 'arithmetic', kind: 'number', with: [] } as const;
const comma = (value: number) => decimal(value, 2, ',');

export function townReport(random: Random): Report {
  const cells: Plantable[] = [];
  const scored = domains(random, cells);
  const grids = [
    ...scored,
    criteria(random, cells),
    ratios(random, cells),
    dossiers(random, cells),
    measures(random, cells),
    tasks(random, cells),
  ];
  return { grids, cells, described: `${scored[0]?.rows.length ?? 0} domains` };
}

function domains(random: Random, cells: Plantable[]): Grid[] {
  const grid = new Grid('linh-vuc.csv', [
    'domain_id',
    'order',
    'name',
    'standard_points_printed',
    'achieved_printed',
    'percent_printed',
    'rank_printed',
    'standard',
    'achieved',
    'percent',
    'source_line',
  ]);
  const parts = Array.from({ length: 4 + random.below(4) }, () => 800 + 50 * random.below(12));
  const standards = [...parts, 10_000 - parts.reduce((sum, part) => sum + part, 0)];
  let total = 0;
  for (const [index, standard] of standards.entries()) {
    const achieved = Math.floor(standard * 10 * (0.5 + 0.5 * random.next()));
    total += achieved;
    const percent = divideRounded(achieved * 1000, standard);
    const row = grid.add({
      domain_id: `zz-linh-vuc-${index + 1}`,
      order: String(index + 1),
      name: `Lĩnh vực ${index + 1}`,
      standard_points_printed: comma(standard),
      achieved_printed: decimal(achieved, 3, ','),
      percent_printed: `${comma(percent)}%`,
      rank_printed: `${1 + random.below(63)}/63`,
      standard: decimal(standard, 2),
      achieved: decimal(achieved, 3),
      percent: decimal(percent, 2),
    });
    const plain = (column: string, places: number) => [
      { column, print: (value: number) => decimal(value, places) },
    ];
    cells.push(
      {
        ...number,
        file: grid.file,
        row,
        column: 'achieved_printed',
        value: achieved,
        print: (value) => decimal(value, 3, ','),
        least: 50,
        range: [500, 99_000],
        with: plain('achieved', 3),
      },
      {
        ...number,
        file: grid.file,
        row,
        column: 'percent_printed',
        value: percent,
        print: (value) => `${comma(value)}%`,
        least: 4,
        range: [100, 10_000],
        with: plain('percent', 2),
      },
    );
  }
  return [grid, overall(random, cells, divideRounded(total, 10))];
}

function overall(random: Random, cells: Plantable[], total: number): Grid {
  const grid = new Grid('tong-diem.csv', ['key', 'printed', 'value', 'source_line']);
  const survey = Math.floor(total * (0.2 + 0.3 * random.next()));
  for (const [key, value] of [
    ['total_points', total],
    ['self_score', total - survey],
    ['survey_score', survey],
    ['percent', total],
  ] as const) {
    const row = grid.add({ key, printed: comma(value), value: decimal(value, 2) });
    if (key === 'total_points' || key === 'percent')
      cells.push({
        ...number,
        file: grid.file,
        row,
        column: 'printed',
        value,
        print: comma,
        least: 4,
        range: [100, 9990],
        with: [{ column: 'value', print: (other) => decimal(other, 2) }],
      });
  }
  return grid;
}

function criteria(random: Random, cells: Plantable[]): Grid {
  const grid = new Grid('tieu-chi.csv', [
    'criterion_id',
    'domain',
    'kind',
    'name',
    'basis',
    'percent_printed',
    'percent',
    'verbatim_line',
    'source_line',
  ]);
  for (let group = 1; group <= 4; group += 1) {
    const items = random.list(2, 5, () => 5000 + random.below(4000));
    const mean = divideRounded(
      items.reduce((sum, item) => sum + item, 0),
      items.length,
    );
    for (const [index, value] of [mean, ...items].entries()) {
      const name =
        index === 0 ? `Nội dung điều tra ${'abcd'[group - 1]}` : `Nội dung thành phần ${'abcde'[index - 1]}`;
      const row = grid.add({
        criterion_id: `zz-${group}-${index}`,
        domain: String(group),
        kind: index === 0 ? 'criterion' : 'item',
        name,
        basis: index === 0 ? 'survey_percent_avg' : 'survey_percent_item',
        percent_printed: comma(value),
        percent: decimal(value, 2),
        verbatim_line: `+ ${name}: Đạt ${comma(value)}%`,
        source_line: String(100 * group + index),
      });
      cells.push({
        ...number,
        file: grid.file,
        row,
        column: 'percent_printed',
        value,
        print: comma,
        least: index === 0 ? 4 : 4 * items.length,
        range: [100, 9990],
        with: [{ column: 'percent', print: (other) => decimal(other, 2) }],
      });
    }
  }
  return grid;
}

function ratios(random: Random, cells: Plantable[]): Grid {
  const grid = new Grid('ty-le.csv', [
    'what',
    'numerator_printed',
    'denominator_printed',
    'percent_printed',
    'numerator',
    'denominator',
    'percent',
    'verbatim',
    'source_line',
  ]);
  for (let index = 0; index < 6; index += 1) {
    const whole = 50 + random.below(random.oneIn(2) ? 200 : 20_000);
    const part = 10 + random.below(whole - 10);
    const share = divideRounded(part * 10_000, whole);
    const row = grid.add({
      what: `tỷ lệ ${'abcdef'[index]}`,
      numerator_printed: thousands(part),
      denominator_printed: thousands(whole),
      percent_printed: comma(share),
      numerator: String(part),
      denominator: String(whole),
      percent: decimal(share, 2),
      verbatim: `chỉ đạt ${thousands(part)}/${thousands(whole)} người, chiếm ${comma(share)}%`,
    });
    cells.push({
      ...number,
      file: grid.file,
      row,
      column: 'percent_printed',
      value: share,
      print: comma,
      least: 3,
      range: [100, 10_000],
      with: [{ column: 'percent', print: (value) => decimal(value, 2) }],
      inQuote: 'verbatim',
    });
  }
  return grid;
}

function dossiers(random: Random, cells: Plantable[]): Grid {
  const names = ['received', 'resolved', 'early_or_on_time', 'late'] as const;
  const rates = ['resolved_rate', 'early_or_on_time_rate', 'late_rate'] as const;
  const grid = new Grid('ho-so.csv', [
    'level_id',
    'name',
    ...[...names, ...rates].flatMap((name) => [`${name}_printed`, name]),
    'source_line',
  ]);
  for (const level of ['zz-city', 'zz-commune']) {
    const received = 20_000 + random.below(80_000);
    const resolved = received - 500 - random.below(9000);
    const late = 200 + random.below(2000);
    const values = { received, resolved, early_or_on_time: resolved - late, late };
    const shares = {
      resolved_rate: divideRounded(resolved * 10_000, received),
      early_or_on_time_rate: divideRounded((resolved - late) * 10_000, resolved),
      late_rate: divideRounded(late * 10_000, resolved),
    };
    const row = grid.add({
      level_id: level,
      name: level,
      ...Object.fromEntries(
        names.flatMap((name) => [
          [`${name}_printed`, thousands(values[name])],
          [name, String(values[name])],
        ]),
      ),
      ...Object.fromEntries(
        rates.flatMap((name) => [
          [`${name}_printed`, comma(shares[name])],
          [name, decimal(shares[name], 2)],
        ]),
      ),
    });
    for (const name of ['early_or_on_time', 'late'] as const)
      cells.push({
        ...number,
        file: grid.file,
        row,
        column: `${name}_printed`,
        value: values[name],
        print: thousands,
        least: Math.ceil(resolved / 2000),
        range: [100, 99_000],
        with: [{ column: name, print: String }],
      });
    for (const name of rates)
      cells.push({
        ...number,
        file: grid.file,
        row,
        column: `${name}_printed`,
        value: shares[name],
        print: comma,
        least: 3,
        range: [0, 10_000],
        with: [{ column: name, print: (value) => decimal(value, 2) }],
      });
  }
  return grid;
}

function measures(random: Random, cells: Plantable[]): Grid {
  const grid = new Grid('hai-long.csv', [
    'measure',
    'level',
    'year',
    'value_printed',
    'value',
    'increase_printed',
    'increase',
    'target',
    'source_line',
  ]);
  for (const level of ['city', 'commune']) {
    const [now, before] = [7000 + random.below(2500), 5000 + random.below(1900)];
    const row = grid.add({
      measure: 'satisfaction',
      level,
      year: '2021',
      value_printed: `${comma(now)}%`,
      value: decimal(now, 2),
      increase_printed: comma(now - before),
      increase: decimal(now - before, 2),
    });
    grid.add({
      measure: 'satisfaction',
      level,
      year: '2020',
      value_printed: `${comma(before)}%`,
      value: decimal(before, 2),
    });
    cells.push({
      ...number,
      file: grid.file,
      row,
      column: 'increase_printed',
      value: now - before,
      print: comma,
      least: 3,
      range: [1, 5000],
      with: [{ column: 'increase', print: (value) => decimal(value, 2) }],
    });
  }
  return grid;
}

function tasks(random: Random, cells: Plantable[]): Grid {
  const grid = new Grid('nhiem-vu.csv', ['key', 'printed', 'value', 'verbatim', 'source_line']);
  const [all, open] = [20 + random.below(60), 1 + random.below(9)];
  for (const [key, value] of [
    ['tasks', all],
    ['tasks_done', all - open],
    ['tasks_not_done', open],
  ] as const)
    grid.add({ key, printed: String(value), value: String(value), verbatim: `${value} nhiệm vụ` });
  cells.push({
    file: grid.file,
    row: 0,
    column: 'printed',
    value: all,
    print: String,
    least: 1,
    range: [10, 99],
    class: 'count',
    kind: 'count',
    with: [{ column: 'value', print: String }],
    inQuote: 'verbatim',
  });
  return grid;
}
