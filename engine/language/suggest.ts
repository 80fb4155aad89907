import { distance } from 'fastest-levenshtein';
import { fold } from '../model/text.ts';

/**
 * The candidate most like the word, unless none is near: more than a third of its letters differ (two in words of four
 * letters or more, one in shorter ones), or more than `most`. Marks are passed over, and so is where the tone stands
 * ("thoả", "thỏa").
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
  most = Number.POSITIVE_INFINITY,
): string | undefined {
  const folded = fold(word);
  // Signs alone are like nothing.
  if (folded === '') return undefined;
  let best: string | undefined;
  const half = Math.floor(folded.length / 2);
  let least = Math.min(Math.max(2, Math.floor(folded.length / 3)), half, most) + 1;
  for (const candidate of candidates) {
    const steps = distance(folded, fold(candidate));
    if (steps < least) {
      least = steps;
      best = candidate;
    }
  }
  return best;
}

/** ' — có phải "…"?' when something is near, else nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const candidate = nearest(word, candidates);
  return candidate === undefined ? '' : ` Có phải "${candidate}"?`;
}
