/** Which of several ranks or kinds a figure of a quotation is said of: "loại I từ 95%, loại II từ 90%". */
import type { Comparison } from '../model/ruleset.ts';
import { DIRECTION_WORDS, escaped, plain } from './phrases.ts';

/** A row of a table or a level of a scale, by its name, with the names of the others; lower case. */
export type Row = NonNullable<Comparison['row']>;

/** @param all the names of all rows, its own among them */
export function rowAmong(own: string, all: readonly string[]): Row {
  return { own: plain(own), others: all.filter((other) => other !== own).map(plain) };
}

/**
 * Whether the figure in one of the clauses may be that of the row: the clause, with its neighbours that have no figure,
 * names the row or none. Text that gives several names their figures in one order ("tương ứng") is not told apart.
 */
export function mayBeOf({ own, others }: Row, clauses: readonly string[], place: number): boolean {
  const hasFigure = (clause: string): boolean => /\d/u.test(without(clause, [own, ...others]));
  const isNeighbour = (clause: string | undefined): clause is string =>
    clause !== undefined && !hasFigure(clause);
  const text = [clauses[place] ?? ''];
  for (let at = place - 1; isNeighbour(clauses[at]); at -= 1) text.push(clauses[at] ?? '');
  for (let at = place + 1; isNeighbour(clauses[at]); at += 1) text.push(clauses[at] ?? '');
  const words = text.join(' , ');
  if (/tương ứng|lần lượt/u.test(words)) return true;
  // A rank called "Đạt" cannot be told from "đạt 90%".
  const told = others.filter((other) => !DIRECTION_WORDS.includes(other));
  const named = namesIn(words, [own, ...told]);
  return named.size === 0 || named.has(own);
}

function namesIn(text: string, names: readonly string[]): Set<string> {
  return new Set([...text.matchAll(anyOf(names))].map(([name]) => name));
}

function without(text: string, names: readonly string[]): string {
  return text.replace(anyOf(names), '');
}

/** The longest name first: "không hoàn thành nhiệm vụ" holds "hoàn thành nhiệm vụ". */
function anyOf(names: readonly string[]): RegExp {
  const longest = names.toSorted((a, b) => b.length - a.length).map(escaped);
  return new RegExp(`(?<![\\p{L}\\d])(?:${longest.join('|')})(?![\\p{L}\\d])`, 'gu');
}
