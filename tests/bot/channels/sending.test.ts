/** Both senders against the platforms' rules, over HTTP. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { telegramSender } from '../../../bot/channels/telegram/sender.ts';
import { zaloSender } from '../../../bot/channels/zalo/sender.ts';
import type { Delivery, Sender } from '../../../bot/outbox/delivery.ts';
import type { Block, Button, Reply } from '../../../bot/reply.ts';
import type { ApiStub } from '../../stubs/api.ts';
import { startTelegramStub } from '../../stubs/telegram.ts';
import { startZaloStub } from '../../stubs/zalo.ts';

const CHAT = '11';
const NASTY = 'Sở <b>"A&B"</b> & <script>alert(1)</script> </b>';

interface Channel {
  readonly stub: ApiStub;
  readonly sender: Sender;
  /** What the chat received, as it is read. */
  readonly read: () => string[];
}

const channels = {
  telegram: async (): Promise<Channel> => {
    const stub = await startTelegramStub();
    onTestFinished(() => stub.close());
    await stub.say(CHAT, '/start');
    const sender = telegramSender({ token: stub.token, apiRoot: stub.root });
    return { stub, sender, read: () => stub.messages(CHAT).map((message) => message.plain) };
  },
  zalo: async (): Promise<Channel> => {
    const stub = await startZaloStub();
    onTestFinished(() => stub.close());
    await stub.say(CHAT, 'xin chào');
    const sender = zaloSender({ token: stub.token, apiRoot: stub.root });
    return { stub, sender, read: () => stub.messages(CHAT).map((message) => message.text) };
  },
};

async function send(sender: Sender, reply: Reply, chatId = CHAT): Promise<Delivery[]> {
  const deliveries: Delivery[] = [];
  for (const part of sender.parts(reply)) deliveries.push(await part(chatId));
  return deliveries;
}

function say(text: string, ...buttons: Button[]): Reply {
  return { blocks: [{ type: 'verdict', text }], buttons };
}

describe.each(['telegram', 'zalo'] as const)('%s', (name) => {
  it('shows every kind of block, whatever characters it holds', async () => {
    const { sender, read } = await channels[name]();
    const blocks: Block[] = [
      { type: 'verdict', text: NASTY },
      { type: 'text', text: NASTY },
      { type: 'list', items: [NASTY, 'hai'] },
      { type: 'table', header: ['Đơn vị', NASTY], rows: [[NASTY, '79,25%']] },
      { type: 'quote', text: NASTY, source: NASTY },
      { type: 'note', text: NASTY },
    ];
    expect(await send(sender, { blocks, buttons: [] })).toMatchObject([{ outcome: 'sent' }]);
    expect(read().join().split(NASTY)).toHaveLength(9);
  });

  it('sends a long reply in several messages, complete and in order', async () => {
    const { sender, read } = await channels[name]();
    const rows = Array.from({ length: 400 }, (_, index) => [
      String(index + 1),
      'Ủy ban nhân dân <xã> & phường',
    ]);
    const blocks: Block[] = [
      { type: 'verdict', text: 'Bảng xếp hạng' },
      { type: 'table', header: ['Hạng', 'Đơn vị'], rows },
      { type: 'note', text: 'Hết bảng.' },
    ];
    const deliveries = await send(sender, { blocks, buttons: [{ label: 'Vì sao?', action: 'explain::' }] });
    expect(deliveries.length).toBeGreaterThan(2);
    expect(deliveries.every((delivery) => delivery.outcome === 'sent')).toBe(true);
    const text = read().join('\n');
    expect(Array.from(text.matchAll(/^ *(\d+)[ ·]+Ủy ban/gm), (match) => Number(match[1]))).toEqual(
      rows.map(([rank]) => Number(rank)),
    );
    expect(text.indexOf('Hết bảng.')).toBeGreaterThan(text.indexOf('400'));
  });

  it.each([
    [
      '429',
      { kind: 'refuse', code: 429, description: 'Too Many Requests', parameters: { retry_after: 60 } },
      'retry',
    ],
    [
      'an error of the platform',
      { kind: 'refuse', code: 500, description: 'Internal Server Error' },
      'retry',
    ],
    ['a gateway’s error page', { kind: 'page', status: 502 }, 'retry'],
    ['a token that is no longer good', { kind: 'refuse', code: 401, description: 'Unauthorized' }, 'retry'],
    ['a broken connection before an answer', { kind: 'drop before' }, 'ambiguous'],
    ['a lost answer', { kind: 'drop after' }, 'ambiguous'],
    ['an unreadable answer', { kind: 'page', status: 200 }, 'ambiguous'],
    ['a bot that was blocked', { kind: 'refuse', code: 403, description: 'Forbidden: blocked' }, 'refused'],
  ] as const)('takes %s for what it is', async (_what, fault, outcome) => {
    const { stub, sender } = await channels[name]();
    stub.fault('sendMessage', fault);
    const [delivery] = await send(sender, say('A'));
    expect(delivery?.outcome).toBe(outcome);
    expect(delivery).toMatchObject(fault.kind === 'refuse' && fault.code === 429 ? { after: 60 } : {});
  });

  it('tries again when nobody listens, and never repeats the token', async () => {
    const { stub, sender } = await channels[name]();
    await stub.close();
    const deliveries = await send(sender, say('A'));
    expect(deliveries).toEqual([{ outcome: 'retry', error: 'no connection (ECONNREFUSED)' }]);
  });

  it('is refused in a chat that never wrote to it', async () => {
    const { sender } = await channels[name]();
    expect(await send(sender, say('A'), '99')).toMatchObject([{ outcome: 'refused' }]);
  });
});

describe('telegram', () => {
  it('puts short buttons two a row and long ones one a row', async () => {
    const stub = await startTelegramStub();
    onTestFinished(() => stub.close());
    await stub.say(CHAT, '/start');
    const sender = telegramSender({ token: stub.token, apiRoot: stub.root });
    const button = (label: string) => ({ label, action: `explain:${label}` });
    await send(sender, say('A', button('Vì sao?'), button('Lịch sử'), button('Cảnh báo')));
    await send(sender, say('B', button('Vì sao?'), button('Hệ quả với người đứng đầu')));
    const labels = stub
      .messages(CHAT)
      .map(({ keyboard }) => keyboard.map((row) => row.map(({ text }) => text)));
    expect(labels).toEqual([
      [['Vì sao?', 'Lịch sử'], ['Cảnh báo']],
      [['Vì sao?'], ['Hệ quả với người đứng đầu']],
    ]);
  });

  it('leaves out a button that carries more than 64 bytes, and sends the answer', async () => {
    const stub = await startTelegramStub();
    onTestFinished(() => stub.close());
    await stub.say(CHAT, '/start');
    const sender = telegramSender({ token: stub.token, apiRoot: stub.root });
    const fits = { label: 'Vừa', action: 'x'.repeat(64) };
    const tooLong = { label: 'Dài', action: `ộ${'x'.repeat(62)}` };
    expect(await send(sender, say('A', fits, tooLong))).toMatchObject([{ outcome: 'sent' }]);
    expect(
      stub
        .messages(CHAT)[0]
        ?.keyboard.flat()
        .map(({ text }) => text),
    ).toEqual(['Vừa']);
  });

  it('shows the verdict in bold, the clause as a quotation and the table in columns', async () => {
    const stub = await startTelegramStub();
    onTestFinished(() => stub.close());
    await stub.say(CHAT, '/start');
    const blocks: Block[] = [
      { type: 'verdict', text: 'KHÁ' },
      { type: 'quote', text: 'Không xếp hạng tốt', source: 'mục II' },
      { type: 'table', header: ['Năm', 'Hạng'], rows: [['2019', 'KHÁ']] },
      { type: 'note', text: 'Tạm tính' },
    ];
    await send(telegramSender({ token: stub.token, apiRoot: stub.root }), { blocks, buttons: [] });
    expect(stub.messages(CHAT)[0]?.text).toBe(
      [
        '<b>KHÁ</b>',
        '<blockquote>Không xếp hạng tốt\n(mục II)</blockquote>',
        '<pre> Năm  Hạng\n2019  KHÁ</pre>',
        '<i>Tạm tính</i>',
      ].join('\n\n'),
    );
  });
});

describe('zalo', () => {
  it('offers no more choices than one digit can name', async () => {
    const { sender, read } = await channels.zalo();
    const buttons = Array.from({ length: 11 }, (_, index) => ({ label: `Nút ${index + 1}`, action: 'a' }));
    await send(sender, say('A', ...buttons));
    expect(read()[0]?.split('\n').at(-1)).toBe('9 = Nút 9');
  });
});
