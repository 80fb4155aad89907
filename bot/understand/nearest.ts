/** Units that a name nobody has may have been meant for. */
import { expand } from './abbreviations.ts';
import type { Directory, NamedForm } from './directory.ts';
import type { Token } from './tokens.ts';

const MOST = 3;
/** What a word counts for that agrees but for its marks, and but for a slip. */
const UNMARKED_WEIGHT = 0.8;
const SLIP_WEIGHT = 0.6;
/** What the same kind of body is worth: a sở for a sở. */
const ALIKE = 2;
/** Of the best score; below, a unit is no near match. */
const NEAR = 0.5;

/** Ids, the nearest first, at most three. `head`: the words that tell the kind of body. */
export function nearestUnits(head: readonly Token[], rest: readonly Token[], directory: Directory): string[] {
  const scores = new Map<string, number>();
  for (const token of rest) {
    for (const word of expand(token.folded)) {
      addScores(scores, formsWith(word, directory), directory.size, (form) =>
        !token.hasMarks || form.marked.has(token.marked) ? 1 : UNMARKED_WEIGHT,
      );
      for (const near of directory.slips.near(word)) {
        addScores(scores, formsWith(near, directory), directory.size, () => SLIP_WEIGHT);
      }
    }
  }
  const [headWord = ''] = head.flatMap(({ folded }) => expand(folded));
  const alike = new Set(
    formsWith(headWord, directory)
      .filter(({ words }) => words[0] === headWord)
      .map(({ unit }) => unit.id),
  );
  return best([...scores].map(([id, score]) => ({ id, score: alike.has(id) ? score * ALIKE : score })));
}

/** Whether words share one with a place's name of as many words: "cam lân" with Cam Lâm, "diên phú" with Diên Khánh. */
export function isNearPlace(run: readonly Token[], directory: Directory): boolean {
  const shares = (token: Token, index: number) =>
    formsWith(token.folded, directory).some(
      (form) =>
        form.place &&
        !form.headed &&
        form.words.length === run.length &&
        form.words[index] === token.folded &&
        (!token.hasMarks || form.marked.has(token.marked)),
    );
  return run.length > 1 && run.some(shares);
}

/** Adds to each unit what its best form is worth; a word that few units have says more than one that many have. */
function addScores(
  scores: Map<string, number>,
  forms: readonly NamedForm[],
  size: number,
  weightOf: (form: NamedForm) => number,
): void {
  const weights = new Map<string, number>();
  for (const form of forms)
    weights.set(form.unit.id, Math.max(weightOf(form), weights.get(form.unit.id) ?? 0));
  const telling = Math.log((size + 1) / weights.size);
  for (const [id, weight] of weights) scores.set(id, (scores.get(id) ?? 0) + weight * telling);
}

function best(scored: readonly { readonly id: string; readonly score: number }[]): string[] {
  const ranked = scored.toSorted((a, b) => b.score - a.score);
  const least = (ranked[0]?.score ?? 0) * NEAR;
  return ranked
    .filter(({ score }) => score >= least)
    .slice(0, MOST)
    .map(({ id }) => id);
}

function formsWith(word: string, directory: Directory): readonly NamedForm[] {
  return directory.byWord.get(word) ?? [];
}
