/** The forms in which a unit is named, made from its official name and its other spellings. */
import { CONJUNCTION, expand } from './abbreviations.ts';
import { COMMUNE_LEVELS, DISTRICT_LEVELS, DROPPED_HEADS, HEADS, OPTIONAL_HEADS } from './heads.ts';
import { PhraseMap } from './phrases.ts';
import { type Token, tokenize } from './tokens.ts';

/** How a form came about, the most telling first: where one text fits two units, the better kind wins. */
export const FORM_KINDS = ['code', 'full', 'short', 'derived', 'initials', 'part'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export interface Form {
  readonly kind: FormKind;
  /** Folded, abbreviations written out, without "và". */
  readonly words: readonly string[];
  /** The words with their marks, where it was spelt with any. */
  readonly marked: ReadonlySet<string>;
  /** Starts with the kind of body ("Sở", "UBND huyện"), so that it stands out anywhere in a sentence. */
  readonly headed: boolean;
  /** The name of a place, which is no ordinary word: "Diên Khánh", unlike "Tài chính". */
  readonly place: boolean;
}

type Words = readonly string[];

const HEAD_MAP = new PhraseMap(HEADS);
const LEVELS: readonly Words[] = [...DISTRICT_LEVELS, ...COMMUNE_LEVELS].map((level) => level.split(' '));
const GENERIC = new Set(['uy', 'ban', 'nhan', 'dan', 'tinh', 'cac', 'cap', ...LEVELS.flat()]);

/** The words of typed or spelt text as they are compared. */
export function comparedWords(tokens: readonly Token[]): string[] {
  return tokens.flatMap(({ folded }) => expand(folded));
}

/** Whether an official name is that of a district's or commune's government. */
export function isLocality(name: string): boolean {
  return levelOf(comparedWords(tokenize(name))) !== undefined;
}

/**
 * The forms that one spelling of a unit gives, none when it fits any unit ("UBND thành phố").
 * `official`: the unit's own name, full whatever it starts with; `province`: folded, for a name may end with it or not.
 */
export function formsOf(
  spelling: string,
  unit: { readonly province: string; readonly locality: boolean; readonly official: boolean },
): Form[] {
  const tokens = tokenize(spelling);
  const words = comparedWords(tokens);
  if (words.every((word) => GENERIC.has(word))) return [];
  const form = (kind: FormKind, words: Words, headed: boolean): Form => ({
    kind,
    words,
    headed,
    place: unit.locality || kind === 'part',
    marked: new Set(tokens.map(({ marked }) => marked)),
  });
  if (!unit.official && HEAD_MAP.at(tokens, 0) === undefined) return [form('short', words, false)];

  const core = withoutTail(words, unit.province.split(' '));
  const rest = withoutHead(core);
  const proper = properTail(tokens);
  return [
    form('full', words, true),
    ...[core, ...withoutOptionalHead(words), ...withoutOptionalHead(core)]
      .filter((shorter) => shorter.length < words.length && isSpecific(shorter))
      .map((shorter) => form('derived', shorter, true)),
    ...(rest.length >= 2 ? [form('derived', rest, false)] : []),
    ...(proper.length >= 2 && proper.join(' ') !== unit.province ? [form('part', proper, false)] : []),
    ...otherLevels(core).map((other) => form('part', other, true)),
  ];
}

/**
 * The initials under which a form is known, of at least three letters: "stp"; "sngv" beside "snv";
 * "bqlkkt" without the place at the end.
 */
export function initialsOf({ words, place }: Form, proper: readonly string[]): string[] {
  const endsWithProper = proper.length > 0 && words.slice(-proper.length).join(' ') === proper.join(' ');
  const stem = endsWithProper && !place ? words.slice(0, -proper.length) : [];
  return [...new Set([initials(words), consonants(words), initials(stem)])].filter(
    ({ length }) => length >= 3,
  );
}

/** The proper name at the end of a spelling, by its capitals: "Vân Phong"; none where all is in capitals. */
export function properTail(tokens: readonly Token[]): string[] {
  const start = tokens.findLastIndex(
    ({ text, folded }) => !/^\p{Lu}\p{Ll}*$/u.test(text) || folded === CONJUNCTION,
  );
  return tokens.slice(start + 1).map(({ folded }) => folded);
}

function isSpecific(words: Words): boolean {
  return words.length >= 2 && !words.every((word) => GENERIC.has(word));
}

/** Without "tỉnh", "tỉnh Khánh Hòa", "chi nhánh tỉnh Khánh Hòa" or "Khánh Hòa" at the end. */
function withoutTail(words: Words, province: Words): Words {
  const tails = [province, ['tinh'], ['chi', 'nhanh']];
  return tails.reduce((left, tail) => (endsWith(left, tail) ? left.slice(0, -tail.length) : left), words);
}

function withoutOptionalHead(words: Words): Words[] {
  return OPTIONAL_HEADS.flatMap(({ head, before }) => {
    const rest = words.slice(head.split(' ').length);
    const optional =
      startsWith(words, head.split(' ')) && before.some((next) => startsWith(rest, next.split(' ')));
    return optional ? [rest] : [];
  });
}

function withoutHead(words: Words): Words {
  const level = levelOf(words);
  if (level !== undefined) return words.slice(level.end);
  return DROPPED_HEADS.includes(words[0] ?? '') && words[1] !== 'quan' ? words.slice(1) : [];
}

/** The same district under its other levels. */
function otherLevels(words: Words): Words[] {
  const level = levelOf(words);
  if (level === undefined || !DISTRICT_LEVELS.includes(level.words.join(' '))) return [];
  return LEVELS.slice(0, DISTRICT_LEVELS.length)
    .filter((other) => other !== level.words)
    .flatMap((other) => {
      const named = [...other, ...words.slice(level.end)];
      return [named, ['uy', 'ban', 'nhan', 'dan', ...named]];
    });
}

/** The level of the locality that a name is of, and where it ends; undefined for other bodies. */
function levelOf(words: Words): { readonly words: Words; readonly end: number } | undefined {
  const start = startsWith(words, ['uy', 'ban', 'nhan', 'dan']) ? 4 : 0;
  const level = LEVELS.find((candidate) => startsWith(words.slice(start), candidate));
  return level === undefined ? undefined : { words: level, end: start + level.length };
}

function initials(words: Words): string {
  return words.map((word) => word.slice(0, 1)).join('');
}

/** The consonants with which the words start, as "SNgV" tells Ngoại vụ from Nội vụ. */
function consonants(words: Words): string {
  return words.map((word) => /^(?:ngh|[cgknpt]h|ng|tr|gi|qu|.)/.exec(word)?.[0] ?? '').join('');
}

function startsWith(words: Words, start: Words): boolean {
  return start.every((word, index) => words[index] === word);
}

function endsWith(words: Words, end: Words): boolean {
  return (
    words.length > end.length && end.every((word, index) => words[words.length - end.length + index] === word)
  );
}
