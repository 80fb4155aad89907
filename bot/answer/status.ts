/** "Đơn vị tôi hiện xếp hạng gì, thứ mấy?" */
import { percentagePointWords } from '../../engine/explain/words.ts';
import type { AppliedEffect } from '../../engine/model/decision.ts';
import { subtract } from '../../engine/model/ratio.ts';
import { decideUnit, type UnitDecision } from '../decisions.ts';
import { notice } from '../notice.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';
import { figureWords, headroomSentence, tellingConditions } from './figures.ts';
import {
  blockWords,
  effectsWords,
  indexOf,
  quoteBlock,
  simulatedNote,
  standingRank,
  underCurrentLaw,
  unitButtons,
  yearWords,
} from './phrases.ts';
import { currentYear, knownYears } from './years.ts';

export async function status(ask: UnitAsk): Promise<Told> {
  const { desk, unit, caller } = ask;
  const years = await knownYears(desk, caller, unit);
  const year = ask.year ?? years.published[0] ?? years.all[0];
  if (year === undefined || !years.all.includes(year)) return noData(unit.name, ask.year, years.all);
  const of = await decideUnit(desk, unit, year);
  const internal = mayKnow(caller, unit);
  const running =
    ask.year === null && internal && year < currentYear(desk) && years.all.includes(currentYear(desk));
  const now = running ? await decideUnit(desk, unit, currentYear(desk)) : undefined;
  const blocks: Block[] = [
    { type: 'verdict', text: verdict(of) },
    ...(await comparedWithLastYear(ask, of, years.all)),
    ...(of.published === undefined ? runningFigures(ask, of) : []),
    ...(internal ? consequences(of) : []),
    ...(now === undefined ? [] : nowBlocks(ask, now)),
    ...simulatedNote(of, ...(now === undefined ? [] : [now])),
  ];
  const receipts = [of.decision.receipt, ...(now === undefined ? [] : [now.decision.receipt])];
  return { reply: { blocks, buttons: unitButtons(of, 'status') }, receipts };
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
  const { unit, scheme, context } = of;
  const rank = standingRank(of);
  const index = indexOf(of);
  const place =
    context.position === null
      ? ''
      : `, thứ ${context.position.block}/${context.position.of} trong ${blockWords(scheme, unit.block)}`;
  if (rank === null)
    return `${unit.name} ${yearWords(of)}: ${undetermined(of)}${index === null ? '' : `; chỉ số ${index}${place}`}.`;
  return `${unit.name} ${yearWords(of)}: xếp hạng ${rank}${index === null ? '' : `, chỉ số ${index}${place}`}.`;
}

function undetermined({ decision }: UnitDecision): string {
  const excluded = decision.rules.some(
    ({ rule, outcome }) => outcome === 'true' && rule.effects.some(({ kind }) => kind === 'cap'),
  );
  const cap = decision.effects.find(({ effect }) => effect.kind === 'cap');
  const barred =
    excluded && cap?.effect.kind === 'cap'
      ? `, với số liệu hiện có thì không xếp hạng ${cap.effect.rank}`
      : '';
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
  const { position } = of.context;
  if (position?.nextRank !== null && position?.gap != null) {
    lines.push(`Chỉ số còn thiếu ${percentagePointWords(position.gap)} để đạt mức ${position.nextRank}.`);
  }
  const lastYear = of.decision.request.year - 1;
  const last = known.includes(lastYear) ? await decideUnit(ask.desk, ask.unit, lastYear) : undefined;
  if (last !== undefined) lines.push(lastYearSentence(of, last));
  if (of.published !== undefined) lines.push(publishedSentence(of));
  return lines.length === 0 ? [] : [{ type: 'text', text: lines.join(' ') }];
}

function lastYearSentence(of: UnitDecision, last: UnitDecision): string {
  const index = indexOf(last);
  const was = `Năm ${last.decision.request.year}: ${standingRank(last) ?? 'chưa xếp hạng'}${index === null ? '' : ` (${index})`}`;
  if (of.decision.index.status !== 'known' || last.decision.index.status !== 'known') return `${was}.`;
  const change = subtract(of.decision.index.value, last.decision.index.value);
  if (change.numerator === 0n) return `${was}, chỉ số không đổi.`;
  const words = percentagePointWords(
    change.numerator < 0n ? { ...change, numerator: -change.numerator } : change,
  );
  return `${was}; chỉ số ${change.numerator < 0n ? 'giảm' : 'tăng'} ${words}.`;
}

function publishedSentence({ decision, published, context }: UnitDecision): string {
  const by =
    published?.decision == null
      ? `Theo ${context.publishedBy ?? ''}`
      : `Công bố tại Quyết định ${context.publishedBy?.replace(/ (\d{2}\/)/u, ' ngày $1') ?? ''}`;
  const differs = decision.rank !== null && decision.rank !== published?.rank;
  return differs ? `${by}; tính lại theo số liệu hiện có được ${decision.rank}.` : `${by}.`;
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
  return [{ type: 'text', text: `${warning}${sentence}.` }, quoteBlock(first.rule)];
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
