/** Typed text as it enters: cleaned, and cut off where it is no question any more. */
import { normalize } from '../engine/model/text.ts';

/** Characters beyond which a text is not taken as a question. */
export const MAX_QUESTION = 1000;

/** Zero-width, direction and control characters: invisible to the writer, and apt to hide or reverse text. */
const INVISIBLE = /[^\P{C}\n\t]/gu;

/** NFC, without invisible characters, trimmed. */
export function cleanText(text: string): string {
  return normalize(text).replaceAll(INVISIBLE, '').trim();
}
