/** Units that a name nobody has may have been meant for. */
import { expand } from './abbreviations.ts';
import type { Directory } from './directory.ts';
import type { Token } from './tokens.ts';

const MOST = 3;
/** What a word counts for that differs by a slip. */
const SLIP_WEIGHT = 0.6;
/** What the same kind of body is worth: a sở for a sở. */
const ALIKE = 2;
/** Of the best score; below, a unit is no near match. */
const NEAR = 0.5;

/** Ids, the nearest first, at most three. `head` tells the kind of body, which decides between equals. */
export function nearestUnits(head: readonly Token[], rest: readonly Token[], directory: Directory): string[] {
  const scores = new Map<string, number>();
  for (const word of new Set(rest.flatMap(({ folded }) => expand(folded)))) {
    addScores(scores, word, 1, directory);
    for (const near of directory.slips.near(word)) addScores(scores, near, SLIP_WEIGHT, directory);
  }
  const [headWord] = head.flatMap(({ folded }) => expand(folded));
  const alike = unitsWith(headWord ?? '', directory);
  const ranked = [...scores]
    .map(([id, score]) => ({ id, score: score * (alike.has(id) ? ALIKE : 1) }))
    .toSorted((a, b) => b.score - a.score);
  const least = (ranked[0]?.score ?? 0) * NEAR;
  return ranked
    .filter(({ score }) => score >= least)
    .slice(0, MOST)
    .map(({ id }) => id);
}

/** A word that few units have says more than one that many have. */
function addScores(scores: Map<string, number>, word: string, weight: number, directory: Directory): void {
  const units = unitsWith(word, directory);
  const telling = Math.log((directory.size + 1) / units.size);
  for (const id of units) scores.set(id, (scores.get(id) ?? 0) + weight * telling);
}

function unitsWith(word: string, directory: Directory): Set<string> {
  return new Set((directory.byWord.get(word) ?? []).map(({ unit }) => unit.id));
}

/** Whether words share one with a place's name of as many words: "cam lân" with Cam Lâm, "diên phú" with Diên Khánh. */
export function isNearPlace(run: readonly Token[], directory: Directory): boolean {
  return (
    run.length > 1 &&
    run.some(({ folded, marked, hasMarks }, index) =>
      (directory.byWord.get(folded) ?? []).some(
        (form) =>
          form.place &&
          !form.headed &&
          form.words.length === run.length &&
          form.words[index] === folded &&
          (!hasMarks || form.marked.has(marked)),
      ),
    )
  );
}
