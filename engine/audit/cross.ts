/** Relations between tables: one figure printed twice, averages of units, ranks against counts and bands. */
import { compare, equal, type Ratio } from '../model/ratio.ts';
import { asPrinted } from './blame.ts';
import type { Book, Entry } from './book.ts';
import type { Figure, Quantity, Relation } from './figures.ts';
import { sameRank } from './labels.ts';
import { rounded } from './printed.ts';
import { equals, labelCount, meanOf, sameAs, sameLabel } from './relations.ts';
import type { Sheet } from './sheet.ts';

/** The entries with their years: tables of one year that does not stand in their headings are given theirs. */
export function datedEntries(book: Book): { indexes: Entry[]; labels: Entry[] } {
  const latest = book.year();
  const years = new Map<Sheet, number | undefined>();
  for (const { sheet, year } of [...book.indexes, ...book.labels])
    if (year === undefined && !years.has(sheet)) years.set(sheet, yearOf(book, sheet) ?? latest);
  const dated = (entry: Entry): Entry => {
    const year = entry.year ?? years.get(entry.sheet);
    return year === undefined ? entry : { ...entry, year };
  };
  return { indexes: book.indexes.map(dated), labels: book.labels.map(dated) };
}

/** The year whose indexes elsewhere agree with most of this table's. */
function yearOf(book: Book, sheet: Sheet): number | undefined {
  const votes = new Map<number, number>();
  const own = book.indexes.filter((entry) => entry.sheet === sheet);
  for (const { year, subject, figure } of book.indexes) {
    const mine = own.find((entry) => entry.subject === subject)?.figure;
    if (year !== undefined && mine !== undefined && alike(mine, figure))
      votes.set(year, (votes.get(year) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function alike({ form: a }: Figure, { form: b, places }: Figure): boolean {
  return a !== undefined && b !== undefined && equal(rounded(a.value, places), b.value);
}

export function relateTables(book: Book): void {
  const { indexes, labels } = datedEntries(book);
  relateSame(book, indexes);
  relateLabels(book, labels);
  relateMeans(book, indexes);
  relateRankCounts(book, labels);
  relateMaxima(book);
}

/** What each figure measures, in which year. */
export function quantitiesOf(book: Book): Map<Figure, Quantity> {
  const { indexes } = datedEntries(book);
  const found = new Map<Figure, Quantity>();
  for (const [entries, kind] of [
    [indexes, 'index'],
    [book.averages, 'average'],
  ] as const)
    for (const { figure, subject, year } of entries)
      if (year !== undefined) found.set(figure, { kind, subject, year });
  return found;
}

/** An index in two tables: the one with fewer decimals is the other rounded. */
function relateSame(book: Book, indexes: readonly Entry[]): void {
  for (const entries of Map.groupBy(indexes, ({ subject, year }) => `${subject} ${year}`).values()) {
    const [finest, ...others] = entries.toSorted((a, b) => b.figure.places - a.figure.places);
    if (finest === undefined) continue;
    for (const { figure, sheet, year } of others)
      if (sheet !== finest.sheet && year !== undefined)
        book.ledger.relate(
          sameAs(
            {
              class: 'arithmetic',
              column: `${sheet.file} ${figure.place.field}`,
              told: `cùng chỉ số năm ${year} trong ${finest.sheet.file} =`,
            },
            figure,
            finest.figure,
          ),
        );
  }
}

function relateLabels(book: Book, labels: readonly Entry[]): void {
  for (const entries of Map.groupBy(labels, ({ subject, year }) => `${subject} ${year}`).values())
    for (const [index, { figure, sheet }] of entries.entries())
      for (const before of entries.slice(0, index))
        book.ledger.relate(
          sameLabel(
            {
              class: 'tie_rule',
              told: `${before.sheet.file === sheet.file ? 'cùng bảng' : before.sheet.file} ghi`,
            },
            figure,
            before.figure,
          ),
        );
}

/** The units' indexes of a year from one table: the one that has them all, dated ones first. */
function unitIndexes(
  book: Book,
  indexes: readonly Entry[],
  group: string,
  year: number,
  at: Sheet,
): Figure[] {
  const units = new Set(book.assessed(group));
  const bySheet = Map.groupBy(
    indexes.filter((entry) => entry.year === year && units.has(entry.subject)),
    ({ sheet }) => sheet,
  );
  const whole = [...bySheet].filter(
    ([, entries]) => new Set(entries.map(({ subject }) => subject)).size === units.size,
  );
  const chosen = whole.find(([sheet]) => sheet === at) ?? whole[0];
  const together = chosen?.[1] ?? indexes.filter((entry) => entry.year === year && units.has(entry.subject));
  const figures = [...new Map(together.map(({ subject, figure }) => [subject, figure])).values()];
  return figures.length === units.size ? figures : [];
}

function relateMeans(book: Book, indexes: readonly Entry[]): void {
  for (const { subject, year, figure, sheet } of book.averages) {
    if (subject === 'all' || year === undefined) continue;
    const units = unitIndexes(book, indexes, subject, year, sheet);
    if (units.length > 0) book.ledger.relate(meanOf(meanBase(units.length), figure, units));
  }
  relateGeneral(book, indexes);
}

function meanBase(units: number) {
  return { class: 'arithmetic', told: `trung bình ${units} đơn vị` } as const;
}

/** The general average is over the units or over the groups: whichever the report's own figures follow. */
function relateGeneral(book: Book, indexes: readonly Entry[]): void {
  const overUnits: Relation[] = [];
  const overGroups: Relation[] = [];
  for (const { subject, year, figure, sheet } of book.averages) {
    if (subject !== 'all' || year === undefined) continue;
    const units = unitIndexes(book, indexes, 'all', year, sheet);
    if (units.length > 0) overUnits.push(meanOf(meanBase(units.length), figure, units));
    const groups = book.averages.filter(
      (other) => other.sheet === sheet && other.year === year && other.subject !== 'all',
    );
    if (groups.length > 1)
      overGroups.push(
        meanOf(
          { class: 'arithmetic', told: `trung bình của ${groups.length} khối` },
          figure,
          groups.map((group) => group.figure),
        ),
      );
  }
  if (overUnits.length === 0 && overGroups.length === 0) return;
  const byGroups = fit(overGroups) > fit(overUnits);
  book.readings.push(
    byGroups
      ? 'Trung bình chung là trung bình cộng của các trung bình khối.'
      : 'Trung bình chung là trung bình cộng của tất cả các đơn vị.',
  );
  for (const relation of byGroups ? overGroups : overUnits) book.ledger.relate(relation);
}

/** How well figures as printed follow a reading: exact ones first. */
function fit(relations: readonly Relation[]): number {
  const worth = { exact: 1, rounding: 0.6, broken: 0 };
  return relations.reduce((sum, relation) => sum + worth[relation.judge(asPrinted)], 0);
}

/** The table of counts is of the year whose ranks it fits best. */
function relateRankCounts(book: Book, labels: readonly Entry[]): void {
  const years = [...new Set(labels.flatMap(({ year }) => year ?? []))].sort((a, b) => b - a);
  const cells = book.rankCounts.filter(({ rank }) => rank !== 'total');
  const made = years.map((year) => countsOf(book, labels, cells, year));
  const best = made.reduce<Relation[]>(
    (found, relations) => (fit(relations) > fit(found) ? relations : found),
    [],
  );
  for (const relation of best) book.ledger.relate(relation);
}

function countsOf(book: Book, labels: readonly Entry[], cells: Book['rankCounts'], year: number): Relation[] {
  return cells.flatMap(({ group, rank, figure }) => {
    const figures = labelsOf(book, labels, group, year);
    if (figures.length === 0) return [];
    const told = `số đơn vị ${rank} năm ${year}`;
    return labelCount({ class: 'count', told }, figure, figures, rank, (label) => sameRank(label, rank));
  });
}

/** The ranks of a group's units in a year, one for each, from one table where one has them all. */
export function labelsOf(book: Book, labels: readonly Entry[], group: string, year: number): Figure[] {
  const units = new Set(book.assessed(group));
  const wanted = labels.filter((entry) => entry.year === year && units.has(entry.subject));
  const bySheet = [...Map.groupBy(wanted, ({ sheet }) => sheet).values()];
  return (bySheet.find((entries) => entries.length === units.size) ?? []).map(({ figure }) => figure);
}

/** The maximum is the same for every row of a component. */
function relateMaxima(book: Book): void {
  const tables = Map.groupBy(
    book.components,
    ({ sheet, level, component }) => `${sheet.file} ${level} ${component}`,
  );
  for (const rows of tables.values()) {
    const usual = most(rows.flatMap(({ max }) => asPrinted(max).value ?? []));
    if (usual !== undefined && rows.length > 2)
      for (const { max } of rows)
        book.ledger.relate(
          equals({ class: 'arithmetic', told: 'điểm tối đa ở các dòng khác của bảng =' }, max, usual),
        );
  }
}

function most(values: readonly Ratio[]): Ratio | undefined {
  const count = (value: Ratio) => values.filter((other) => compare(other, value) === 0).length;
  return values.reduce<Ratio | undefined>(
    (best, value) => (best === undefined || count(value) > count(best) ? value : best),
    undefined,
  );
}
