import { eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import type { Desk } from '../../bot/desk.ts';
import { invite } from '../../bot/link.ts';
import { type LoadOutcome, loadFigures } from '../../bot/load-figures.ts';
import type { Reply } from '../../bot/reply.ts';
import { readAlerts } from '../../db/alerts.ts';
import { write } from '../../db/database.ts';
import { redeemLinkCode } from '../../db/link-codes.ts';
import { observations, outbox } from '../../db/schema.ts';
import { sampleDesk } from '../support/sample.ts';

const { desk } = sampleDesk();
let chats = 0;

/** Links a new chat to a new holder of the role. */
async function linked(at: Desk, role: string): Promise<string> {
  chats += 1;
  const chatId = `chat-${chats}`;
  await write(at.db, async (tx) => {
    const invitation = await invite(tx, role, at.now);
    if (invitation === undefined) throw new Error(role);
    await redeemLinkCode(tx, invitation.code, { channel: 'zalo', chatId }, at.now);
  });
  return chatId;
}

async function messages(at: Desk, chatId: string): Promise<string[]> {
  const rows = await at.db.select().from(outbox).where(eq(outbox.chatId, chatId));
  return rows.map(({ body }) => renderPlain(body as Reply));
}

function load(at: Desk, csv: string, dryRun = false): Promise<LoadOutcome> {
  return loadFigures(at, {
    bytes: new TextEncoder().encode(csv),
    fileName: 'so-lieu.csv',
    loadedBy: 'thử',
    dryRun,
  });
}

/** A file that brings one unit's late rate of a year to the counts given, in that year's figure as a whole. */
const figures = (unit: string, late: number, resolved: number, year = 2026): string =>
  `Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\n${unit},${year},${resolved},${late}\n`;

describe('new figures', () => {
  it('that make a rule fire send the linked people one message with clause, figures and what is left', async () => {
    const at = await desk();
    const head = await linked(at, 'thu-truong:kh-so-tu-phap');
    const officer = await linked(at, 'can-bo:kh-so-tu-phap');
    const other = await linked(at, 'thu-truong:kh-so-y-te');
    const outcome = await load(at, figures('Sở Tư pháp Khánh Hòa', 50, 1000));
    expect(outcome).toMatchObject({
      status: 'loaded',
      figures: 2,
      units: 1,
      warnings: { units: 1, messages: 2 },
    });
    const [message, ...more] = await messages(at, head);
    expect(more).toEqual([]);
    expect(message).toContain('CẢNH BÁO: Sở Tư pháp năm 2026');
    expect(message).toContain('đã chạm ngưỡng “không xếp hạng TỐT”');
    expect(message).toContain('Tỷ lệ hồ sơ trễ hạn 5% (50/1.000 hồ sơ), đã chạm ngưỡng “từ 5% trở lên”');
    expect(message).toContain('có từ 5% hồ sơ trễ hạn trở lên');
    expect(message).toContain('Mục II, điểm 8, gạch đầu dòng thứ hai');
    expect(await messages(at, officer)).toEqual([message]);
    expect(await messages(at, other)).toEqual([]);
  });

  it('send nothing when the same file is loaded again, nor when nothing has become worse', async () => {
    const at = await desk();
    const head = await linked(at, 'thu-truong:kh-so-tttt');
    const csv = figures('kh-so-tttt', 60, 1000);
    await load(at, csv);
    expect(await messages(at, head)).toHaveLength(1);
    expect(await load(at, csv)).toEqual({ status: 'repeated' });
    await load(at, figures('kh-so-tttt', 59, 1000));
    expect(await messages(at, head)).toHaveLength(1);
  });

  it('warn within the margin that the rule declares, and again when the threshold is crossed', async () => {
    const at = await desk();
    const head = await linked(at, 'thu-truong:kh-so-ngoai-vu');
    await load(at, figures('Sở Ngoại vụ', 399, 10000));
    expect(await messages(at, head)).toHaveLength(0);
    await load(at, figures('Sở Ngoại vụ', 400, 10000));
    const [near] = await messages(at, head);
    expect(near).toContain('sắp chạm ngưỡng “không xếp hạng TỐT”');
    expect(near).toContain('thêm 106 hồ sơ trễ hạn là chạm ngưỡng');
    await load(at, figures('Sở Ngoại vụ', 500, 10000));
    expect(await messages(at, head)).toHaveLength(2);
    const alerts = await readAlerts(at.db, { unitIds: ['kh-so-ngoai-vu'] });
    expect(alerts).toMatchObject([
      { ruleId: 'kl-btv-kh/khong-xep-tot', severity: 'fired', state: 'firing', year: 2026 },
    ]);
  });

  it('of a year whose ranks are published warn of nothing', async () => {
    const at = await desk();
    const head = await linked(at, 'thu-truong:kh-so-cong-thuong');
    await load(at, figures('Sở Công Thương Khánh Hòa', 300, 1000, 2019));
    expect(await messages(at, head)).toEqual([]);
  });

  it('that contradict those already held are refused, and nothing is warned of', async () => {
    const at = await desk();
    const head = await linked(at, 'thu-truong:kh-so-gddt');
    const outcome = await load(
      at,
      'Đơn vị,Kỳ,Hồ sơ trễ hạn\nSở Giáo dục và Đào tạo Khánh Hòa,10/2026,99999\n',
    );
    expect(outcome).toMatchObject({ status: 'refused', total: 1 });
    expect(JSON.stringify(outcome)).toContain(
      'cộng với số liệu đã có thì hồ sơ trễ hạn lớn hơn hồ sơ đã giải quyết',
    );
    expect(await messages(at, head)).toEqual([]);
  });

  it('of one part of a rate and another period than the other part give no rate at all', async () => {
    const at = await desk();
    await load(at, 'Đơn vị,Kỳ,Hồ sơ trễ hạn\nSở Khoa học và Công nghệ Khánh Hòa,11/2026,30\n');
    const { reply } = await answer(at, { role: 'lanh-dao-tinh' }, { action: 'status:kh-so-khcn:2026' });
    expect(renderPlain(reply)).toContain('Tỷ lệ hồ sơ trễ hạn chưa có số liệu');
  });

  it('that are only checked change nothing', async () => {
    const at = await desk();
    const before = (await at.db.select({ id: observations.id }).from(observations)).length;
    expect(await load(at, figures('Sở Y tế Khánh Hòa', 500, 1000), true)).toMatchObject({
      status: 'checked',
      figures: 2,
    });
    expect((await at.db.select({ id: observations.id }).from(observations)).length).toBe(before);
  });

  it.each([
    ['an unknown unit', figures('Sở Tư phápp', 1, 10), 'Sở Tư phápp'],
    ['late more than resolved', figures('Sở Tư pháp Khánh Hòa', 11, 10), 'trễ hạn'],
    ['a broken number', 'Đơn vị,Kỳ,Chỉ số hài lòng\nSở Tư pháp Khánh Hòa,2026,"5,3%x"\n', '5,3%x'],
    ['a missing column', 'Đơn vị,Hồ sơ trễ hạn\nSở Tư pháp Khánh Hòa,1\n', 'kỳ'],
  ])('with %s are refused whole, with place and remedy', async (_, csv, word) => {
    const at = await desk();
    const before = (await at.db.select({ id: observations.id }).from(observations)).length;
    const good = `${csv}Sở Y tế Khánh Hòa,2026,10,1\n`;
    const outcome = await load(at, good);
    expect(outcome.status).toBe('refused');
    expect(JSON.stringify(outcome).toLowerCase()).toContain(word.toLowerCase());
    expect((await at.db.select({ id: observations.id }).from(observations)).length).toBe(before);
  });
});
