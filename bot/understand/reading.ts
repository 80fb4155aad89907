/** Reading a question from left to right for the units, the block and the province that it names. */
import type { Directory } from './directory.ts';
import { headedMention, headlessMention, isSurelyHead, type Mention, strangeMention } from './mentions.ts';
import { PhraseMap } from './phrases.ts';
import { provinceAt } from './provinces.ts';
import { Scene } from './scene.ts';
import type { Token } from './tokens.ts';

export interface Reading {
  /** In the order of the text. */
  readonly mentions: readonly Mention[];
  /** The code of the first block that is named. */
  readonly block: string | null;
  /** The asker's own unit is meant: "đơn vị tôi". */
  readonly own: boolean;
  /** The province of the directory that is named by itself, folded. */
  readonly province: string | null;
  /** How many words in a row, at most, are neither names nor words of questions. */
  readonly strange: number;
}

/** "Bắc Nha Trang" is another place than Nha Trang. */
const DIRECTION = PhraseMap.of(['bắc', 'nam', 'đông', 'tây', 'trung']);

/** So many words that may be of a question or of a name are passed over to see what stands before. */
const MOST_SOFT = 2;

/** Reads all words of a question. */
export function read(tokens: readonly Token[], directory: Directory): Reading {
  return new Reader(new Scene(tokens, directory)).read();
}

class Reader {
  readonly #scene: Scene;
  /** Which words have been read as something. */
  readonly #known: boolean[];
  #mentions: Mention[] = [];
  /** The last heads without a name, which may belong to the next: "UBND huyện | Trường Sa". */
  #bareHead = { start: -1, end: -1 };
  /** The last name that nobody has, which may not have ended yet. */
  #unknown = { start: -1, end: -1 };
  /** The end of the last noun that a subject may follow. */
  #topicNounEnd = -1;
  #block: string | null = null;
  #own = false;
  #province: string | null = null;
  #strange = 0;

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#known = scene.tokens.map(() => false);
  }

  read(): Reading {
    for (let index = 0; index < this.#known.length; ) {
      const end = this.#step(index);
      if (end !== undefined) this.#known.fill(true, index, end);
      index = end ?? index + 1;
    }
    this.#readStrangeWords();
    return {
      mentions: this.#mentions.toSorted((a, b) => a.start - b.start),
      block: this.#block,
      own: this.#own,
      province: this.#province,
      strange: this.#strange,
    };
  }

  /** The end of what starts at a word; undefined when the word is strange. The first reading that fits counts. */
  #step(index: number): number | undefined {
    return (
      this.#blockPhrase(index) ??
      this.#phrase(index) ??
      this.#headed(index) ??
      this.#provinceAlone(index) ??
      this.#headless(index) ??
      this.#scene.fillerEnd(index)
    );
  }

  #blockPhrase(index: number): number | undefined {
    const block = this.#scene.directory.blocks.at(this.#scene.tokens, index);
    if (block === undefined) return undefined;
    const end = index + block.length;
    // "các Sở Tư pháp, Nội vụ" names units, no block.
    if ((this.#scene.exact(end - 1)?.end ?? end) > end) return undefined;
    this.#block ??= block.value;
    return end;
  }

  /** Words that look like a name or the beginning of one. */
  #phrase(index: number): number | undefined {
    const phrase = this.#scene.phrase(index);
    if (phrase === undefined) return undefined;
    const end = index + phrase.length;
    const name = this.#scene.exact(index);
    if (name?.form.headed === true && name.end > end) return undefined;
    if (phrase.value === 'own unit') this.#own = true;
    if (phrase.value === 'topic noun') this.#topicNounEnd = end;
    if (phrase.value === 'other subject') this.#noteStrange(phrase.length);
    return end;
  }

  #headed(index: number): number | undefined {
    const from = this.#nameStart(index);
    const mention = headedMention(this.#scene, index, from);
    if (mention !== undefined) return this.#note(mention);
    const head = this.#scene.head(index);
    if (head === undefined || provinceAt(this.#scene.tokens, index) !== undefined) return undefined;
    const end = index + head.length;
    const isBare = head.value.broad ? this.#scene.isEnd(end) : this.#scene.head(end) !== undefined;
    if (!isBare || !isSurelyHead(this.#scene, index)) return undefined;
    this.#bareHead = { start: from, end };
    return end;
  }

  /** Where the name starts of which the head at a word is part: "UBND | huyện …", "phong tu phap | huyen …". */
  #nameStart(index: number): number {
    if (this.#follows(this.#bareHead.end, index)) return this.#bareHead.start;
    const start = this.#strangeStart(index);
    return this.#scene.head(start) === undefined ? index : start;
  }

  #provinceAlone(index: number): number | undefined {
    const named = provinceAt(this.#scene.tokens, index);
    if (named === undefined) return undefined;
    if (!this.#scene.directory.provinces.has(named.province)) {
      return this.#note({ start: index, end: named.end, units: [], nearest: [] });
    }
    this.#province ??= named.province;
    return named.end;
  }

  #headless(index: number): number | undefined {
    const from = this.#runStart(index);
    const mention = headlessMention(this.#scene, index, from, this.#topicNounEnd === index);
    if (mention === undefined) return undefined;
    if (mention.units.length === 0 && mention.start < index) this.#noteStrange(index - mention.start);
    return this.#note(mention);
  }

  /** Where strange words start that run up to a word; the word itself when there are none. */
  #strangeStart(index: number): number {
    let start = index;
    while (this.#isJoined(start) && this.#isStrange(start - 1)) start -= 1;
    return start;
  }

  #isStrange(index: number): boolean {
    return this.#known[index] === false || this.#scene.isDoubtful(index);
  }

  /** The same for a name without a head, to which also "du an dau tu" and "truong ca dang" run up. */
  #runStart(index: number): number {
    if (this.#isDirection(index - 1)) return index - 1;
    let start = index;
    while (start > index - MOST_SOFT && this.#isJoined(start) && this.#scene.isSoft(start - 1)) start -= 1;
    const open = [this.#bareHead, this.#unknown].find(({ end }) => this.#follows(end, start));
    if (open !== undefined) return open.start;
    const strange = this.#strangeStart(start);
    return strange < start ? strange : this.#strangeStart(index);
  }

  /** Whether a word comes right after another. */
  #isJoined(index: number): boolean {
    return this.#scene.tokens[index]?.gap === 'space';
  }

  /** "nam" without marks and capital is rather "năm": "trong nam Nha Trang …" */
  #isDirection(index: number): boolean {
    const token = this.#scene.tokens[index];
    if (token === undefined || !this.#isJoined(index + 1)) return false;
    const isYear = token.folded === 'nam' && !token.hasMarks && !/^\p{Lu}/u.test(token.text);
    return DIRECTION.at(this.#scene.tokens, index) !== undefined && !isYear;
  }

  #readStrangeWords(): void {
    for (const [start, end] of this.#strangeRuns()) {
      const mention = strangeMention(this.#scene, start, end, this.#mentions.length === 0);
      if (mention === undefined) this.#noteStrange(end - start);
      else this.#note(mention);
    }
  }

  #strangeRuns(): [start: number, end: number][] {
    const runs: [number, number][] = [];
    for (const [index, known] of this.#known.entries()) {
      if (known) continue;
      const last = runs.at(-1);
      if (last !== undefined && this.#follows(last[1], index)) last[1] = index + 1;
      else runs.push([index, index + 1]);
    }
    return runs;
  }

  /** Whether a word comes right after what ended at `end`, without a comma or stop between. */
  #follows(end: number, index: number): boolean {
    return end === index && this.#isJoined(index);
  }

  #noteStrange(words: number): void {
    this.#strange = Math.max(this.#strange, words);
  }

  #note(mention: Mention): number {
    const isWithin = ({ start, end }: Mention) => start >= mention.start && end <= mention.end;
    this.#mentions = [...this.#mentions.filter((earlier) => !isWithin(earlier)), mention];
    if (mention.units.length === 0) this.#unknown = mention;
    this.#known.fill(true, mention.start, mention.end);
    return mention.end;
  }
}
