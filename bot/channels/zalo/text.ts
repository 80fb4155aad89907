/** Replies as Zalo text: no markup, no buttons. */
import { MAX_CHOICES } from '../../../db/chats.ts';
import type { Reply } from '../../reply.ts';
import { listedTable, numberedChoices, plainBlock } from '../plain.ts';
import { pack, splitText } from '../split.ts';

/** Characters a message may have. */
const MESSAGE_LIMIT = 2000;
const GAP = '\n\n';

/** The reply as one or more messages, in order; its first nine buttons come last, as numbers to answer with. */
export function renderZaloText(reply: Reply): string[] {
  const choices = numberedChoices(reply.buttons.slice(0, MAX_CHOICES));
  const blocks = reply.blocks.map((block) => plainBlock(block, listedTable));
  const texts = choices === '' ? blocks : [...blocks, `Trả lời bằng số:\n${choices}`];
  const pieces = texts.flatMap((text) => splitText(text, MESSAGE_LIMIT));
  return pack(pieces, MESSAGE_LIMIT, GAP.length).map((message) => message.join(GAP));
}
