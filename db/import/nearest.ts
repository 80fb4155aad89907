/** Spellings near a word that nothing matches. */
import { distance } from 'fastest-levenshtein';
import { fold } from '../../engine/model/text.ts';

/** Longer texts are no misspelt names, and comparing them is slow. */
const LONGEST = 200;
const ASCII = 128;

interface Near<T> {
  readonly candidate: T;
  readonly folded: string;
  /** At least so many letters away. */
  readonly least: number;
}

/** The candidates most like the word, best first, each at most a third of its letters away. */
export function nearest<T>(
  word: string,
  candidates: Iterable<T>,
  foldedOf: (candidate: T) => string,
  limit: number,
): T[] {
  const folded = fold(word.slice(0, LONGEST));
  const farthest = Math.max(2, Math.floor(folded.length / 3));
  const leastSteps = letterBound(folded);
  const possible: Near<T>[] = [];
  for (const candidate of candidates) {
    const text = foldedOf(candidate);
    const least = Math.abs(text.length - folded.length) <= farthest ? leastSteps(text) : Infinity;
    if (least <= farthest) possible.push({ candidate, folded: text, least });
  }
  possible.sort((a, b) => a.least - b.least);
  const best: { candidate: T; steps: number }[] = [];
  for (const { candidate, folded: text, least } of possible) {
    // Only few names are compared letter by letter: the others cannot be nearer than those found.
    if (least > (best[limit - 1]?.steps ?? farthest)) break;
    const steps = distance(folded, text);
    if (steps > farthest) continue;
    best.push({ candidate, steps });
    best.sort((a, b) => a.steps - b.steps);
    best.length = Math.min(best.length, limit);
  }
  return best.map(({ candidate }) => candidate);
}

/** How many letters two texts differ by at least, whatever their order: no distance is less. */
function letterBound(word: string): (text: string) => number {
  const own = new Int32Array(ASCII);
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at);
    if (letter < ASCII) own[letter] = (own[letter] ?? 0) + 1;
  }
  const left = new Int32Array(ASCII);
  return (text) => {
    left.set(own);
    let shared = 0;
    for (let at = 0; at < text.length; at += 1) {
      const letter = text.charCodeAt(at);
      // Letters beyond ASCII are taken as shared: the bound is then only lower.
      if (letter >= ASCII) shared += 1;
      else if ((left[letter] ?? 0) > 0) {
        left[letter] = (left[letter] ?? 0) - 1;
        shared += 1;
      }
    }
    return Math.max(word.length, text.length) - Math.min(shared, word.length, text.length);
  };
}
