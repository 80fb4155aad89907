/** A strict stand-in for the Zalo Bot Platform, with people who write to the bot. */
import {
  type ApiStub,
  isWebhookUrl,
  type Method,
  type Params,
  Refusal,
  startApiStub,
  UpdateQueue,
} from './api.ts';

export interface ZaloMessage {
  readonly chatId: string;
  readonly text: string;
}

export interface ZaloStub extends ApiStub {
  readonly token: string;
  /** How webhooks are written from now on: the platform uses both. */
  shape: 'flat' | 'wrapped';
  messages(chatId: string): ZaloMessage[];
  /** Somebody writes; by webhook, resolves to the HTTP status of the delivery. */
  say(chatId: string, text: string): Promise<number | undefined>;
  /** An event of any name with any content, as in `post('1', 'message.sticker.received', {sticker: '…'})`. */
  post(chatId: string, event: string, content: Params): Promise<number | undefined>;
  /** Delivers the latest event again. */
  repeat(): Promise<number | undefined>;
}

export interface ZaloStubOptions {
  readonly token?: string;
  /** Seconds after which an idle getUpdates ends, whatever longer time was asked for. */
  readonly longestPoll?: number;
}

/** Milliseconds since 1970, as good as any. */
const DATE = 1_767_225_600_000;

/** Starts the stub. Chats whose id starts with "g" are groups. */
export async function startZaloStub(options: ZaloStubOptions = {}): Promise<ZaloStub> {
  const { token = '8000001:stub', longestPoll = 30 } = options;
  const queue = new UpdateQueue<Params>();
  const known = new Set<string>();
  const sent: ZaloMessage[] = [];
  let webhook: { url: string; secret: string } | undefined;
  let events = 0;
  let latest: Params | undefined;

  const methods: Record<string, Method> = {
    getMe: () => ({
      id: '8000001',
      account_name: 'bot.kycuong',
      account_type: 'BASIC',
      can_join_groups: true,
    }),
    getUpdates: async ({ timeout = '30' }, gone) => {
      if (webhook !== undefined) throw new Refusal(400, 'Bad Request: a webhook is set');
      if (!/^\d+$/.test(String(timeout))) throw new Refusal(400, 'Bad Request: timeout');
      await queue.wait(Math.min(Number(timeout), longestPoll), gone);
      const update = gone.aborted ? undefined : queue.items.shift();
      if (update === undefined) throw new Refusal(408, 'Request timeout');
      return update;
    },
    setWebhook: ({ url, secret_token }) => {
      if (!isWebhookUrl(url)) throw new Refusal(400, 'Bad Request: url');
      if (typeof secret_token !== 'string' || secret_token.length < 8 || secret_token.length > 256) {
        throw new Refusal(400, 'Bad Request: secret_token');
      }
      webhook = { url, secret: secret_token };
      return { url, updated_at: DATE };
    },
    deleteWebhook: () => {
      webhook = undefined;
      return { url: '', updated_at: DATE };
    },
    getWebhookInfo: () => ({ url: webhook?.url ?? '', updated_at: DATE }),
    sendMessage: ({ chat_id, text, ...rest }) => {
      if (typeof chat_id !== 'string' || !known.has(chat_id)) {
        throw new Refusal(400, 'Bad Request: chat_id not found');
      }
      if (typeof text !== 'string' || text.length < 1 || text.length > 2000 || text.trim() === '') {
        throw new Refusal(400, 'Bad Request: text must have 1 to 2000 characters');
      }
      if (Object.keys(rest).length > 0) throw new Refusal(400, `Bad Request: ${Object.keys(rest).join()}`);
      sent.push({ chatId: chat_id, text });
      return { message_id: `z${sent.length}`, date: DATE };
    },
  };

  async function deliver(event: Params): Promise<number | undefined> {
    latest = event;
    if (webhook === undefined) {
      queue.add(event);
      return undefined;
    }
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-bot-api-secret-token': webhook.secret },
      body: JSON.stringify(stub.shape === 'flat' ? event : { ok: true, result: event }),
    });
    return response.status;
  }

  function post(chatId: string, event: string, content: Params): Promise<number | undefined> {
    known.add(chatId);
    events += 1;
    return deliver({
      event_name: event,
      message: {
        from: { id: `u${chatId}`, display_name: 'Người dùng', is_bot: false },
        chat: { id: chatId, chat_type: chatId.startsWith('g') ? 'GROUP' : 'PRIVATE' },
        message_id: `m${events}`,
        date: DATE,
        ...content,
      },
    });
  }

  const api = await startApiStub({ token, methods, statusOf: () => 200 });
  const stub: ZaloStub = {
    ...api,
    token,
    shape: 'flat',
    messages: (chatId) => sent.filter((message) => message.chatId === chatId),
    say: (chatId, text) => post(chatId, 'message.text.received', { text }),
    post,
    repeat: () => {
      if (latest === undefined) throw new Error('nothing to repeat');
      return deliver(latest);
    },
  };
  return stub;
}
