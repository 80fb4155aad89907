/**
 * Telegram's HTML, as strict as the Bot API and stricter about "&": only the tags of its documentation, properly
 * nested, and no bare "<", ">" or "&".
 */
import { Refusal } from './api.ts';

const TAGS = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ins',
  's',
  'strike',
  'del',
  'tg-spoiler',
  'code',
  'pre',
  'blockquote',
  'a',
]);
const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' };
const TOKEN = /<\/?[a-z-]+(?: [^<>]*)?>|&(?:lt|gt|amp|quot);|[^<>&]+|[<>&]/g;

/** The text that a reader sees. @throws {Refusal} 400 where Telegram could not parse it. */
export function parseTelegramHtml(html: string): string {
  const open: string[] = [];
  let text = '';
  for (const [token] of html.matchAll(TOKEN)) {
    const tag = /^<(\/?)([a-z-]+)(?: [^<>]*)?>$/.exec(token);
    if (tag !== null) followTag(open, tag[1] === '/', tag[2] ?? '');
    else if (token === '<' || token === '>' || token === '&') throw unparsed(`unescaped "${token}"`);
    else text += ENTITIES[token] ?? token;
  }
  if (open.length > 0) throw unparsed(`can't find end tag corresponding to start tag "${open.at(-1)}"`);
  return text;
}

function followTag(open: string[], closing: boolean, name: string): void {
  if (!TAGS.has(name)) throw unparsed(`unsupported start tag "${name}"`);
  if (!closing) open.push(name);
  else if (open.pop() !== name) throw unparsed(`unexpected end tag "${name}"`);
}

function unparsed(reason: string): Refusal {
  return new Refusal(400, `Bad Request: can't parse entities: ${reason}`);
}
