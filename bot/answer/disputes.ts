/** What an answer about a unit says of its disputes: those still open, and figures that one has corrected. */
import { type DisputeRow, listDisputes } from '../../db/disputes.ts';
import { vietnameseDate, yearOf } from '../../engine/model/dates.ts';
import type { UnitDecision } from '../decisions.ts';
import { correctionSource } from '../disputes.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';

export async function withDisputes({ desk, caller, unit }: UnitAsk, told: Told): Promise<Told> {
  if (!mayKnow(caller, unit) || told.refused === true) return told;
  const disputes = await listDisputes(desk.db, { unitIds: [unit.id], states: ['open', 'accepted'] });
  const decisions = (told.decisions ?? []).filter((of) => of.unit.id === unit.id);
  const years = new Set(decisions.map(({ decision }) => decision.request.year));
  const notes = disputes.flatMap((dispute): Block[] => {
    const isOfYears = dispute.period === null || years.size === 0 || years.has(yearOf(dispute.period));
    if (dispute.state === 'open')
      return isOfYears
        ? [note(`Có kiến nghị chưa giải quyết về ${subjectWords(dispute)} (số ${dispute.id}).`)]
        : [];
    const source = correctionSource(dispute.id, new Date(dispute.closedAt ?? 0));
    return decisions.some((of) => draws(of, dispute, source))
      ? [note(`Số liệu ${subjectWords(dispute)}: ${source}.`)]
      : [];
  });
  return { ...told, reply: { ...told.reply, blocks: [...told.reply.blocks, ...notes] } };
}

/** "hồ sơ trễ hạn tháng 10/2026", "việc trễ hạn của hồ sơ H01-26-000123". */
export function subjectWords({ fact, period, code }: DisputeRow): string {
  return fact === null || period === null
    ? `việc trễ hạn của hồ sơ ${code ?? ''}`
    : `${fact} ${vietnameseDate(period)}`;
}

/** Whether a decision counts the corrected figure, and no later one. */
function draws({ figures }: UnitDecision, { fact, period }: DisputeRow, source: string): boolean {
  return (
    figures?.figures
      .get(fact ?? '')
      ?.sources.some((each) => each.period === period && each.fileName === source) === true
  );
}

function note(text: string): Block {
  return { type: 'note', text };
}
