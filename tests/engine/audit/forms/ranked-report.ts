/** Reports in the form of standard and appraised points, ranks in words, blocks and several years. */
import { decimal, divideRounded, Grid, type Plantable, type Random, type Report } from './grid.ts';
import { rankedProse } from './ranked-prose.ts';

export interface Unit {
  readonly id: string;
  readonly name: string;
  readonly block: string;
  /** Hundredths of a point or of a per cent. */
  readonly standard: number;
  readonly appraised: number;
  /** Index by year, newest first; hundredths of a per cent. */
  readonly index: readonly number[];
}

export interface Block {
  readonly id: string;
  readonly name: string;
  readonly units: readonly Unit[];
  /** Mean by year, hundredths of a per cent. */
  readonly mean: readonly number[];
}

export interface Ranked {
  readonly random: Random;
  readonly years: readonly number[];
  readonly blocks: readonly Block[];
  readonly units: readonly Unit[];
  readonly general: readonly number[];
  readonly percent: (value: number) => string;
  readonly labelOf: (index: number) => string;
  readonly prefix: string;
}

export const LABELS = ['TỐT', 'KHÁ', 'TRUNG BÌNH', 'YẾU'] as const;
const COLUMNS: Readonly<Record<string, string>> = {
  TỐT: 'tot',
  KHÁ: 'kha',
  'TRUNG BÌNH': 'trung_binh',
  YẾU: 'yeu',
};
const BLOCKS = [
  ['so', 'Khối Sở, ban, ngành'],
  ['nganh-doc', 'Ngành dọc'],
  ['huyen', 'Khối UBND cấp huyện'],
  ['su-nghiep', 'Đơn vị sự nghiệp'],
  ['xa', 'Khối UBND xã, phường'],
] as const;
const WORDS = [
  'An',
  'Bình',
  'Cát',
  'Dương',
  'Giang',
  'Hải',
  'Kim',
  'Lam',
  'Mai',
  'Nam',
  'Phú',
  'Quang',
  'Sơn',
  'Thanh',
  'Vân',
];

function mean(values: readonly number[]): number {
  return divideRounded(
    values.reduce((sum, value) => sum + value, 0),
    values.length,
  );
}

/** A random one: blocks, units, years, how numbers are printed, whose mean the general average is. */
export function rankedReport(random: Random): Report {
  const model = makeModel(random);
  const cells: Plantable[] = [];
  const grids = [
    unitTable(model),
    scores(model, cells),
    history(model, cells),
    labels(model, cells),
    counts(model, cells),
    averages(model, cells),
    bandTable(model),
    ...rankedProse(model, cells),
  ];
  return {
    grids: random.oneIn(3) ? grids : grids.filter((grid) => !grid.file.startsWith('muc-')),
    cells,
    described: `${model.blocks.length} blocks, ${model.units.length} units, ${model.years.length} years`,
  };
}

function makeModel(random: Random): Ranked {
  const latest = 2015 + random.below(12);
  const years = random.list(2, 4, (index) => latest - index);
  const prefix = random.pick(['qa', 'tn', 'xy']);
  const cuts = random.pick([
    [85, 75, 60],
    [90, 80, 65],
  ]);
  const labelOf = (index: number) => LABELS[cuts.findIndex((cut) => index >= cut * 100)] ?? 'YẾU';
  const blocks = BLOCKS.slice(0, 2 + random.below(4)).map(([id, name]) => {
    const units = random.list(4, 18, (index) => makeUnit(random, prefix, id, index, years.length));
    const sorted = units.toSorted((a, b) => (b.index[0] ?? 0) - (a.index[0] ?? 0));
    return {
      id,
      name,
      units: sorted,
      mean: years.map((_, year) => mean(sorted.map(({ index }) => index[year] ?? 0))),
    };
  });
  const units = blocks.flatMap((block) => block.units);
  const byBlocks = random.oneIn(2);
  const general = years.map((_, year) =>
    byBlocks
      ? mean(blocks.map((block) => block.mean[year] ?? 0))
      : mean(units.map(({ index }) => index[year] ?? 0)),
  );
  const comma = random.oneIn(2) ? ',' : '.';
  const percent = (value: number) => `${decimal(value, 2, comma)}%`;
  return { random, years, blocks, units, general, percent, labelOf, prefix };
}

function makeUnit(random: Random, prefix: string, block: string, index: number, years: number): Unit {
  const standard = random.oneIn(3) ? 6000 + 25 * random.below(160) : 10_000;
  const appraised =
    Math.round((standard * (0.5 + 0.48 * random.next())) / 25) * 25 +
    (random.oneIn(3) ? random.below(25) : 0);
  const index0 = divideRounded(appraised * 10_000, standard);
  return {
    id: `${prefix}-${block}-${index + 1}`,
    name: `${random.pick(['Sở', 'Chi cục', 'Ban', 'Trung tâm'])} ${random.pick(WORDS)} ${random.pick(WORDS)} ${block.replace('-', '')} ${index + 1}`,
    block,
    standard,
    appraised,
    index: [index0, ...Array.from({ length: years - 1 }, () => 5000 + random.below(4800))],
  };
}

function unitTable({ blocks }: Ranked): Grid {
  const grid = new Grid('danh-sach.csv', [
    'unit_id',
    'order',
    'block',
    'name_table1',
    'alt_names',
    'source_line',
  ]);
  let order = 0;
  for (const { id, units } of blocks)
    for (const unit of units)
      grid.add({ unit_id: unit.id, order: String((order += 1)), block: id, name_table1: unit.name });
  return grid;
}

function scores({ blocks, units, percent, labelOf, years }: Ranked, cells: Plantable[]): Grid {
  const heading = [
    'unit_id',
    'order',
    'name',
    'block',
    'standard_points',
    'appraised_points',
    'index_printed',
    'index',
    'rank_printed',
    'source_line',
  ];
  const grid = new Grid(`bang-diem-${years[0]}.csv`, heading);
  const file = grid.file;
  for (const [order, unit] of blocks.flatMap((block) => block.units).entries()) {
    const index = unit.index[0] ?? 0;
    const row = grid.add({
      unit_id: unit.id,
      order: String(order + 1),
      name: unit.name,
      block: unit.block,
      standard_points: decimal(unit.standard, 2),
      appraised_points: decimal(unit.appraised, 2),
      index_printed: percent(index),
      index: decimal(index, 2),
      rank_printed: labelOf(index),
      source_line: String(order + 40),
    });
    const common = { file, row, least: 6, range: [1000, 9990] as const, with: [] };
    const next = units[order + 1];
    cells.push(
      {
        ...common,
        column: 'appraised_points',
        value: unit.appraised,
        print: (value) => decimal(value, 2),
        class: 'arithmetic',
        kind: 'number',
        ...(next === undefined ? {} : { neighbour: next.appraised }),
      },
      {
        ...common,
        column: 'index_printed',
        value: index,
        print: percent,
        with: [{ column: 'index', print: (value) => decimal(value, 2) }],
        class: 'arithmetic',
        kind: 'number',
        ...(unit.index[1] === undefined ? {} : { otherYear: unit.index[1] }),
        ...(next === undefined ? {} : { neighbour: next.index[0] ?? 0 }),
      },
      {
        ...common,
        column: 'rank_printed',
        value: LABELS.indexOf(labelOf(index) as 'TỐT'),
        print: (value) => LABELS[value] ?? '',
        class: 'tie_rule',
        kind: 'label',
        labels: LABELS,
      },
    );
  }
  return grid;
}

function history({ blocks, percent, labelOf, years }: Ranked, cells: Plantable[]): Grid {
  const heading = [
    'unit_id',
    'order_in_block',
    'name',
    'block',
    ...years.flatMap((year) => [`index_${year}_printed`, `index_${year}`, `rank_${year}`]),
    'delta_printed',
    'delta',
    'source_line',
  ];
  const grid = new Grid('so-sanh.csv', heading);
  for (const { units } of blocks)
    for (const [order, unit] of units.entries()) {
      const delta = (unit.index[0] ?? 0) - (unit.index[1] ?? 0);
      const row = grid.add({
        unit_id: unit.id,
        order_in_block: String(order + 1),
        name: unit.name,
        block: unit.block,
        ...Object.fromEntries(
          years.flatMap((year, at) => [
            [`index_${year}_printed`, percent(unit.index[at] ?? 0)],
            [`index_${year}`, decimal(unit.index[at] ?? 0, 2)],
            [`rank_${year}`, labelOf(unit.index[at] ?? 0)],
          ]),
        ),
        delta_printed: percent(delta),
        delta: decimal(delta, 2),
      });
      const plain = (column: string) => [{ column, print: (value: number) => decimal(value, 2) }];
      const common = { file: grid.file, row, class: 'arithmetic', kind: 'number', print: percent } as const;
      cells.push({
        ...common,
        column: 'delta_printed',
        value: delta,
        least: 3,
        range: [-5000, 5000],
        with: plain('delta'),
      });
      for (const [at, year] of years.entries()) {
        // Without a relation of its own row, only the block's mean tells of an older year.
        const least = at === 1 ? 2 * units.length + 3 : at === 0 ? 6 : Infinity;
        const other = unit.index[at === 0 ? 1 : 0];
        if (least < Infinity)
          cells.push({
            ...common,
            column: `index_${year}_printed`,
            value: unit.index[at] ?? 0,
            least,
            range: [1000, 9990],
            with: plain(`index_${year}`),
            ...(other === undefined ? {} : { otherYear: other }),
          });
        cells.push({
          ...common,
          column: `rank_${year}`,
          value: LABELS.indexOf(labelOf(unit.index[at] ?? 0) as 'TỐT'),
          print: (value) => LABELS[value] ?? '',
          least: 1,
          range: [0, 3],
          with: [],
          class: 'tie_rule',
          kind: 'label',
          labels: LABELS,
        });
      }
    }
  return grid;
}

function labels({ units, labelOf, years }: Ranked, cells: Plantable[]): Grid {
  const grid = new Grid('xep-hang-cac-nam.csv', [
    'unit_id',
    'name',
    'block',
    ...years.map((year) => `rank_${year}`),
    'source_line',
  ]);
  for (const unit of units) {
    const row = grid.add({
      unit_id: unit.id,
      name: unit.name,
      block: unit.block,
      ...Object.fromEntries(years.map((year, at) => [`rank_${year}`, labelOf(unit.index[at] ?? 0)])),
    });
    for (const [at, year] of years.entries())
      cells.push({
        file: grid.file,
        row,
        column: `rank_${year}`,
        value: LABELS.indexOf(labelOf(unit.index[at] ?? 0) as 'TỐT'),
        print: (value) => LABELS[value] ?? '',
        least: 1,
        range: [0, 3],
        with: [],
        class: 'tie_rule',
        kind: 'label',
        labels: LABELS,
      });
  }
  return grid;
}

function counts({ blocks, units, labelOf }: Ranked, cells: Plantable[]): Grid {
  const grid = new Grid('tong-hop.csv', [
    'block_id',
    'name',
    ...Object.values(COLUMNS),
    'total',
    'source_line',
  ]);
  for (const { id, name, units: own } of [...blocks, { id: 'all', name: 'Tổng', units }]) {
    const values = Object.entries(COLUMNS).map(
      ([label, column]) =>
        [column, own.filter(({ index }) => labelOf(index[0] ?? 0) === label).length] as const,
    );
    const row = grid.add({
      block_id: id,
      name,
      ...Object.fromEntries(values.map(([column, value]) => [column, String(value)])),
      total: String(own.length),
    });
    for (const [column, value] of [...values, ['total', own.length] as const])
      cells.push({
        file: grid.file,
        row,
        column,
        value,
        print: String,
        least: 1,
        range: [0, 99],
        with: [],
        class: 'count',
        kind: 'count',
      });
  }
  return grid;
}

function averages({ blocks, general, percent, years }: Ranked, cells: Plantable[]): Grid {
  const heading = [
    'block_id',
    'name',
    ...years.map((year) => `avg_${year}_printed`),
    'delta_printed',
    ...years.map((year) => `avg_${year}`),
    'delta',
    'source_line',
  ];
  const grid = new Grid('trung-binh.csv', heading);
  for (const { id, name, mean: own } of [...blocks, { id: 'all', name: 'Trung bình chung', mean: general }]) {
    const delta = (own[0] ?? 0) - (own[1] ?? 0);
    const row = grid.add({
      block_id: id,
      name,
      ...Object.fromEntries(
        years.flatMap((year, at) => [
          [`avg_${year}_printed`, percent(own[at] ?? 0)],
          [`avg_${year}`, decimal(own[at] ?? 0, 2)],
        ]),
      ),
      delta_printed: percent(delta),
      delta: decimal(delta, 2),
    });
    const plain = (column: string) => [{ column, print: (value: number) => decimal(value, 2) }];
    const common = { file: grid.file, row, class: 'arithmetic', kind: 'number', print: percent } as const;
    cells.push({
      ...common,
      column: 'delta_printed',
      value: delta,
      least: 3,
      range: [-5000, 5000],
      with: plain('delta'),
    });
    for (const [at, year] of years.entries()) {
      const other = own[at === 0 ? 1 : 0];
      cells.push({
        ...common,
        column: `avg_${year}_printed`,
        value: own[at] ?? 0,
        least: 3,
        range: [1000, 9990],
        with: plain(`avg_${year}`),
        ...(other === undefined ? {} : { otherYear: other }),
      });
    }
  }
  return grid;
}

/** The thresholds, which some reports state in a table. */
function bandTable({ labelOf }: Ranked): Grid {
  const grid = new Grid('muc-xep-hang.csv', ['level', 'band', 'lower', 'upper', 'source_line']);
  const cuts = Array.from({ length: 100 }, (_, index) => index + 1).filter(
    (value) => labelOf(value * 100) !== labelOf(value * 100 - 1),
  );
  const ends = [...cuts].sort((a, b) => b - a);
  for (const [index, band] of LABELS.entries())
    grid.add({
      level: String(index + 1),
      band,
      lower: String(ends[index] ?? ''),
      upper: String(ends[index - 1] ?? ''),
    });
  return grid;
}
