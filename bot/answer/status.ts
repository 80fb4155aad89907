/** "Đơn vị tôi hiện xếp hạng gì, thứ mấy?" */
import { deriveFacts } from '../../engine/decide/derive.ts';
import { apartWords, effectClause, rankWords } from '../../engine/explain/words.ts';
import type { AppliedEffect } from '../../engine/model/decision.ts';
import { subtract } from '../../engine/model/ratio.ts';
import { decideUnit, type UnitDecision } from '../decisions.ts';
import { interruptionWords } from '../lineage-words.ts';
import { notice } from '../notice.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';
import { figureWords, headroomSentence, shareWords, tellingConditions } from './figures.ts';
import { lineageBlocks } from './lineage.ts';
import {
  blockWords,
  differsFromPublished,
  effectsWords,
  indexOf,
  quoteBlock,
  simulatedNote,
  standingRank,
  underCurrentLaw,
  unitButtons,
  yearWords,
} from './phrases.ts';
import { currentYear, yearMeant } from './years.ts';

export async function status(ask: UnitAsk): Promise<Told> {
  const { desk, unit, caller } = ask;
  const { year, known } = await yearMeant(ask);
  if (year === undefined) return noData(unit.name, ask.year, known);
  const of = await decideUnit(desk, unit, year, ask.at);
  const internal = mayKnow(caller, unit);
  const running =
    ask.year === null && internal && year < currentYear(desk) && known.includes(currentYear(desk));
  const now = running ? await decideUnit(desk, unit, currentYear(desk), ask.at) : undefined;
  const blocks: Block[] = [
    { type: 'verdict', text: verdict(of) },
    ...(await comparedWithLastYear(ask, of, known)),
    ...(of.published === undefined ? runningFigures(ask, of) : settledFigures(ask, of)),
    ...(internal ? [...lineageBlocks(of), ...consequences(of)] : []),
    ...(now === undefined ? [] : nowBlocks(ask, now)),
    ...simulatedNote(of, ...(now === undefined ? [] : [now])),
  ];
  const decisions = now === undefined ? [of] : [of, now];
  return { reply: { blocks, buttons: unitButtons(of, 'status') }, decisions };
}

/** The answer when nothing is known of the year, with the years of which something is. */
export function noData(unitName: string, year: number | null, known: readonly number[]): Told {
  const which = year === null ? 'Chưa có số liệu' : `Chưa có số liệu năm ${year}`;
  const other =
    known.length === 0 ? '' : ` Các năm có số liệu: ${[...known].sort((a, b) => a - b).join(', ')}.`;
  return { reply: notice(`${which} của ${unitName}.${other}`) };
}

/** The answer in one line. */
export function verdict(of: UnitDecision): string {
  const rank = standingRank(of);
  const whose = `${of.unit.name} ${yearWords(of)}`;
  if (differsFromPublished(of)) return `${whose}: ${rankWords(rank ?? '')}.`;
  const place = placeWords(of);
  if (rank === null) return `${whose}: ${undetermined(of)}${place === '' ? '' : `; ${place}`}.`;
  const standing =
    of.published === undefined
      ? ` (${of.context.standing === 'đã thẩm định' ? 'chưa công bố' : 'tạm tính'})`
      : '';
  return `${whose}: ${rankWords(rank)}${standing}${place === '' ? '' : `, ${place}`}.`;
}

/** "chỉ số 79,25%, thứ 17/21 trong khối …", as far as it is known. */
function placeWords(of: UnitDecision): string {
  const index = indexOf(of);
  const { position } = of.context;
  if (index === null) return '';
  return position === null || position.of === 1
    ? `chỉ số ${index}`
    : `chỉ số ${index}, thứ ${position.block}/${position.of} trong ${blockWords(of.scheme, of.unit.block)}`;
}

function undetermined({ decision }: UnitDecision): string {
  const excluded = decision.rules.some(
    ({ rule, outcome }) => outcome === 'true' && rule.effects.some(({ kind }) => kind === 'cap'),
  );
  const cap = decision.effects.find(({ effect }) => effect.kind === 'cap');
  const barred =
    excluded && cap?.effect.kind === 'cap' ? `, với số liệu hiện có thì ${effectClause(cap.effect)}` : '';
  if (decision.rankStatus === 'insufficient')
    return `chưa xếp hạng được vì chưa có ${decision.index.status === 'missing' ? 'điểm thẩm định' : 'đủ số liệu'}${barred}`;
  return `mức theo chỉ số là ${decision.baseRank ?? ''}; xếp hạng còn là tạm tính (có thể ${decision.possibleRanks.join(', ')})`;
}

async function comparedWithLastYear(
  ask: UnitAsk,
  of: UnitDecision,
  known: readonly number[],
): Promise<Block[]> {
  const lines: string[] = [];
  const { nextRank } = of.context;
  if (nextRank !== null && !differsFromPublished(of)) {
    lines.push(`Chỉ số còn thiếu ${apartWords(of.indexFact, nextRank.gap)} để đạt mức ${nextRank.rank}.`);
  }
  const lastYear = of.decision.request.year - 1;
  // A year before is judged by its own law.
  const { lawDate: _, ...at } = ask.at;
  const last = known.includes(lastYear) ? await decideUnit(ask.desk, ask.unit, lastYear, at) : undefined;
  if (last !== undefined) lines.push(lastYearSentence(of, last));
  if (last !== undefined && isAcross(of, last)) lines.push(acrossSentence(of));
  if (of.published !== undefined) lines.push(publishedSentence(of));
  return lines.length === 0 ? [] : [{ type: 'text', text: lines.join(' ') }];
}

function lastYearSentence(of: UnitDecision, last: UnitDecision): string {
  const index = indexOf(last);
  const was = `Năm ${last.decision.request.year}: ${standingRank(last) ?? 'chưa xếp hạng'}${index === null ? '' : ` (${index})`}`;
  if (
    of.decision.index.status !== 'known' ||
    last.decision.index.status !== 'known' ||
    differsFromPublished(of)
  )
    return `${was}.`;
  const change = subtract(of.decision.index.value, last.decision.index.value);
  if (change.numerator === 0n) return `${was}, chỉ số không đổi.`;
  const words = apartWords(
    of.indexFact,
    change.numerator < 0n ? { ...change, numerator: -change.numerator } : change,
  );
  return `${was}; chỉ số ${change.numerator < 0n ? 'giảm' : 'tăng'} ${words}.`;
}

/** Whether the unit was another body the year before. */
function isAcross({ interruption }: UnitDecision, last: UnitDecision): boolean {
  return interruption !== undefined && interruption.on !== last.interruption?.on;
}

function acrossSentence({ interruption, decision }: UnitDecision): string {
  if (interruption === undefined) return '';
  return `Đơn vị ${interruptionWords(interruption)} nên kết quả năm ${decision.request.year - 1} là của đơn vị trước đó, không so sánh trực tiếp được.`;
}

function publishedSentence(of: UnitDecision): string {
  const by =
    of.published?.decision == null
      ? `Theo ${of.context.publishedBy ?? ''}`
      : `Công bố tại Quyết định ${of.context.publishedBy?.replace(/ (\d{2}\/)/u, ' ngày $1') ?? ''}`;
  if (!differsFromPublished(of)) return `${by}.`;
  const index = indexOf(of);
  const recomputed = `${index === null ? '' : `chỉ số ${index}, `}${of.decision.possibleRanks.map(rankWords).join(' hoặc ')}`;
  return `${by}. Tính lại theo số liệu hiện có: ${recomputed}; kết quả đã công bố không thay đổi.`;
}

/** The shares that are known of a year that is settled, beside its index. */
function settledFigures({ desk: { ruleSet } }: UnitAsk, of: UnitDecision): Block[] {
  const states = deriveFacts(ruleSet.facts, of.decision.request.facts);
  const known = [...ruleSet.facts.values()].flatMap((fact) => {
    const state = states.get(fact.name);
    return fact.kind === 'ratio' && fact.name !== of.scheme.index && state?.status === 'known'
      ? [shareWords(ruleSet, of, fact, state.value)]
      : [];
  });
  if (known.length === 0) return [];
  const text = known.join('; ');
  return [{ type: 'text', text: `${text.charAt(0).toUpperCase()}${text.slice(1)}.` }];
}

/** Figures of a year that is not published yet, with what is left to each threshold. */
function runningFigures(ask: UnitAsk, of: UnitDecision): Block[] {
  const items = tellingConditions(of).map((condition) => headroomSentence(ask.desk.ruleSet, of, condition));
  return items.length === 0 ? [] : [{ type: 'list', items }];
}

function consequences(of: UnitDecision): Block[] {
  const onPeople = of.decision.effects.filter((applied) => applied.on !== 'đơn vị' && isGrave(applied));
  const cap = of.decision.effects.find(({ effect }) => effect.kind === 'cap');
  const [first] = onPeople;
  if (first === undefined) return cap === undefined ? underCurrentLaw(of, isGrave) : [quoteBlock(cap.rule)];
  const warning = of.published === undefined ? 'Cảnh báo, nếu giữ kết quả này đến khi công bố: ' : '';
  const words = effectsWords(onPeople);
  const sentence = warning === '' ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  return [
    { type: 'text', text: `${warning}${sentence}.` },
    quoteBlock((onPeople.find(({ effect }) => effect.kind === 'review') ?? first).rule),
  ];
}

/** What a collective cannot be graded is told when asked for, and not at first sight. */
function isGrave({ effect }: AppliedEffect): boolean {
  return effect.kind !== 'requirement';
}

/** The running year in one sentence, below the latest published one. */
function nowBlocks(ask: UnitAsk, now: UnitDecision): Block[] {
  const figures = tellingConditions(now)
    .filter(({ outcome }) => outcome !== 'not_applicable')
    .map((condition) => {
      const touched = condition.outcome === 'true' ? `, đã chạm ngưỡng “${condition.comparison.phrase}”` : '';
      return `${figureWords(ask.desk.ruleSet, now, condition)}${touched}`;
    });
  return figures.length === 0
    ? []
    : [{ type: 'text', text: `Riêng ${yearWords(now)}: ${figures.join('; ')}.` }];
}
