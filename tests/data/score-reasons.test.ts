/** Why units lost points, by three reports: every row has its place, its figures and its words. */
import { describe, expect, it } from 'vitest';
import { compare, divide, equal, ratio, toDecimal } from '../../engine/model/ratio.ts';
import {
  type Criterion,
  EFFECTS,
  printed,
  REPORTS,
  type Reason,
  type Report,
  spellingsOf,
  states,
  unitsNamedIn,
} from './tables.ts';

const HUNDRED = ratio(100);
const ZERO = ratio(0);

/** How a quotation names all units of a block, or all but those it lists. */
const GROUPS: Readonly<Record<string, RegExp>> = {
  so: /Khối Sở|sở, ban, ngành cấp tỉnh|tất cả các đơn vị/,
  huyen: /UBND cấp huyện|đơn vị cấp huyện|trong 8 huyện|các huyện, thị xã, thành phố|tất cả các đơn vị/,
  'nganh-doc': /cơ quan ngành dọc|Khối ngành dọc|tất cả các đơn vị/,
  'su-nghiep': /đơn vị còn lại|tất cả các đơn vị/,
  tinh: /UBND cấp huyện đều|10\/11 đơn vị cấp huyện/,
};

/** Its section has no heading in the text, so the report does not say which domain it is of. */
const WITHOUT_DOMAIN = ['su-dung-bien-che'];

/** Percentages that do not follow from the points beside them: 7,994/11,00 is 72,67%, and 72,68% is printed. */
const SLIPS = ['st-to-chuc-bo-may'];

/** Units that a quotation names without scoring them under its criterion. */
const ELSEWHERE = [
  // Named as the one that was not deducted, as the inspector, as exempt, and as those that got the bonus.
  'kh-huyen-cam-lam bao-cao-kiem-soat-tthc',
  'kh-thanh-tra ky-luat-ky-cuong',
  'kh-kbnn diem-thuong-kiem-tra-iso',
  'kh-cuc-thue diem-thuong-kiem-tra-iso',
  // Named as the one that collects the reports, that had the initiative, that is the exception.
  'st-so-tttt st-1-bao-cao-dinh-ky',
  'st-so-noi-vu st-1-sang-kien',
  'st-huyen-cu-lao-dung st-5-06',
  'st-huyen-cu-lao-dung st-5-07',
  // "Xây dựng" (to build), which is also short for Sở Xây dựng.
  'st-so-xay-dung st-van-ban-qppl',
  'st-so-xay-dung st-7-01',
];

const words = (list: string): string[] => list.split('|').filter((word) => word !== '');
const faulty = <Row>(rows: readonly Row[], good: (row: Row) => boolean): Row[] =>
  rows.filter((row) => !good(row));
const twice = (keys: readonly string[]): string[] => keys.filter((key, index) => keys.indexOf(key) !== index);

function criterionFor(
  { criteria, blockOf }: Report,
  { unit_id, criterion_id }: Reason,
): Criterion | undefined {
  const block = blockOf.get(unit_id) ?? 'none';
  return criteria.find((row) => row.criterion_id === criterion_id && words(row.applies_to).includes(block));
}

/** The criterion's parents, nearest first. */
function above(report: Report, id: string): string[] {
  const parent = report.criteria.find(({ criterion_id }) => criterion_id === id)?.parent_id ?? '';
  return parent === '' ? [] : [parent, ...above(report, parent)];
}

describe.each(REPORTS)('the criteria of $province', (report) => {
  const { criteria, blockOf } = report;

  it('have one row for each block that they are scored for', () => {
    const places = criteria.flatMap(({ criterion_id, applies_to }) =>
      words(applies_to).map((block) => `${criterion_id} ${block}`),
    );
    expect(twice(places)).toEqual([]);
    expect(faulty(criteria, ({ applies_to }) => words(applies_to).length > 0)).toEqual([]);
    const blocks = new Set(blockOf.values());
    expect(faulty(criteria, (row) => words(row.applies_to).every((block) => blocks.has(block)))).toEqual([]);
  });

  it('keep their name and their place where the maximum differs by block', () => {
    const kinds = criteria.map((row) => [row.criterion_id, row.parent_id, row.kind, row.name].join('\t'));
    const ids = new Set(criteria.map(({ criterion_id }) => criterion_id));
    expect(new Set(kinds).size).toBe(ids.size);
  });

  it('hang from a domain', () => {
    const ids = new Set(criteria.map(({ criterion_id }) => criterion_id));
    expect(faulty(criteria, ({ criterion_id }) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(criterion_id))).toEqual(
      [],
    );
    expect(faulty(criteria, ({ parent_id }) => parent_id === '' || ids.has(parent_id))).toEqual([]);
    expect(faulty(criteria, ({ kind }) => ['domain', 'criterion', 'sub_criterion'].includes(kind))).toEqual(
      [],
    );
    const roots = criteria.filter(({ parent_id }) => parent_id === '');
    expect(
      faulty(roots, (row) => row.kind === 'domain' || WITHOUT_DOMAIN.includes(row.criterion_id)),
    ).toEqual([]);
    expect(faulty(criteria, (row) => row.kind !== 'domain' || row.parent_id === '')).toEqual([]);
  });

  it('quote their maximum and whom they make responsible', () => {
    const known = new Set(blockOf.keys());
    expect(faulty(criteria, ({ max_printed, quote }) => states(quote, max_printed))).toEqual([]);
    expect(
      faulty(criteria, (row) => words(row.responsible_printed).every((name) => states(row.quote, name))),
    ).toEqual([]);
    expect(
      faulty(criteria, (row) => words(row.responsible_unit_id).every((unit) => known.has(unit))),
    ).toEqual([]);
    expect(
      faulty(criteria, (row) => (row.responsible_unit_id === '') === (row.responsible_printed === '')),
    ).toEqual([]);
  });
});

describe.each(REPORTS)('the reasons of $province', (report) => {
  const { reasons, criteria, prefix, lines, blockOf } = report;

  it('are of known units, at criteria that are scored for them', () => {
    expect(faulty(reasons, ({ unit_id }) => unit_id.startsWith(prefix) && blockOf.has(unit_id))).toEqual([]);
    expect(faulty(reasons, (row) => criterionFor(report, row) !== undefined)).toEqual([]);
  });

  it('are written once, in NFC, without marks of emphasis, each with its line', () => {
    const cells = [...reasons, ...criteria].flatMap((row) => Object.values(row));
    expect(
      faulty(cells, (cell) => cell === cell.normalize('NFC').trim() && !/\*|\s{2}|\n/.test(cell)),
    ).toEqual([]);
    const [first, last] = lines;
    const within = (line: number): boolean => line >= first && line <= last;
    expect(faulty([...reasons, ...criteria], (row) => within(Number(row.source_line)))).toEqual([]);
    expect(twice(reasons.map((row) => `${row.unit_id} ${row.criterion_id} ${row.effect}`))).toEqual([]);
  });

  it('have figures that go with their effect', () => {
    expect(faulty(reasons, goesWithItsEffect)).toEqual([]);
  });

  it('have percentages that follow from the points', () => {
    const both = reasons.filter((row) => row.points_printed !== '' && row.percent_printed !== '');
    const wrong = faulty(both, (row) => percentOf(row) === row.percent_printed);
    expect(wrong.map((row) => row.criterion_id)).toEqual(
      SLIPS.filter((id) => both.some((row) => row.criterion_id === id)),
    );
  });

  it('take the maximum from the criterion', () => {
    const withMaximum = reasons.filter((row) => row.max_printed !== '');
    expect(faulty(withMaximum, (row) => criterionFor(report, row)?.max_printed === row.max_printed)).toEqual(
      [],
    );
  });

  it('have in their quotation every figure that they state', () => {
    const figures = (row: Reason): string[] => [
      row.points_printed.replace('-', ''),
      row.max_printed,
      row.percent_printed,
    ];
    expect(faulty(reasons, (row) => figures(row).every((figure) => states(row.quote, figure)))).toEqual([]);
  });

  it('give the cause in words of the quotation', () => {
    const pieces = (row: Reason): string[] => row.reason.split(/; | … /);
    const quoted = (row: Reason, piece: string): boolean =>
      states(row.quote, piece) || states(row.quote, piece.charAt(0).toUpperCase() + piece.slice(1));
    expect(faulty(reasons, (row) => pieces(row).every((piece) => quoted(row, piece)))).toEqual([]);
  });

  it('name the unit, or the group that it is of, in the quotation', () => {
    const named = (row: Reason): boolean =>
      row.unit_id === 'st-tinh'
        ? row.quote.includes(criterionFor(report, row)?.name ?? 'none')
        : spellingsOf(row.unit_id).some((name) => row.quote.includes(name)) ||
          (GROUPS[blockOf.get(row.unit_id) ?? ''] ?? /$^/).test(row.quote);
    expect(faulty(reasons, named)).toEqual([]);
  });

  it('miss no unit that a quotation names, but those that it names for something else', () => {
    const has = new Set(reasons.map((row) => `${row.unit_id} ${row.criterion_id}`));
    const units = new Set(blockOf.keys());
    const missed = reasons.flatMap((row) =>
      [...unitsNamedIn(row.quote, units)].map((unit) => `${unit} ${row.criterion_id}`),
    );
    expect(new Set(missed.filter((place) => !has.has(place)))).toEqual(
      new Set(ELSEWHERE.filter((place) => place.startsWith(prefix))),
    );
  });

  it('take nothing from a unit where it has the maximum', () => {
    const full = new Set(
      reasons.filter(({ effect }) => effect === 'full').map((row) => `${row.unit_id} ${row.criterion_id}`),
    );
    const lost = reasons.filter(({ effect }) => effect !== 'full');
    const places = (row: Reason): string[] => [row.criterion_id, ...above(report, row.criterion_id)];
    expect(
      faulty(lost, (row) => places(row).every((criterion) => !full.has(`${row.unit_id} ${criterion}`))),
    ).toEqual([]);
  });
});

function percentOf({ points_printed, max_printed, percent_printed }: Reason): string {
  const share = divide(printed(points_printed), printed(max_printed));
  const places = percent_printed.split(',')[1]?.length ?? 0;
  return toDecimal(ratio(share.numerator * 100n, share.denominator), places).replace('.', ',');
}

function goesWithItsEffect(row: Reason): boolean {
  const points = row.points_printed === '' ? undefined : printed(row.points_printed);
  const max = row.max_printed === '' ? undefined : printed(row.max_printed);
  const percent = row.percent_printed === '' ? undefined : printed(row.percent_printed);
  if (points !== undefined && max !== undefined && compare(points, max) > 0) return false;
  if (percent !== undefined && (compare(percent, ZERO) < 0 || compare(percent, HUNDRED) > 0)) return false;
  switch (EFFECTS.find((effect) => effect === row.effect)) {
    case 'points':
      return (
        points !== undefined && max !== undefined && compare(points, ZERO) > 0 && compare(points, max) < 0
      );
    case 'percent':
      return points === undefined && percent !== undefined && compare(percent, HUNDRED) < 0;
    case 'exempt':
    case 'below_max':
      return points === undefined && percent === undefined;
    case 'zero':
      return (points === undefined || equal(points, ZERO)) && (percent === undefined || equal(percent, ZERO));
    case 'deducted':
      return points !== undefined && compare(points, ZERO) < 0 && max === undefined && percent === undefined;
    case 'full':
      return (
        (points === undefined || (max !== undefined && equal(points, max))) &&
        (percent === undefined || equal(percent, HUNDRED)) &&
        row.reason === ''
      );
    case undefined:
      return false;
  }
}
