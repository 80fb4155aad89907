/** What the Telegram Bot API demands of a message. */
import { type Params, Refusal } from './api.ts';
import { parseTelegramHtml } from './telegram-html.ts';

export type Keyboard = readonly (readonly { readonly text: string; readonly callback_data: string }[])[];

const LIMIT = 4096;

/** @throws {Refusal} when the text is empty, too long after its entities are parsed, or not parsable. */
export function checkText(params: Params): { text: string; plain: string } {
  const { text, parse_mode } = params;
  if (typeof text !== 'string') throw new Refusal(400, 'Bad Request: message text is empty');
  if (parse_mode !== undefined && parse_mode !== 'HTML') {
    throw new Refusal(400, 'Bad Request: unsupported parse_mode');
  }
  const plain = (parse_mode === 'HTML' ? parseTelegramHtml(text) : text).trim();
  if (plain === '') throw new Refusal(400, 'Bad Request: message text is empty');
  if (plain.length > LIMIT) throw new Refusal(400, 'Bad Request: message is too long');
  return { text, plain };
}

/** @throws {Refusal} when a button is malformed or carries more than 64 bytes. */
export function checkKeyboard(params: Params): Keyboard {
  const markup = params['reply_markup'];
  if (markup === undefined) return [];
  const rows = (markup as Params)['inline_keyboard'];
  if (!Array.isArray(rows) || !rows.every(Array.isArray)) {
    throw new Refusal(400, 'Bad Request: object expected as reply markup');
  }
  for (const button of rows.flat() as Params[]) checkButton(button);
  return rows;
}

function checkButton({ text, callback_data, ...rest }: Params): void {
  if (typeof text !== 'string' || text === '') {
    throw new Refusal(400, 'Bad Request: inline keyboard button text is empty');
  }
  if (typeof callback_data !== 'string' || Object.keys(rest).length > 0) {
    throw new Refusal(400, 'Bad Request: text buttons need exactly one action');
  }
  const bytes = Buffer.byteLength(callback_data);
  if (bytes < 1 || bytes > 64) throw new Refusal(400, 'Bad Request: BUTTON_DATA_INVALID');
}
