/** The ranks in words against the index: by the bands that the report states, or by those that its rows show. */
import { compare, parseDecimal, type Ratio, ratio } from '../model/ratio.ts';
import { asPrinted } from './blame.ts';
import type { Band, Book, Entry } from './book.ts';
import { datedEntries } from './cross.ts';
import { rankLabel } from './labels.ts';
import { bandOf } from './relations.ts';
import type { Sheet } from './sheet.ts';

export function readBands(sheet: Sheet, book: Book): void {
  for (const row of sheet.rows) {
    const [name, lower, upper] = [
      sheet.text(row, 'band'),
      sheet.text(row, 'lower'),
      sheet.text(row, 'upper'),
    ];
    const [low, high] = [parseDecimal(lower), parseDecimal(upper)];
    for (const [column, text, value] of [
      ['lower', lower, low],
      ['upper', upper, high],
    ] as const)
      if (text !== '' && value === undefined)
        book.ledger.fault(sheet, row, column, 'Ô không phải là số.', 'Ghi ngưỡng bằng số, ví dụ 80.');
    book.bands.push({
      name: rankLabel(name),
      ...(low === undefined ? {} : { low }),
      ...(high === undefined ? {} : { high }),
    });
  }
}

/** The band that holds the value; lower ends belong to a band, upper ends do not. */
export function bandAt(bands: readonly Band[], value: Ratio): string | undefined {
  return bands.find(
    ({ low, high }) =>
      (low === undefined || compare(value, low) >= 0) && (high === undefined || compare(value, high) < 0),
  )?.name;
}

/** A rank and the index that it was given for. */
interface Ranked {
  readonly label: Entry;
  readonly index: Entry;
}

export function relateBands(book: Book): void {
  const { indexes, labels } = datedEntries(book);
  const ranked = labels.flatMap((label) => {
    const own = indexes.filter(({ subject, year }) => subject === label.subject && year === label.year);
    const index = own.find(({ sheet }) => sheet === label.sheet) ?? own[0];
    return index === undefined ? [] : [{ label, index }];
  });
  const named = new Set(ranked.map(({ label }) => label.figure.label ?? ''));
  const stated = book.bands.filter(({ name }) => named.has(name));
  if (stated.length > 0) {
    relateBy(book, ranked, book.bands, false);
    return;
  }
  const shown = bandsShown(ranked);
  if (shown.length > 1) relateBy(book, ranked, shown, true);
}

function relateBy(book: Book, ranked: readonly Ranked[], bands: readonly Band[], soft: boolean): void {
  for (const { label, index } of ranked)
    book.ledger.relate(
      bandOf(
        {
          class: 'tie_rule',
          soft,
          weight: soft ? 0.6 : 1,
          told: soft ? 'theo ngưỡng mà các dòng khác cho thấy' : 'theo các mức xếp loại của báo cáo',
        },
        label.figure,
        index.figure,
        (value) => bandAt(bands, value),
      ),
    );
}

/** A cut that is no multiple of five is as unlikely as a unit on its wrong side. */
const CROOKED = 1.1;

/** Bands as the ranks of the rows show them, best rank first: the cuts with which fewest rows disagree. */
function bandsShown(ranked: readonly Ranked[]): Band[] {
  const values = new Map<string, Ratio[]>();
  for (const { label, index } of ranked) {
    const { value } = asPrinted(index.figure);
    const name = label.figure.label ?? '';
    if (value !== undefined) values.set(name, [...(values.get(name) ?? []), value]);
  }
  const order = [...values].sort((a, b) => compare(median(b[1]), median(a[1])));
  const cuts = order.slice(1).map(([, lower], index) => cutBetween(order[index]?.[1] ?? [], lower));
  return order.map(([name], index) => {
    const [low, high] = [cuts[index], cuts[index - 1]];
    return { name, ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
  });
}

function median(values: readonly Ratio[]): Ratio {
  return values.toSorted(compare)[Math.floor(values.length / 2)] ?? ratio(0);
}

function cutBetween(upper: readonly Ratio[], lower: readonly Ratio[]): Ratio {
  const fives = Array.from({ length: 19 }, (_, index) => ({ cut: ratio(5 * (index + 1)), crooked: 0 }));
  const values = upper.map((cut) => ({ cut, crooked: CROOKED }));
  const cost = ({ cut, crooked }: { cut: Ratio; crooked: number }) =>
    crooked +
    upper.filter((value) => compare(value, cut) < 0).length +
    lower.filter((value) => compare(value, cut) >= 0).length;
  const [first, ...rest] = [...fives, ...values].map((option) => ({ ...option, price: cost(option) }));
  return rest.reduce(
    (best, option) => (option.price < best.price ? option : best),
    first ?? { cut: ratio(0), crooked: 0, price: 0 },
  ).cut;
}
