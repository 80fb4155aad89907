/** Turns of phrase that several answers share. */
import { addedEffects } from '../../engine/explain/law.ts';
import { documentWords, effectClause, indexFigure } from '../../engine/explain/words.ts';
import { vietnameseDate } from '../../engine/model/dates.ts';
import type { AppliedEffect } from '../../engine/model/decision.ts';
import type { LegalDocument, Rule, Scheme } from '../../engine/model/ruleset.ts';
import type { UnitDecision } from '../decisions.ts';
import type { Block, Button } from '../reply.ts';

/** "khối Sở, ban, ngành" whether or not the name itself begins with "Khối". */
export function blockWords(scheme: Scheme, code: string): string {
  const name = scheme.blocks.get(code) ?? code;
  return name.startsWith('Khối ') ? `k${name.slice(1)}` : `khối ${name}`;
}

/** The rank that stands: the published one, else the computed one if it is certain. */
export function standingRank({ decision, published }: UnitDecision): string | null {
  return published?.rank ?? decision.rank;
}

/** Whether today's figures no longer give the rank that was published; the published one stands all the same. */
export function differsFromPublished({ decision, published }: UnitDecision): boolean {
  return (
    published !== undefined &&
    decision.possibleRanks.length > 0 &&
    !decision.possibleRanks.includes(published.rank)
  );
}

export function indexOf({ decision, indexFact, scheme }: UnitDecision): string | null {
  return decision.index.status === 'known'
    ? indexFigure(indexFact, decision.index.value, scheme.ranking.rounding)
    : null;
}

/** "năm 2019", or for a running year "năm 2026 (lũy kế đến hết tháng 10/2026)". */
export function yearWords({ decision, context }: UnitDecision): string {
  const { year } = decision.request;
  const through = context.dataThrough;
  const running = context.standing === 'tạm tính' && through !== null && through.length > 4;
  return running ? `năm ${year} (lũy kế đến ${vietnameseDate(through)})` : `năm ${year}`;
}

/** "người đứng đầu không xếp loại …, thuộc diện …; tập thể không đủ điều kiện …", subjects with the same clauses together. */
export function effectsWords(effects: readonly AppliedEffect[]): string {
  const bySubject = Map.groupBy(effects, ({ on }) => on);
  const byClauses = Map.groupBy(bySubject, ([, ofSubject]) =>
    [...new Set(ofSubject.map(({ effect }) => effectClause(effect)))].join(', '),
  );
  return [...byClauses]
    .map(([clauses, subjects]) => `${subjects.map(([on]) => on).join(', ')} ${clauses}`)
    .join('; ');
}

/** The clause quoted; what a document says of people's planning status is left out of messages. */
export function quoteBlock(rule: Rule): Block {
  return {
    type: 'quote',
    text: rule.quote.replace(/,? ?đưa ra khỏi quy hoạch,/u, ' […],'),
    source: `${rule.clause}, ${documentWords(rule.document)}`.replace(/^m/u, 'M'),
  };
}

export const SIMULATED: Block = {
  type: 'note',
  text: 'Số liệu mô phỏng để dùng thử, không phải số liệu thật.',
};

export function simulatedNote(...decisions: readonly UnitDecision[]): Block[] {
  return decisions.some(({ context }) => context.simulated) ? [SIMULATED] : [];
}

/** What today's law would add, for a year that it does not govern; empty when nothing of that sort. */
export function underCurrentLaw(
  of: UnitDecision,
  isShown: (effect: AppliedEffect) => boolean = () => true,
): Block[] {
  const current = of.context.underCurrentLaw;
  const effects = current === null ? [] : addedEffects(of.decision, current.decision).filter(isShown);
  const [first] = effects;
  if (first === undefined) return [];
  const gravest = effects.find(({ effect }) => effect.kind === 'review') ?? first;
  const documents = new Map(effects.map(({ rule }) => [rule.document.code, rule.document]));
  const names = [...documents.values()]
    .map((document) => notYetWords(document, of.decision.request.year))
    .join('; ');
  return [
    { type: 'text', text: `${names}. Nếu xét theo quy định hiện hành: ${effectsWords(effects)}.` },
    quoteBlock(gravest.rule),
  ];
}

function notYetWords(document: LegalDocument, year: number): string {
  const from = document.years?.from;
  return `${documentWords(document)} chưa áp dụng cho năm ${year}${from === undefined ? '' : ` (áp dụng từ năm ${from})`}`;
}

/** Buttons to what else can be asked of the unit and year. */
export function unitButtons(of: UnitDecision, except: string): Button[] {
  const { id, block } = of.unit;
  const { year } = of.decision.request;
  const all: readonly (Button & { readonly intent: string })[] = [
    { intent: 'explain', label: 'Vì sao?', action: `explain:${id}:${year}` },
    ...(of.sheet === undefined
      ? []
      : [{ intent: 'losses', label: 'Mất điểm ở đâu?', action: `explain:${id}:${year}:points` }]),
    { intent: 'consequences', label: 'Hệ quả với người đứng đầu', action: `consequences:${id}:${year}` },
    { intent: 'history', label: 'Các năm', action: `history:${id}:` },
    {
      intent: 'ranking',
      label: `Xếp hạng ${blockWords(of.scheme, block)}`,
      action: `ranking:${block}:${year}`,
    },
    { intent: 'status', label: 'Hiện trạng', action: `status:${id}:${year}` },
  ];
  return all
    .filter(({ intent }) => intent !== except)
    .map(({ label, action }) => ({ label, action }))
    .slice(0, 4);
}
