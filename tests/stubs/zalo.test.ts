/** That the stub refuses what Zalo refuses: tests against a lenient one would prove nothing. */
import { describe, expect, it, onTestFinished } from 'vitest';
import { startZaloStub, type ZaloStub } from './zalo.ts';

async function started(): Promise<ZaloStub> {
  const stub = await startZaloStub({ longestPoll: 0.01 });
  onTestFinished(() => stub.close());
  await stub.say('11', 'xin chào');
  return stub;
}

async function call(stub: ZaloStub, method: string, params: object, token = stub.token): Promise<unknown> {
  const response = await fetch(`${stub.root}/bot${token}/${method}`, {
    method: 'POST',
    body: JSON.stringify(params),
  });
  expect(response.status).toBe(200);
  return response.json();
}

describe('the Zalo stub', () => {
  it('refuses with HTTP 200, a foreign token first of all', async () => {
    const stub = await started();
    expect(await call(stub, 'getMe', {}, 'other')).toMatchObject({ ok: false, error_code: 401 });
    expect(await call(stub, 'getMe', {})).toMatchObject({ ok: true, result: { account_type: 'BASIC' } });
  });

  it.each([
    ['an empty text', { chat_id: '11', text: '' }],
    ['2.001 characters', { chat_id: '11', text: 'a'.repeat(2001) }],
    ['a chat that never wrote', { chat_id: '12', text: 'A' }],
    ['a chat id that is no text', { chat_id: 11, text: 'A' }],
    ['buttons', { chat_id: '11', text: 'A', reply_markup: {} }],
  ])('refuses %s', async (_what, params) => {
    const stub = await started();
    expect(await call(stub, 'sendMessage', params)).toMatchObject({ ok: false, error_code: 400 });
    expect(stub.messages('11')).toEqual([]);
  });

  it('gives an update out once, one at a time, and says 408 when there is none', async () => {
    const stub = await started();
    await stub.say('11', 'hai');
    const text = (message: string) => ({ ok: true, result: { message: { text: message } } });
    expect(await call(stub, 'getUpdates', { timeout: '1' })).toMatchObject(text('xin chào'));
    expect(await call(stub, 'getUpdates', { timeout: 1 })).toMatchObject(text('hai'));
    expect(await call(stub, 'getUpdates', {})).toMatchObject({ ok: false, error_code: 408 });
  });

  it('refuses polling while a webhook is set, and a webhook without a good secret', async () => {
    const stub = await started();
    const url = 'https://example.vn/webhook';
    expect(await call(stub, 'setWebhook', { url, secret_token: 'ngan' })).toMatchObject({ ok: false });
    expect(await call(stub, 'setWebhook', { url })).toMatchObject({ ok: false });
    expect(await call(stub, 'setWebhook', { url, secret_token: 'du-dai-roi' })).toMatchObject({ ok: true });
    expect(await call(stub, 'getUpdates', {})).toMatchObject({ ok: false, error_code: 400 });
    expect(await call(stub, 'getWebhookInfo', {})).toMatchObject({ result: { url } });
    await call(stub, 'deleteWebhook', {});
    expect(await call(stub, 'getUpdates', {})).toMatchObject({ ok: true });
  });
});
