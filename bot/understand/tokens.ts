/** A question as words, each in the forms in which it is compared. */
import { fold, normalize } from '../../engine/model/text.ts';

export interface Token {
  /** As typed. */
  readonly text: string;
  /** Lower case without marks. */
  readonly folded: string;
  /** Lower case with marks, the tone mark last, so that "hòa" and "hoà" are equal. */
  readonly marked: string;
  readonly hasMarks: boolean;
  /** Its marks are meant, also that it has none: it has some, or it has a capital amid marked words. */
  readonly isExact: boolean;
  /** Where it stands in the normalised text, in UTF-16 units; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
  /** What parts it from the word before: only a space or a hyphen, a comma or a dash, or the end of a clause. */
  readonly gap: 'space' | 'comma' | 'stop';
}

/** A word, or letters with full stops between: "T.P". */
const WORD = /\p{L}(?:\.\p{L})+(?![\p{L}\p{M}])|[\p{L}\p{N}%][\p{L}\p{M}\p{N}%]*/gu;
const MENTION_OF_ACCOUNT = /@\w+/g;
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const MARK = /[\p{M}đ]/u;

/** The words of a text. "@KyCuongBot" is an address and no word. */
export function tokenize(text: string): Token[] {
  const clean = normalize(text).replace(MENTION_OF_ACCOUNT, (address) => ' '.repeat(address.length));
  const tokens: Token[] = [];
  for (const match of clean.matchAll(WORD)) {
    const folded = fold(match[0].replaceAll('.', ''));
    if (folded === '') continue;
    const decomposed = match[0].toLowerCase().normalize('NFD');
    const previous = tokens.at(-1);
    const end = match.index + match[0].length;
    const between = clean.slice(previous?.end ?? 0, match.index);
    tokens.push({
      text: match[0],
      folded,
      marked: decomposed.replace(TONE, '') + (decomposed.match(TONE) ?? []).join(''),
      hasMarks: MARK.test(decomposed),
      isExact: false,
      start: match.index,
      end,
      gap: previous === undefined ? 'stop' : gapOf(between, previous),
    });
  }
  const isMarkedText = isMostlyMarked(tokens);
  return tokens.map((token) => ({
    ...token,
    isExact: token.hasMarks || (isMarkedText && /^\p{Lu}/u.test(token.text)),
  }));
}

/** The text between the first and the last of the tokens, as typed. */
export function textOf(text: string, tokens: readonly Token[]): string {
  return normalize(text).slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
}

/** Whether a word as typed can be `word`: the marks agree, or it was typed without minding them. */
export function agrees(typed: Token, word: Token): boolean {
  return typed.folded === word.folded && (!typed.isExact || typed.marked === word.marked);
}

/** Three words tell; of Vietnamese as it is written, well over half the words have marks. */
function isMostlyMarked(tokens: readonly Token[]): boolean {
  const words = tokens.filter(({ folded }) => /\p{L}/u.test(folded));
  return words.length >= 3 && words.filter(({ hasMarks }) => hasMarks).length * 2 >= words.length;
}

function gapOf(between: string, previous: Token): Token['gap'] {
  if (/[?!;:()"“”\n…]/u.test(between)) return 'stop';
  // "TP. Nha Trang" and "TP.Nha Trang" are one name; "Sở Tư pháp. Còn …" is the end of a sentence.
  if (/\.\s/.test(between) && previous.folded.length > 2) return 'stop';
  return /[,/]|\s[-–—]|[-–—]\s/u.test(between) ? 'comma' : 'space';
}
