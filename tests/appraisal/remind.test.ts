import { describe, expect, it } from 'vitest';
import { next } from '../../bot/appraisal/advance.ts';
import { doubt, supplement } from '../../bot/appraisal/doubts.ts';
import { submit } from '../../bot/appraisal/points.ts';
import { remind, remindDue, remindOnTheHour } from '../../bot/appraisal/remind.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import type { Desk } from '../../bot/desk.ts';
import { invite } from '../../bot/link.ts';
import type { Reply } from '../../bot/reply.ts';
import { write } from '../../db/database.ts';
import { redeemLinkCode } from '../../db/link-codes.ts';
import { outbox } from '../../db/schema.ts';
import { APPRAISER, as, at, done, EXPERT, openedRound, points, TOO_LATE } from './rounds.ts';

async function link(desk: Desk, role: string, chatId: string): Promise<void> {
  await write(desk.db, async (tx) => {
    const invitation = await invite(tx, role, desk.now);
    await redeemLinkCode(tx, invitation?.code ?? '', { channel: 'zalo', chatId }, desk.now);
  });
}

async function messages(desk: Desk): Promise<string[]> {
  const rows = await desk.db.select().from(outbox);
  return rows.map(({ chatId, body }) => `${chatId}: ${renderPlain(body as Reply)}`);
}

describe('units that have not handed in', () => {
  it('are reminded once a unit and day, whoever asks and however often', async () => {
    const { desk, roundId } = await openedRound();
    const morning = await desk(at('2026-11-28T08:00'));
    await link(morning, 'thu-truong:so-a', 'head');
    await link(morning, 'can-bo:so-a', 'officer');
    await link(morning, 'can-bo:so-b', 'other');
    await done(submit(morning, as('can-bo:so-b'), roundId, 'so-b', points('8')));
    expect(await remind(morning, EXPERT, roundId)).toEqual({ status: 'reminded', units: 1, messages: 2 });
    const told = await Promise.all([remind(morning, EXPERT, roundId), remindDue(morning)]);
    expect(told.map((each) => (each.status === 'reminded' ? each.messages : -1))).toEqual([0, 0]);
    expect(await messages(morning)).toHaveLength(2);
    expect((await messages(morning))[0]).toContain(
      'Kính đề nghị Sở A nộp hồ sơ đề nghị thẩm định cải cách hành chính năm 2026.',
    );
    expect((await messages(morning))[0]).toContain('Hạn: hết ngày 01/12/2026 (còn 3 ngày).');
    const tomorrow = await desk(at('2026-11-29T00:01'));
    expect(await remind(tomorrow, EXPERT, roundId)).toMatchObject({ messages: 2 });
  });

  it('are reminded of themselves from three days before the deadline, and after it while the step is open', async () => {
    const { desk, roundId } = await openedRound();
    const early = await desk(at('2026-11-27T23:59'));
    await link(early, 'can-bo:so-a', 'officer');
    expect(await remindDue(early)).toEqual({ status: 'reminded', units: 0, messages: 0 });
    expect(await remindDue(await desk(at('2026-11-28T00:00')))).toMatchObject({ units: 2, messages: 1 });
    expect(await remindDue(await desk(at('2026-12-01T07:00')))).toMatchObject({ messages: 1 });
    expect(await remindDue(await desk(TOO_LATE))).toMatchObject({ messages: 1 });
    const [, today, over] = await messages(early);
    expect(today).toContain('Hạn: hết ngày 01/12/2026 (hôm nay).');
    expect(over).toContain('Đã quá hạn (hết ngày 01/12/2026)');
    await done(next(await desk(TOO_LATE), EXPERT, roundId));
    expect(await remindDue(await desk(TOO_LATE))).toMatchObject({ units: 0, messages: 0 });
  });

  it.each([
    ['07:59', 0],
    ['08:00', 1],
    ['16:59', 1],
    ['17:00', 0],
  ])('are reminded by the clock in office hours only: %s', async (time, sent) => {
    const { desk } = await openedRound();
    const now = await desk(at(`2026-11-28T${time}`));
    await link(now, 'can-bo:so-a', 'officer');
    expect(await remindOnTheHour(now)).toMatchObject({ messages: sent });
    expect(await remindOnTheHour(now)).toMatchObject({ messages: 0 });
  });

  it('are reminded by the expert and the administrator only, and only while they can hand in', async () => {
    const { desk, roundId } = await openedRound();
    const now = await desk(TOO_LATE);
    expect(await remind(now, as('can-bo:so-a'), roundId)).toMatchObject({ status: 'refused' });
    await done(next(now, EXPERT, roundId));
    expect(JSON.stringify(await remind(now, EXPERT, roundId))).toContain('không còn hoặc chưa được mở');
  });
});

it('units with doubts are reminded of those that wait for an answer', async () => {
  const { desk, roundId } = await openedRound();
  const now = await desk(TOO_LATE);
  await link(now, 'can-bo:so-a', 'officer');
  await done(next(now, EXPERT, roundId));
  for (const item of ['I.1', 'I.2'])
    await done(doubt(now, APPRAISER, roundId, { unitId: 'so-a', item, text: 'Thiếu.' }));
  await done(next(now, EXPERT, roundId));
  await done(supplement(now, as('can-bo:so-a'), roundId, { unitId: 'so-a', doubtId: 1, text: 'Xin gửi.' }));
  expect(await remind(now, EXPERT, roundId)).toEqual({ status: 'reminded', units: 1, messages: 1 });
  const [message] = await messages(now);
  expect(message).toContain(
    'Kính đề nghị Sở A giải trình, bổ sung tài liệu đối với 1 ý kiến thẩm định năm 2026.',
  );
  expect(message).toContain('Hạn: hết ngày 10/12/2026 (còn 8 ngày).');
});
