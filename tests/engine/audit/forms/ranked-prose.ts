/** Sentences about a ranked report, in the form of facts.csv. */
import { decimal, divideRounded, Grid, type Plantable } from './grid.ts';
import type { Ranked } from './ranked-report.ts';

const HEADING = [
  'fact_id',
  'source',
  'subject',
  'fact',
  'value_printed',
  'of',
  'unit',
  'quote',
  'source_line',
];
const KEYS: Readonly<Record<string, string>> = { TỐT: 'tot', KHÁ: 'kha', 'TRUNG BÌNH': 'tb', YẾU: 'yeu' };
const NOUNS: Readonly<Record<string, string>> = {
  so: 'Sở',
  'nganh-doc': 'cơ quan ngành dọc',
  huyen: 'đơn vị cấp huyện',
  'su-nghiep': 'đơn vị sự nghiệp',
  xa: 'xã, phường',
};

export function rankedProse(model: Ranked, cells: Plantable[]): Grid[] {
  const grid = new Grid('so-lieu-loi-van.csv', HEADING);
  const say = (fact: Omit<Said, 'row'>) => {
    const row = grid.add({
      fact_id: `q-${grid.rows.length + 1}`,
      source: '000',
      subject: fact.subject,
      fact: fact.key,
      value_printed: fact.print(fact.value),
      of: fact.of,
      unit: fact.unit,
      quote: fact.quote,
      source_line: String(300 + grid.rows.length),
    });
    cells.push({
      file: grid.file,
      row,
      column: 'value_printed',
      value: fact.value,
      print: fact.print,
      least: fact.least,
      range: fact.range,
      class: fact.class ?? 'prose_vs_table',
      with: [],
      inQuote: fact.marked,
      kind: 'prose',
      ...(fact.otherYear === undefined ? {} : { otherYear: fact.otherYear }),
    });
  };
  countsOfRanks(model, say);
  unitsAssessed(model, say);
  directions(model, say);
  averages(model, say);
  changes(model, say);
  return [grid];
}

interface Said {
  readonly row: number;
  readonly subject: string;
  readonly key: string;
  readonly value: number;
  readonly print: (value: number) => string;
  readonly of: string;
  readonly unit: string;
  readonly quote: string;
  /** The piece of the quotation that holds the value; the value in it is "{}". */
  readonly marked: string;
  readonly least: number;
  readonly range: readonly [number, number];
  readonly class?: Plantable['class'];
  readonly otherYear?: number;
}
type Say = (fact: Omit<Said, 'row'>) => void;

const count = { least: 1, range: [0, 99] as const, unit: 'units' };
const two = (value: number) => String(value).padStart(2, '0');

function countsOfRanks({ units, blocks, labelOf, random }: Ranked, say: Say): void {
  for (const [label, key] of Object.entries(KEYS)) {
    const value = units.filter(({ index }) => labelOf(index[0] ?? 0) === label).length;
    const parts = blocks.map(
      ({ id, units: own }) =>
        `${own.filter(({ index }) => labelOf(index[0] ?? 0) === label).length} ${NOUNS[id] ?? ''}`,
    );
    const detailed = random.oneIn(2) && !parts.some((part) => part.includes(','));
    say({
      ...count,
      subject: 'all',
      key: `rank_${key}_text`,
      value,
      print: String,
      of: String(units.length),
      quote: `Xếp hạng ${label}: ${value} cơ quan, đơn vị${detailed ? ` (${parts.join(', ')})` : ''}`,
      marked: 'Xếp hạng',
    });
  }
}

function unitsAssessed({ units, blocks }: Ranked, say: Say): void {
  const of = String(units.length);
  say({
    ...count,
    subject: 'all',
    key: 'units_assessed',
    value: units.length,
    print: String,
    of: '',
    quote: `có ${of} cơ quan, đơn vị là đối tượng thực hiện đánh giá`,
    marked: 'có',
  });
  for (const { id, units: own } of blocks)
    say({
      ...count,
      subject: id,
      key: 'units_assessed',
      value: own.length,
      print: two,
      of,
      quote: `khối này có ${two(own.length)} cơ quan`,
      marked: 'khối',
    });
}

function directions({ units, blocks, random, years }: Ranked, say: Say): void {
  for (const { id, units: own } of [{ id: 'all', units }, ...blocks]) {
    const up = own.filter(({ index }) => (index[0] ?? 0) > (index[1] ?? 0)).length;
    const down = own.filter(({ index }) => (index[0] ?? 0) < (index[1] ?? 0)).length;
    const share = decimal(divideRounded(up * 10_000, own.length), 2, ',');
    const withShare = random.oneIn(2);
    say({
      ...count,
      subject: id,
      key: 'index_up',
      value: up,
      print: String,
      of: String(own.length),
      quote: withShare
        ? `số đơn vị tăng là ${up} đơn vị (chiếm ${share}%)`
        : `có ${up}/${own.length} đơn vị có chỉ số cao hơn năm ${years[1]}`,
      marked: 'tăng',
    });
    say({
      ...count,
      subject: id,
      key: 'index_down',
      value: down,
      print: String,
      of: String(own.length),
      quote: `Trong số ${down} đơn vị có chỉ số giảm`,
      marked: 'Trong',
    });
  }
}

function averages({ blocks, general, years, percent }: Ranked, say: Say): void {
  for (const { id, mean } of [...blocks, { id: 'all', mean: general }]) {
    const [now = 0, before = 0] = mean;
    const word = now >= before ? 'cao' : 'thấp';
    const delta = Math.abs(now - before);
    if (delta === 0) continue;
    say({
      subject: id,
      key: `par_avg_${years[0]}`,
      value: now,
      print: percent,
      of: '',
      unit: '%',
      quote: `có giá trị trung bình đạt ${percent(now)}, ${word} hơn năm ${years[1]} là ${percent(delta)} (Năm ${years[1]} đạt ${percent(before)})`,
      marked: 'đạt',
      least: 3,
      range: [1000, 9990],
      otherYear: before,
    });
  }
}

function changes({ units, percent, years, random }: Ranked, say: Say): void {
  for (const unit of units.filter(() => random.oneIn(4))) {
    const [now = 0, before = 0] = unit.index;
    const delta = Math.abs(now - before);
    if (delta < 100) continue;
    const rises = now > before;
    say({
      subject: unit.id,
      key: rises ? 'index_increase' : 'index_decrease',
      value: delta,
      print: percent,
      of: '',
      unit: '%',
      quote: `${unit.name} (${rises ? 'tăng' : 'giảm'} ${percent(delta)})`,
      marked: rises ? 'tăng' : 'giảm',
      least: 3,
      range: [5, 9000],
    });
    say({
      subject: unit.id,
      key: `index_${years[0]}`,
      value: now,
      print: percent,
      of: '',
      unit: '%',
      quote: `đạt chỉ số ${percent(now)}, duy trì thứ hạng`,
      marked: 'đạt',
      least: 3,
      range: [1000, 9990],
      otherYear: before,
    });
    say({
      subject: unit.id,
      key: rises ? 'index_increase' : 'index_decrease',
      value: delta,
      print: percent,
      of: '',
      unit: '%',
      quote: `${rises ? 'tăng' : 'giảm'} ${percent(delta)} (từ ${percent(before)} năm ${years[1]} ${rises ? 'lên' : 'xuống'} ${percent(now)} năm ${years[0]})`,
      marked: rises ? 'tăng' : 'giảm',
      least: 3,
      range: [5, 9000],
    });
  }
}
