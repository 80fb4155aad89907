import { agrees, type Token, tokenize } from './tokens.ts';

export interface Found<T> {
  /** In words. */
  readonly length: number;
  readonly value: T;
}

/** Phrases with a value each, found by the word at which they start. */
export class PhraseMap<T> {
  readonly #byFirstWord = new Map<string, { words: readonly Token[]; value: T }[]>();

  constructor(entries: Iterable<readonly [phrase: string, value: T]> = []) {
    for (const [phrase, value] of entries) this.add(phrase, value);
  }

  /** Phrases that only stand for themselves. */
  static of(phrases: readonly string[]): PhraseMap<true> {
    return new PhraseMap(phrases.map((phrase) => [phrase, true] as const));
  }

  add(phrase: string, value: T): void {
    const words = tokenize(phrase);
    const [first] = words;
    if (first === undefined) return;
    const rivals = this.#byFirstWord.get(first.folded) ?? [];
    rivals.push({ words, value });
    rivals.sort((a, b) => b.words.length - a.words.length);
    this.#byFirstWord.set(first.folded, rivals);
  }

  /** The longest phrase that starts at a token; words typed with marks must have the phrase's marks. */
  at(tokens: readonly Token[], index: number): Found<T> | undefined {
    const rivals = this.#byFirstWord.get(tokens[index]?.folded ?? '');
    const found = rivals?.find(({ words }) => startsAt(tokens, index, words));
    return found === undefined ? undefined : { length: found.words.length, value: found.value };
  }
}

function startsAt(tokens: readonly Token[], index: number, words: readonly Token[]): boolean {
  return words.every((word, offset) => {
    const typed = tokens[index + offset];
    return typed !== undefined && agrees(typed, word) && (offset === 0 || typed.gap !== 'stop');
  });
}
