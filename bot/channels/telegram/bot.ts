/** Telegram's updates as incoming messages. */
import { Bot, type Context, GrammyError } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { faultOf } from '../../fault.ts';
import type { Incoming, Receive } from '../../incoming.ts';
import type { ChannelCheck } from '../start.ts';
import { clientOptions, grammySignal, type TelegramAccess } from './access.ts';
import { COMMANDS } from './commands.ts';
import { downloadFile, FileUnavailableError } from './files.ts';

/** The kinds of update that we read; edited messages are none of them. */
export const UPDATE_TYPES = ['message', 'callback_query'] as const;

/** Seconds that a call may take; more than a long poll lasts. */
const TIMEOUT = 40;
/** Milliseconds in which Telegram has to answer at start. */
const START_TIMEOUT = 10_000;

export interface TelegramOptions extends TelegramAccess {
  readonly receive: Receive;
  /** What getMe would answer, where it is known beforehand. */
  readonly botInfo?: UserFromGetMe;
}

/** A bot that hands every message and pressed button to `receive`. It does nothing until it is polled or called. */
export function createTelegramBot({ receive, botInfo, ...access }: TelegramOptions): Bot {
  const bot = new Bot(access.token, {
    client: clientOptions(access, TIMEOUT),
    ...(botInfo === undefined ? {} : { botInfo }),
  });
  bot.on('message:text', async (ctx) => {
    const text = addressedText(ctx, ctx.message.text);
    if (text !== undefined) await receive(incoming(ctx, ctx.chat, { text }));
  });
  bot.on('message:document', async (ctx) => {
    const { file_id, file_name, file_size } = ctx.message.document;
    const read = async (): Promise<Uint8Array> => {
      const { file_path } = await ctx.api.getFile(file_id);
      if (file_path === undefined) throw new FileUnavailableError('telegram names no path of the file');
      return downloadFile(access, file_path);
    };
    const file = { name: file_name ?? 'không tên', size: file_size, read };
    await receive(incoming(ctx, ctx.chat, { file }));
  });
  bot.on(['message:file', 'message:location', 'message:contact'], async (ctx) => {
    await receive(incoming(ctx, ctx.chat, { unreadable: true }));
  });
  bot.on('callback_query:data', async (ctx) => {
    if (ctx.chat !== undefined) await receive(incoming(ctx, ctx.chat, { action: ctx.callbackQuery.data }));
    // Only stops the button's spinner; Telegram refuses it after a while, which harms nobody.
    await ctx.answerCallbackQuery().catch(() => undefined);
  });
  return bot;
}

/** Asks Telegram who the bot is and, once known, sets its menu of commands. */
export async function startTelegram(bot: Bot): Promise<ChannelCheck> {
  try {
    bot.botInfo = await bot.api.getMe(grammySignal(AbortSignal.timeout(START_TIMEOUT)));
  } catch (error) {
    const reason = faultOf(error);
    const refused = error instanceof GrammyError && [401, 404].includes(error.error_code);
    return { status: refused ? 'refused' : 'unreachable', reason };
  }
  await bot.api.setMyCommands(COMMANDS).catch(() => undefined);
  return { status: 'ready', name: `@${bot.botInfo.username}` };
}

function incoming(
  ctx: Context,
  chat: { readonly id: number; readonly type: string },
  question: Incoming['question'],
): Incoming {
  return {
    channel: 'telegram',
    chatId: String(chat.id),
    chatType: chat.type === 'private' ? 'private' : 'group',
    updateKey: String(ctx.update.update_id),
    question,
  };
}

/**
 * What a message says to the bot, without its name. In a group only commands, mentions and replies to the bot are
 * meant for it; undefined for the rest.
 */
function addressedText(ctx: Context, text: string): string | undefined {
  const name = new RegExp(`@${ctx.me.username}\\b`, 'giu');
  const own = text.replace(name, '').trim();
  if (ctx.chat?.type === 'private') return own;
  const forAnother = /^\/\w+@/u.test(own);
  const meant = own !== text || own.startsWith('/') || ctx.message?.reply_to_message?.from?.id === ctx.me.id;
  return meant && !forAnother ? own : undefined;
}
