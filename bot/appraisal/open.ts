/** Opening a round: the units that take part and the deadlines are settled once. */
import { openRound } from '../../db/appraisal.ts';
import { write } from '../../db/database.ts';
import { listUnits } from '../../db/units.ts';
import { refuseRoundStep } from '../../engine/appraisal/rights.ts';
import { type CivilDate, civilDate, vietnameseDate, yearOf } from '../../engine/model/dates.ts';
import { endOfDay } from '../../engine/model/deadline.ts';
import type { Desk } from '../desk.ts';
import type { Caller } from '../roles.ts';
import { scoringOf } from '../scoring.ts';
import { actorOf, doingOf, type Refusal, refused } from './step.ts';

export interface RoundPlan {
  readonly province: string;
  readonly year: number;
  /** The last days on which units may hand in, and supplement. */
  readonly submissionDay: CivilDate;
  readonly supplementDay: CivilDate;
}

export interface Opened {
  readonly status: 'opened';
  readonly roundId: number;
  readonly province: string;
  readonly units: number;
  /** Blocks that no scorecard scores in the year: of their units only totals can be known. */
  readonly unscored: readonly string[];
}

/** All units of the province's blocks that exist today take part. */
export async function open(desk: Desk, caller: Caller, plan: RoundPlan): Promise<Opened | Refusal> {
  const objection = refuseRoundStep('open', await actorOf(desk, caller)) ?? faultOf(desk, plan);
  if (objection !== undefined) return refused(objection.reason, objection.remedy);
  const { province, year } = plan;
  const today = civilDate(desk.now);
  const blocks = desk.ruleSet.schemes.get(province)?.blocks;
  const units = (await listUnits(desk.db, { province })).filter(
    ({ block, validFrom, validTo }) =>
      blocks?.has(block) === true && (validFrom ?? '') <= today && today <= (validTo ?? '9999-12-31'),
  );
  if (units.length === 0)
    return refused(
      `Tỉnh ${province} chưa có đơn vị nào thuộc khối được xếp hạng.`,
      'Nạp danh mục đơn vị trước.',
    );
  const round = {
    province,
    year,
    submissionDeadline: endOfDay(plan.submissionDay),
    supplementDeadline: endOfDay(plan.supplementDay),
    units: units.map(({ id, block }) => ({ id, block })),
  };
  const roundId = await write(desk.db, (tx) => openRound(tx, round, doingOf(caller, desk.now)));
  if (roundId === undefined)
    return refused(`Vòng thẩm định năm ${year} đã được mở.`, `Xem: round status --year ${year}.`);
  const { cardOf } = scoringOf(desk);
  const without = units.filter((unit) => cardOf(unit, year) === undefined);
  const unscored = [...new Set(without.map(({ block }) => block))];
  return { status: 'opened', roundId, province, units: units.length, unscored };
}

function faultOf(
  { ruleSet, now }: Desk,
  { province, year, submissionDay, supplementDay }: RoundPlan,
): { reason: string; remedy: string } | undefined {
  const today = civilDate(now);
  const scheme = ruleSet.schemes.get(province);
  if (scheme === undefined || scheme.index === '')
    return {
      reason: `Tỉnh "${province}" không có phương án xếp hạng.`,
      remedy: `Dùng một trong: ${[...ruleSet.schemes.values()]
        .filter(({ index }) => index !== '')
        .map(({ code }) => code)
        .join(', ')}.`,
    };
  if (year > yearOf(today)) return { reason: `Năm ${year} chưa tới.`, remedy: 'Kiểm tra lại năm đánh giá.' };
  if (submissionDay < today)
    return {
      reason: `Hạn nộp ${vietnameseDate(submissionDay)} đã qua.`,
      remedy: 'Ghi hạn nộp từ hôm nay trở đi.',
    };
  if (supplementDay <= submissionDay)
    return {
      reason: `Hạn bổ sung ${vietnameseDate(supplementDay)} không sau hạn nộp ${vietnameseDate(submissionDay)}.`,
      remedy: 'Ghi hạn bổ sung sau hạn nộp hồ sơ.',
    };
  return undefined;
}
