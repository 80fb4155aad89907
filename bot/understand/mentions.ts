/** Reading a question for the units, the block and the province that it names. */
import { isAcronym } from './align.ts';
import type { Directory } from './directory.ts';
import type { Head } from './heads.ts';
import { headedMatch, type Match, prefixMatch, runMatch } from './matching.ts';
import { isNearPlace, nearestUnits } from './nearest.ts';
import { PhraseMap } from './phrases.ts';
import { provinceAfter, provinceAt } from './provinces.ts';
import { Scene } from './scene.ts';
import type { Token } from './tokens.ts';

/** Words that name a unit, or look as if they did. */
export interface Mention {
  readonly start: number;
  /** The token after the name. */
  readonly end: number;
  /** Ids: one, or several to choose from; none when the directory has no such unit. */
  readonly units: readonly string[];
  /** Ids that may have been meant, when there is no such unit. */
  readonly nearest: readonly string[];
}

export interface Reading {
  /** In the order of the text. */
  readonly mentions: readonly Mention[];
  readonly block: string | null;
  /** The asker's own unit is meant: "đơn vị tôi". */
  readonly own: boolean;
  /** A province of the directory is named by itself. */
  readonly province: boolean;
  /** How many words in a row, at most, are neither names nor words of questions. */
  readonly strange: number;
}

/** "Bắc Nha Trang" is another place than Nha Trang. */
const DIRECTION = PhraseMap.of(['bắc', 'nam', 'đông', 'tây', 'trung']);
const OF_PROVINCE = PhraseMap.of(['tỉnh']);
/** Words of a name that nobody has are taken as far as this. */
const LONGEST_UNKNOWN = 8;
/** Without a head, so many words from within a name tell the unit. */
const TELLING_WORDS = 4;

/** Reads all words of a question. */
export function readMentions(tokens: readonly Token[], directory: Directory): Reading {
  return new Reader(new Scene(tokens, directory)).read();
}

class Reader {
  readonly #scene: Scene;
  /** Which words have been read as something. */
  readonly #known: boolean[];
  readonly #mentions: Mention[] = [];
  /** The most words in a row that are of another subject, of which no name is part. */
  #offTopic = 0;
  /** The end of the last noun that a subject may follow: "hồ sơ y tế". */
  #topicNounEnd = -1;
  /** The last head without a name: in "UBND huyện Trường Sa" each head may belong to the next. */
  #bareHead = { start: -1, end: -1 };
  #block: string | null = null;
  #own = false;
  #province = false;

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
    this.#readStrangeRuns();
    return {
      mentions: this.#mentions.toSorted((a, b) => a.start - b.start),
      block: this.#block,
      own: this.#own,
      province: this.#province,
      strange: Math.max(this.#offTopic, ...this.#strangeRuns().map(([start, end]) => end - start)),
    };
  }

  /** The end of what starts at a word; undefined when the word is strange. The first reading that fits counts. */
  #step(index: number): number | undefined {
    return (
      this.#ownUnit(index) ??
      this.#blockPhrase(index) ??
      this.#scene.lookalikeEnd(index) ??
      this.#topicNoun(index) ??
      this.#otherSubject(index) ??
      this.#headed(index) ??
      this.#provinceAlone(index) ??
      this.#headless(index) ??
      this.#scene.fillerEnd(index)
    );
  }

  #ownUnit(index: number): number | undefined {
    const end = this.#scene.ownUnitEnd(index);
    this.#own ||= end !== undefined;
    return end;
  }

  #otherSubject(index: number): number | undefined {
    const end = this.#scene.otherSubjectEnd(index);
    this.#offTopic = Math.max(this.#offTopic, (end ?? index) - index);
    return end;
  }

  #topicNoun(index: number): number | undefined {
    const end = this.#scene.topicNounEnd(index);
    this.#topicNounEnd = end ?? this.#topicNounEnd;
    return end;
  }

  #blockPhrase(index: number): number | undefined {
    const { tokens, directory } = this.#scene;
    const block = directory.blocks.at(tokens, index);
    if (block === undefined) return undefined;
    const end = index + block.length;
    // "các Sở Tư pháp, Nội vụ" names units, no block.
    if ((this.#scene.exact(end - 1)?.end ?? end) > end) return undefined;
    this.#block ??= block.value;
    return end;
  }

  #provinceAlone(index: number): number | undefined {
    const { tokens, directory } = this.#scene;
    const named = provinceAt(tokens, index);
    if (named === undefined) return undefined;
    if (directory.provinces.has(named.province)) this.#province = true;
    else this.#mentions.push({ start: index, end: named.end, units: [], nearest: [] });
    return named.end;
  }

  /** "Sở …", "UBND …": found, or a name that nobody has. */
  #headed(start: number): number | undefined {
    const head = this.#scene.head(start);
    if (head === undefined) return undefined;
    const bodyStart = start + head.length;
    const match = this.#matchHeaded(start, bodyStart, head.value);
    const isSure = this.#isSurelyHead(start, bodyStart, head.value);
    if (match !== undefined) return this.#accept(start, match, match.end === bodyStart);
    if (provinceAt(this.#scene.tokens, start) !== undefined) return undefined;
    if (this.#scene.isEnd(bodyStart)) return head.value.broad ? this.#skipBareHead(start, bodyStart, isSure) : undefined;
    return isSure ? this.#unknownHeaded(start, bodyStart) : undefined;
  }

  #matchHeaded(start: number, bodyStart: number, head: Head): Match | undefined {
    const { tokens, directory } = this.#scene;
    const exact = this.#scene.exact(start);
    const named = headedMatch(tokens, start, bodyStart - start, this.#scene);
    const isBare = !head.broad && this.#scene.isEnd(bodyStart) && (head.clear || this.#isMarked(start, bodyStart));
    const bare = isBare ? prefixMatch(tokens, start, bodyStart, directory) : undefined;
    return [exact?.form.headed === true ? exact : undefined, named, bare]
      .filter((match) => match !== undefined)
      .reduce<Match | undefined>((longest, match) => (match.end > (longest?.end ?? 0) ? match : longest), undefined);
  }

  /** Takes a match with what qualifies it; another province's or an office within it is not the unit. */
  #accept(start: number, match: Match, bare = false): number {
    const { tokens, directory } = this.#scene;
    const end = match.end + (tokens[match.end]?.gap === 'space' ? (OF_PROVINCE.at(tokens, match.end)?.length ?? 0) : 0);
    const province = provinceAfter(tokens, match.end);
    if (province !== undefined) {
      const there = match.units.filter((id) => directory.provinceOf(id) === province.province);
      return this.#push(start, province.end, there, match.units);
    }
    const part = this.#partOf(match, bare);
    const from = this.#withBareHead(start);
    if (part !== undefined) return this.#push(from, part.end, [], [...match.units, ...part.units]);
    // "Bộ Công an" is no Công an tỉnh.
    return from < start ? this.#push(from, match.end, [], match.units) : this.#push(start, end, match.units, []);
  }

  /** What a name runs on into without a break: "Công an | huyện Diên Khánh", "Văn phòng | Sở Tư pháp". */
  #partOf(match: Match, bare: boolean): Match | undefined {
    const { tokens, directory } = this.#scene;
    if (tokens[match.end]?.gap !== 'space') return undefined;
    const next = this.#scene.exact(match.end);
    if (next === undefined || next.form.kind === 'code' || next.form.kind === 'initials') return undefined;
    if (bare && next.form.headed) return next;
    const isGovernment = next.form.words[0] === 'uy';
    return next.form.place && !match.form.place && !isGovernment ? next : undefined;
  }

  /** Typed without marks, "so", "ban" and the like are mostly other words. */
  #isSurelyHead(start: number, bodyStart: number, head: Head): boolean {
    if (this.#isMarked(start, bodyStart)) return true;
    return this.#scene.hasMarks ? isCapital(this.#scene.tokens[start]) : head.clear;
  }

  #isMarked(start: number, end: number): boolean {
    return this.#scene.tokens.slice(start, end).some(({ hasMarks, folded }) => hasMarks || isAcronym(folded));
  }

  #unknownHeaded(start: number, bodyStart: number): number {
    const { tokens, directory } = this.#scene;
    let end = bodyStart + 1;
    while (end - start < LONGEST_UNKNOWN && !this.#scene.isEnd(end)) end += 1;
    const inner = tokens[end]?.gap === 'space' ? this.#scene.exact(end) : undefined;
    const nearest = nearestUnits(tokens.slice(start, bodyStart), tokens.slice(bodyStart, end), directory);
    return this.#push(this.#withBareHead(start), inner?.end ?? end, [], [...(inner?.units ?? []), ...nearest]);
  }

  #skipBareHead(start: number, end: number, isSure: boolean): number {
    if (isSure) this.#bareHead = { start: this.#withBareHead(start), end };
    return end;
  }

  /** Where the name starts of which a word is part, with the heads right before. */
  #withBareHead(start: number): number {
    return this.#bareHead.end === start && this.#scene.tokens[start]?.gap === 'space' ? this.#bareHead.start : start;
  }

  /** A code, initials, a short name or a place by itself. */
  #headless(start: number): number | undefined {
    const { tokens, directory } = this.#scene;
    const match = this.#scene.exact(start);
    if (match === undefined) return undefined;
    const { form } = match;
    if (form.kind === 'code' || form.kind === 'initials') return this.#accept(start, match);
    const isBounded = this.#startsAfterKnown(start) && !this.#isDirection(start - 1);
    const isWord = this.#topicNounEnd === start || !this.#isEnd(match.end);
    if (isBounded && (form.headed || form.place || !isWord)) return this.#accept(start, match);
    return form.place && !form.headed ? this.#placeWithin(start, match) : undefined;
  }

  /** "kỹ thuật công nghệ Nha Trang" is within a name; "sân bay Nha Trang" is nobody's. */
  #placeWithin(start: number, place: Match): number {
    const { tokens, directory } = this.#scene;
    let runStart = start - 1;
    while (!this.#startsAfterKnown(runStart)) runStart -= 1;
    const whole = runMatch(tokens, runStart, place.end, directory, { slips: false });
    if (whole === undefined) this.#offTopic = Math.max(this.#offTopic, start - runStart);
    this.#known.fill(true, runStart, start);
    if (whole !== undefined) return this.#accept(runStart, whole);
    const near = nearestUnits([], tokens.slice(runStart, place.end), directory);
    return this.#push(runStart, place.end, [], [...near, ...place.units]);
  }

  #isEnd(index: number): boolean {
    return this.#scene.isEnd(index) || this.#scene.exact(index) !== undefined;
  }

  #startsAfterKnown(index: number): boolean {
    return this.#scene.tokens[index]?.gap !== 'space' || this.#known[index - 1] === true;
  }

  /** "năm" typed without marks is no direction: "trong nam Nha Trang …" */
  #isDirection(index: number): boolean {
    const token = this.#scene.tokens[index];
    if (token === undefined || DIRECTION.at(this.#scene.tokens, index) === undefined) return false;
    return token.hasMarks || isCapital(token);
  }

  /** Strange words that are a name but for a slip, or that by their capitals name somebody. */
  #readStrangeRuns(): void {
    const { tokens, directory } = this.#scene;
    for (const [start, end] of this.#strangeRuns()) {
      const within = end - start >= TELLING_WORDS ? runMatch(tokens, start, end, directory, { slips: false }) : undefined;
      const match = within ?? runMatch(tokens, start, end, directory, { slips: true });
      if (match !== undefined) this.#accept(start, match);
      else if (this.#mentions.length === 0 && (this.#isProperName(start, end) || isNearPlace(tokens.slice(start, end), directory))) {
        this.#push(start, end, [], nearestUnits([], tokens.slice(start, end), directory));
      } else continue;
      this.#known.fill(true, start, end);
    }
  }

  #strangeRuns(): [number, number][] {
    const runs: [number, number][] = [];
    for (const [index, known] of this.#known.entries()) {
      const last = runs.at(-1);
      if (known) continue;
      if (last?.[1] === index && this.#scene.tokens[index]?.gap === 'space') last[1] = index + 1;
      else runs.push([index, index + 1]);
    }
    return runs;
  }

  #isProperName(start: number, end: number): boolean {
    const { tokens } = this.#scene;
    const run = tokens.slice(start, end);
    if (tokens.every(isCapital) && run.length < tokens.length) return false;
    const [only, ...others] = run;
    if (others.length > 0) return run.every(isCapital);
    return only !== undefined && only.folded.length >= 3 && isAcronym(only.folded) && only.text === only.text.toUpperCase();
  }

  #push(start: number, end: number, units: readonly string[], nearest: readonly string[]): number {
    this.#mentions.push({ start, end, units, nearest: units.length > 0 ? [] : [...new Set(nearest)] });
    return end;
  }
}

function isCapital(token: Token | undefined): boolean {
  return /^\p{Lu}/u.test(token?.text ?? '');
}
