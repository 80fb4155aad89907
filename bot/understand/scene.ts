/** The words of a question with what each of them may begin. */
import type { Directory } from './directory.ts';
import { HEADS, type Head } from './heads.ts';
import { INTENT_PHRASES } from './intent-table.ts';
import { FILLERS, LOOKALIKES, OTHER_SUBJECTS, OWN_UNIT, TOPIC_NOUNS } from './lexicon.ts';
import { exactMatch, type Match } from './matching.ts';
import { PhraseMap } from './phrases.ts';
import { provinceAt } from './provinces.ts';
import type { Token } from './tokens.ts';

const HEAD_MAP = new PhraseMap(HEADS);
const FILLER_MAP = PhraseMap.of([...FILLERS, ...INTENT_PHRASES]);
const LOOKALIKE_MAP = PhraseMap.of(LOOKALIKES);
const TOPIC_NOUN_MAP = PhraseMap.of(TOPIC_NOUNS);
const OTHER_SUBJECT_MAP = PhraseMap.of(OTHER_SUBJECTS);
const OWN_MAP = PhraseMap.of(OWN_UNIT);

export class Scene {
  readonly tokens: readonly Token[];
  readonly directory: Directory;
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

  head(index: number): { readonly length: number; readonly value: Head } | undefined {
    return HEAD_MAP.at(this.tokens, index);
  }

  fillerEnd(index: number): number | undefined {
    return /^\d/.test(this.tokens[index]?.folded ?? '') ? index + 1 : endOf(FILLER_MAP, this.tokens, index);
  }

  lookalikeEnd(index: number): number | undefined {
    return endOf(LOOKALIKE_MAP, this.tokens, index);
  }

  topicNounEnd(index: number): number | undefined {
    return endOf(TOPIC_NOUN_MAP, this.tokens, index);
  }

  otherSubjectEnd(index: number): number | undefined {
    return endOf(OTHER_SUBJECT_MAP, this.tokens, index);
  }

  ownUnitEnd(index: number): number | undefined {
    return endOf(OWN_MAP, this.tokens, index);
  }

  /** Whether a name can end before this token; before another head only a whole one. */
  isEnd = (index: number, whole = true): boolean =>
    this.tokens[index]?.gap !== 'space' ||
    this.isFiller(index) ||
    (whole && this.head(index) !== undefined) ||
    provinceAt(this.tokens, index) !== undefined;

  isFiller = (index: number): boolean => this.fillerEnd(index) !== undefined;
}

function endOf<T>(map: PhraseMap<T>, tokens: readonly Token[], index: number): number | undefined {
  const found = map.at(tokens, index);
  return found === undefined ? undefined : index + found.length;
}
