/** Single figures by name, dossiers, yearly measures, targets: what a town's report holds. */
import { asPrinted } from '../blame.ts';
import type { Book } from '../book.ts';
import type { Figure } from '../figures.ts';
import { differenceOf, percentOf, sameAs, sumOf } from '../relations.ts';
import type { Sheet } from '../sheet.ts';
import { sumToHundred } from './domains.ts';
import { onePerUnit } from './rows.ts';
import { quoteHolds } from './verbatim.ts';

export function readQuantities(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'key');
  for (const row of sheet.rows) {
    const key = sheet.text(row, 'key');
    const text = sheet.text(row, 'printed');
    const figure = book.ledger.cell(sheet, row, 'printed', {
      kind: /^\d{1,3}(?:\.\d{3})+$/.test(text) ? 'count' : 'measure',
      exact: /^\d+$/.test(text),
      name: key,
    });
    if (figure === undefined) continue;
    book.quantities.set(key, figure);
    quoteHolds(book, figure, sheet.text(row, 'verbatim'));
  }
}

export function readTargets(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'target_id');
  for (const row of sheet.rows) {
    const key = sheet.text(row, 'target_id');
    const figure = book.ledger.cell(sheet, row, 'value_percent', { name: key });
    if (figure === undefined) continue;
    book.quantities.set(key, figure);
    quoteHolds(book, figure, sheet.text(row, 'verbatim'));
  }
}

/** What names of figures say of each other: done and not done, said again. */
export function relateQuantities(book: Book): void {
  const { ledger, quantities } = book;
  for (const [key, figure] of quantities) {
    const again = /^(.+)_restated$/.exec(key)?.[1];
    const first =
      again === undefined ? undefined : (quantities.get(again) ?? dossierCell(book, again, figure));
    if (first !== undefined)
      ledger.relate(sameAs({ class: 'arithmetic', told: `nhắc lại ${first.name}` }, figure, first));
    const [done, open] = [quantities.get(`${key}_done`), quantities.get(`${key}_not_done`)];
    if (done !== undefined && open !== undefined)
      ledger.relate(sumOf({ class: 'count', told: 'đã làm cộng chưa làm' }, figure, [done, open]));
  }
  for (const { level, cells } of book.dossiers) {
    const target = cells.get('online_level3_target');
    const set = quantities.get(`online_target_${level.split('-').at(-1) ?? ''}`);
    if (target !== undefined && set !== undefined)
      ledger.relate(sameAs({ class: 'arithmetic', told: 'chỉ tiêu đã giao' }, target, set));
  }
}

/** The cell of the dossier table that a figure repeats: of the level whose cell is equal, else of the first. */
function dossierCell({ dossiers }: Book, key: string, figure: Figure): Figure | undefined {
  const cells = dossiers.flatMap(({ cells }) => cells.get(key) ?? []);
  return cells.find(({ form }) => form?.value.numerator === figure.form?.value.numerator) ?? cells[0];
}

const DOSSIER_COUNTS = ['received', 'resolved', 'early_or_on_time', 'late', 'online_level3'] as const;
const DOSSIER_RATES = [
  'resolved_rate',
  'early_or_on_time_rate',
  'late_rate',
  'online_level3_rate',
  'online_level3_target',
] as const;
const DOSSIER_NAMES: Readonly<Record<string, string>> = {
  received: 'hồ sơ tiếp nhận',
  resolved: 'hồ sơ đã giải quyết',
  early_or_on_time: 'hồ sơ sớm và đúng hạn',
  late: 'hồ sơ trễ hạn',
  online_level3: 'hồ sơ trực tuyến',
  resolved_rate: 'tỷ lệ giải quyết',
  early_or_on_time_rate: 'tỷ lệ sớm và đúng hạn',
  late_rate: 'tỷ lệ trễ hạn',
  online_level3_rate: 'tỷ lệ trực tuyến',
  online_level3_target: 'chỉ tiêu trực tuyến',
};

export function readDossiers(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'level_id');
  for (const row of sheet.rows) {
    const cells = new Map<string, Figure>();
    for (const column of [...DOSSIER_COUNTS, ...DOSSIER_RATES]) {
      const count = (DOSSIER_COUNTS as readonly string[]).includes(column);
      const figure = book.ledger.cell(sheet, row, `${column}_printed`, {
        kind: count ? 'count' : 'measure',
        optional: !['received', 'resolved', 'late'].includes(column),
        name: DOSSIER_NAMES[column] ?? column,
      });
      if (figure !== undefined) cells.set(column, figure);
    }
    book.dossiers.push({ level: sheet.text(row, 'level_id'), cells });
  }
}

/** Late and on time make up the resolved; rates are over the resolved or the received, as the report does. */
export function relateDossiers(book: Book): void {
  const { ledger, dossiers } = book;
  if (dossiers.length === 0) return;
  const whole = wholeOf(book, ['early_or_on_time', 'late']);
  const wholes = { resolved_rate: 'received', early_or_on_time_rate: whole, late_rate: whole };
  for (const { cells } of dossiers) {
    const [late, onTime, resolved] = [
      cells.get('late'),
      cells.get('early_or_on_time'),
      cells.get('resolved'),
    ];
    if (late !== undefined && onTime !== undefined && resolved !== undefined)
      ledger.relate(sumOf({ class: 'arithmetic', told: 'đúng hạn cộng trễ hạn' }, resolved, [onTime, late]));
    for (const [rate, wholeName] of Object.entries(wholes)) {
      const [figure, part, base] = [
        cells.get(rate),
        cells.get(rate.replace(/_rate$/, '')),
        cells.get(wholeName),
      ];
      if (figure !== undefined && part !== undefined && base !== undefined)
        ledger.relate(
          percentOf({ class: 'arithmetic', told: `${part.name} / ${base.name}` }, figure, part, base),
        );
    }
    const [lateRate, onTimeRate] = [cells.get('late_rate'), cells.get('early_or_on_time_rate')];
    if (lateRate !== undefined && onTimeRate !== undefined && wholes.late_rate === 'resolved')
      ledger.relate(sumToHundred('tỷ lệ đúng hạn và trễ hạn cộng lại là 100', lateRate, [onTimeRate]));
  }
}

/** What a report's rates of these parts are over: of one report the same, for a slip in one rate must not pass for its custom. */
function wholeOf({ dossiers, readings }: Book, parts: readonly string[]): 'resolved' | 'received' {
  const fits = (whole: string): number =>
    dossiers
      .flatMap(({ cells }) =>
        parts.map((part) => [`${part}_rate`, part, whole].map((name) => cells.get(name))),
      )
      .filter(([rate, a, b]) => {
        if (rate === undefined || a === undefined || b === undefined) return false;
        return percentOf({ class: 'arithmetic', told: '' }, rate, a, b).judge(asPrinted) === 'exact';
      }).length;
  const over = fits('received') > fits('resolved') ? 'received' : 'resolved';
  for (const part of parts)
    readings.push(`Tỷ lệ ${DOSSIER_NAMES[part] ?? part} tính trên ${DOSSIER_NAMES[over] ?? over}.`);
  return over;
}

export function readMeasures(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'measure', 'level', 'year');
  const values = new Map<string, Figure>();
  const increases: {
    readonly key: string;
    readonly before: string;
    readonly figure: Figure;
    readonly year: string;
  }[] = [];
  for (const row of sheet.rows) {
    const [measure, level, year] = [
      sheet.text(row, 'measure'),
      sheet.text(row, 'level'),
      sheet.text(row, 'year'),
    ];
    if (!/^\d{4}$/.test(year))
      book.ledger.fault(sheet, row, 'year', 'Năm không đúng.', 'Ghi năm bằng bốn chữ số.');
    const options = {
      optional: true,
      row: `${measure} ${level} ${year}`,
      name: `${measure} ${level} năm ${year}`,
    };
    const column = sheet.text(row, 'value_printed') === '' ? 'value' : 'value_printed';
    const value = book.ledger.cell(sheet, row, column, options);
    const increase = book.ledger.cell(sheet, row, 'increase_printed', { ...options, name: 'mức tăng' });
    const key = `${measure} ${level} ${year}`;
    if (value !== undefined) values.set(key, value);
    if (increase !== undefined)
      increases.push({ key, before: `${measure} ${level} ${Number(year) - 1}`, figure: increase, year });
    readTarget(sheet, row, book, measure, level);
  }
  for (const { key, before, figure, year } of increases) {
    const [now, then] = [values.get(key), values.get(before)];
    if (now !== undefined && then !== undefined)
      book.ledger.relate(
        differenceOf(
          { class: 'arithmetic', told: `năm ${year} trừ năm ${Number(year) - 1}` },
          figure,
          now,
          then,
        ),
      );
  }
}

function readTarget(
  sheet: Sheet,
  row: Sheet['rows'][number],
  book: Book,
  measure: string,
  level: string,
): void {
  const target = book.ledger.cell(sheet, row, 'target', {
    optional: true,
    row: `${measure} ${level}`,
    name: 'mục tiêu',
  });
  if (target !== undefined) book.quantities.set(`${level}_${measure}_target_restated`, target);
}
