import { and, count, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { approve, next } from '../../bot/appraisal/advance.ts';
import { doubt, doubtsOf, supplement } from '../../bot/appraisal/doubts.ts';
import { open } from '../../bot/appraisal/open.ts';
import { score, submit } from '../../bot/appraisal/points.ts';
import { publish } from '../../bot/appraisal/publish.ts';
import { standingOf } from '../../bot/appraisal/standing.ts';
import { verifyRound } from '../../bot/appraisal/verify.ts';
import { decideUnit } from '../../bot/decisions.ts';
import type { Desk } from '../../bot/desk.ts';
import { invite } from '../../bot/link.ts';
import { loadFigures } from '../../bot/load-figures.ts';
import { loadRanks } from '../../bot/load-ranks.ts';
import { loadScores } from '../../bot/load-scores.ts';
import type { Caller } from '../../bot/roles.ts';
import { write } from '../../db/database.ts';
import { redeemLinkCode } from '../../db/link-codes.ts';
import { revokePerson } from '../../db/people.ts';
import { publicationsOf, ranksOfImport } from '../../db/publications.ts';
import { readPublishedRanks } from '../../db/ranks.ts';
import {
  imports,
  publications,
  publishedRanks,
  rounds,
  scores,
  submissions,
  units,
} from '../../db/schema.ts';
import { findUnit } from '../../db/units.ts';
import { publicationReceipt } from '../../engine/appraisal/publication.ts';
import { province } from './province.ts';
import {
  APPRAISER,
  approvedRound,
  as,
  at,
  COUNCIL,
  done,
  EXPERT,
  FIRST,
  IN_TIME,
  OPENING,
  openedRound,
  PUBLISHING,
  points,
  publishedRound,
  TOO_LATE,
} from './rounds.ts';

const upload = (csv: string) => ({
  bytes: new TextEncoder().encode(csv),
  fileName: 'tep.csv',
  loadedBy: 'kiểm thử',
  dryRun: false,
});

async function scoresOf(desk: Desk, unitId: string, stage?: 'tự chấm' | 'thẩm định lần 1' | 'phê duyệt') {
  const [row] = await desk.db
    .select({ rows: count() })
    .from(scores)
    .where(and(eq(scores.unitId, unitId), stage === undefined ? undefined : eq(scores.stage, stage)));
  return row?.rows ?? 0;
}

async function decided(desk: Desk, unitId: string) {
  const unit = await findUnit(desk.db, unitId);
  if (unit === undefined) throw new Error(unitId);
  return decideUnit(desk, unit, 2026);
}

describe('opening a round', () => {
  const plan = { province: 'thu', year: 2026, submissionDay: '2026-12-01', supplementDay: '2026-12-10' };

  it('settles the units of the province', async () => {
    const { round } = await openedRound(['so-a', 'so-b', 'huyen-c', 'xa-d']);
    expect((await round()).units).toEqual([
      { id: 'so-a', block: 'so' },
      { id: 'so-b', block: 'so' },
      { id: 'huyen-c', block: 'huyen' },
      { id: 'xa-d', block: 'xa' },
    ]);
  });

  it.each([
    ['by anybody but the expert', COUNCIL, {}, 'không được mở vòng thẩm định'],
    ['of a province without a scheme', EXPERT, { province: 'nơi khác' }, 'không có phương án xếp hạng'],
    ['of a year to come', EXPERT, { year: 2027 }, 'chưa tới'],
    ['with a deadline that has passed', EXPERT, { submissionDay: '2026-11-19' }, 'đã qua'],
    [
      'with a supplement no later than the dossiers',
      EXPERT,
      { supplementDay: '2026-12-01' },
      'không sau hạn nộp',
    ],
  ])('%s is refused', async (_, caller, changes, reason) => {
    const desk = await (await province()).desk(OPENING);
    const outcome = await open(desk, caller, { ...plan, ...changes });
    expect(JSON.stringify(outcome)).toContain(reason);
    expect(outcome.status).toBe('refused');
  });

  it('names the blocks that no scorecard scores in the year', async () => {
    const desk = await (await province()).desk(OPENING);
    expect(await open(desk, EXPERT, plan)).toMatchObject({ status: 'opened', units: 4, unscored: ['xa'] });
    const before = await open(desk, EXPERT, { ...plan, year: 2023 });
    expect(before).toMatchObject({ unscored: ['so', 'huyen', 'xa'] });
  });

  it('a second time is refused', async () => {
    const { desk } = await openedRound();
    expect(await open(await desk(OPENING), EXPERT, plan)).toMatchObject({ status: 'refused' });
  });
});

describe('handing in', () => {
  it('is on time until the deadline, late after it, and refused once the round has moved on', async () => {
    const { desk, roundId } = await openedRound();
    const accepted = await submit(await desk(IN_TIME), as('can-bo:so-a'), roundId, 'so-a', points('8'));
    expect(accepted).toEqual({ status: 'accepted', unit: 'so-a', name: 'Sở A', stage: 'tự chấm', scores: 4 });
    const late = await submit(await desk(TOO_LATE), as('thu-truong:so-b'), roundId, 'so-b', points('7'));
    expect(late).toMatchObject({ status: 'accepted', late: { minutes: 510 } });
    const standing = await standingOf(await desk(TOO_LATE), roundId);
    expect(standing?.onTime.map(({ id }) => id)).toEqual(['so-a']);
    expect(standing?.late).toMatchObject([{ unit: { id: 'so-b' }, by: { minutes: 510 } }]);
    expect(standing?.missing).toEqual([]);
    await done(next(await desk(TOO_LATE), EXPERT, roundId));
    const closed = await submit(await desk(TOO_LATE), as('can-bo:so-b'), roundId, 'so-b', points('6'));
    expect(JSON.stringify(closed)).toContain('đã đóng nhận hồ sơ (hiện: thẩm định lần 1)');
  });

  it('again replaces the points until the deadline; the same file again changes nothing', async () => {
    const { desk, roundId } = await openedRound();
    const early = await desk(IN_TIME);
    const caller = as('can-bo:so-a');
    await done(submit(early, caller, roundId, 'so-a', points('8')));
    expect(await submit(early, caller, roundId, 'so-a', points('8'))).toEqual({ status: 'repeated' });
    await done(submit(early, caller, roundId, 'so-a', points('7')));
    await done(submit(early, caller, roundId, 'so-a', points('8')));
    expect(await scoresOf(early, 'so-a', 'tự chấm')).toBe(12);
    const late = await submit(await desk(TOO_LATE), caller, roundId, 'so-a', points('6'));
    expect(JSON.stringify(late)).toContain('đã hết hạn sửa');
  });

  it('by two hands at the same moment with the same file counts once', async () => {
    const { desk, roundId } = await openedRound();
    const early = await desk(IN_TIME);
    const hands = ['can-bo:so-a', 'thu-truong:so-a'].map((role) =>
      submit(early, as(role), roundId, 'so-a', points('8')),
    );
    const outcomes = await Promise.all(hands);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['accepted', 'repeated']);
    expect(await scoresOf(early, 'so-a', 'tự chấm')).toBe(4);
    expect((await early.db.select().from(imports)).length).toBe(2);
  });

  it.each([
    ['of another unit', 'can-bo:so-b', points('8'), 'Chỉ người của đơn vị'],
    ['by an appraiser', 'tham-dinh:so', points('8'), 'Chỉ người của đơn vị'],
    ['with points above the maximum', 'can-bo:so-a', points('9'), 'Lớn hơn điểm tối đa'],
    ['with points of another stage', 'can-bo:so-a', points('8', '4', 'phê duyệt'), 'nhận điểm \\"tự chấm\\"'],
  ])('%s is refused, and nothing is stored', async (_, role, file, reason) => {
    const { desk, roundId, round } = await openedRound();
    const outcome = await submit(await desk(IN_TIME), as(role), roundId, 'so-a', file);
    expect(JSON.stringify(outcome)).toContain(reason);
    expect(outcome.status).toBe('refused');
    expect((await round()).submissions.size).toBe(0);
    expect(await scoresOf(await desk(), 'so-a')).toBe(0);
  });

  it('holds nobody else’s points', async () => {
    const { desk, roundId } = await openedRound();
    const csv = 'Đơn vị,Năm,Tiêu chí,Điểm\nSở A,2026,I.1,8\nSở B,2026,I.1,1\nSở A,2025,I.2,1\n';
    const file = { bytes: new TextEncoder().encode(csv), fileName: 'x.csv' };
    const outcome = await submit(await desk(IN_TIME), as('can-bo:so-a'), roundId, 'so-a', file);
    expect(outcome).toMatchObject({ status: 'refused', total: 2, problems: [{ row: 3 }, { row: 4 }] });
  });

  it('needs points where a scorecard scores the block, and none elsewhere', async () => {
    const { desk, roundId } = await openedRound(['so-a', 'xa-d']);
    const early = await desk(IN_TIME);
    expect(JSON.stringify(await submit(early, as('can-bo:so-a'), roundId, 'so-a'))).toContain(
      'chưa có bảng tự chấm',
    );
    expect(await submit(early, as('can-bo:xa-d'), roundId, 'xa-d')).toMatchObject({
      status: 'accepted',
      scores: 0,
    });
  });

  it('takes no points where no scorecard scores the block, and says so once', async () => {
    const { desk, roundId } = await openedRound(['so-a', 'xa-d']);
    const outcome = await submit(await desk(IN_TIME), as('can-bo:xa-d'), roundId, 'xa-d', points('8'));
    expect(outcome).toMatchObject({ status: 'refused', total: 1 });
    expect(JSON.stringify(outcome)).toContain('Nộp hồ sơ không kèm --file');
  });

  it('takes a name that another unit has as well for the own unit', async () => {
    const { desk, roundId } = await openedRound();
    const early = await desk(IN_TIME);
    await early.db.update(units).set({ name: 'Sở Chung' });
    const bytes = new TextEncoder().encode('Đơn vị,Tiêu chí,Điểm\nSở Chung,I.1,8\n');
    const outcome = await submit(early, as('can-bo:so-b'), roundId, 'so-b', { bytes, fileName: 'x.csv' });
    expect(outcome).toMatchObject({ status: 'accepted', unit: 'so-b', name: 'Sở Chung' });
  });

  it('decides no rank', async () => {
    const { desk, roundId } = await openedRound();
    const early = await desk(IN_TIME);
    await done(submit(early, as('can-bo:so-a'), roundId, 'so-a', points('8')));
    const { decision, sheet } = await decided(early, 'so-a');
    expect(decision.rank).toBeNull();
    expect(sheet?.items[0]?.parts[0]?.points.status).not.toBe('known');
  });
});

describe('a round that moves on', () => {
  it('waits for the deadline while a unit has not handed in, and not when all have', async () => {
    const { desk, roundId, round } = await openedRound();
    const early = await desk(IN_TIME);
    expect(JSON.stringify(await next(early, EXPERT, roundId))).toContain('còn 2 đơn vị chưa nộp');
    expect((await round()).state).toBe('đang nhận hồ sơ');
    await done(submit(early, as('can-bo:so-a'), roundId, 'so-a', points('8')));
    await done(submit(early, as('can-bo:so-b'), roundId, 'so-b', points('8')));
    expect(await next(early, EXPERT, roundId)).toEqual({ status: 'moved', state: 'thẩm định lần 1' });
  });

  it('moves one step when two hands mean the same one', async () => {
    const { desk, roundId, round } = await openedRound();
    const late = await desk(TOO_LATE);
    const outcomes = await Promise.all([1, 2, 3].map(() => next(late, EXPERT, roundId, 'thẩm định lần 1')));
    expect(outcomes.map(({ status }) => status)).toEqual(['moved', 'refused', 'refused']);
    expect((await round()).state).toBe('thẩm định lần 1');
  });

  it('returns doubts, which the unit answers, late or in time', async () => {
    const { desk, roundId } = await openedRound();
    const late = await desk(TOO_LATE);
    await done(next(late, EXPERT, roundId));
    const told = await doubt(late, APPRAISER, roundId, {
      unitId: 'so-a',
      item: 'Kế hoạch',
      text: 'Thiếu văn bản.',
    });
    expect(told).toEqual({ status: 'doubted', doubt: 1, item: 'I.1' });
    await done(doubt(late, APPRAISER, roundId, { unitId: 'so-a', item: 'I.2', text: 'Chưa rõ.' }));
    const early = { unitId: 'so-a', doubtId: 1, text: 'Xin gửi.' };
    expect(await supplement(late, as('can-bo:so-a'), roundId, early)).toMatchObject({ status: 'refused' });
    await done(next(late, EXPERT, roundId));
    expect(JSON.stringify(await next(late, EXPERT, roundId))).toContain('còn 2 ý kiến chưa được giải trình');
    const answered = await supplement(late, as('can-bo:so-a'), roundId, { ...early, evidence: 'CV 15' });
    expect(answered).toEqual({ status: 'supplemented', doubt: 1, open: 1 });
    const overdue = await desk(at('2026-12-11T01:00'));
    const second = await supplement(overdue, as('can-bo:so-a'), roundId, { ...early, doubtId: 2 });
    expect(second).toMatchObject({ status: 'supplemented', open: 0, late: { minutes: 60 } });
    expect(await doubtsOf(overdue, roundId, 'so-a')).toMatchObject([
      { id: 1, item: 'I.1', isAnswered: true, answer: { text: 'Xin gửi.', evidence: 'CV 15' } },
      { id: 2, isAnswered: true, answer: { evidence: null } },
    ]);
  });

  it.each([
    ['of another unit’s doubt', { doubtId: 9 }, 'không có ý kiến thẩm định số 9'],
    ['without words', { text: ' ' }, 'Chưa ghi nội dung giải trình'],
  ])('refuses a supplement %s', async (_, changes, reason) => {
    const { desk, roundId } = await openedRound();
    const late = await desk(TOO_LATE);
    await done(next(late, EXPERT, roundId));
    await done(doubt(late, APPRAISER, roundId, { unitId: 'so-a', item: 'I.1', text: 'Thiếu.' }));
    await done(next(late, EXPERT, roundId));
    const given = { unitId: 'so-a', doubtId: 1, text: 'Xin gửi.', ...changes };
    expect(JSON.stringify(await supplement(late, as('can-bo:so-a'), roundId, given))).toContain(reason);
  });

  it.each([
    ['an unknown criterion', 'Kế hoạchh', 'Sai.', 'Có phải I.1 (Kế hoạch)'],
    ['no words', 'I.1', '', 'Chưa ghi ý kiến'],
  ])('refuses a doubt with %s', async (_, item, text, reason) => {
    const { desk, roundId } = await openedRound();
    const late = await desk(TOO_LATE);
    await done(next(late, EXPERT, roundId));
    expect(JSON.stringify(await doubt(late, APPRAISER, roundId, { unitId: 'so-a', item, text }))).toContain(
      reason,
    );
  });
});

describe('an appraiser', () => {
  /** The holder of an office, linked to a chat. */
  async function linked(desk: Desk, role: string, chatId: string, unitId?: string): Promise<Caller> {
    return write(desk.db, async (tx) => {
      const invitation = await invite(tx, role, desk.now, unitId);
      if (invitation === undefined) throw new Error(role);
      await redeemLinkCode(tx, invitation.code, { channel: 'zalo', chatId }, desk.now);
      return { ...as(role), personId: invitation.person.id };
    });
  }

  async function appraising(): Promise<{ desk: Desk; roundId: number }> {
    const { desk, roundId } = await openedRound(['so-a', 'so-b', 'huyen-c']);
    const late = await desk(TOO_LATE);
    await done(next(late, EXPERT, roundId));
    return { desk: late, roundId };
  }

  /** Whether the caller is kept from Sở A and not from Sở B, and nothing is stored of the former. */
  const isKeptFromOwn = async (desk: Desk, caller: Caller, roundId: number): Promise<boolean> => {
    const own = await score(desk, caller, roundId, 'so-a', points('8'));
    const reason = 'không được chấm điểm hoặc nêu ý kiến về chính đơn vị của mình';
    const said = await doubt(desk, caller, roundId, { unitId: 'so-a', item: 'I.1', text: 'Thiếu.' });
    const other = await score(desk, caller, roundId, 'so-b', points('8'));
    const stored = await scoresOf(desk, 'so-a');
    return (
      [own, said].every((each) => JSON.stringify(each).includes(reason)) &&
      stored === 0 &&
      other.status === 'accepted'
    );
  };

  it('never scores the unit where they work', async () => {
    const { desk, roundId } = await appraising();
    const appraiser = await linked(desk, 'tham-dinh:so', 'chat-1', 'so-a');
    expect(await isKeptFromOwn(desk, appraiser, roundId)).toBe(true);
  });

  it('never scores the unit of another office that was linked to the same chat, in either order and through a third', async () => {
    const { desk, roundId } = await appraising();
    const appraiser = await linked(desk, 'tham-dinh:so', 'chat-1');
    await linked(desk, 'chuyen-vien-cchc', 'chat-1');
    await linked(desk, 'can-bo:so-a', 'chat-1');
    expect(await isKeptFromOwn(desk, appraiser, roundId)).toBe(true);
    const later = await linked(desk, 'tham-dinh:so', 'chat-1');
    const own = await score(desk, later, roundId, 'so-a', points('8'));
    expect(own.status).toBe('refused');
  });

  it('may score the unit of an office that has ended, or of a stranger with the same number on another channel', async () => {
    const { desk, roundId } = await appraising();
    const former = await linked(desk, 'can-bo:so-a', 'chat-1');
    const appraiser = await linked(desk, 'tham-dinh:so', 'chat-1');
    await write(desk.db, (tx) => revokePerson(tx, former.personId ?? '', desk.now));
    await write(desk.db, async (tx) => {
      const stranger = await invite(tx, 'can-bo:so-a', desk.now);
      await redeemLinkCode(tx, stranger?.code ?? '', { channel: 'telegram', chatId: 'chat-1' }, desk.now);
    });
    expect(await score(desk, appraiser, roundId, 'so-a', points('8'))).toMatchObject({ status: 'accepted' });
  });

  it('scores units of the own block only', async () => {
    const { desk, roundId } = await appraising();
    const outcome = await score(desk, as('tham-dinh:huyen'), roundId, 'so-a', points('8'));
    expect(JSON.stringify(outcome)).toContain('Chỉ người thẩm định của khối');
  });

  it('is a person: an office alone neither scores nor doubts, but on the sample', async () => {
    const { desk, roundId } = await appraising();
    const office = as('tham-dinh:so');
    const doubted = { unitId: 'so-a', item: 'I.1', text: 'Thiếu.' };
    for (const outcome of [
      await score(desk, office, roundId, 'so-a', points('8')),
      await doubt(desk, office, roundId, doubted),
    ])
      expect(outcome).toMatchObject({
        status: 'refused',
        problems: [{ remedy: expect.stringContaining('user invite tham-dinh:so --unit') }],
      });
    expect(await scoresOf(desk, 'so-a')).toBe(0);
    const sample = { ...desk, sample: true };
    expect(await score(sample, office, roundId, 'so-a', points('8'))).toMatchObject({ status: 'accepted' });
    expect(await doubt(sample, office, roundId, doubted)).toMatchObject({ status: 'doubted' });
  });
});

describe('the council', () => {
  it('approves what the appraisers gave last', async () => {
    const { desk, round } = await approvedRound();
    const now = await desk(PUBLISHING);
    expect((await round()).state).toBe('đã phê duyệt');
    expect(await scoresOf(now, 'so-a', 'phê duyệt')).toBe(4);
    const { context, decision } = await decided(now, 'so-a');
    expect(context.standing).toBe('đã thẩm định');
    expect(decision).toMatchObject({ rank: 'KHÁ' });
  });

  it('has the last word: files of points and ranks change nothing once it has approved', async () => {
    const { desk } = await approvedRound();
    const now = await desk(PUBLISHING);
    const outcomes = [
      await loadScores(now, upload('Đơn vị,Năm,Tiêu chí,Điểm\nSở A,2026,I.1,1\n')),
      await loadRanks(
        now,
        upload('Đơn vị,Năm,Xếp hạng,Số quyết định,Ngày quyết định\nSở A,2026,TỐT,9/QĐ,20/12/2026\n'),
      ),
      await loadFigures(now, upload('Đơn vị,Kỳ,Điểm thẩm định\nSở A,2026,20\n')),
    ];
    for (const outcome of outcomes)
      expect(JSON.stringify(outcome)).toContain('Hội đồng đã phê duyệt kết quả năm 2026');
  });

  it('approves nothing while the index of a unit is not known', async () => {
    const { desk, roundId, round } = await openedRound();
    const late = await desk(at('2026-12-15T09:00'));
    for (let step = 0; step < 4; step += 1) await done(next(late, EXPERT, roundId));
    const outcome = await approve(late, COUNCIL, roundId);
    expect(JSON.stringify(outcome)).toContain('Chưa đủ điểm để tính chỉ số của 2 đơn vị: Sở A, Sở B');
    expect((await round()).state).toBe('trình hội đồng');
  });
});

describe('publication', () => {
  it('writes the ranks with their decision, and a receipt that the recomputation gives again', async () => {
    const { now, roundId, receipt } = await publishedRound();
    expect(receipt).toMatch(/^KC-[A-Z2-7]{26}$/);
    const ranks = await readPublishedRanks(now.db, { dataDate: '2026-12-21' });
    expect(ranks.get('so-a')?.get(2026)).toMatchObject({
      rank: 'KHÁ',
      decision: '10/QĐ-UBND',
      decidedOn: '2026-12-20',
    });
    expect(ranks.get('so-b')?.get(2026)).toMatchObject({ rank: 'TRUNG BÌNH' });
    expect(await verifyRound(now, roundId)).toEqual([
      { decision: '10/QĐ-UBND', receipt, outcome: 'same', units: [], names: [] },
    ]);
    const { context } = await decided(now, 'so-a');
    expect(context).toMatchObject({ standing: 'đã công bố', publishedBy: '10/QĐ-UBND 20/12/2026' });
  });

  it('freezes: steps and files change it no more, and say how to correct it', async () => {
    const { now, roundId, round } = await publishedRound();
    const before = [await scoresOf(now, 'so-a'), (await now.db.select().from(publishedRanks)).length];
    const refusedSteps = await Promise.all([
      submit(now, as('can-bo:so-a'), roundId, 'so-a', points('8')),
      score(now, APPRAISER, roundId, 'so-a', points('7')),
      doubt(now, APPRAISER, roundId, { unitId: 'so-a', item: 'I.1', text: 'Thiếu.' }),
      next(now, EXPERT, roundId),
      approve(now, COUNCIL, roundId),
      publish(now, EXPERT, roundId, { ...FIRST, decision: '11/QĐ-UBND' }),
      loadScores(now, upload('Đơn vị,Năm,Tiêu chí,Điểm\nSở A,2026,I.1,1\n')),
      loadRanks(
        now,
        upload('Đơn vị,Năm,Xếp hạng,Số quyết định,Ngày quyết định\nSở A,2026,TỐT,9/QĐ,20/12/2026\n'),
      ),
    ]);
    expect(refusedSteps.map(({ status }) => status)).toEqual(refusedSteps.map(() => 'refused'));
    expect(JSON.stringify(refusedSteps[6])).toContain('--corrects 10/QĐ-UBND');
    expect(JSON.stringify(refusedSteps[7])).toContain('--corrects 10/QĐ-UBND');
    expect([await scoresOf(now, 'so-a'), (await now.db.select().from(publishedRanks)).length]).toEqual(
      before,
    );
    expect((await round()).state).toBe('đã công bố');
  });

  it('is corrected by a new decision that names the old one, and both can be recomputed', async () => {
    const { now, roundId, receipt } = await publishedRound();
    const csv = 'Đơn vị,Năm,Tiêu chí,Điểm\nSở B,2026,I.1,8\n';
    const correction = {
      decision: '12/QĐ-UBND',
      decidedOn: '2026-12-21',
      corrects: '10/QĐ-UBND',
      ranks: new Map<string, string>(),
      file: { bytes: new TextEncoder().encode(csv), fileName: 'dinh-chinh.csv' },
    };
    const corrected = await publish(now, EXPERT, roundId, correction);
    expect(corrected).toMatchObject({
      status: 'published',
      corrections: [{ unit: 'so-b', name: 'Sở B', year: 2026, from: 'TRUNG BÌNH', to: 'KHÁ' }],
    });
    const found = await verifyRound(now, roundId);
    expect(found.map(({ outcome }) => outcome)).toEqual(['same', 'same']);
    expect(found[0]?.receipt).toBe(receipt);
    const ranks = await readPublishedRanks(now.db, { dataDate: '2026-12-21' });
    expect(ranks.get('so-b')?.get(2026)).toMatchObject({ rank: 'KHÁ', decision: '12/QĐ-UBND' });
    const again = await publish(now, EXPERT, roundId, {
      ...correction,
      corrects: '12/QĐ-UBND',
      decision: '10/QĐ-UBND',
    });
    expect(JSON.stringify(again)).toContain('đã công bố kết quả vòng này');
  });

  it('cannot be recomputed once a published rank, or what it came from, is changed in the database', async () => {
    const { now, roundId } = await publishedRound();
    await now.db.update(publishedRanks).set({ rank: 'TỐT' }).where(eq(publishedRanks.unitId, 'so-b'));
    expect(await verifyRound(now, roundId)).toMatchObject([{ outcome: 'different', units: [] }]);
    await now.db.update(publishedRanks).set({ rank: 'TRUNG BÌNH' }).where(eq(publishedRanks.unitId, 'so-b'));
    expect(await verifyRound(now, roundId)).toMatchObject([{ outcome: 'same' }]);
    await now.db
      .update(scores)
      .set({ numerator: 5 })
      .where(and(eq(scores.unitId, 'so-b'), eq(scores.stage, 'phê duyệt'), eq(scores.item, 'I.1')));
    expect(await verifyRound(now, roundId)).toMatchObject([{ outcome: 'different', units: ['so-b'] }]);
  });

  it('holds of publications whose receipt did not cover the dossiers yet', async () => {
    const { now, roundId } = await publishedRound();
    const [written] = await publicationsOf(now.db, roundId);
    const { grounds, ...decision } = written ?? {};
    if (grounds === undefined) throw new Error('no grounds');
    const ranks = await ranksOfImport(now.db, grounds.importId);
    const units = Object.entries(grounds.unitReceipts).map(([unit, receipt]) => ({
      unit,
      receipt,
      ...(ranks.get(unit) ?? { rank: '', decision: null, decidedOn: null }),
    }));
    const first = publicationReceipt({
      province: 'thu',
      year: 2026,
      decision: '',
      decidedOn: '',
      corrects: null,
      ...decision,
      ...grounds,
      units,
    });
    expect(first).not.toBe(grounds.receipt);
    await now.db.update(publications).set({ receipt: first });
    expect(await verifyRound(now, roundId)).toMatchObject([{ outcome: 'same' }]);
  });

  const CHANGES: readonly (readonly [string, readonly string[], (db: Desk['db']) => Promise<unknown>])[] = [
    ['a dossier is gone', [], (db) => db.delete(submissions).where(eq(submissions.unitId, 'so-a'))],
    [
      'a dossier came at another moment',
      [],
      (db) => db.update(submissions).set({ at: '2026-12-05T00:00:00.000Z' }),
    ],
    [
      'a dossier is of another unit',
      [],
      (db) => db.update(submissions).set({ unitId: 'so-b' }).where(eq(submissions.unitId, 'so-a')),
    ],
    [
      'the deadline is',
      [],
      (db) => db.update(rounds).set({ submissionDeadline: '2026-12-05T17:00:00.000Z' }),
    ],
    [
      'the second deadline is',
      [],
      (db) => db.update(rounds).set({ supplementDeadline: '2026-12-25T17:00:00.000Z' }),
    ],
    [
      'the date beside a rank is',
      ['Sở A'],
      (db) =>
        db.update(publishedRanks).set({ decidedOn: '2026-12-19' }).where(eq(publishedRanks.unitId, 'so-a')),
    ],
    [
      'the decision beside a rank is',
      ['Sở A', 'Sở B'],
      (db) => db.update(publishedRanks).set({ decision: '9/QĐ-UBND' }),
    ],
    ['a rank is gone', ['Sở B'], (db) => db.delete(publishedRanks).where(eq(publishedRanks.unitId, 'so-b'))],
  ];
  it.each(CHANGES)('does not hold once in the database %s', async (_, names, change) => {
    const { now, roundId } = await publishedRound();
    expect(await verifyRound(now, roundId)).toMatchObject([{ outcome: 'same' }]);
    await change(now.db);
    expect(await verifyRound(now, roundId)).toMatchObject([{ outcome: 'different', names }]);
  });

  it('is recomputed from what counted then, whatever was loaded afterwards', async () => {
    const { now, desk, roundId } = await publishedRound();
    await loadFigures(now, upload('Đơn vị,Kỳ,Tỷ lệ đúng hạn\nSở A,2026,100%\n'));
    expect(await verifyRound(await desk(at('2027-02-01T09:00')), roundId)).toMatchObject([
      { outcome: 'same' },
    ]);
  });

  it.each([
    ['by the council', COUNCIL, {}, 'không được công bố'],
    ['by a decision of tomorrow', EXPERT, { decidedOn: '2026-12-22' }, 'chưa tới'],
    ['by a decision of the year before', EXPERT, { decidedOn: '2025-12-20' }, 'trước năm đánh giá'],
    ['without the number of its decision', EXPERT, { decision: ' ' }, 'Chưa ghi số quyết định'],
    ['as a correction of nothing', EXPERT, { corrects: '1/QĐ' }, 'Chưa có lần công bố nào'],
    ['with points', EXPERT, { file: points('8') }, 'Công bố lần đầu không kèm điểm'],
    ['with a rank that the rules exclude', EXPERT, { ranks: new Map([['so-a', 'TỐT']]) }, 'Sở A (so-a: KHÁ)'],
  ])('%s is refused, and leaves nothing staged', async (_, caller, changes, reason) => {
    const { desk, roundId, round } = await approvedRound();
    const now = await desk(PUBLISHING);
    const before = (await now.db.select().from(imports)).length;
    const outcome = await publish(now, caller, roundId, { ...FIRST, ...changes });
    expect(JSON.stringify(outcome)).toContain(reason);
    expect(outcome.status).toBe('refused');
    expect((await round()).state).toBe('đã phê duyệt');
    expect((await now.db.select().from(imports)).length).toBe(before);
  });

  it('happens once when two hands publish at the same moment', async () => {
    const { desk, roundId } = await approvedRound();
    const now = await desk(PUBLISHING);
    const outcomes = await Promise.all([
      publish(now, EXPERT, roundId, FIRST),
      publish(now, as('quan-tri'), roundId, { ...FIRST, decision: '11/QĐ-UBND' }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['published', 'refused']);
    expect((await now.db.select().from(publishedRanks)).length).toBe(2);
  });
});
