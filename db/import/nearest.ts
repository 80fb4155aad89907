/** Spellings near a word that nothing matches. */
import { distance } from 'fastest-levenshtein';
import { fold } from '../../engine/model/text.ts';

/** Longer texts are no misspelt names, and comparing them is slow. */
const LONGEST = 200;

/** The candidates most like the word, best first, each at most a third of its letters away. */
export function nearest<T>(
  word: string,
  candidates: Iterable<T>,
  foldedOf: (candidate: T) => string,
  limit: number,
): T[] {
  const folded = fold(word.slice(0, LONGEST));
  const farthest = Math.max(2, Math.floor(folded.length / 3));
  return [...candidates]
    .filter((candidate) => Math.abs(foldedOf(candidate).length - folded.length) <= farthest)
    .map((candidate) => ({ candidate, steps: distance(folded, foldedOf(candidate)) }))
    .filter(({ steps }) => steps <= farthest)
    .sort((a, b) => a.steps - b.steps)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
