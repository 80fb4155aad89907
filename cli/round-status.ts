/** `round status` and `round verify` in words and JSON. */
import { doubtsOf } from '../bot/appraisal/doubts.ts';
import { type RoundStanding, standingOf } from '../bot/appraisal/standing.ts';
import type { Verification } from '../bot/appraisal/verify.ts';
import type { DoubtRecord } from '../db/appraisal.ts';
import type { Unit } from '../db/units.ts';
import { deadlineWords, lastDay, latenessWords, momentWords } from '../engine/appraisal/deadlines.ts';
import type { Moment } from '../engine/model/appraisal.ts';
import { vietnameseDate } from '../engine/model/dates.ts';
import { callerNamed } from './ask.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { type RoundOptions, roundMeant } from './round-context.ts';
import { withDesk } from './store.ts';

/** Counts for everybody; names and doubts for whoever has a role. */
export function status(context: CliContext, options: RoundOptions): Promise<ExitCode> {
  return withDesk(context, async (desk) => {
    const caller = await callerNamed(desk, options.as);
    const standing = await standingOf(desk, await roundMeant(desk, caller, options));
    if (standing === undefined) throw new CommandError(EXIT.usage, 'Không có vòng thẩm định này.');
    const isGuest = caller.role === 'khach';
    const doubts = isGuest ? [] : await doubtsOf(desk, standing.round.id);
    if (options.json === true) printJson(context, json(standing, doubts, isGuest));
    else context.out(words(standing, doubts, isGuest));
    return EXIT.done;
  });
}

/** "16/12/2019" said to the machine: an instant, a date, or null where it was only in time. */
function at(moment: Moment): string | null {
  return moment.known === 'instant' ? moment.at : moment.known === 'day' ? moment.on : null;
}

function json(standing: RoundStanding, doubts: readonly DoubtRecord[], isGuest: boolean): object {
  const { round, units, onTime, late, missing, publication } = standing;
  const named = (list: readonly Unit[]) => list.map(({ id, name }) => ({ unit: id, name }));
  return {
    province: round.province,
    year: round.year,
    state: round.state,
    submission_deadline: { day: lastDay(round.submissionDeadline), instant: round.submissionDeadline },
    supplement_deadline: { day: lastDay(round.supplementDeadline), instant: round.supplementDeadline },
    units: units.length,
    on_time: onTime.length,
    late: late.length,
    missing: missing.length,
    ...(isGuest
      ? {}
      : {
          late_units: late.map(({ unit, moment, by }) => ({
            unit: unit.id,
            name: unit.name,
            at: at(moment),
            late_by: latenessWords(by),
          })),
          missing_units: named(missing),
          doubts: doubts.map((doubt) => ({
            id: doubt.id,
            unit: doubt.unitId,
            item: doubt.item,
            text: doubt.text,
            answered: doubt.isAnswered,
            ...(doubt.answer === undefined
              ? {}
              : { answer: doubt.answer.text, evidence: doubt.answer.evidence }),
          })),
          steps: standing.steps.map((step) => ({ state: step.state, at: at(step.at), by: step.by })),
        }),
    publication:
      publication === undefined
        ? null
        : {
            decision: publication.decision,
            decided_on: publication.decidedOn,
            corrects: publication.corrects,
            receipt: publication.grounds?.receipt ?? null,
          },
  };
}

function words(standing: RoundStanding, doubts: readonly DoubtRecord[], isGuest: boolean): string {
  const { round, units, onTime, late, missing, publication } = standing;
  const lines = [
    `Vòng thẩm định năm ${round.year}: ${round.state}.`,
    `Hạn nộp: ${deadlineWords(round.submissionDeadline)}. Hạn bổ sung: ${deadlineWords(round.supplementDeadline)}.`,
    `${onTime.length}/${units.length} đơn vị nộp đúng hạn, ${late.length} nộp muộn, ${missing.length} chưa nộp.`,
  ];
  if (!isGuest) {
    lines.push(
      ...late.map(
        ({ unit, moment, by }) =>
          `- Nộp muộn: ${unit.name} (${momentWords(moment)}, muộn ${latenessWords(by)})`,
      ),
      ...missing.map(({ name }) => `- Chưa nộp: ${name}`),
      ...doubts.map(
        ({ id, unitId, item, text, isAnswered }) =>
          `- Ý kiến ${id}, ${nameOf(units, unitId)}, tiêu chí ${item}: ${text} (${isAnswered ? 'đã' : 'chưa'} giải trình)`,
      ),
    );
  }
  if (publication !== undefined) {
    const receipt = publication.grounds === undefined ? '' : ` Biên nhận: ${publication.grounds.receipt}`;
    lines.push(
      `Công bố tại Quyết định ${publication.decision} ngày ${vietnameseDate(publication.decidedOn)}.${receipt}`,
    );
  }
  return lines.join('\n');
}

function nameOf(units: readonly Unit[], unitId: string): string {
  return units.find(({ id }) => id === unitId)?.name ?? unitId;
}

export function verificationLine({ decision, receipt, outcome, names }: Verification): string {
  switch (outcome) {
    case 'read':
      return `Quyết định ${decision}: chép từ báo cáo, không có biên nhận để đối chiếu.`;
    case 'same':
      return `Quyết định ${decision}: tính lại khớp ${receipt}.`;
    case 'different':
      return `Quyết định ${decision}: tính lại KHÔNG khớp ${receipt}${names.length === 0 ? '' : ` (khác ở: ${names.join(', ')})`}.`;
  }
}
