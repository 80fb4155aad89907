/** A province's own score: domains with points and per cent, criteria with their items, ratios. */
import { ratio } from '../../model/ratio.ts';
import { fold } from '../../model/text.ts';
import { asPrinted } from '../blame.ts';
import type { Book } from '../book.ts';
import type { Figure, Relation } from '../figures.ts';
import { equals, linear, meanOf, percentOf, sumOf } from '../relations.ts';
import type { Sheet, SheetRow } from '../sheet.ts';
import { onePerUnit } from './rows.ts';
import { quoteHolds } from './verbatim.ts';

export function readDomains(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'domain_id');
  const { ledger } = book;
  for (const row of sheet.rows) {
    const standard = ledger.cell(sheet, row, 'standard_points_printed', { exact: true, name: 'điểm chuẩn' });
    const achieved = ledger.cell(sheet, row, 'achieved_printed', { name: 'điểm đạt được' });
    const percent = ledger.cell(sheet, row, 'percent_printed', { name: 'tỷ lệ điểm' });
    if (standard === undefined || achieved === undefined || percent === undefined) continue;
    ledger.relate(
      percentOf(
        { class: 'arithmetic', column: `${sheet.file} percent_printed`, told: 'điểm đạt được / điểm chuẩn' },
        percent,
        achieved,
        standard,
      ),
    );
    book.domains.push({ order: sheet.text(row, 'order'), standard, percent, achieved });
    readPlace(sheet, row, book);
  }
}

/** "27/63": all places are out of the same number. */
function readPlace(sheet: Sheet, row: SheetRow, book: Book): void {
  const [, place, of] = /^(\d+)\/(\d+)$/.exec(sheet.text(row, 'rank_printed')) ?? [];
  if (place === undefined || of === undefined) return;
  const counts = Map.groupBy(sheet.rows, (other) => sheet.text(other, 'rank_printed').split('/')[1] ?? '');
  const [usual = of] = [...counts].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
  const figure = book.ledger.add({
    place: book.ledger.place(sheet, row, 'rank_printed'),
    printed: sheet.text(row, 'rank_printed'),
    form: {
      value: ratio(BigInt(of)),
      places: 0,
      comma: false,
      percent: false,
      grouped: false,
      bracketSign: false,
      width: of.length,
    },
    places: 0,
    exact: true,
    prose: false,
    name: 'thứ hạng',
  });
  if (sheet.rows.length > 1)
    book.ledger.relate(
      equals({ class: 'tie_rule', told: 'số địa phương được xếp hạng =' }, figure, ratio(BigInt(usual))),
    );
}

/** The domains against the totals that stand as single figures; after all tables are read. */
export function relateDomains(book: Book): void {
  const { ledger, domains, quantities } = book;
  const total = quantities.get('total_points');
  const whole = quantities.get('percent');
  const [self, survey] = [quantities.get('self_score'), quantities.get('survey_score')];
  const [selfMax, surveyMax] = [quantities.get('self_score_max'), quantities.get('survey_score_max')];
  const told = `cộng điểm ${domains.length} lĩnh vực`;
  if (total !== undefined && domains.length > 1)
    ledger.relate(
      sumOf(
        { class: 'arithmetic', told },
        total,
        domains.map(({ achieved }) => achieved),
      ),
    );
  if (total !== undefined && self !== undefined && survey !== undefined)
    ledger.relate(
      sumOf({ class: 'arithmetic', told: 'điểm tự chấm cộng điểm khảo sát' }, total, [self, survey]),
    );
  if (selfMax !== undefined && surveyMax !== undefined)
    ledger.relate(sumToHundred('điểm tối đa tự chấm và khảo sát cộng lại là 100', selfMax, [surveyMax]));
  if (whole !== undefined && total !== undefined)
    ledger.relate(sumOf({ class: 'arithmetic', told: 'tổng điểm trên thang 100' }, whole, [total]));
  const [first, ...rest] = domains.map(({ standard }) => standard);
  if (first !== undefined && rest.length > 0)
    ledger.relate(sumToHundred('điểm chuẩn các lĩnh vực cộng lại là 100', first, rest));
}

/** `result` and the rest make up a hundred. */
export function sumToHundred(told: string, result: Figure, rest: readonly Figure[]): Relation {
  return linear(
    { class: 'arithmetic', told },
    result,
    rest.map((figure) => ({ figure, factor: ratio(-1) })),
    ratio(100),
  );
}

export function readCriteria(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'criterion_id');
  let criterion: { figure: Figure; row: SheetRow; domain: string } | undefined;
  let items: Figure[] = [];
  for (const row of sheet.rows) {
    const figure = book.ledger.cell(sheet, row, 'percent_printed', { name: 'tỷ lệ' });
    if (figure === undefined) continue;
    const quote = sheet.text(row, 'verbatim_line');
    quoteHolds(book, figure, quote);
    if (quote !== '') book.quoted.push({ quote, figure, line: sheet.line(row) });
    if (sheet.text(row, 'kind') === 'item') items.push(figure);
    else {
      relateItems(sheet, book, criterion, items);
      criterion = { figure, row, domain: sheet.text(row, 'domain') };
      items = [];
    }
  }
  relateItems(sheet, book, criterion, items);
}

/** A surveyed criterion is the mean of its items; a share of points weighs them in a way that is not printed. */
function relateItems(
  sheet: Sheet,
  { ledger, whyNot }: Book,
  criterion: { figure: Figure; row: SheetRow } | undefined,
  items: readonly Figure[],
): void {
  if (criterion === undefined || items.length === 0) return;
  const basis = sheet.text(criterion.row, 'basis');
  const base = { class: 'arithmetic', told: `trung bình ${items.length} nội dung` } as const;
  if (basis !== '' && !/avg|mean|trung/.test(fold(basis))) {
    whyNot.set(
      criterion.figure,
      `${meanOf(base, criterion.figure, items).how(asPrinted)} nếu các nội dung có trọng số như nhau; trọng số không in ra nên không xác định được`,
    );
    return;
  }
  ledger.relate(meanOf(base, criterion.figure, items));
}

export function readRatios(sheet: Sheet, book: Book): void {
  onePerUnit(sheet, book, 'what');
  const { ledger } = book;
  for (const row of sheet.rows) {
    const part = ledger.cell(sheet, row, 'numerator_printed', { kind: 'count', name: 'tử số' });
    const whole = ledger.cell(sheet, row, 'denominator_printed', { kind: 'count', name: 'mẫu số' });
    const percent = ledger.cell(sheet, row, 'percent_printed', { name: 'tỷ lệ' });
    if (part === undefined || whole === undefined || percent === undefined) continue;
    const quote = sheet.text(row, 'verbatim');
    const growth =
      /growth|tang|giam/.test(fold(sheet.text(row, 'what'))) || /\b(?:tang|giam)\b.*so voi/.test(fold(quote));
    ledger.relate(
      percentOf(
        {
          class: 'arithmetic',
          column: `${sheet.file} percent_printed`,
          told: growth ? 'tăng so với kỳ trước' : 'tử số / mẫu số',
        },
        percent,
        part,
        whole,
        ratio(growth ? 100 : 0),
      ),
    );
    for (const figure of [part, whole, percent]) quoteHolds(book, figure, quote);
    book.ratios.push({ what: sheet.text(row, 'what'), part, whole });
    if (quote !== '')
      for (const figure of [part, whole, percent]) book.quoted.push({ quote, figure, line: sheet.line(row) });
  }
}
