/** Laying typed words along a unit's name: "BQL dự án NN&PTNT", "UBND Nha Trang", "sở tài chíh". */
import { CONJUNCTION, expand } from './abbreviations.ts';
import type { Form } from './names.ts';
import { isSlip } from './slips.ts';
import type { Token } from './tokens.ts';

export interface Alignment {
  /** The token after the last one that is in the name. */
  readonly end: number;
  /** How many typed words are in the name but for a slip. */
  readonly slips: number;
  /** How many times words of the name are passed over before or between those typed. */
  readonly leaps: number;
  /** No word of the name is left out. */
  readonly whole: boolean;
  /** Some of its words are typed as initials. */
  readonly abridged: boolean;
}

interface Step {
  /** Where in the name the typed word was found, and where it ends. */
  readonly from: number;
  readonly to: number;
  readonly how: 'words' | 'initials' | 'slip';
}

/**
 * How far the words typed from `start` on follow the name, in its order; undefined when the first does not.
 * `anchored`: the first typed word must be the name's first.
 */
export function align(
  tokens: readonly Token[],
  start: number,
  form: Form,
  { anchored, isFiller }: { readonly anchored: boolean; readonly isFiller: (index: number) => boolean },
): Alignment | undefined {
  const { words: name, headed, place } = form;
  const isTelling = headed && !place;
  let end = start;
  let at = 0;
  let slips = 0;
  let leaps = 0;
  let abridged = false;
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || (index > start && token.gap !== 'space')) break;
    if (token.folded === CONJUNCTION) continue;
    const step =
      exactStep(token, name, at) ?? (isFiller(index) ? undefined : slipStep(token, name, at, isTelling));
    if (step === undefined || (index === start && anchored && step.from > 0)) break;
    if (step.from > at) leaps += 1;
    if (step.how === 'slip') slips += 1;
    abridged ||= step.how === 'initials';
    at = step.to;
    end = index + 1;
  }
  if (end === start) return undefined;
  return { end, slips, leaps, whole: leaps === 0 && at === name.length, abridged };
}

function exactStep(token: Token, name: readonly string[], at: number): Step | undefined {
  const words = expand(token.folded);
  const from = indexOfRun(name, words, at);
  if (from >= 0) return { from, to: from + words.length, how: 'words' };
  if (!isAcronym(token.folded)) return undefined;
  const spelt = name.findIndex((_, index) => index >= at && startsWithInitials(name, index, token.folded));
  return spelt < 0 ? undefined : { from: spelt, to: spelt + token.folded.length, how: 'initials' };
}

function slipStep(token: Token, name: readonly string[], at: number, isTelling: boolean): Step | undefined {
  const next = name[at];
  const isNext = next !== undefined && isSlip(token.folded, next, isTelling);
  return isNext ? { from: at, to: at + 1, how: 'slip' } : undefined;
}

/** Letters that make no syllable: "gd", "ktcn". */
export function isAcronym(folded: string): boolean {
  return /^[^aeiou\d%]{2,}$/.test(folded);
}

function indexOfRun(name: readonly string[], words: readonly string[], at: number): number {
  return name.findIndex(
    (_, index) => index >= at && words.every((word, offset) => name[index + offset] === word),
  );
}

function startsWithInitials(name: readonly string[], index: number, letters: string): boolean {
  return Array.from(letters).every((letter, offset) => name[index + offset]?.startsWith(letter) === true);
}
