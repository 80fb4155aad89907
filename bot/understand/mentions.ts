/** The mention of a unit that starts at a word: found, several to choose from, or a name that nobody has. */
import { CONJUNCTION } from './abbreviations.ts';
import { isAcronym } from './align.ts';
import type { Head } from './heads.ts';
import { headedMatch, type Match, prefixMatch, runMatch } from './matching.ts';
import { isNearPlace, nearestUnits } from './nearest.ts';
import { PhraseMap } from './phrases.ts';
import { provinceAfter, provinceAt } from './provinces.ts';
import type { Scene } from './scene.ts';
import type { Token } from './tokens.ts';

export interface Mention {
  readonly start: number;
  /** The token after the name. */
  readonly end: number;
  /** Ids: one, or several to choose from; none when the directory has no such unit. */
  readonly units: readonly string[];
  /** Ids that may have been meant, when there is no such unit. */
  readonly nearest: readonly string[];
}

const OF_PROVINCE = PhraseMap.of(['tỉnh']);
/** Words of a name that nobody has are taken as far as this. */
const LONGEST_UNKNOWN = 8;
/** Without a head, so many words from within a name tell the unit. */
const TELLING_WORDS = 4;

/**
 * "Sở …", "UBND …". `from`: where the heads right before start, which are of the name: "Bộ | Công an" is no
 * Công an tỉnh. Undefined when no name follows the head, or when the head may be another word.
 */
export function headedMention(scene: Scene, start: number, from: number): Mention | undefined {
  const head = scene.head(start);
  if (head === undefined) return undefined;
  const bodyStart = start + head.length;
  const match = matchHeaded(scene, start, bodyStart, head.value);
  if (match !== undefined && !(match.units.length > 1 && scene.isDoubtful(match.end))) {
    const mention = qualified(scene, start, match, match.end === bodyStart);
    return from < start ? { ...mention, start: from, units: [], nearest: match.units } : mention;
  }
  const isHead = from < start || isSurelyHead(scene, start);
  const isNamed = !scene.isEnd(bodyStart) || scene.isDoubtful(bodyStart);
  return isHead && isNamed && provinceAt(scene.tokens, start) === undefined
    ? unknownHeaded(scene, from, start, bodyStart)
    : undefined;
}

/** Whether the words of a head are one for sure: typed without marks, "so", "ban" and the like are mostly others. */
export function isSurelyHead(scene: Scene, start: number): boolean {
  const head = scene.head(start);
  if (head === undefined) return false;
  if (isMarked(scene.tokens.slice(start, start + head.length))) return true;
  return scene.hasMarks ? isCapital(scene.tokens[start]) : head.value.clear;
}

/**
 * A code, initials, a short name or a place by itself. `from`: where strange words right before start;
 * `isTopic`: a noun before takes the name for a subject, as in "hồ sơ y tế".
 */
export function headlessMention(
  scene: Scene,
  start: number,
  from: number,
  isTopic: boolean,
): Mention | undefined {
  const match = scene.exact(start);
  if (match === undefined) return undefined;
  const { kind, headed, place } = match.form;
  if (kind === 'code' || kind === 'initials') return qualified(scene, start, match);
  if (from < start) return place && !headed ? placeWithin(scene, from, match) : undefined;
  const isWord = isTopic || !(scene.isEnd(match.end) || scene.exact(match.end) !== undefined);
  return headed || place || !isWord ? qualified(scene, start, match) : undefined;
}

/** Strange words that are a name but for a slip; `alone`: or that look like somebody's, if nobody else is named. */
export function strangeMention(
  scene: Scene,
  start: number,
  end: number,
  alone: boolean,
): Mention | undefined {
  const { tokens, directory } = scene;
  const within =
    end - start >= TELLING_WORDS ? runMatch(tokens, start, end, directory, { slips: false }) : undefined;
  if (within?.units.length === 1) return qualified(scene, start, within);
  const slipped =
    scene.head(end) === undefined ? runMatch(tokens, start, end, directory, { slips: true }) : undefined;
  if (slipped !== undefined) return qualified(scene, start, slipped);
  const run = tokens.slice(start, end);
  return alone && (isProperName(run, tokens) || isNearPlace(run, directory))
    ? unknown(start, end, nearestUnits([], run, directory))
    : undefined;
}

function matchHeaded(scene: Scene, start: number, bodyStart: number, head: Head): Match | undefined {
  const { tokens, directory } = scene;
  const exact = scene.exact(start);
  const matches = [
    exact?.form.headed === true && (exact.end > bodyStart || scene.isEnd(bodyStart)) ? exact : undefined,
    headedMatch(tokens, start, bodyStart - start, scene),
    !head.broad && scene.isEnd(bodyStart, false) && (head.clear || isMarked(tokens.slice(start, bodyStart)))
      ? prefixMatch(tokens, start, bodyStart, directory)
      : undefined,
  ];
  return matches.reduce((longest, match) => ((match?.end ?? 0) > (longest?.end ?? 0) ? match : longest));
}

/** A match with what follows it: another province's unit, or an office of a place or within a unit, is not the unit. */
function qualified(scene: Scene, start: number, match: Match, isBareHead = false): Mention {
  const { tokens, directory } = scene;
  const province = provinceAfter(tokens, match.end);
  if (province !== undefined) {
    const units = match.units.filter((id) => directory.provinceOf(id) === province.province);
    return units.length > 0
      ? { start, end: province.end, units, nearest: [] }
      : unknown(start, province.end, match.units);
  }
  const part = partOf(scene, match, isBareHead);
  if (part !== undefined) return unknown(start, part.end, [...match.units, ...part.units]);
  const tail = tokens[match.end]?.gap === 'space' ? (OF_PROVINCE.at(tokens, match.end)?.length ?? 0) : 0;
  return { start, end: match.end + tail, units: match.units, nearest: [] };
}

/** What a name runs on into without a break: "Công an | huyện Diên Khánh", "Văn phòng | Sở Tư pháp". */
function partOf(scene: Scene, match: Match, isBareHead: boolean): Match | undefined {
  const next = scene.tokens[match.end]?.gap === 'space' ? scene.exact(match.end) : undefined;
  if (next === undefined || next.form.kind === 'code' || next.form.kind === 'initials') return undefined;
  if (isBareHead && next.form.headed) return next;
  const isGovernment = next.form.words[0] === 'uy';
  return next.form.place && !match.form.place && !isGovernment ? next : undefined;
}

/** "Sở Phép thuật", as far as a name can go; with the unit that it runs on into. */
function unknownHeaded(scene: Scene, from: number, start: number, bodyStart: number): Mention {
  const { tokens, directory } = scene;
  let end = bodyStart + 1;
  while (end - start < LONGEST_UNKNOWN && (!scene.isEnd(end) || joinsStrange(scene, end))) end += 1;
  const next = tokens[end]?.gap === 'space' ? scene.exact(end) : undefined;
  // "Đại học" tells something, "Sở" does not.
  const tellingStart = scene.head(start)?.value.broad === false ? start : bodyStart;
  const near = nearestUnits(tokens.slice(start, bodyStart), tokens.slice(tellingStart, end), directory);
  return unknown(from, next?.end ?? end, [...(next?.units ?? []), ...near]);
}

/** "và" between words of one unknown name: "Sở Dân tộc và Tôn giáo". */
function joinsStrange(scene: Scene, index: number): boolean {
  const joins = scene.tokens[index]?.gap === 'space' && scene.tokens[index]?.folded === CONJUNCTION;
  return joins && !scene.isEnd(index + 1) && scene.exact(index + 1) === undefined;
}

/** "kỹ thuật công nghệ Nha Trang" is within a name; "sân bay Nha Trang" is nobody's. */
function placeWithin(scene: Scene, from: number, place: Match): Mention {
  const { tokens, directory } = scene;
  const whole = runMatch(tokens, from, place.end, directory, { slips: false });
  if (whole !== undefined) return qualified(scene, from, whole);
  const near = nearestUnits([], tokens.slice(from, place.end), directory);
  return unknown(from, place.end, [...near, ...place.units]);
}

/** A run of capitals amid small letters, or an abbreviation that nobody has. */
function isProperName(run: readonly Token[], all: readonly Token[]): boolean {
  const isShouted = run.length < all.length && all.every(isCapital);
  if (isShouted) return false;
  const [first, ...rest] = run;
  if (rest.length > 0) return run.every(isCapital);
  return first !== undefined && /^\p{Lu}{3,}$/u.test(first.text) && isAcronym(first.folded);
}

function unknown(start: number, end: number, nearest: readonly string[]): Mention {
  return { start, end, units: [], nearest: [...new Set(nearest)] };
}

function isMarked(words: readonly Token[]): boolean {
  return words.some(({ hasMarks, folded }) => hasMarks || isAcronym(folded));
}

function isCapital(token: Token | undefined): boolean {
  return /^\p{Lu}/u.test(token?.text ?? '');
}
