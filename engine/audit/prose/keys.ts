/** What a fact's key and subject say that it is, looked up in the tables. */
import { compare, ratio } from '../../model/ratio.ts';
import { fold } from '../../model/text.ts';
import { bandAt } from '../bands.ts';
import { asPrinted } from '../blame.ts';
import type { Book, Entry } from '../book.ts';
import { datedEntries, labelsOf } from '../cross.ts';
import type { Figure, Read, Relation } from '../figures.ts';
import { isKnownRank, rankLabel, sameRank } from '../labels.ts';
import { equals, labelCount, linear, sameAs } from '../relations.ts';
import type { Fact } from './fact.ts';
import { isGroup } from './subjects.ts';

const PROSE = 'prose_vs_table';

export function relateKey(book: Book, fact: Fact): void {
  relateUnits(book, fact);
  relateRankCount(book, fact);
  relateBandCount(book, fact);
  relateDirections(book, fact);
  relateMeasure(book, fact);
  relateStructure(book, fact);
  relateComponent(book, fact);
  relateRun(book, fact);
  relateNamed(book, fact);
}

/** The year in the key, or the report's own. */
export function yearOfKey(book: Book, key: string): number | undefined {
  const year = /(?:^|_)((?:19|20|21)\d\d)(?:_|$)/.exec(key)?.[1];
  return year === undefined ? book.year() : Number(year);
}

function relateUnits(book: Book, { key, subject, value }: Fact): void {
  if (!/^(?:units?|agencies)_(?:assessed|ranked|total|count)$|^units$|^so_don_vi/.test(key)) return;
  const units = isGroup(book, subject) ? book.assessed(subject).length : 0;
  if (units > 0)
    book.ledger.relate(
      equals({ class: PROSE, told: 'số đơn vị có tên trong các bảng =' }, value, ratio(units)),
    );
}

/** The rank that a key like `rank_kha_text` or `rank_tot_2017` counts. */
export function rankOfKey(book: Book, key: string): string | undefined {
  const word = /^(?:rank|xep_hang|xep_loai)_([a-z_]+?)(?:_text|_count)?(?:_(?:19|20|21)\d\d)?$/.exec(
    key,
  )?.[1];
  if (word === undefined) return undefined;
  const named = book.labels.some(({ figure }) => sameRank(figure.label ?? '', word)) || isKnownRank(word);
  return named ? rankLabel(word) : undefined;
}

/** How many of a group have a rank in a year: from the table of counts where it is of that year, else by counting. */
export function countRelation(
  book: Book,
  subject: string,
  rank: string,
  year: number,
  value: Figure,
): Relation | undefined {
  const cell = year === book.year() ? cellOf(book, subject, rank) : undefined;
  if (cell !== undefined)
    return sameAs({ class: PROSE, told: `${cell.place.file} ghi ${rank} =` }, value, cell);
  const figures = labelsOf(book, datedEntries(book).labels, subject, year);
  if (figures.length === 0) return undefined;
  const told = `số đơn vị ${rank} năm ${year} trong ${figures[0]?.place.file ?? ''}`;
  return labelCount({ class: PROSE, told }, value, figures, rank, (label) => sameRank(label, rank));
}

function cellOf(book: Book, subject: string, rank: string): Figure | undefined {
  return book.rankCounts.find((count) => count.group === subject && sameRank(count.rank, rank))?.figure;
}

function relateRankCount(book: Book, { key, subject, value }: Fact): void {
  const rank = rankOfKey(book, key);
  const year = yearOfKey(book, key);
  if (rank === undefined || year === undefined || !value.exact) return;
  const relation = countRelation(book, subject, rank, year, value);
  if (relation !== undefined) book.ledger.relate(relation);
}

function relateBandCount(book: Book, { key, subject, value }: Fact): void {
  const word = /^band_([a-z_]+?)(?:_(?:19|20|21)\d\d)?$/.exec(key)?.[1];
  const band = book.bands.find(({ name }) => word !== undefined && fold(name) === word.replaceAll('_', ' '));
  if (band === undefined) return;
  const { indexes } = datedEntries(book);
  const units = new Set(book.assessed(subject));
  const year = yearOfKey(book, key);
  const own = indexes.filter((entry) => entry.year === year && units.has(entry.subject));
  const finest = [...Map.groupBy(own, (entry) => entry.subject).values()].flatMap(
    (entries) => entries.toSorted((a, b) => b.figure.places - a.figure.places)[0]?.figure ?? [],
  );
  if (finest.length === 0 || finest.length !== units.size) return;
  book.ledger.relate(
    counted(`số đơn vị thuộc mức ${band.name}`, value, finest, (figure, read) => {
      const at = read(figure).value;
      return at !== undefined && bandAt(book.bands, at) === band.name;
    }),
  );
}

/** `result` is how many figures pass a test; only the count itself can be accused by it. */
function counted(
  told: string,
  result: Figure,
  figures: readonly Figure[],
  passes: (figure: Figure, read: Read) => boolean,
): Relation {
  const count = (read: Read) => figures.filter((figure) => passes(figure, read)).length;
  return {
    kind: 'number',
    class: PROSE,
    weight: 1,
    soft: false,
    result,
    members: [result, ...figures],
    judge(read) {
      const { value } = read(result);
      return value !== undefined && compare(value, ratio(count(read))) === 0 ? 'exact' : 'broken';
    },
    predict: (member, read) => (member === result ? { value: ratio(count(read)) } : undefined),
    how: (read) => `${told}: đếm được ${count(read)} trong ${figures.length}`,
  };
}

/** Units whose index rose or fell, by the printed changes. */
function relateDirections(book: Book, { key, subject, value }: Fact): void {
  const gap = /^index_(up|down)_fewer_than_/.exec(key)?.[1];
  if (gap !== undefined) relateGap(book, subject, value, gap === 'up' ? 1 : -1);
  const direction = /^(?:index|chi_so)_(up|down|tang|giam|same|unchanged)(?:_(?:19|20|21)\d\d)?$/.exec(
    key,
  )?.[1];
  if (direction !== undefined)
    for (const relation of directionOf(book, subject, value, direction)) book.ledger.relate(relation);
}

/** By how many fewer units rose than fell (`sign` 1), or the other way round. */
function relateGap(book: Book, subject: string, value: Figure, sign: 1 | -1): void {
  const [up] = directionOf(book, subject, value, 'up');
  const [down] = directionOf(book, subject, value, 'down');
  if (up === undefined || down === undefined) return;
  const gap = (read: Read) => {
    const [rose, fell] = [up, down].map((relation) => relation.predict(value, read)?.value?.numerator ?? 0n);
    return ratio(((fell ?? 0n) - (rose ?? 0n)) * BigInt(sign));
  };
  book.ledger.relate({
    ...up,
    judge: (read) => (compare(read(value).value ?? ratio(0), gap(read)) === 0 ? 'exact' : 'broken'),
    predict: (member, read) => (member === value ? { value: gap(read) } : undefined),
    how: (read) => `${down.how(read)}; ${up.how(read)}; chênh nhau ${gap(read).numerator}`,
  });
}

/** How many units of a group rose (`up`) or fell (`down`). */
export function directionOf(book: Book, subject: string, value: Figure, direction: string): Relation[] {
  const units = new Set(book.assessed(subject));
  const deltas = book.deltas.filter((entry) => units.has(entry.subject)).map(({ figure }) => figure);
  if (deltas.length === 0 || deltas.length !== units.size) return [];
  const sign = { up: 1, tang: 1, down: -1, giam: -1 }[direction] ?? 0;
  const word = ['giảm', 'giữ nguyên', 'tăng'][sign + 1] ?? '';
  return [
    counted(`số đơn vị có chỉ số ${word}`, value, deltas, (figure, read) => {
      const at = read(figure).value;
      return at !== undefined && compare(at, ratio(0)) === sign;
    }),
  ];
}

/** The index of a unit or the average of a group in a year. */
export function measureOf(
  book: Book,
  subject: string,
  year: number | undefined,
): readonly Pick<Entry, 'figure'>[] {
  const { indexes } = datedEntries(book);
  if (book.units.has(subject))
    return indexes.filter((entry) => entry.subject === subject && (entry.year ?? book.year()) === year);
  const averages = book.averages.filter((entry) => entry.subject === subject && entry.year === year);
  if (averages.length > 0 || year !== book.year()) return averages;
  return book.levelAverages
    .filter(({ table, level }) => table === 'total' && level === subject)
    .map(({ index }) => ({ figure: index }));
}

/** Relates a number of prose to what the tables print for the subject and year. */
export function relateToMeasure(
  book: Book,
  { subject, quantities }: Fact,
  figure: Figure,
  year: number,
): void {
  const entries = measureOf(book, subject, year);
  const kind = book.units.has(subject) ? 'index' : 'average';
  if (entries.length > 0) quantities.set(figure, { kind, subject, year });
  for (const { figure: printed } of entries)
    book.ledger.relate(
      sameAs(
        { class: PROSE, weight: 0.9, told: `năm ${year} trong ${printed.place.file} =` },
        figure,
        printed,
      ),
    );
}

function relateMeasure(book: Book, fact: Fact): void {
  const { key, value, subject } = fact;
  if (
    !/avg|average|mean|index|chi_so/.test(key) ||
    /^(?:index|chi_so)_(?:up|down|tang|giam|same|unchanged)/.test(key)
  )
    return;
  if (/delta|change|increase|decrease|tang|giam/.test(key)) {
    const deltas = [...book.deltas, ...book.averageDeltas].filter((entry) => entry.subject === subject);
    for (const { figure } of deltas) relateChange(book, value, figure, /decrease|giam/.test(key));
    return;
  }
  const year = yearOfKey(book, key);
  if (year !== undefined) relateToMeasure(book, fact, value, year);
}

/** A change told in words ("giảm 1,98%") against the signed one of the table. */
export function relateChange(book: Book, told: Figure, printed: Figure, falls: boolean): void {
  const { value } = asPrinted(told);
  if (value === undefined) return;
  const negative = value.numerator < 0n;
  const turned = falls && !negative;
  const words = `tăng/giảm trong ${printed.place.file}${turned ? ', đổi dấu,' : ''} =`;
  book.ledger.relate(
    linear({ class: PROSE, weight: 0.9, told: words }, told, [
      { figure: printed, factor: ratio(turned ? -1 : 1) },
    ]),
  );
}

/** "07 lĩnh vực, 36 tiêu chí và 67 tiêu chí thành phần". */
function relateStructure(book: Book, { subject, tokens, figureOf, quote }: Fact): void {
  const parts = book.structures.filter(({ level, component }) => level === subject && component !== 'total');
  const whole = book.structures.find(({ level, component }) => level === subject && component === 'total');
  if (parts.length === 0 || !/lĩnh vực.*tiêu chí/u.test(quote)) return;
  for (const token of tokens) {
    const figure = figureOf(token);
    if (/^\s*lĩnh vực/u.test(token.after))
      book.ledger.relate(
        equals({ class: PROSE, told: 'số lĩnh vực trong bảng cấu trúc =' }, figure, ratio(parts.length)),
      );
    const cell = /^\s*tiêu chí thành phần/u.test(token.after)
      ? whole?.subcriteria
      : /^\s*tiêu chí/u.test(token.after)
        ? whole?.criteria
        : undefined;
    if (cell !== undefined)
      book.ledger.relate(sameAs({ class: PROSE, told: `${cell.place.file} ghi =` }, figure, cell));
  }
}

/** The maximum or the number of criteria of one component. */
function relateComponent(book: Book, { key, subject, value }: Fact): void {
  const [, component, what] = /^component(\w+?)_(max_points|criteria|subcriteria)$/.exec(key) ?? [];
  const own = book.structures.find((entry) => entry.level === subject && entry.component === component);
  if (own === undefined || what === undefined) return;
  const figure = what === 'max_points' ? own.max : what === 'criteria' ? own.criteria : own.subcriteria;
  book.ledger.relate(sameAs({ class: PROSE, told: `${figure.place.file} ghi =` }, value, figure));
}

/** "năm thứ 2 liên tiếp … thứ hạng Tốt": the run of years up to the latest, where the tables show its beginning. */
function relateRun(book: Book, { key, subject, value }: Fact): void {
  const rank = /^years_in_a_row_([a-z_]+)$/.exec(key)?.[1];
  if (rank === undefined || !book.units.has(subject)) return;
  const own = datedEntries(book).labels.filter((entry) => entry.subject === subject);
  const years = [...new Set(own.flatMap(({ year }) => year ?? []))].sort((a, b) => b - a);
  const has = (year: number) =>
    own.some((entry) => entry.year === year && sameRank(entry.figure.label ?? '', rank));
  const broken = years.findIndex((year) => !has(year));
  const run = broken < 0 ? years.length : broken;
  const longEnough = broken < 0 && compare(asPrinted(value).value ?? ratio(0), ratio(run)) >= 0;
  if (years.length === 0) return;
  if (longEnough && compare(asPrinted(value).value ?? ratio(0), ratio(run)) > 0) {
    book.whyNot.set(value, `các bảng chỉ có ${run} năm, đều ${rankLabel(rank)}`);
    return;
  }
  book.ledger.relate(
    equals(
      { class: PROSE, told: `số năm liên tiếp ${rankLabel(rank)} đến năm ${years[0]} =` },
      value,
      ratio(run),
    ),
  );
}

/** Figures that a table names by the same key, and the per cent of a domain's heading. */
function relateNamed(book: Book, { key, value, subject }: Fact): void {
  const figure = book.quantities.get(key);
  if (figure !== undefined && (subject === 'tinh' || subject === 'all' || subject === ''))
    book.ledger.relate(sameAs({ class: PROSE, told: `${figure.place.file} ghi =` }, value, figure));
  const order = /^domain(\d+)_.*percent/.exec(key)?.[1];
  const domain = book.domains.find((entry) => entry.order === order);
  if (domain !== undefined)
    book.ledger.relate(
      sameAs(
        {
          class: PROSE,
          told: `tỷ lệ của lĩnh vực trong ${domain.percent.place.file} (điểm chuẩn ${domain.standard.printed}) =`,
        },
        value,
        domain.percent,
      ),
    );
}
