/** By which words a text names facts: found without trying every fact, for there may be thousands. */
import type { FactDefinition } from '../model/facts.ts';

export interface FactNames {
  /** Whether a text can name the fact at all. */
  readonly has: (fact: string) => boolean;
  /** The facts that a part of a text names, as `together` has written it; dates are no figures and not among them. */
  readonly in: (part: string) => ReadonlySet<string>;
  /** Whether words behind a number may be the fact's unit: they begin with it, or with no unit of another fact. */
  readonly isUnitOf: (fact: FactDefinition | undefined, words: string) => boolean;
  /** The text, in lower case, with names that hold "và", "hoặc" or a comma in one piece: at those a text is parted. */
  readonly together: (text: string) => string;
}

/**
 * A ratio is named by its own name and by what it is a share of: "5% hồ sơ trễ hạn" is the rate of late dossiers. Names
 * of one word ("điểm") say too little, units ("hồ sơ") stand behind any number, and ranks are named in every clause.
 */
export function factNames(facts: ReadonlyMap<string, FactDefinition>): FactNames {
  const figures = [...facts.values()].filter(({ scale }) => scale === undefined);
  const units = new Set(figures.map(({ unit }) => unit.toLowerCase()));
  const index = new Map<string, Set<string>>();
  const parted: string[] = [];
  for (const { name, kind, aliases, numerator, denominator } of figures) {
    const parts = [numerator, denominator].filter((part) => part !== undefined);
    const names = [name, ...aliases, ...parts].map((each) => each.toLowerCase());
    for (const each of names.filter((words) => words.includes(' ') && !units.has(words))) {
      if (PARTING.test(each)) parted.push(each);
      if (kind === 'date') continue;
      const key = wordsOf(inOnePiece(each)).join(' ');
      index.set(key, (index.get(key) ?? new Set()).add(name));
    }
  }
  const lengths = [...new Set([...index.keys()].map((key) => key.split(' ').length))];
  const known = new Set(figures.map(({ name }) => name));
  return {
    has: (fact) => known.has(fact),
    in: (part) => {
      const words = wordsOf(part);
      const found = words.flatMap((_, start) =>
        lengths.flatMap((length) => [...(index.get(words.slice(start, start + length).join(' ')) ?? [])]),
      );
      return new Set(found);
    },
    isUnitOf: (fact, words) => {
      const begins = (unit: string): boolean => unit !== '' && `${words} `.startsWith(`${unit} `);
      const unit = fact?.unit.toLowerCase() ?? '';
      return unit === '' || unit === '%' || begins(unit) || ![...units].some(begins);
    },
    together: (text) => parted.reduce((whole, name) => whole.replaceAll(name, inOnePiece(name)), text),
  };
}

const PARTING = / (?:hoặc|và) |, /u;

function inOnePiece(name: string): string {
  return name.replace(/ (hoặc|và) /gu, '_$1_').replaceAll(', ', '_');
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\d%_]+/gu) ?? [];
}
