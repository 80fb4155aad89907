/** Sending to Telegram. */
import { Api, GrammyError, HttpError, InlineKeyboard } from 'grammy';
import type { InlineKeyboardButton } from 'grammy/types';
import { type Delivery, type Sender, unanswered } from '../../outbox/delivery.ts';
import type { Button } from '../../reply.ts';
import { clientOptions, type TelegramAccess } from './access.ts';
import { sendFile, type TelegramRefusal } from './files.ts';
import { renderHtml } from './html.ts';

/** UTF-8 bytes that a button may carry. */
const CALLBACK_LIMIT = 64;
/** Characters of a label of which two fit side by side on a phone. */
const SHORT_LABEL = 18;
/** Seconds that a message may take to send. */
const TIMEOUT = 15;

/** Replies as HTML with inline buttons; those of a long reply stand under its last message. */
export function telegramSender(access: TelegramAccess): Sender {
  const api = new Api(access.token, clientOptions(access, TIMEOUT));
  return {
    numbered: false,
    parts: (reply) => {
      const messages = renderHtml(reply);
      const texts = messages.map((html, index) => (chatId: string) => {
        const buttons = index === messages.length - 1 ? reply.buttons : [];
        return sendHtml(api, chatId, html, keyboard(buttons));
      });
      const files = (reply.files ?? []).map(
        (file) => (chatId: string) => sendFile(access, chatId, file, rejected),
      );
      return [...texts, ...files];
    },
  };
}

async function sendHtml(
  api: Api,
  chatId: string,
  html: string,
  keys: InlineKeyboardButton[][],
): Promise<Delivery> {
  try {
    const message = await api.sendMessage(chatId, html, {
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
      ...(keys.length > 0 ? { reply_markup: { inline_keyboard: keys } } : {}),
    });
    return { outcome: 'sent', messageId: String(message.message_id) };
  } catch (error) {
    return error instanceof GrammyError ? rejected(error) : unanswered(causeOf(error));
  }
}

function rejected({ error_code, description, parameters }: TelegramRefusal): Delivery {
  const error = `${error_code}: ${description}`;
  if (error_code === 429) return { outcome: 'retry', error, after: parameters.retry_after ?? 30 };
  // 401 and 404 speak of the token, which an operator can mend.
  const passing = error_code >= 500 || error_code === 401 || error_code === 404;
  return { outcome: passing ? 'retry' : 'refused', error };
}

function causeOf(error: unknown): unknown {
  return error instanceof HttpError ? error.error : error;
}

/** Two a row while all labels are short. A button that Telegram would not take is left out: the answer matters more. */
function keyboard(buttons: readonly Button[]): InlineKeyboardButton[][] {
  const keys = buttons
    .filter(({ action }) => action !== '' && new TextEncoder().encode(action).length <= CALLBACK_LIMIT)
    .map(({ label, action }) => InlineKeyboard.text(label, action));
  const perRow = keys.some((key) => key.text.length > SHORT_LABEL) ? 1 : 2;
  return Array.from({ length: Math.ceil(keys.length / perRow) }, (_, row) =>
    keys.slice(row * perRow, (row + 1) * perRow),
  );
}
