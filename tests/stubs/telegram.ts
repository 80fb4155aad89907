/** A strict stand-in for the Telegram Bot API, with people who write to the bot. */
import {
  type ApiStub,
  isWebhookUrl,
  type Method,
  type Params,
  Refusal,
  startApiStub,
  UpdateQueue,
} from './api.ts';
import { checkKeyboard, checkText, type Keyboard } from './telegram-checks.ts';

export interface SentMessage {
  readonly message_id: number;
  readonly chatId: string;
  /** As it was sent, with markup. */
  text: string;
  /** As it is read. */
  plain: string;
  keyboard: Keyboard;
}

interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface TelegramStub extends ApiStub {
  readonly token: string;
  readonly username: string;
  readonly commands: readonly unknown[];
  /** The answered presses of buttons. */
  readonly answeredCallbacks: readonly string[];
  /** Messages that the chat received, in order. */
  messages(chatId: string): SentMessage[];
  /** Somebody writes; by webhook, resolves to the HTTP status of the delivery. */
  say(chatId: string, text: string, extra?: Params): Promise<number | undefined>;
  /** Somebody sends something that is no text: `{sticker: {…}}`; in any kind of update. */
  post(chatId: string, content: Params, kind?: string): Promise<number | undefined>;
  /** Somebody sends a file. `size` where it is to be said to be another. */
  sendFile(chatId: string, name: string, bytes: Uint8Array, size?: number): Promise<number | undefined>;
  /** Files that the chat received, in order. */
  documents(chatId: string): readonly { readonly name: string; readonly text: string }[];
  /** Somebody presses the button with this label under the chat's latest message that has it. */
  press(chatId: string, label: string): Promise<number | undefined>;
  /** Delivers the latest update again, as after an answer that was lost. */
  repeat(): Promise<number | undefined>;
  /** The person blocks the bot. */
  block(chatId: string): void;
}

const ME = { id: 7_000_001, is_bot: true, first_name: 'Kỷ Cương', username: 'KyCuongBot' };
/** Bytes of a file that a bot may download. */
const MOST_DOWNLOADED = 20_000_000;
/** Seconds since 1970, as good as any. */
const DATE = 1_767_225_600;
const SECRET = /^[A-Za-z0-9_-]{1,256}$/;

/** Starts the stub. Chats with an id below zero are groups. */
export async function startTelegramStub(token = '7000001:stub'): Promise<TelegramStub> {
  const queue = new UpdateQueue<Update>();
  const started = new Set<string>();
  const blocked = new Set<string>();
  const sent: SentMessage[] = [];
  const callbacks = new Set<string>();
  const answeredCallbacks: string[] = [];
  const files = new Map<string, Uint8Array>();
  const documents: { chatId: string; name: string; text: string }[] = [];
  let commands: unknown[] = [];
  let webhook: { url: string; secret: string | undefined } | undefined;
  let allowed: readonly unknown[] | undefined;
  let newerPoll = new AbortController();
  let updates = 0;
  let latest: Update | undefined;

  const methods: Record<string, Method> = {
    getMe: () => ({ ...ME, can_join_groups: true, can_read_all_group_messages: false }),
    getUpdates: async ({ offset = 0, limit = 100, timeout = 0, allowed_updates }, gone) => {
      if (webhook !== undefined) {
        throw new Refusal(409, "Conflict: can't use getUpdates method while webhook is active");
      }
      if (Array.isArray(allowed_updates)) allowed = allowed_updates;
      newerPoll.abort();
      newerPoll = new AbortController();
      const { signal } = newerPoll;
      while ((queue.items[0]?.update_id ?? Number(offset)) < Number(offset)) queue.items.shift();
      await queue.wait(Number(timeout), gone, signal);
      if (signal.aborted) throw new Refusal(409, 'Conflict: terminated by other getUpdates request');
      return queue.items.slice(0, Number(limit));
    },
    setWebhook: ({ url, secret_token, allowed_updates }) => {
      if (!isWebhookUrl(url))
        throw new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided');
      const secret = typeof secret_token === 'string' ? secret_token : undefined;
      if (secret_token !== undefined && !SECRET.test(secret ?? '')) {
        throw new Refusal(400, 'Bad Request: secret token contains unallowed characters');
      }
      if (Array.isArray(allowed_updates)) allowed = allowed_updates;
      webhook = { url, secret };
      return true;
    },
    deleteWebhook: () => {
      webhook = undefined;
      return true;
    },
    sendMessage: (params) => {
      const chatId = String(params['chat_id']);
      if (!started.has(chatId)) throw new Refusal(400, 'Bad Request: chat not found');
      if (blocked.has(chatId)) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
      const message = {
        message_id: sent.length + 1,
        chatId,
        ...checkText(params),
        keyboard: checkKeyboard(params),
      };
      sent.push(message);
      return { message_id: message.message_id, date: DATE, chat: chatOf(chatId), text: message.plain };
    },
    getFile: ({ file_id }) => {
      const path = `documents/${String(file_id)}`;
      const bytes = files.get(path);
      if (bytes === undefined)
        throw new Refusal(400, 'Bad Request: wrong file_id or the file is temporarily unavailable');
      if (bytes.length > MOST_DOWNLOADED) throw new Refusal(400, 'Bad Request: file is too big');
      return { file_id, file_unique_id: `u-${String(file_id)}`, file_size: bytes.length, file_path: path };
    },
    sendDocument: async ({ chat_id, document }) => {
      const chatId = String(chat_id);
      if (!started.has(chatId)) throw new Refusal(400, 'Bad Request: chat not found');
      if (blocked.has(chatId)) throw new Refusal(403, 'Forbidden: bot was blocked by the user');
      if (!(document instanceof File) || document.name === '')
        throw new Refusal(400, 'Bad Request: there is no document in the request');
      if (document.size === 0) throw new Refusal(400, 'Bad Request: file must be non-empty');
      documents.push({ chatId, name: document.name, text: await document.text() });
      return { message_id: 50_000 + documents.length, date: DATE, chat: chatOf(chatId) };
    },
    editMessageText: (params) => {
      const message = sent.find(
        (one) => one.message_id === params['message_id'] && one.chatId === String(params['chat_id']),
      );
      if (message === undefined) throw new Refusal(400, 'Bad Request: message to edit not found');
      const edited = { ...checkText(params), keyboard: checkKeyboard(params) };
      if (
        edited.text === message.text &&
        JSON.stringify(edited.keyboard) === JSON.stringify(message.keyboard)
      ) {
        throw new Refusal(400, 'Bad Request: message is not modified');
      }
      Object.assign(message, edited);
      return true;
    },
    answerCallbackQuery: ({ callback_query_id }) => {
      if (!callbacks.delete(String(callback_query_id))) {
        throw new Refusal(400, 'Bad Request: query is too old or query ID is invalid');
      }
      answeredCallbacks.push(String(callback_query_id));
      return true;
    },
    setMyCommands: (params) => {
      const list = params['commands'];
      if (!Array.isArray(list) || list.length > 100 || !list.every(isCommand)) {
        throw new Refusal(400, 'Bad Request: BOT_COMMAND_INVALID');
      }
      commands = list;
      return true;
    },
  };

  async function deliver(update: Update): Promise<number | undefined> {
    latest = update;
    const kind = Object.keys(update).find((key) => key !== 'update_id');
    if (allowed !== undefined && !allowed.includes(kind)) return undefined;
    if (webhook === undefined) {
      queue.add(update);
      return undefined;
    }
    const response = await fetch(webhook.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(webhook.secret === undefined ? {} : { 'x-telegram-bot-api-secret-token': webhook.secret }),
      },
      body: JSON.stringify(update),
    });
    return response.status;
  }

  function post(chatId: string, content: Params, kind = 'message'): Promise<number | undefined> {
    started.add(chatId);
    updates += 1;
    const from = { id: Math.abs(Number(chatId)), is_bot: false, first_name: 'Người dùng' };
    const message = { message_id: 1000 + updates, date: DATE, chat: chatOf(chatId), from, ...content };
    return deliver({ update_id: updates, [kind]: message });
  }

  const api = await startApiStub({ token, methods, files, statusOf: (code) => code });
  return {
    ...api,
    token,
    username: ME.username,
    answeredCallbacks,
    get commands() {
      return commands;
    },
    messages: (chatId) => sent.filter((message) => message.chatId === chatId),
    say: (chatId, text, extra = {}) => post(chatId, { text, ...extra }),
    post,
    sendFile: (chatId, name, bytes, size = bytes.length) => {
      const file_id = `f${files.size + 1}`;
      files.set(`documents/${file_id}`, bytes);
      const document = { file_id, file_unique_id: `u-${file_id}`, file_name: name, file_size: size };
      return post(chatId, { document });
    },
    documents: (chatId) => documents.filter((document) => document.chatId === chatId),
    press: (chatId, label) => {
      const message = sent.findLast((one) => one.chatId === chatId && buttonOf(one, label) !== undefined);
      if (message === undefined) throw new Error(`no button ${label} in chat ${chatId}`);
      updates += 1;
      callbacks.add(`callback-${updates}`);
      const from = { id: Math.abs(Number(chatId)), is_bot: false, first_name: 'Người dùng' };
      return deliver({
        update_id: updates,
        callback_query: {
          id: `callback-${updates}`,
          from,
          chat_instance: chatId,
          message: { message_id: message.message_id, date: DATE, chat: chatOf(chatId), text: message.plain },
          data: buttonOf(message, label)?.callback_data,
        },
      });
    },
    repeat: () => {
      if (latest === undefined) throw new Error('nothing to repeat');
      return deliver(latest);
    },
    block: (chatId) => void blocked.add(chatId),
  };
}

function chatOf(chatId: string): Params {
  const id = Number(chatId);
  return id < 0
    ? { id, type: 'supergroup', title: 'Nhóm' }
    : { id, type: 'private', first_name: 'Người dùng' };
}

function buttonOf(message: SentMessage, label: string) {
  return message.keyboard.flat().find((button) => button.text === label);
}

function isCommand(entry: unknown): boolean {
  const { command, description } = entry as Params;
  return (
    typeof command === 'string' &&
    /^[a-z0-9_]{1,32}$/.test(command) &&
    typeof description === 'string' &&
    description.length >= 1 &&
    description.length <= 256
  );
}
