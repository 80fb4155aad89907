/** Reports in the form of component scores: points, shares, places with ties, totals, averages, two years. */

import { type Member, type Model, makeModel } from './component-model.ts';
import {
  columns,
  decimal,
  divideRounded,
  Grid,
  given,
  numberCell,
  type Plantable,
  plain,
  type Random,
  type Report,
  short,
} from './grid.ts';

export function componentReport(random: Random): Report {
  const model = makeModel(random);
  const cells: Plantable[] = [];
  const grids = [
    units(model),
    structure(model, cells),
    ...totals(model, cells),
    ...components(model, cells),
    averages(model, cells),
    history(model, cells),
    bands(),
  ];
  const [first] = model.levels;
  return {
    grids,
    cells,
    described: `${model.levels.map((level) => level.units.length).join(' + ')} units, ${first?.max.length} components, ${model.dense ? 'dense' : 'competition'} ranks`,
  };
}

function places(values: readonly number[], dense: boolean): number[] {
  return values.map((value) => {
    const above = values.filter((other) => other > value);
    return 1 + (dense ? new Set(above).size : above.length);
  });
}

function units({ levels }: Model): Grid {
  const grid = new Grid('don-vi.csv', ['unit_id', 'level', 'order', 'name_totals_table', 'alt_names']);
  for (const { id, units: members } of levels)
    for (const [order, unit] of members.entries())
      grid.add({ unit_id: unit.id, level: id, order: String(order + 1), name_totals_table: unit.name });
  return grid;
}

function structure({ levels, random }: Model, cells: Plantable[]): Grid {
  const grid = new Grid(
    'cau-truc.csv',
    columns(
      'level component slug name criteria_printed subcriteria_printed max_points_printed source_line_max',
    ),
  );
  const two = (value: number) => String(value).padStart(2, '0');
  for (const { id, max } of levels) {
    const rows = max.map((most) => [3 + random.below(6), 6 + random.below(12), most] as const);
    const sum = (at: 0 | 1 | 2) => rows.reduce((all, row) => all + row[at], 0);
    for (const [index, [criteria, subcriteria, most]] of [
      ...rows,
      [sum(0), sum(1), sum(2)] as const,
    ].entries()) {
      const whole = index === rows.length;
      const row = grid.add({
        level: id,
        component: whole ? 'total' : String(index + 1),
        slug: `c${index + 1}`,
        name: whole ? 'Cộng' : `Lĩnh vực ${index + 1}`,
        criteria_printed: two(criteria),
        subcriteria_printed: two(subcriteria),
        max_points_printed: short(most, 3),
      });
      // Which part of a sum is wrong cannot be told; the sum itself can.
      if (!whole) continue;
      for (const [column, value] of [
        ['criteria_printed', criteria],
        ['subcriteria_printed', subcriteria],
      ] as const)
        cells.push({
          file: grid.file,
          row,
          column,
          value,
          print: two,
          least: 1,
          range: [10, 99],
          class: 'count',
          kind: 'count',
          with: [],
        });
    }
  }
  return grid;
}

function totals({ levels, dense }: Model, cells: Plantable[]): Grid[] {
  return levels.map(({ id, units: members }) => {
    const grid = new Grid(
      `tong-${id}.csv`,
      columns('unit_id rank_printed name appraised_points_printed index_printed source_line'),
    );
    const ranks = places(
      members.map(({ total }) => total),
      dense,
    );
    for (const [index, unit] of members.entries()) {
      const points = divideRounded(unit.total, 10);
      const row = grid.add({
        unit_id: unit.id,
        rank_printed: String(ranks[index]),
        name: unit.name,
        appraised_points_printed: short(points, 2),
        index_printed: short(unit.total, 3),
        source_line: String(90 + grid.rows.length),
      });
      const next = members[index + 1];
      cells.push(
        numberCell(grid, row, {
          column: 'appraised_points_printed',
          value: points,
          print: (value) => short(value, 2),
          least: 3,
          range: [1000, 9990],
          ...given('neighbour', next && divideRounded(next.total, 10)),
        }),
        numberCell(grid, row, {
          column: 'index_printed',
          value: unit.total,
          print: (value) => short(value, 3),
          least: 30,
          range: [10_000, 99_900],
          ...given('neighbour', next?.total),
        }),
        rankCell(grid, row, ranks[index] ?? 1, members.length),
      );
    }
    return grid;
  });
}

function rankCell({ file }: Grid, row: number, value: number, most: number): Plantable {
  return {
    file,
    row,
    column: 'rank_printed',
    value,
    print: String,
    least: 1,
    range: [1, most],
    class: 'tie_rule',
    kind: 'rank',
    with: [],
  };
}

function components({ levels, dense, random }: Model, cells: Plantable[]): Grid[] {
  const long = new Grid(
    'thanh-phan.csv',
    columns(
      'level component slug unit_id name rank_printed points_printed percent_printed max_points source_line',
    ),
  );
  const grids: Grid[] = [];
  for (const { id, max, units: members } of levels)
    for (const [at, most] of max.entries()) {
      const grid = new Grid(
        `${id}-component-${at + 1}.csv`,
        columns('unit_id rank_printed name points_printed percent_printed max_points source_line'),
      );
      const rows = members.toSorted((a, b) => (b.points[at] ?? 0) - (a.points[at] ?? 0));
      const ranks = places(
        rows.map(({ points }) => points[at] ?? 0),
        dense,
      );
      for (const [index, unit] of rows.entries()) {
        const value = unit.points[at] ?? 0;
        const percent = divideRounded(value * 10_000, most);
        const shared = {
          unit_id: unit.id,
          name: unit.name,
          rank_printed: String(ranks[index]),
          points_printed: short(value, 3),
          percent_printed: short(percent, 2),
          max_points: short(most, 3),
          source_line: String(200 + 100 * grids.length + index),
        };
        const row = grid.add(shared);
        long.add({ ...shared, level: id, component: String(at + 1), slug: `c${at + 1}` });
        cells.push(
          numberCell(grid, row, {
            column: 'points_printed',
            value,
            print: (points) => short(points, 3),
            least: 30,
            range: [500, most],
          }),
          numberCell(grid, row, {
            column: 'percent_printed',
            value: percent,
            print: (share) => short(share, 2),
            least: 4,
            range: [500, 10_000],
          }),
          rankCell(grid, row, ranks[index] ?? 1, members.length),
        );
      }
      grids.push(grid);
    }
  return random.oneIn(2) ? [...grids, long] : grids;
}

function averages({ levels }: Model, cells: Plantable[]): Grid {
  const grid = new Grid(
    'gia-tri-trung-binh.csv',
    columns('table level points_avg_printed index_or_percent_avg_printed source_line'),
  );
  const add = (table: string, level: string, points: number, share: number) => {
    const row = grid.add({
      table,
      level,
      points_avg_printed: short(points, 2),
      index_or_percent_avg_printed: short(share, 2),
    });
    for (const [column, value] of [
      ['points_avg_printed', points],
      ['index_or_percent_avg_printed', share],
    ] as const)
      cells.push(
        numberCell(grid, row, {
          column,
          value,
          print: (mean) => short(mean, 2),
          least: 3,
          range: [100, 10_000],
        }),
      );
  };
  for (const { id, max, units: members } of levels) {
    const sum = (of: (unit: Member) => number) => members.reduce((all, unit) => all + of(unit), 0);
    add(
      'total',
      id,
      divideRounded(
        sum(({ total }) => divideRounded(total, 10)),
        members.length,
      ),
      divideRounded(
        sum(({ total }) => total),
        10 * members.length,
      ),
    );
    for (const [at, most] of max.entries())
      add(
        String(at + 1),
        id,
        divideRounded(
          sum(({ points }) => points[at] ?? 0),
          10 * members.length,
        ),
        divideRounded(
          sum(({ points }) => divideRounded((points[at] ?? 0) * 10_000, most)),
          members.length,
        ),
      );
  }
  return grid;
}

function mean(values: readonly number[]): number {
  return divideRounded(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

/** "(+) 3.41", "(-) 1.99", "0" */
function signed(value: number): string {
  return value === 0 ? '0' : `(${value < 0 ? '-' : '+'}) ${decimal(Math.abs(value), 2)}`;
}

/** Two years' columns with their values; `size` units share a mean. */
interface Change {
  readonly now: string;
  readonly before: string;
  readonly old: number;
  readonly latest: number;
  readonly size: number;
}

function changeCells(grid: Grid, row: number, { now, before, old, latest, size }: Change): Plantable[] {
  const range = [1000, 9990] as const;
  const two = (value: number) => decimal(value, 2);
  return [
    numberCell(grid, row, {
      column: 'delta_printed',
      value: latest - old,
      print: signed,
      least: 3,
      range: [-5000, 5000],
      with: plain('delta', 2),
    }),
    numberCell(grid, row, {
      column: now,
      value: latest,
      print: (value) => short(value, 2),
      least: 6,
      range,
      otherYear: old,
    }),
    numberCell(grid, row, {
      column: before,
      value: old,
      print: two,
      least: 2 * size + 3,
      range,
      otherYear: latest,
    }),
  ];
}

function history({ levels, year, byLevels }: Model, cells: Plantable[]): Grid {
  const [now, before] = [`index_${year}_printed`, `index_${year - 1}_printed`];
  const grid = new Grid('so-sanh-hai-nam.csv', [
    'unit_id',
    'level',
    'order',
    'name',
    before,
    now,
    'delta_printed',
    'delta',
    'source_line',
  ]);
  const add = (row: Readonly<Record<string, string>>, old: number, latest: number, size: number) => {
    const delta = latest - old;
    const at = grid.add({
      ...row,
      [before]: decimal(old, 2),
      [now]: short(latest, 2),
      delta_printed: signed(delta),
      delta: decimal(delta, 2),
    });
    cells.push(...changeCells(grid, at, { now, before, old, latest, size }));
  };
  const means: (readonly [number, number])[] = [];
  for (const { id, units: members } of levels) {
    for (const [order, unit] of members.entries())
      add(
        { unit_id: unit.id, level: id, order: String(order + 1), name: unit.name },
        unit.before,
        divideRounded(unit.total, 10),
        members.length,
      );
    const own = [
      mean(members.map((unit) => unit.before)),
      mean(members.map(({ total }) => divideRounded(total, 10))),
    ] as const;
    means.push(own);
    add({ unit_id: `avg-${id}`, level: id, name: 'Giá trị trung bình' }, own[0], own[1], 1);
  }
  const all = levels.flatMap((level) => level.units);
  const general = byLevels
    ? [mean(means.map(([old]) => old)), mean(means.map(([, latest]) => latest))]
    : [mean(all.map((unit) => unit.before)), mean(all.map(({ total }) => divideRounded(total, 10)))];
  add(
    { unit_id: 'avg-all', level: 'all', name: 'Giá trị trung bình (I) và (II)' },
    general[0] ?? 0,
    general[1] ?? 0,
    1,
  );
  return grid;
}

function bands(): Grid {
  const grid = new Grid('muc.csv', ['level', 'band', 'lower', 'upper']);
  for (const [band, lower, upper] of [
    ['Cao', '95', ''],
    ['Tương đối cao', '80', '95'],
    ['Thấp', '', '80'],
  ] as const)
    grid.add({ level: '1', band, lower, upper });
  return grid;
}
