/** Random steps by random people on a real database, against what must never be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approve, next } from '../../bot/appraisal/advance.ts';
import { doubt, supplement } from '../../bot/appraisal/doubts.ts';
import { score, submit } from '../../bot/appraisal/points.ts';
import { publish } from '../../bot/appraisal/publish.ts';
import { verifyRound } from '../../bot/appraisal/verify.ts';
import type { Desk } from '../../bot/desk.ts';
import { invite } from '../../bot/link.ts';
import { loadScores } from '../../bot/load-scores.ts';
import type { Caller } from '../../bot/roles.ts';
import { write } from '../../db/database.ts';
import * as schema from '../../db/schema.ts';
import { as, at, EXPERT, type Opened, openedRound, points } from './rounds.ts';

const SEED = 4344;
const STEPS = [
  'submit',
  'score',
  'score',
  'doubt',
  'supplement',
  'next',
  'next',
  'approve',
  'publish',
  'load',
] as const;
const PEOPLE = [
  'chuyen-vien-cchc',
  'lanh-dao-tinh',
  'quan-tri',
  'can-bo:so-a',
  'can-bo:so-b',
  'tham-dinh:so',
];

interface Move {
  readonly step: (typeof STEPS)[number];
  readonly unit: 'so-a' | 'so-b';
  readonly who: number;
  readonly plan: number;
}

const move: fc.Arbitrary<Move> = fc.record({
  step: fc.constantFrom(...STEPS),
  unit: fc.constantFrom('so-a' as const, 'so-b' as const),
  who: fc.integer({ min: 0, max: PEOPLE.length * 3 }),
  plan: fc.integer({ min: 0, max: 8 }),
});

/** Who does it: mostly those whose business it is. The appraiser works at Sở A. */
function callerOf({ step, unit, who }: Move, appraiser: Caller): Caller {
  const other = PEOPLE[who];
  if (other !== undefined) return other === 'tham-dinh:so' ? appraiser : as(other);
  if (step === 'submit' || step === 'supplement') return as(`can-bo:${unit}`);
  if (step === 'score' || step === 'doubt') return who % 2 === 0 ? appraiser : as('tham-dinh:so');
  return step === 'approve' ? as('lanh-dao-tinh') : EXPERT;
}

async function play(desk: Desk, roundId: number, each: Move, nth: number, caller: Caller): Promise<string> {
  const { unit: unitId, plan } = each;
  const file = points(String(plan));
  switch (each.step) {
    case 'submit':
      return (await submit(desk, caller, roundId, unitId, file)).status;
    case 'score':
      return (await score(desk, caller, roundId, unitId, file)).status;
    case 'doubt':
      return (await doubt(desk, caller, roundId, { unitId, item: 'I.1', text: 'Thiếu.' })).status;
    case 'supplement':
      return (await supplement(desk, caller, roundId, { unitId, doubtId: plan, text: 'Xin gửi.' })).status;
    case 'next':
      return (await next(desk, caller, roundId)).status;
    case 'approve':
      return (await approve(desk, caller, roundId)).status;
    case 'publish': {
      const publication = {
        decision: `${nth}/QĐ-UBND`,
        decidedOn: '2026-12-20',
        ranks: new Map<string, string>(),
      };
      return (await publish(desk, caller, roundId, publication)).status;
    }
    case 'load': {
      const rows = [`I.1,${plan}`, 'I.2,4', 'T,1', 'P,0'].map(
        (row) => `${unitId},2026,${row},thẩm định lần 1`,
      );
      const bytes = new TextEncoder().encode(`Đơn vị,Năm,Tiêu chí,Điểm,Vòng\n${rows.join('\n')}\n`);
      return (await loadScores(desk, { bytes, fileName: 'x.csv', loadedBy: 'kiểm thử', dryRun: false }))
        .status;
    }
  }
}

/** All that a round is made of. */
async function contents({ db }: Desk): Promise<string> {
  const tables = [schema.rounds, schema.roundSteps, schema.submissions, schema.doubts, schema.supplements];
  const more = [schema.publications, schema.publishedRanks, schema.scores, schema.imports];
  const rows = [];
  for (const table of [...tables, ...more]) rows.push(await db.select().from(table));
  return JSON.stringify(rows);
}

const ORDER = schema.rounds.state.enumValues;

async function playAll({ desk, roundId, round }: Opened, moves: readonly Move[]): Promise<boolean> {
  // Past both deadlines, so that nothing has to wait.
  const now = await desk(at('2026-12-21T09:00'));
  const person = await write(now.db, (tx) => invite(tx, 'tham-dinh:so', now.now, 'so-a'));
  const appraiser: Caller = { ...as('tham-dinh:so'), personId: person?.person.id ?? '' };
  for (const [nth, each] of moves.entries()) {
    const caller = callerOf(each, appraiser);
    const before = await round();
    const stored = await contents(now);
    const status = await play(now, roundId, each, nth, caller);
    const after = await round();
    const isSame = (await contents(now)) === stored;
    const mustBeSame = ['refused', 'repeated'].includes(status) || before.state === 'đã công bố';
    const isOwn = ['score', 'doubt'].includes(each.step) && caller === appraiser && each.unit === 'so-a';
    expect({
      state: before.state,
      each,
      status,
      isSame,
      steps: ORDER.indexOf(after.state) - ORDER.indexOf(before.state),
    }).toEqual({
      state: before.state,
      each,
      status: isOwn ? 'refused' : status,
      isSame: mustBeSame,
      steps: ['moved', 'published'].includes(status) ? 1 : 0,
    });
  }
  const found = await verifyRound(now, roundId);
  expect(found.every(({ outcome }) => outcome === 'same')).toBe(true);
  return found.length > 0;
}

describe(`random steps (seed ${SEED})`, () => {
  it('never change what is published, never let an appraiser appraise the own unit, and store nothing where refused', async () => {
    let published = 0;
    const list = fc.array(move, { minLength: 60, maxLength: 90 });
    await fc.assert(
      fc.asyncProperty(list, async (moves) => {
        if (await playAll(await openedRound(), moves)) published += 1;
      }),
      { seed: SEED, numRuns: 12 },
    );
    expect(published).toBeGreaterThan(0);
  }, 120_000);
});
