/** How a round stands: who handed in and when, what is doubted, and what was published. */
import { listRounds, type Round, readRound, type Step, stepsOf } from '../../db/appraisal.ts';
import { type PublicationRecord, publicationsOf } from '../../db/publications.ts';
import type { Unit } from '../../db/units.ts';
import { type Lateness, submissionsOf } from '../../engine/appraisal/deadlines.ts';
import type { Moment } from '../../engine/model/appraisal.ts';
import type { Desk } from '../desk.ts';
import { unitsOfRound } from './advance.ts';

export interface LateUnit {
  readonly unit: Unit;
  readonly moment: Moment;
  readonly by: Lateness;
}

export interface RoundStanding {
  readonly round: Round;
  readonly units: readonly Unit[];
  readonly onTime: readonly Unit[];
  readonly late: readonly LateUnit[];
  readonly missing: readonly Unit[];
  readonly doubts: { readonly open: number; readonly answered: number };
  readonly steps: readonly Step[];
  /** The last one, which stands. */
  readonly publication?: PublicationRecord;
}

/** The round of a province and year, or its latest one; undefined when there is none. */
export async function latestRound(
  { db }: Pick<Desk, 'db'>,
  of: { readonly province?: string; readonly year?: number },
): Promise<number | undefined> {
  const [latest] = await listRounds(db, of);
  return latest?.id;
}

export async function standingOf(desk: Desk, roundId: number): Promise<RoundStanding | undefined> {
  const round = await readRound(desk.db, roundId);
  if (round === undefined) return undefined;
  const units = await unitsOfRound(desk, round);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const found = submissionsOf(round);
  const named = (ids: readonly string[]): Unit[] =>
    ids.map((id) => byId.get(id)).filter((unit) => unit !== undefined);
  const publication = (await publicationsOf(desk.db, roundId)).at(-1);
  const answered = round.doubts.filter(({ isAnswered }) => isAnswered).length;
  return {
    round,
    units,
    onTime: named(found.onTime),
    late: found.late.flatMap(({ unitId, ...rest }) => {
      const unit = byId.get(unitId);
      return unit === undefined ? [] : [{ unit, ...rest }];
    }),
    missing: named(found.missing),
    doubts: { open: round.doubts.length - answered, answered },
    steps: await stepsOf(desk.db, roundId),
    ...(publication === undefined ? {} : { publication }),
  };
}
