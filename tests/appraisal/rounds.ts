/** Playing rounds of the small province. */
import { approve, next } from '../../bot/appraisal/advance.ts';
import { open } from '../../bot/appraisal/open.ts';
import { score, submit } from '../../bot/appraisal/points.ts';
import { type NewPublication, publish } from '../../bot/appraisal/publish.ts';
import type { Desk } from '../../bot/desk.ts';
import { loadFigures } from '../../bot/load-figures.ts';
import { type Caller, parseRole } from '../../bot/roles.ts';
import { type Round, readRound } from '../../db/appraisal.ts';
import { APPRAISER_ID, type ProvinceAt, province } from './province.ts';

export const EXPERT: Caller = { role: 'chuyen-vien-cchc' };
export const COUNCIL: Caller = { role: 'lanh-dao-tinh' };
/** A person of the small province who works at none of its units. */
export const APPRAISER: Caller = { role: 'tham-dinh', scope: 'so', personId: APPRAISER_ID };

export function as(role: string): Caller {
  const caller = parseRole(role);
  if (caller === undefined) throw new Error(role);
  return caller;
}

/** Moments by the clock of Vietnam: units hand in until the end of 1 December, and supplement until that of the 10th. */
export const at = (text: string): Date => new Date(`${text}:00+07:00`);
export const OPENING = at('2026-11-20T10:00');
export const IN_TIME = at('2026-11-30T09:00');
export const TOO_LATE = at('2026-12-02T08:30');

export const points = (plan: string, report = '4', stage = ''): { bytes: Uint8Array; fileName: string } => ({
  fileName: 'diem.csv',
  bytes: new TextEncoder().encode(
    `Tiêu chí,Điểm${stage === '' ? '' : ',Vòng'}\n${['I.1', 'I.2', 'T', 'P']
      .map((item, index) => `${item},"${[plan, report, '0', '0'][index]}"${stage === '' ? '' : `,${stage}`}`)
      .join('\n')}\n`,
  ),
});

export interface Opened {
  readonly desk: ProvinceAt['desk'];
  readonly url: string;
  readonly roundId: number;
  readonly round: () => Promise<Round>;
}

/** A province of the two departments with an open round; everybody is on time with half of the dossiers. */
export async function openedRound(unitIds: readonly string[] = ['so-a', 'so-b']): Promise<Opened> {
  const { desk, url } = await province(unitIds);
  const first = await desk(OPENING);
  await loadFigures(first, {
    bytes: new TextEncoder().encode(
      `Đơn vị,Kỳ,Tỷ lệ đúng hạn\n${unitIds.map((id) => `${id},2026,50%`).join('\n')}\n`,
    ),
    fileName: 'so-lieu.csv',
    loadedBy: 'kiểm thử',
    dryRun: false,
  });
  const opened = await open(first, EXPERT, {
    province: 'thu',
    year: 2026,
    submissionDay: '2026-12-01',
    supplementDay: '2026-12-10',
  });
  if (opened.status !== 'opened') throw new Error(JSON.stringify(opened));
  const { roundId } = opened;
  const round = async (): Promise<Round> => {
    const found = await readRound(first.db, roundId);
    if (found === undefined) throw new Error('the round is gone');
    return found;
  };
  return { desk, url, roundId, round };
}

/** Throws what should not have been refused. */
export async function done<T extends { readonly status: string }>(outcome: Promise<T>): Promise<T> {
  const result = await outcome;
  if (result.status === 'refused') throw new Error(JSON.stringify(result));
  return result;
}

export const FIRST: NewPublication = { decision: '10/QĐ-UBND', decidedOn: '2026-12-20', ranks: new Map() };
export const PUBLISHING = at('2026-12-21T09:00');

/** Plays a round to the council's approval: A has 8 + 4 + 4 of 20 points, B 4 + 4 + 4. */
export async function approvedRound(): Promise<Opened> {
  const opened = await openedRound();
  const { desk, roundId } = opened;
  const early = await desk(IN_TIME);
  await done(submit(early, as('can-bo:so-a'), roundId, 'so-a', points('8')));
  await done(submit(early, as('can-bo:so-b'), roundId, 'so-b', points('8')));
  await done(next(early, EXPERT, roundId));
  await done(score(early, APPRAISER, roundId, 'so-a', points('8')));
  await done(score(early, APPRAISER, roundId, 'so-b', points('4')));
  const late = await desk(at('2026-12-15T09:00'));
  for (let step = 0; step < 3; step += 1) await done(next(late, EXPERT, roundId));
  await done(approve(late, COUNCIL, roundId));
  return opened;
}

/** And to its publication. */
export async function publishedRound(): Promise<Opened & { readonly receipt: string; readonly now: Desk }> {
  const opened = await approvedRound();
  const now = await opened.desk(PUBLISHING);
  const published = await publish(now, EXPERT, opened.roundId, FIRST);
  if (published.status !== 'published') throw new Error(JSON.stringify(published));
  return { ...opened, receipt: published.receipt, now };
}
