/** Typing slips: which known words a mistyped word may stand for. */
import { distance } from 'fastest-levenshtein';

/** Shorter words differ by one letter too often to tell: "Ninh Hà" is not Ninh Hòa. */
const SHORTEST = 4;
/** In "Sở Xâu dựng" the other words tell. */
const SHORTEST_AMONG_TELLING = 3;

/**
 * Whether one letter too many, too few, wrong or swapped with its neighbour turns one word into the other.
 * `isTelling`: the rest of the name leaves no other choice.
 */
export function isSlip(typed: string, word: string, isTelling = false): boolean {
  const shortest = isTelling ? SHORTEST_AMONG_TELLING : SHORTEST;
  if (typed === word || Math.max(typed.length, word.length) < shortest) return false;
  const edits = distance(typed, word);
  return edits === 1 || (edits === 2 && isSwap(typed, word));
}

function isSwap(typed: string, word: string): boolean {
  const at = Array.from(typed).findIndex((letter, index) => letter !== word[index]);
  const swapped = `${typed.slice(0, at)}${typed[at + 1]}${typed[at]}${typed.slice(at + 2)}`;
  return swapped === word;
}

/** Known words by what is left of them with one letter gone: any two words a slip apart share one of these. */
export class SlipIndex {
  readonly #words = new Map<string, Set<string>>();

  constructor(words: Iterable<string>) {
    for (const word of words) {
      for (const key of keysOf(word)) {
        const known = this.#words.get(key) ?? new Set();
        this.#words.set(key, known.add(word));
      }
    }
  }

  /** The known words that are one slip away; `isTelling` as above. */
  near(typed: string, isTelling = false): string[] {
    const found = keysOf(typed).flatMap((key) => [...(this.#words.get(key) ?? [])]);
    return [...new Set(found)].filter((word) => isSlip(typed, word, isTelling));
  }
}

/** Longer than any Vietnamese syllable; what is longer is no slip of one. */
const LONGEST = 12;

function keysOf(word: string): string[] {
  if (word.length > LONGEST) return [];
  return [word, ...Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))];
}
