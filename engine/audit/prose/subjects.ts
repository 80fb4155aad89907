/** Whom a sentence is about: all units, a group, or one unit by name. */
import { fold } from '../../model/text.ts';
import type { Book } from '../book.ts';

/** Whether figures of this subject are those of units. */
export function isGroup(book: Book, subject: string): boolean {
  return subject === 'all' || book.groups().includes(subject);
}

/** Words that tell groups apart, without those that all of them share. */
const SHARED = new Set([
  'khoi',
  'co',
  'quan',
  'don',
  'vi',
  'cac',
  'thuoc',
  'tinh',
  'truc',
  'cap',
  'ubnd',
  'o',
]);

/** The group that words like "cơ quan ngành dọc" mean; undefined when they fit none or several alike. */
export function groupNamed(book: Book, words: string): string | undefined {
  const own = wordsOf(words);
  const scores = [...book.groupNames]
    .map(([group, names]) => ({
      group,
      score: Math.max(...[...names].map((name) => likeness(own, wordsOf(name)))),
    }))
    .filter(({ group, score }) => score > 0 && group !== 'all')
    .sort((a, b) => b.score - a.score);
  const [first, second] = scores;
  return first === undefined || first.score === second?.score ? undefined : first.group;
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(' ')
    .filter((word) => word !== '' && !SHARED.has(word));
}

/** The share of words that both have; words in the same first place count more. */
function likeness(a: readonly string[], b: readonly string[]): number {
  const both = a.filter((word) => b.includes(word)).length;
  return both === 0
    ? 0
    : both / Math.max(a.length, 1) + both / Math.max(b.length, 1) / 10 + (a[0] === b[0] ? 0.05 : 0);
}

/** Names of units in a text, longest first, none inside another. */
export function unitsIn(
  book: Book,
  text: string,
): { readonly unit: string; readonly start: number; readonly end: number }[] {
  const lower = text.toLowerCase();
  const found: { unit: string; start: number; end: number }[] = [];
  const spellings = [...book.units]
    .flatMap(([unit, { names }]) => [...names].map((name) => ({ unit, name: name.toLowerCase() })))
    .toSorted((a, b) => b.name.length - a.name.length);
  for (const { unit, name } of spellings) {
    if (name.length < 6) continue;
    for (let start = lower.indexOf(name); start >= 0; start = lower.indexOf(name, start + 1)) {
      const end = start + name.length;
      if (found.every((other) => end <= other.start || start >= other.end)) found.push({ unit, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}
