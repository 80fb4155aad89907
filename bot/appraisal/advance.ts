/** Moving a round on: to its next step, and through the council. */
import { enterState, type Round } from '../../db/appraisal.ts';
import type { Tx } from '../../db/database.ts';
import { sha256 } from '../../db/import/sha256.ts';
import { stageScores } from '../../db/import/stage.ts';
import { type NewScore, readScores } from '../../db/scores.ts';
import { listUnits, type Unit } from '../../db/units.ts';
import type { RoundState } from '../../engine/model/appraisal.ts';
import { civilDate } from '../../engine/model/dates.ts';
import { decideUnits } from '../decisions.ts';
import type { Desk } from '../desk.ts';
import { orDiscard } from '../load-scores.ts';
import type { Caller } from '../roles.ts';
import { completeWithWarnings } from '../warnings.ts';
import {
  actorOf,
  doingOf,
  type Refusal,
  requirePermit,
  roleText,
  StepRefusedError,
  stepRefusal,
  take,
} from './step.ts';

export interface Moved {
  readonly status: 'moved';
  readonly state: RoundState;
}

/** Units named in one sentence. */
const MOST_NAMED = 5;

/** @param to the state that is meant, so that two hands do not move the round two steps */
export function next(desk: Desk, caller: Caller, roundId: number, to?: RoundState): Promise<Moved | Refusal> {
  return take(desk, caller, roundId, { type: 'next' }, async (tx, round, { state }): Promise<Moved> => {
    if (to !== undefined && to !== state)
      throw new StepRefusedError(
        `Bước sau của vòng là "${state}", không phải "${to}" (hiện: ${round.state}).`,
        'Xem lại tình hình của vòng: round status.',
      );
    await enterState(tx, round.id, state, doingOf(caller, desk.now));
    return { status: 'moved', state };
  });
}

/** The council approves the points as they stand: the last of each item becomes final. */
export async function approve(desk: Desk, caller: Caller, roundId: number): Promise<Moved | Refusal> {
  const { db, now } = desk;
  const action = { type: 'approve' } as const;
  try {
    const actor = await actorOf(desk, caller);
    const { round } = await requirePermit(db, roundId, action, actor, now);
    const units = await unitsOfRound(desk, round);
    await requireIndices(desk, round, units);
    const rows = await approvedPoints(desk, round);
    const moveOn = async (tx: Tx): Promise<void> => {
      const { permitted } = await requirePermit(tx, roundId, action, actor, now);
      await enterState(tx, roundId, permitted.state, doingOf(caller, now));
    };
    const origin = {
      fileName: `Hội đồng thẩm định phê duyệt kết quả năm ${round.year}`,
      sha256: sha256(JSON.stringify(['phê duyệt', roundId])),
      simulated: false,
      loadedBy: roleText(caller),
    };
    const importId = await stageScores(db, rows, origin, now);
    await orDiscard(desk, importId, () => completeWithWarnings(desk, importId, [], moveOn));
    return { status: 'moved', state: 'đã phê duyệt' };
  } catch (error) {
    return stepRefusal(error);
  }
}

/** In the order of the round. */
export async function unitsOfRound({ db }: Pick<Desk, 'db'>, round: Round): Promise<Unit[]> {
  const units = new Map((await listUnits(db, { province: round.province })).map((unit) => [unit.id, unit]));
  return round.units.map(({ id }) => units.get(id)).filter((unit) => unit !== undefined);
}

/** "Sở A, Sở B và 3 đơn vị khác". */
export function namedUnits(units: readonly Pick<Unit, 'name'>[], most = MOST_NAMED): string {
  const names = units.slice(0, most).map(({ name }) => name);
  const rest = units.length - names.length;
  return `${names.join(', ')}${rest > 0 ? ` và ${rest} đơn vị khác` : ''}`;
}

/** @throws StepRefusedError when the index of some unit is not known: the council has nothing to approve of it */
async function requireIndices(desk: Desk, round: Round, units: readonly Unit[]): Promise<void> {
  const decisions = await decideUnits(desk, units, round.year, { beforePublication: true });
  const without = decisions.filter(({ decision }) => decision.index.status !== 'known');
  if (without.length > 0)
    throw new StepRefusedError(
      `Chưa đủ điểm để tính chỉ số của ${without.length} đơn vị: ${namedUnits(without.map(({ unit }) => unit))}.`,
      'Nạp đủ điểm thẩm định và số liệu của các đơn vị này.',
    );
}

async function approvedPoints({ db, now }: Desk, round: Round): Promise<NewScore[]> {
  const today = civilDate(now);
  const unitIds = round.units.map(({ id }) => id);
  const known = await readScores(db, { unitIds, year: round.year, dataDate: today, from: 'thẩm định lần 1' });
  const rows = [...known].flatMap(([unitId, { entries }]) =>
    [...entries].flatMap(([item, { origin: _origin, stage, ...said }]) =>
      stage === 'phê duyệt' ? [] : [{ unitId, item, ...said }],
    ),
  );
  return rows.map((row, index) => ({
    ...row,
    year: round.year,
    stage: 'phê duyệt',
    sourceRow: index + 1,
    knownOn: today,
  }));
}
