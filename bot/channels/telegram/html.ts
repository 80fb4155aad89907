/** Replies as Telegram HTML. */
import type { Block, Reply } from '../../reply.ts';
import { alignedTable, plainBlock } from '../plain.ts';
import { pack, splitText } from '../split.ts';

/** Characters a message may have, after its tags are taken out. */
const MESSAGE_LIMIT = 4096;
const GAP = '\n\n';

const TAGS: Readonly<Record<Block['type'], string | null>> = {
  verdict: 'b',
  text: null,
  list: null,
  table: 'pre',
  quote: 'blockquote',
  note: 'i',
};

interface Piece {
  readonly html: string;
  /** Without tags and escapes. */
  readonly length: number;
}

/** The reply as one or more messages of balanced HTML, in order. */
export function renderHtml(reply: Reply): string[] {
  const pieces = reply.blocks.flatMap(piecesOf);
  return pack(pieces, MESSAGE_LIMIT, GAP.length).map((message) =>
    message.map((piece) => piece.html).join(GAP),
  );
}

function piecesOf(block: Block): Piece[] {
  return splitText(plainText(block), MESSAGE_LIMIT).map((text) => ({
    html: wrap(block.type, escapeHtml(text)),
    length: text.length,
  }));
}

function plainText(block: Block): string {
  return block.type === 'quote' ? `${block.text}\n(${block.source})` : plainBlock(block, alignedTable);
}

function wrap(type: Block['type'], html: string): string {
  const tag = TAGS[type];
  return tag === null ? html : `<${tag}>${html}</${tag}>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
