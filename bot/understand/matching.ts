/** Which units a run of typed words can name, whatever stands around it. */

import { CONJUNCTION, expand } from './abbreviations.ts';
import { type Alignment, align, isAcronym } from './align.ts';
import { type Directory, KEY_START, type NamedForm } from './directory.ts';
import { comparedWords, FORM_KINDS } from './names.ts';
import type { Token } from './tokens.ts';

/** More units than this are no choice to offer: "UBND xã" names nobody. */
const MOST_CHOICES = 12;

export interface Match {
  /** The token after the name. */
  readonly end: number;
  /** Ids; several where the words fit several units equally well. */
  readonly units: readonly string[];
  readonly form: NamedForm;
}

/** The longest name that starts at a token, letter by letter; spaces, hyphens and "và" do not count. */
export function exactMatch(tokens: readonly Token[], start: number, directory: Directory): Match | undefined {
  let found: Match | undefined;
  let expanded = '';
  let typed = '';
  for (let index = start; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (token === undefined || (index > start && token.gap === 'stop')) break;
    expanded += expand(token.folded).join('');
    typed += token.folded;
    if (!canGrow(expanded, directory) && !canGrow(typed, directory)) break;
    if (token.folded === CONJUNCTION) continue;
    const forms = formsUnder(expanded, typed, directory);
    if (forms.length > 0) found = mostTelling(forms, tokens.slice(start, index + 1), index + 1) ?? found;
  }
  return found;
}

/**
 * The unit whose name the words from a head on follow in part or with a slip, as far as `isEnd` allows:
 * "BQL dự án giao thông", "sở tài chíh". With a slip the whole name must be there.
 */
export function headedMatch(
  tokens: readonly Token[],
  start: number,
  headLength: number,
  context: {
    readonly directory: Directory;
    isEnd(index: number, whole: boolean): boolean;
    isFiller(index: number): boolean;
  },
): Match | undefined {
  const { directory } = context;
  const content = tokens[start + headLength];
  const head = tokens[start];
  if (content === undefined || head === undefined) return undefined;
  const forms = isAcronym(content.folded)
    ? [...formsWith(content, directory), ...formsWith(head, directory)]
    : formsWith(content, directory);
  const fits = forms.flatMap((form) => {
    if (!form.headed) return [];
    const fit = align(tokens, start, form, {
      anchored: true,
      isFiller: (index) => context.isFiller(index),
    });
    if (fit === undefined || fit.end <= start + headLength) return [];
    const isComplete = (fit.whole && fit.slips === 0 && !fit.abridged) || context.isEnd(fit.end, fit.whole);
    if (!isComplete) return [];
    const wordCount = fit.end - start - headLength;
    const trusted =
      fit.slips === 0 ? form.kind !== 'part' || fit.whole : fit.whole && fit.slips * 2 <= wordCount;
    return trusted ? [{ ...fit, form }] : [];
  });
  return bestFit(fits, tokens, start);
}

/** The unit in whose name a run of words stands together, or which it is but for a slip. */
export function runMatch(
  tokens: readonly Token[],
  start: number,
  end: number,
  directory: Directory,
  { slips }: { readonly slips: boolean },
): Match | undefined {
  const first = tokens[start];
  if (first === undefined) return undefined;
  const fits = formsWith(first, directory).flatMap((form) => {
    const fit = align(tokens, start, form, { anchored: false, isFiller: () => !slips });
    if (fit === undefined || fit.end !== end) return [];
    const trusted = slips ? fit.slips > 0 && fit.whole && fit.slips * 2 <= end - start : fit.leaps <= 1;
    return trusted ? [{ ...fit, form }] : [];
  });
  return bestFit(fits, tokens, start);
}

/** Every unit whose name starts with these words, or is them: "Ban Quản lý dự án", "Văn phòng". */
export function prefixMatch(
  tokens: readonly Token[],
  start: number,
  end: number,
  directory: Directory,
): Match | undefined {
  const span = tokens.slice(start, end);
  const words = comparedWords(span);
  const starting = (directory.byWord.get(words[0] ?? '') ?? []).filter(
    (form) => form.headed && words.every((word, index) => form.words[index] === word),
  );
  const same = directory.byKey.get(words.join('')) ?? [];
  return choosable(choose([...starting, ...same], span, end));
}

function choosable(match: Match | undefined): Match | undefined {
  return match !== undefined && match.units.length <= MOST_CHOICES ? match : undefined;
}

interface Fit extends Alignment {
  readonly form: NamedForm;
}

function bestFit(fits: readonly Fit[], tokens: readonly Token[], start: number): Match | undefined {
  const order = (a: Fit, b: Fit) =>
    b.end - a.end || a.slips - b.slips || a.leaps - b.leaps || Number(b.whole) - Number(a.whole);
  const [first, ...rest] = fits.toSorted(order);
  if (first === undefined) return undefined;
  const equal = [first, ...rest.filter((fit) => order(first, fit) === 0)].map(({ form }) => form);
  const telling = equal.filter(({ kind }) => kind !== 'part');
  const match = choose(telling.length > 0 ? telling : equal, tokens.slice(start, first.end), first.end);
  return first.whole ? match : choosable(match);
}

/** Forms that hold a typed word or one that it is a slip of. */
function formsWith(token: Token, directory: Directory): NamedForm[] {
  const [word = ''] = expand(token.folded);
  return [word, ...directory.slips.near(word, true)].flatMap((near) => directory.byWord.get(near) ?? []);
}

/** Whether a key may start with these letters. */
function canGrow(letters: string, { keyStarts, longestKey }: Directory): boolean {
  if (letters.length < KEY_START) return true;
  return letters.length <= longestKey && keyStarts.has(letters.slice(0, KEY_START));
}

/** Codes are keyed as typed, names with their abbreviations written out. */
function formsUnder(expanded: string, typed: string, { byKey }: Directory): readonly NamedForm[] {
  const forms = byKey.get(expanded) ?? [];
  return expanded === typed ? forms : [...forms, ...(byKey.get(typed) ?? [])];
}

/** The forms of the best kind that each province has. */
function mostTelling(forms: readonly NamedForm[], span: readonly Token[], end: number): Match | undefined {
  const possible = forms.filter((form) => form.kind !== 'initials' || span.every(mayBeInitials));
  const best = new Map<string, number>();
  for (const { unit, kind } of possible) {
    const rank = FORM_KINDS.indexOf(kind);
    best.set(unit.province, Math.min(rank, best.get(unit.province) ?? rank));
  }
  return choose(
    possible.filter(({ unit, kind }) => FORM_KINDS.indexOf(kind) === best.get(unit.province)),
    span,
    end,
  );
}

/** Of forms that fit equally well those whose marks were typed, unless hardly one of the marks is theirs. */
function choose(forms: readonly NamedForm[], span: readonly Token[], end: number): Match | undefined {
  const agreement = (form: NamedForm) =>
    span.filter(({ hasMarks, marked }) => hasMarks && form.marked.has(marked)).length;
  const most = Math.max(0, ...forms.map(agreement));
  const agreeing = forms.filter((form) => agreement(form) === most);
  const [form] = agreeing;
  const units = [...new Set(agreeing.map(({ unit }) => unit.id))];
  if (form === undefined) return undefined;
  const contradicted = !form.headed && most === 0 && span.every(({ hasMarks }) => hasMarks);
  return contradicted ? undefined : { end, units, form };
}

const SYLLABLE = /^[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;

/** "STP" or "stp", but "CAT" only in capitals: "cat" may be a word. */
function mayBeInitials({ text, folded, hasMarks }: Token): boolean {
  const capitals = text === text.toUpperCase();
  return capitals ? !hasMarks || /^[\p{Lu}]+$/u.test(text) : isAcronym(folded) || !SYLLABLE.test(folded);
}
