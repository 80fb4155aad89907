/** "Người đứng đầu bị gì?": what follows for the head, the collective and the party organisation. */

import { rankWords } from '../../engine/explain/words.ts';
import { decideUnit, type UnitDecision } from '../decisions.ts';
import { notice } from '../notice.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';
import { lineageBlocks } from './lineage.ts';
import {
  effectsWords,
  quoteBlock,
  simulatedNote,
  standingRank,
  underCurrentLaw,
  unitButtons,
  yearWords,
} from './phrases.ts';
import { noData } from './status.ts';
import { yearMeant } from './years.ts';

export async function consequences(ask: UnitAsk): Promise<Told> {
  const { desk, unit, caller } = ask;
  if (!mayKnow(caller, unit))
    return { reply: notice(`Chưa có thông tin này của ${unit.name}.`), refused: true };
  const { year, known } = await yearMeant(ask);
  if (year === undefined) return noData(unit.name, ask.year, known);
  const of = await decideUnit(desk, unit, year, ask.at);
  const onPeople = of.decision.effects.filter(({ on }) => on !== 'đơn vị');
  const quoted = onPeople.find(({ effect }) => effect.kind === 'review') ?? onPeople[0];
  const blocks: Block[] = [
    { type: 'verdict', text: verdict(of, onPeople.length > 0) },
    ...(onPeople.length === 0
      ? []
      : [{ type: 'text' as const, text: `${lead(of)}${effectsWords(onPeople)}.` }]),
    ...(quoted === undefined ? [] : [quoteBlock(quoted.rule)]),
    ...underCurrentLaw(of),
    ...openWork(of),
    ...lineageBlocks(of),
    ...simulatedNote(of),
  ];
  return { reply: { blocks, buttons: unitButtons(of, 'consequences') }, decisions: [of] };
}

function verdict(of: UnitDecision, some: boolean): string {
  const rank = standingRank(of);
  const what = `${of.unit.name} ${yearWords(of)}${rank === null ? '' : `, ${rankWords(rank)}`}`;
  if (rank === null && !some)
    return `${what}: chưa xếp hạng nên chưa xác định được hệ quả đối với người đứng đầu.`;
  return some
    ? `${what}: có hệ quả về xếp loại.`
    : `${what}: không có hệ quả theo quy định áp dụng cho năm này.`;
}

/** Before publication an effect on people is a warning only. */
function lead(of: UnitDecision): string {
  return of.published === undefined ? 'Cảnh báo, nếu giữ kết quả này đến khi công bố: ' : 'Theo quy định: ';
}

/** What is left to people to decide, under the decision's own law or today's. */
function openWork(of: UnitDecision): Block[] {
  const decisions = [
    of.decision,
    ...(of.context.underCurrentLaw === null ? [] : [of.context.underCurrentLaw.decision]),
  ];
  const review = decisions
    .flatMap(({ openWork: work }) => work)
    .find(({ rule }) => rule.humanDecision !== undefined);
  return review === undefined ? [] : [{ type: 'note', text: `Thẩm quyền quyết định: ${review.role}.` }];
}
