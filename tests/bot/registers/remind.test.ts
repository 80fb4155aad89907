import { describe, expect, it } from 'vitest';
import { renderPlain } from '../../../bot/channels/plain.ts';
import { invite } from '../../../bot/link.ts';
import { remindEntries, remindEntriesOnTheHour } from '../../../bot/registers/remind.ts';
import type { Reply } from '../../../bot/reply.ts';
import { write } from '../../../db/database.ts';
import { redeemLinkCode } from '../../../db/link-codes.ts';
import { outbox } from '../../../db/schema.ts';
import { isWeekday } from '../../../engine/model/dates.ts';
import { type Office, offices } from '../../support/offices.ts';

const office = offices();
const TASKS = 'Đơn vị,Năm,Mã nhiệm vụ,Nhiệm vụ được giao,Người thực hiện,Hạn hoàn thành,Ngày hoàn thành\n';
const FINDINGS = 'Đơn vị,Năm,Mã kiến nghị,Kiến nghị sau kiểm tra,Hạn khắc phục,Ngày khắc phục\n';

async function link(at: Office, role: string, chatId: string): Promise<void> {
  const { now } = await at.desk();
  await write(at.db, async (tx) => {
    const invitation = await invite(tx, role, now);
    await redeemLinkCode(tx, invitation?.code ?? '', { channel: 'zalo', chatId }, now);
  });
}

async function messages(at: Office): Promise<string[]> {
  const rows = await at.db.select().from(outbox);
  return rows.map(({ chatId, body }) => `${chatId}: ${renderPlain(body as Reply)}`);
}

/** Two units that owe something on Friday 20 November 2026, and people of one of them. */
async function owing(): Promise<Office> {
  const at = await office();
  await at.load(
    'assigned-tasks',
    `${TASKS}Sở Tư pháp,2026,NV-1,Rà soát văn bản,Trưởng phòng,25/11/2026,\nSở Tư pháp,2026,NV-2,Việc đã xong,,19/11/2026,19/11/2026\nSở Tư pháp,2026,NV-3,Việc còn xa,,26/11/2026,\nSở Nội vụ,2026,NV-4,Việc khác,,20/11/2026,\n`,
  );
  await at.load('findings', `${FINDINGS}Sở Tư pháp,2025,KN-1,Niêm yết thủ tục,30/09/2026,\n`);
  await link(at, 'thu-truong:so-tu-phap', 'head');
  await link(at, 'can-bo:so-tu-phap', 'officer');
  await link(at, 'lanh-dao-tinh', 'leader');
  return at;
}

describe('what falls due', () => {
  it('is told to the head and the officers of the unit, the worst first', async () => {
    const at = await owing();
    expect(await remindEntries(await at.desk(), isWeekday)).toEqual({
      status: 'reminded',
      units: 2,
      messages: 2,
    });
    const [first, second, ...more] = await messages(at);
    expect(more).toEqual([]);
    expect(second?.replace('officer', 'head')).toBe(first);
    expect(first).toContain('head: Sở Tư pháp: 1 việc quá hạn, 1 việc sắp đến hạn.');
    expect(first).toMatch(
      /KN-1: Niêm yết thủ tục\. Đã quá hạn \(hạn 30\/09\/2026\)\.[^]*NV-1: Rà soát văn bản \(Trưởng phòng\)\. Hạn 25\/11\/2026\./,
    );
    expect(first).not.toMatch(/NV-2|NV-3|NV-4/);
  });

  it('is told once a person and day, whoever asks and however often', async () => {
    const at = await owing();
    const friday = await at.desk();
    await Promise.all([remindEntries(friday, isWeekday), remindEntriesOnTheHour(friday, isWeekday)]);
    expect(await messages(at)).toHaveLength(2);
    expect(await remindEntries(await at.desk('2026-11-23'), isWeekday)).toMatchObject({ messages: 2 });
  });

  it('is told of itself on working days only', async () => {
    const at = await owing();
    const none = { status: 'reminded', units: 0, messages: 0 };
    expect(await remindEntriesOnTheHour(await at.desk('2026-11-21'), isWeekday)).toEqual(none);
    expect(await remindEntriesOnTheHour(await at.desk(), () => false)).toEqual(none);
    expect(await remindEntriesOnTheHour(await at.desk(), isWeekday)).toMatchObject({ messages: 2 });
  });

  it('is told no more once it is done', async () => {
    const at = await owing();
    await at.load('assigned-tasks', `${TASKS}Sở Tư pháp,2026,NV-1,Rà soát văn bản,,25/11/2026,20/11/2026\n`);
    await at.load('findings', `${FINDINGS}Sở Tư pháp,2025,KN-1,Niêm yết thủ tục,30/09/2026,20/11/2026\n`);
    expect(await remindEntries(await at.desk(), isWeekday)).toMatchObject({ units: 1, messages: 0 });
  });
});
