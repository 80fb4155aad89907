/** That the stub refuses what Telegram refuses: tests against a lenient one would prove nothing. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { startTelegramStub, type TelegramStub } from './telegram.ts';

async function started(): Promise<TelegramStub> {
  const stub = await startTelegramStub();
  onTestFinished(() => stub.close());
  await stub.say('11', '/start');
  return stub;
}

async function call(stub: TelegramStub, method: string, params: object, token = stub.token) {
  const response = await fetch(`${stub.root}/bot${token}/${method}`, {
    method: 'POST',
    body: JSON.stringify(params),
  });
  const body = (await response.json()) as { ok: boolean; description?: string; result?: unknown };
  return { status: response.status, ...body };
}

const html = (text: string) => ({ chat_id: 11, text, parse_mode: 'HTML' });
const withData = (callback_data: string) => ({
  chat_id: 11,
  text: 'A',
  reply_markup: { inline_keyboard: [[{ text: 'Nút', callback_data }]] },
});

describe('the Telegram stub', () => {
  it('knows its own token only', async () => {
    const stub = await started();
    expect(await call(stub, 'getMe', {}, 'other')).toMatchObject({
      status: 401,
      description: 'Unauthorized',
    });
    expect(await call(stub, 'getMe', {})).toMatchObject({ status: 200, ok: true });
    expect(await call(stub, 'sendEverything', {})).toMatchObject({ status: 404 });
  });

  it.each([
    ['an empty text', { chat_id: 11, text: ' ' }, 'message text is empty'],
    ['a text of nothing but tags', html('<b></b>'), 'message text is empty'],
    ['4.097 characters', { chat_id: 11, text: 'a'.repeat(4097) }, 'message is too long'],
    ['a chat that did not start', { chat_id: 12, text: 'A' }, 'chat not found'],
    ['an unknown tag', html('<h1>A</h1>'), "can't parse entities"],
    ['a tag left open', html('<b>A'), "can't parse entities"],
    ['tags that cross', html('<b><i>A</b></i>'), "can't parse entities"],
    ['a bare "<"', html('5 < 6'), "can't parse entities"],
    ['a bare "&"', html('A & B'), "can't parse entities"],
    ['a button without data', withData(''), 'BUTTON_DATA_INVALID'],
    ['a button with 65 bytes', withData('x'.repeat(65)), 'BUTTON_DATA_INVALID'],
  ])('refuses %s', async (_what, params, description) => {
    const answer = await call(await started(), 'sendMessage', params);
    expect(answer).toMatchObject({ status: 400, ok: false });
    expect(answer.description).toContain(description);
  });

  it('counts characters after the entities are parsed', async () => {
    const stub = await started();
    expect(await call(stub, 'sendMessage', html(`<b>${'&lt;'.repeat(4096)}</b>`))).toMatchObject({
      ok: true,
    });
    expect(stub.messages('11')[0]?.plain).toBe('<'.repeat(4096));
  });

  it('refuses polling while a webhook is set, and a secret with other characters', async () => {
    const stub = await started();
    const url = 'https://example.vn/webhook';
    expect(await call(stub, 'setWebhook', { url, secret_token: 'có dấu' })).toMatchObject({ status: 400 });
    expect(await call(stub, 'setWebhook', { url, secret_token: 'a_b-1' })).toMatchObject({ ok: true });
    expect(await call(stub, 'getUpdates', {})).toMatchObject({ status: 409 });
    await call(stub, 'deleteWebhook', {});
    expect(await call(stub, 'getUpdates', {})).toMatchObject({ ok: true });
  });

  it('gives updates out again until a higher offset confirms them', async () => {
    const stub = await started();
    await stub.say('11', 'A');
    const ids = async (params: object) =>
      ((await call(stub, 'getUpdates', params)).result as { update_id: number }[]).map(
        (one) => one.update_id,
      );
    expect(await ids({})).toEqual([1, 2]);
    expect(await ids({ limit: 1 })).toEqual([1]);
    expect(await ids({ offset: 2 })).toEqual([2]);
    expect(await ids({ offset: 3 })).toEqual([]);
  });

  it('edits a message that changes, and no other', async () => {
    const stub = await started();
    await call(stub, 'sendMessage', html('A'));
    const edit = (text: string, message_id: number) =>
      call(stub, 'editMessageText', { ...html(text), message_id });
    expect(await edit('A', 1)).toMatchObject({ status: 400 });
    expect(await edit('B', 2)).toMatchObject({ status: 400 });
    expect(await edit('B', 1)).toMatchObject({ ok: true });
    expect(stub.messages('11')[0]?.plain).toBe('B');
  });

  it('takes an answer to a pressed button once', async () => {
    const stub = await started();
    await call(stub, 'sendMessage', withData('a'));
    await stub.press('11', 'Nút');
    const answer = () => call(stub, 'answerCallbackQuery', { callback_query_id: 'callback-2' });
    expect(await answer()).toMatchObject({ ok: true });
    expect(await answer()).toMatchObject({ status: 400 });
  });
});
