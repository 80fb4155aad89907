/** The names of all units, indexed so that a question is matched without going through them. */
import { fold } from '../../engine/model/text.ts';
import { type BlockEntry, blockPhrases } from './blocks.ts';
import { FORM_KINDS, type Form, formsOf, initialsOf, isLocality, properTail } from './names.ts';
import type { PhraseMap } from './phrases.ts';
import { SlipIndex } from './slips.ts';
import { tokenize } from './tokens.ts';

export interface UnitEntry {
  readonly id: string;
  readonly name: string;
  readonly block: string;
  /** A slug or a name: "khanh-hoa", "Khánh Hòa". */
  readonly province: string;
  /** Every other spelling: "Sở Lao động - TBXH", "Tư pháp". */
  readonly aliases: readonly string[];
}

/** A form of one unit. */
export interface NamedForm extends Form {
  readonly unit: UnitEntry;
}

export interface Directory {
  /** How many units there are. */
  readonly size: number;
  /** By the form's words without spaces, so that "tu phap", "tuphap" and "tu-phap" are one key. */
  readonly byKey: ReadonlyMap<string, readonly NamedForm[]>;
  /** Forms but codes and initials, by each of their words. */
  readonly byWord: ReadonlyMap<string, readonly NamedForm[]>;
  readonly slips: SlipIndex;
  readonly blocks: PhraseMap<string>;
  /** The provinces as units write them, by their folded names. */
  readonly provinces: ReadonlyMap<string, string>;
  /** The folded province of a unit. */
  provinceOf(id: string): string | undefined;
  /** The first letters of all keys, `KEY_START` of them. */
  readonly keyStarts: ReadonlySet<string>;
  /** How many letters the longest key has. */
  readonly longestKey: number;
}

/** Enough letters to see that no name starts so. */
export const KEY_START = 4;

/** What is known of the names of units alone. */
export type NameIndex = Omit<Directory, 'blocks'>;

/** Built once for a list of units; asking it is then fast, also with thousands of them. */
export function buildDirectory(units: readonly UnitEntry[], blocks: readonly BlockEntry[]): Directory {
  return withBlocks(indexNames(units), blocks);
}

/** @param blocks of one name in several provinces, those that come first are meant */
export function withBlocks(names: NameIndex, blocks: readonly BlockEntry[]): Directory {
  return { ...names, blocks: blockPhrases(blocks) };
}

export function indexNames(units: readonly UnitEntry[]): NameIndex {
  const byKey = new Map<string, NamedForm[]>();
  const byWord = new Map<string, NamedForm[]>();
  for (const unit of units) {
    for (const form of allForms(unit)) {
      append(byKey, form.words.join(''), form);
      if (form.kind === 'code' || form.kind === 'initials') continue;
      for (const word of new Set(form.words)) append(byWord, word, form);
    }
  }
  const provinces = new Map(units.map(({ id, province }) => [id, fold(province)]));
  return {
    size: units.length,
    byKey,
    byWord,
    slips: new SlipIndex(byWord.keys()),
    provinces: new Map(units.map(({ province }) => [fold(province), province])),
    provinceOf: (id) => provinces.get(id),
    keyStarts: new Set(Array.from(byKey.keys(), (key) => key.slice(0, KEY_START))),
    longestKey: [...byKey.keys()].reduce((longest, key) => Math.max(longest, key.length), 0),
  };
}

/** Every form of a unit once, under its best kind. */
function allForms(unit: UnitEntry): NamedForm[] {
  const context = { province: fold(unit.province), locality: isLocality(unit.name) };
  const forms: Form[] = [plainForm('code', fold(unit.id).split(' '))];
  for (const spelling of new Set([unit.name, ...unit.aliases])) {
    const spelt = formsOf(spelling, { ...context, official: spelling === unit.name });
    const proper = properTail(tokenize(spelling));
    forms.push(...spelt);
    for (const form of spelt) {
      if (form.kind === 'part') continue;
      forms.push(...initialsOf(form, proper).map((initials) => plainForm('initials', [initials])));
    }
  }
  const best = new Map<string, NamedForm>();
  for (const form of forms.toSorted((a, b) => rank(a) - rank(b))) {
    const key = form.words.join(' ');
    const known = best.get(key) ?? { ...form, unit };
    best.set(key, { ...known, marked: new Set([...known.marked, ...form.marked]) });
  }
  return [...best.values()];
}

function plainForm(kind: 'code' | 'initials', words: readonly string[]): Form {
  return { kind, words, marked: new Set(), headed: true, place: false };
}

function rank({ kind }: Form): number {
  return FORM_KINDS.indexOf(kind);
}

function append<T>(index: Map<string, T[]>, key: string, value: T): void {
  const values = index.get(key);
  if (values === undefined) index.set(key, [value]);
  else values.push(value);
}
