/** Component scores: points, share of the maximum, places; the structure of the scheme; averages. */
import { asPrinted } from '../blame.ts';
import type { Average, Book, ComponentPoints } from '../book.ts';
import { meanOf, percentOf, sameAs, sumOf } from '../relations.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { onePerUnit } from './rows.ts';

export function readComponent(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id');
  for (const row of sheet.rows) readPoints(sheet, row, book);
}

export function readComponentsLong(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'unit_id', 'level', 'component');
  for (const row of sheet.rows)
    readPoints(sheet, row, book, sheet.text(row, 'level'), sheet.text(row, 'component'));
}

function readPoints(sheet: Sheet, row: SheetRow, book: Book, level?: string, component?: string): void {
  const { ledger } = book;
  const unit = sheet.text(row, 'unit_id');
  book.unit(sheet, row, unit, [sheet.text(row, 'name')], level);
  book.list(sheet, unit);
  // A row of the document that stands in two tables of the folder is one row.
  const copyOf = (column: string) =>
    sheet.line(row) === undefined ? {} : { copyOf: `${unit} ${sheet.line(row)} ${column}` };
  const cell = (column: string, options: { kind?: 'count'; exact?: boolean; name: string }) =>
    ledger.cell(sheet, row, column, { ...options, ...copyOf(column), row: unit });
  const points = cell('points_printed', { name: 'điểm' });
  const percent = cell('percent_printed', { name: 'tỷ lệ điểm' });
  const max = cell('max_points', { exact: true, name: 'điểm tối đa' });
  const rank = cell('rank_printed', { kind: 'count', name: 'thứ hạng' });
  if (points === undefined || percent === undefined || max === undefined) return;
  ledger.relate(
    percentOf(
      { class: 'arithmetic', column: `${sheet.file} percent_printed`, told: 'điểm / điểm tối đa' },
      percent,
      points,
      max,
    ),
  );
  book.components.push({ sheet, row, unit, level, component, rank, points, percent, max });
}

export function readStructure(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'component', 'level');
  for (const row of sheet.rows) {
    const [level, component] = [sheet.text(row, 'level'), sheet.text(row, 'component')];
    const cell = (column: string, name: string) =>
      book.ledger.cell(sheet, row, column, { kind: 'count', row: `${level} ${component}`, name });
    const criteria = cell('criteria_printed', 'số tiêu chí');
    const subcriteria = cell('subcriteria_printed', 'số tiêu chí thành phần');
    const max = book.ledger.cell(sheet, row, 'max_points_printed', {
      exact: true,
      row: `${level} ${component}`,
      name: 'điểm tối đa',
    });
    if (criteria !== undefined && subcriteria !== undefined && max !== undefined)
      book.structures.push({ level, component, criteria, subcriteria, max });
  }
}

export function readAverages(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'table', 'level');
  for (const row of sheet.rows) {
    const [table, level] = [sheet.text(row, 'table'), sheet.text(row, 'level')];
    const options = { row: `${table} ${level}` };
    const points = book.ledger.cell(sheet, row, 'points_avg_printed', {
      ...options,
      name: 'điểm trung bình',
    });
    const index = book.ledger.cell(sheet, row, 'index_or_percent_avg_printed', {
      ...options,
      name: 'tỷ lệ trung bình',
    });
    if (points !== undefined && index !== undefined) book.levelAverages.push({ table, level, points, index });
  }
}

/** Which component a table without such a column is about: that of its rows in the long table, its name, its maximum. */
function placeTables(book: Book): void {
  const known = book.components.filter(
    ({ component, level }) => component !== undefined && level !== undefined,
  );
  const tables = new Set(
    book.components.filter(({ component }) => component === undefined).map(({ sheet }) => sheet),
  );
  for (const sheet of tables) {
    const rows = book.components.filter((entry) => entry.sheet === sheet);
    const votes = new Map<string, number>();
    for (const row of rows)
      for (const other of known)
        if (
          other.unit === row.unit &&
          (other.points === row.points || other.percent === row.percent || lineOf(other) === lineOf(row))
        )
          votes.set(other.component ?? '', (votes.get(other.component ?? '') ?? 0) + 1);
    const voted = [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
    const named = /component-(\d+)/.exec(sheet.file)?.[1];
    for (const row of rows) {
      row.level ??= book.groupOf(row.unit);
      row.component = voted ?? named ?? byMean(book, rows) ?? sheet.file;
    }
  }
}

/** The component whose printed averages are the table's. */
function byMean({ levelAverages }: Book, rows: readonly ComponentPoints[]): string | undefined {
  const fits = levelAverages.filter(({ table, level, points, index }) => {
    if (table === 'total' || level !== rows[0]?.level) return false;
    const base = { class: 'arithmetic', told: '' } as const;
    const means = [
      meanOf(
        base,
        points,
        rows.map((row) => row.points),
      ),
      meanOf(
        base,
        index,
        rows.map((row) => row.percent),
      ),
    ];
    return means.some((mean) => mean.judge(asPrinted) === 'exact');
  });
  return fits.length === 1 ? fits[0]?.table : undefined;
}

function lineOf({ sheet, row }: ComponentPoints): number | string {
  return sheet.line(row) ?? `${sheet.file} ${row.row}`;
}

/** What follows from all component tables together. */
export function relateComponents(book: Book): void {
  placeTables(book);
  relateStructure(book);
  relateTotals(book);
  relateAverages(book);
}

function relateStructure({ ledger, structures, components }: Book): void {
  for (const whole of structures.filter(({ component }) => component === 'total')) {
    const parts = structures.filter(({ level, component }) => level === whole.level && component !== 'total');
    if (parts.length === 0) continue;
    const told = 'cộng các lĩnh vực';
    ledger.relate(
      sumOf(
        { class: 'count', told },
        whole.criteria,
        parts.map(({ criteria }) => criteria),
      ),
    );
    ledger.relate(
      sumOf(
        { class: 'count', told },
        whole.subcriteria,
        parts.map(({ subcriteria }) => subcriteria),
      ),
    );
    ledger.relate(
      sumOf(
        { class: 'arithmetic', told },
        whole.max,
        parts.map(({ max }) => max),
      ),
    );
  }
  for (const { level, component, max } of structures)
    for (const row of components)
      if (row.level === level && row.component === component)
        ledger.relate(sameAs({ class: 'arithmetic', told: 'điểm tối đa trong bảng cấu trúc' }, row.max, max));
}

/** The rows of each table, or of each component of a long one. */
function groups(book: Book): Map<string, ComponentPoints[]> {
  return Map.groupBy(book.components, ({ sheet, level, component }) => `${sheet.file} ${level} ${component}`);
}

function relateTotals(book: Book): void {
  const long = Map.groupBy(book.components, ({ sheet }) => sheet.has('component'));
  for (const [, rows] of long) {
    const count = new Set(rows.map(({ level, component }) => `${level} ${component}`)).size;
    for (const { unit, index, points } of book.totals) {
      const own = rows.filter((row) => row.unit === unit);
      const due = new Set(
        rows.filter(({ level }) => level === own[0]?.level).map(({ component }) => component),
      ).size;
      if (own.length === 0 || own.length !== due || count === 0) continue;
      const result = index.places >= points.places ? index : points;
      book.ledger.relate(
        sumOf(
          { class: 'arithmetic', told: `cộng điểm ${own.length} thành phần` },
          result,
          own.map((row) => row.points),
        ),
      );
    }
  }
}

function relateAverages(book: Book): void {
  const { levelAverages } = book;
  for (const rows of groups(book).values()) {
    const [first] = rows;
    const average = levelAverages.find(
      ({ table, level }) => table === first?.component && level === first.level,
    );
    if (average === undefined) continue;
    relateMeans(
      book,
      average,
      rows.map(({ points, percent }) => ({ points, index: percent })),
    );
  }
  for (const average of levelAverages.filter(({ table }) => table === 'total')) {
    const rows = book.totals.filter(
      ({ unit }) => average.level === 'all' || book.groupOf(unit) === average.level,
    );
    if (rows.length > 0) relateMeans(book, average, rows);
  }
}

/** An average of points and of indices with the rows that it is the mean of. */
function relateMeans(
  { ledger }: Book,
  average: Average,
  rows: readonly Pick<Average, 'points' | 'index'>[],
): void {
  for (const column of ['points', 'index'] as const) {
    ledger.relate(
      meanOf(
        { class: 'arithmetic', told: `trung bình ${rows.length} đơn vị` },
        average[column],
        rows.map((row) => row[column]),
      ),
    );
  }
}

/** The places that tables give, with the value that they are given by. */
export function rankingsOf(book: Book): void {
  for (const [table, rows] of groups(book))
    book.rankings.push({
      table,
      rows: rows.flatMap(({ rank, points }) => (rank === undefined ? [] : [{ rank, value: points }])),
    });
  for (const [sheet, rows] of Map.groupBy(book.totals, ({ sheet }) => sheet))
    for (const [group, members] of Map.groupBy(rows, ({ unit }) => book.groupOf(unit) ?? ''))
      book.rankings.push({
        table: `${sheet.file} ${group}`,
        rows: members.flatMap(({ rank, index, points }) =>
          rank === undefined ? [] : [{ rank, value: index.places >= points.places ? index : points }],
        ),
      });
}
