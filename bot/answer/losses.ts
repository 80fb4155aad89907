/** "Mất điểm ở đâu, vì sao, ai chịu trách nhiệm?" */

import { readPublishedRanks } from '../../db/ranks.ts';
import { decimalWords, percentWords } from '../../engine/explain/words.ts';
import { civilDate } from '../../engine/model/dates.ts';
import type { FactState } from '../../engine/model/facts.ts';
import { equal, type Ratio, subtract } from '../../engine/model/ratio.ts';
import { type Loss, lossesOf } from '../../engine/score/losses.ts';
import type { ScoredItem, ScoreSheet } from '../../engine/score/sheet.ts';
import { decideUnit, type UnitDecision } from '../decisions.ts';
import { notice } from '../notice.ts';
import type { Block, Button } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';
import { simulatedNote, unitButtons, yearWords } from './phrases.ts';
import { noData } from './status.ts';
import { yearMeant } from './years.ts';

/** What the list may hold of the thousand characters of a message. */
const LIST_LENGTH = 730;
/** Characters of one reason. */
const REASON_LENGTH = 200;
/** Places behind the comma: more than any table prints. */
const PLACES = 4;
const MOST_BUTTONS = 4;

/** The whole table, or one of its items; beginning with so many lines passed over. */
export interface LossView {
  readonly item: string | null;
  readonly from: number;
}

export const WHOLE_TABLE: LossView = { item: null, from: 0 };

/** "points", "<item>" or "<item>+<lines passed over>", as buttons carry it. */
export function parseLossView(text: string): LossView | null {
  const [, item = '', from = '0'] = /^([^+]+?)(?:\+(\d{1,3}))?$/u.exec(text) ?? [];
  if (item === '') return null;
  return { item: item === 'points' ? null : item, from: Number(from) };
}

export async function losses(ask: UnitAsk, view: LossView): Promise<Told> {
  const { desk, unit, caller } = ask;
  const { year, known } = await yearMeant(ask);
  if (year === undefined) return noData(unit.name, ask.year, known);
  const isPublic = caller.role !== 'khach' && (await isPublished(ask, year));
  if (!isPublic && !mayKnow(caller, unit))
    return {
      reply: notice(`Điểm từng tiêu chí của ${unit.name} chỉ cơ quan ấy và cơ quan thẩm định được xem.`),
      refused: true,
    };
  const of = await decideUnit(desk, unit, year, ask.at);
  const { sheet } = of;
  if (sheet === undefined)
    return {
      reply: {
        ...notice(`Chưa có điểm từng tiêu chí của ${unit.name} năm ${year}.`),
        buttons: unitButtons(of, 'losses'),
      },
    };
  const lines = linesOf(sheet, view.item);
  const page = pageOf(lines.slice(view.from));
  const rest = lines.length - view.from - page.length;
  const blocks: Block[] = [
    { type: 'verdict', text: `${unit.name} ${yearWords(of)}: ${verdict(of, sheet, lines, view.item)}.` },
    ...(page.length === 0 ? [] : [{ type: 'list' as const, items: page.map(({ text }) => text) }]),
    ...(rest > 0 ? [{ type: 'text' as const, text: `Còn ${rest} tiêu chí nữa.` }] : []),
    ...(view.item === null && view.from === 0 ? exemptions(sheet.items) : []),
    { type: 'note', text: sourceWords(sheet, page) },
    ...simulatedNote(of),
  ];
  return {
    reply: { blocks, buttons: buttonsOf(of, sheet, view, { page, rest }) },
    decisions: [of],
  };
}

/** One line of the list: what was lost, why, and in brackets who answers for it. */
interface Line {
  readonly loss: Loss;
  readonly text: string;
  /** Losses within it that have lines of their own when it is opened. */
  readonly inner: number;
}

/**
 * Lines of the whole table, or of what is within one item: an item whose own points are known is one line, with the
 * reasons found within it; of another each loss within it.
 */
function linesOf(sheet: ScoreSheet, item: string | null): Line[] {
  const all = lossesOf(sheet);
  const isWithin = ({ within, scored }: Loss, code: string): boolean =>
    scored.item.code !== code && within.some((outer) => outer.item.code === code);
  const asked = item === null ? all : all.filter((loss) => isWithin(loss, item));
  const told = new Set(
    asked.filter(({ points }) => points !== undefined).map(({ scored }) => scored.item.code),
  );
  const isTold = ({ within }: Loss): boolean =>
    within.some((outer) => outer.item.code !== item && told.has(outer.item.code));
  const shown = asked
    .filter((loss) => !isTold(loss))
    .map((loss) => ({ loss, inner: all.filter((other) => isWithin(other, loss.scored.item.code)) }));
  const lines = (withReasons: boolean): Line[] =>
    shown.map(({ loss, inner }) => ({
      loss,
      text: lineText(loss, inner, withReasons || inner.length === 0),
      inner: inner.length,
    }));
  const full = lines(true);
  // Rather all of the table at a glance, to be opened item by item, than half of it with reasons.
  return pageOf(full).length === full.length ? full : lines(false);
}

function lineText(loss: Loss, inner: readonly Loss[], withReason: boolean): string {
  const { item, entry } = loss.scored;
  const own = entry?.reduction === undefined ? entry?.reason : undefined;
  const isSaid = own !== undefined && item.name.toLowerCase().startsWith(own.toLowerCase());
  const reasons = [isSaid ? undefined : own, ...inner.map(innerReason)].filter(
    (reason) => reason !== undefined,
  );
  const [reason] = withReason ? reasons : [];
  const why = reason === undefined ? '' : ` ${ended(capital(shortened(reason)))}`;
  const more = reason !== undefined && reasons.length > 1 ? ` (Và ${reasons.length - 1} lý do khác.)` : '';
  const responsible = responsibleFor(loss);
  const who = responsible.length === 0 ? '' : ` (${responsible.join(', ')})`;
  return `${item.name}: ${pointsWords(loss)}${who}.${loweredWords(loss)}${why}${more}`;
}

/** That the maximum was lowered for this unit, and why. */
function loweredWords({ scored: { entry } }: Loss): string {
  if (entry?.reduction === undefined) return '';
  const why = entry.reason === undefined ? '' : ` (${shortened(entry.reason)})`;
  return ` Điểm tối đa được giảm trừ ${pointWords(entry.reduction)} điểm${why}.`;
}

/** Of a loss within another: its reason, with its points where the other holds more; or that it is there. */
function innerReason({ scored, points, reached }: Loss): string | undefined {
  const { reason } = scored.entry ?? {};
  const share =
    scored.item.kind === 'penalty' && points !== undefined ? `trong đó ${pointWords(points)} điểm: ` : '';
  if (reason !== undefined) return `${share}${reason}`;
  return reached === undefined ? undefined : `${scored.item.name} đạt ${percentWords(reached, 2)}`;
}

/** The offices named for the item, or for the nearest that it is part of. */
function responsibleFor({ scored, within }: Loss): readonly string[] {
  const named = [scored, ...within.toReversed()].find(({ item }) => item.responsible.length > 0);
  return named?.item.responsible ?? [];
}

/** "2,5/5 điểm, mất 2,5", "đạt 50% điểm tối đa", "chưa đạt điểm tối đa", "bị trừ 2 điểm". */
function pointsWords(loss: Loss): string {
  const { scored, points, reached } = loss;
  const { item, standard } = scored;
  if (item.kind === 'penalty') return `bị trừ ${pointWords(points)} điểm`;
  if (scored.points.status === 'known' && standard !== undefined)
    return `${pointWords(scored.points.value)}/${pointWords(standard)} điểm, mất ${pointWords(points)}${countedWords(loss)}`;
  if (reached !== undefined) return `đạt ${percentWords(reached, 2)} điểm tối đa`;
  return scored.points.status === 'bounded' && scored.points.phrase !== ''
    ? scored.points.phrase
    : 'chưa đạt điểm tối đa';
}

/** What the loss is of the total, where weights or factors make it another number. */
function countedWords({ points, counted }: Loss): string {
  return points === undefined || counted === undefined || equal(points, counted)
    ? ''
    : `, bằng ${decimalWords(counted, 2)} điểm của tổng`;
}

function pointWords(value: Ratio | undefined): string {
  return value === undefined ? '' : decimalWords(value, PLACES);
}

function verdict(of: UnitDecision, sheet: ScoreSheet, lines: readonly Line[], item: string | null): string {
  const { card, items, totals } = sheet;
  const [first] = lines;
  const where = item === null ? '' : ` trong “${nameOf(items, item) ?? item}”`;
  if (first === undefined)
    return card.isComplete
      ? `không mất điểm ở tiêu chí nào${where}`
      : `tài liệu không nêu mất điểm ở tiêu chí nào${where}`;
  const most = first.loss.points === undefined ? '' : `, nhiều nhất ở “${first.loss.scored.item.name}”`;
  const appraised = totals?.appraised ?? given(of, 'numerator');
  const standard = totals?.standard ?? knownValue(given(of, 'denominator'));
  if (item === null && appraised?.status === 'known' && standard !== undefined) {
    const total = `được ${pointWords(appraised.value)}/${pointWords(standard)} điểm, mất ${pointWords(subtract(standard, appraised.value))} điểm`;
    return card.isComplete ? `${total}${most}` : `${total}; tài liệu nêu ${lines.length} tiêu chí${most}`;
  }
  return `mất điểm ở ${lines.length} tiêu chí${where}${most}`;
}

/** What is known of the points, or the standard points, that make the index. */
function given(
  { decision, indexFact }: UnitDecision,
  part: 'numerator' | 'denominator',
): FactState | undefined {
  return decision.request.facts.get(indexFact?.[part] ?? '');
}

function knownValue(state: FactState | undefined): Ratio | undefined {
  return state?.status === 'known' ? state.value : undefined;
}

/** Items at the ends of the table of which no points are known, by name. */
export function unscored({ items }: Pick<ScoreSheet, 'items'>): string[] {
  return items.flatMap(({ item, points, parts, isExempt }: ScoredItem): string[] => {
    if (isExempt || points.status === 'known') return [];
    const within = unscored({ items: parts });
    return within.length > 0 ? within : [item.name];
  });
}

function nameOf(items: readonly ScoredItem[], code: string): string | undefined {
  for (const { item, parts } of items) {
    const found = item.code === code ? item.name : nameOf(parts, code);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The first lines that fit; at least one. */
function pageOf(lines: readonly Line[]): Line[] {
  const page: Line[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.text.length;
    if (page.length > 0 && length > LIST_LENGTH) break;
    page.push(line);
  }
  return page;
}

function buttonsOf(of: UnitDecision, sheet: ScoreSheet, view: LossView, shown: Shown): Button[] {
  const { id } = of.unit;
  const { year } = of.decision.request;
  const button = (label: string, points: string): Button => ({
    label,
    action: `explain:${id}:${year}:${points}`,
  });
  const next = view.from + shown.page.length;
  const more = shown.rest > 0 ? [button('Xem tiếp', `${view.item ?? 'points'}+${next}`)] : [];
  const open = shown.page
    .filter(({ inner }) => inner > 0)
    .map(({ loss: { scored } }) => button(scored.item.name, scored.item.code));
  const beside = view.item === null ? undefined : itemAfter(sheet, view.item);
  const onwards = beside === undefined ? [] : [button(`Tiếp: ${beside.item.name}`, beside.item.code)];
  const whole = view.item === null ? [] : [button('Mất điểm ở đâu?', 'points')];
  return [...more, ...open, ...onwards, ...whole, ...unitButtons(of, 'losses')].slice(0, MOST_BUTTONS);
}

/** The lines of one message, and how many are left. */
interface Shown {
  readonly page: readonly Line[];
  readonly rest: number;
}

/** In the list of the whole table, the item below that one that can be opened too. */
function itemAfter(sheet: ScoreSheet, code: string): ScoredItem | undefined {
  const lines = linesOf(sheet, null);
  const at = lines.findIndex(({ loss }) => loss.scored.item.code === code);
  return at < 0 ? undefined : lines.slice(at + 1).find(({ inner }) => inner > 0)?.loss.scored;
}

/** What the unit is not scored for, with the reason. */
function exemptions(items: readonly ScoredItem[]): Block[] {
  const exempt = items.flatMap(function within({ item, isExempt, entry, parts }: ScoredItem): string[] {
    if (!isExempt) return parts.flatMap(within);
    return [`${item.name}${entry?.reason === undefined ? '' : ` (${shortened(entry.reason)})`}`];
  });
  return exempt.length === 0
    ? []
    : [{ type: 'text', text: `Không chấm, được giảm trừ: ${exempt.join('; ')}.` }];
}

/** Where the points were read, and what stands in brackets. */
function sourceWords(sheet: ScoreSheet, page: readonly Line[]): string {
  const isNamed = page.some(({ loss }) => responsibleFor(loss).length > 0);
  return `Theo ${originOf(sheet) ?? sheet.card.name}.${isNamed ? ' Trong ngoặc là cơ quan phụ trách.' : ''}`;
}

/** Where the points were read: the document that most of them come from. */
function originOf({ items }: Pick<ScoreSheet, 'items'>): string | undefined {
  const origins = items.flatMap(function within({ entry, parts }: ScoredItem): string[] {
    return [...(entry?.origin === undefined ? [] : [entry.origin]), ...parts.flatMap(within)];
  });
  const [most] = [...Map.groupBy(origins, (origin) => origin.replace(/ \([^()]*\.csv\)$/u, ''))].toSorted(
    ([, a], [, b]) => b.length - a.length,
  );
  return most?.[0];
}

function shortened(reason: string): string {
  if (reason.length <= REASON_LENGTH) return reason;
  const cut = reason.slice(0, REASON_LENGTH);
  return `${cut.slice(0, cut.lastIndexOf(' '))} …`;
}

function ended(text: string): string {
  return /[.…]$/u.test(text) ? text : `${text}.`;
}

/** Whether the results of the unit's year are published: what the report says of them is then no secret among officials. */
async function isPublished({ desk, unit }: UnitAsk, year: number): Promise<boolean> {
  const ranks = await readPublishedRanks(desk.db, { unitIds: [unit.id], dataDate: civilDate(desk.now) });
  return ranks.get(unit.id)?.has(year) === true;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
