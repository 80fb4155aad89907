/** The words of a question with what each of them may begin. */
import { fold } from '../../engine/model/text.ts';
import type { Directory } from './directory.ts';
import { HEADS, type Head } from './heads.ts';
import { INTENT_PHRASES } from './intent-table.ts';
import { CONNECTIVES, FILLERS, LOOKALIKES, OTHER_SUBJECTS, OWN_UNIT, TOPIC_NOUNS } from './lexicon.ts';
import { exactMatch, type Match } from './matching.ts';
import { type Found, PhraseMap } from './phrases.ts';
import { provinceAt } from './provinces.ts';
import type { Token } from './tokens.ts';

/** What words that look like a name are instead. */
export type PhraseKind = 'own unit' | 'lookalike' | 'topic noun' | 'other subject';

const HEAD_MAP = new PhraseMap(HEADS);
const FILLER_MAP = new PhraseMap([...FILLERS, ...INTENT_PHRASES].map((phrase) => [phrase, phrase] as const));
const PHRASE_MAP = new PhraseMap<PhraseKind>([
  ...OWN_UNIT.map((phrase) => [phrase, 'own unit'] as const),
  ...LOOKALIKES.map((phrase) => [phrase, 'lookalike'] as const),
  ...TOPIC_NOUNS.map((phrase) => [phrase, 'topic noun'] as const),
  ...OTHER_SUBJECTS.map((phrase) => [phrase, 'other subject'] as const),
]);

export class Scene {
  readonly tokens: readonly Token[];
  readonly directory: Directory;
  /** Whether the question was typed with marks. */
  readonly hasMarks: boolean;
  readonly #exact = new Map<number, Match | undefined>();

  constructor(tokens: readonly Token[], directory: Directory) {
    this.tokens = tokens;
    this.directory = directory;
    this.hasMarks = tokens.some(({ hasMarks }) => hasMarks);
  }

  /** The longest name that starts at a word. */
  exact(index: number): Match | undefined {
    if (!this.#exact.has(index)) this.#exact.set(index, exactMatch(this.tokens, index, this.directory));
    return this.#exact.get(index);
  }

  head(index: number): Found<Head> | undefined {
    return HEAD_MAP.at(this.tokens, index);
  }

  phrase(index: number): Found<PhraseKind> | undefined {
    return PHRASE_MAP.at(this.tokens, index);
  }

  /** The end of words of questions, or of a number. */
  fillerEnd(index: number): number | undefined {
    if (/^\d/.test(this.tokens[index]?.folded ?? '')) return index + 1;
    const filler = FILLER_MAP.at(this.tokens, index);
    return filler === undefined ? undefined : index + filler.length;
  }

  isFiller(index: number): boolean {
    return this.fillerEnd(index) !== undefined;
  }

  /** Whether a word is one of questions only if its marks were left out: "tu" may be "từ" or of a name. */
  isSoft(index: number): boolean {
    const token = this.tokens[index];
    if (token === undefined || token.hasMarks || CONNECTIVES.has(token.folded)) return false;
    const filler = FILLER_MAP.at(this.tokens, index);
    return filler?.length === 1 && filler.value !== fold(filler.value);
  }

  /** Whether such a word is rather of a name, for a strange word follows: "so | ngoai giao". */
  isDoubtful(index: number): boolean {
    return this.isSoft(index) && !this.isEnd(index + 1) && this.exact(index + 1) === undefined;
  }

  /** Whether a name can end before a word; before another head only a whole one. */
  isEnd(index: number, whole = true): boolean {
    return (
      this.tokens[index]?.gap !== 'space' ||
      this.isFiller(index) ||
      (whole && this.head(index) !== undefined) ||
      provinceAt(this.tokens, index) !== undefined
    );
  }
}
