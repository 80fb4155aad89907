/** Rules that add nothing: whenever one has its effects, another has the same. */
import { comparisons, spelledOut, withoutUnless } from '../../decide/literals.ts';
import { effectClause } from '../../explain/words.ts';
import { contains } from '../../model/interval.ts';
import type { Ratio } from '../../model/ratio.ts';
import { bandingOf, bearsWhenMissed, type Condition, type Rule } from '../../model/ruleset.ts';
import { addsUp, bearing, effectKey } from '../bearing.ts';
import { axisKey, locate } from '../cells.ts';
import { type Lawbook, lawsOf } from '../law.ts';
import { answer } from '../question.ts';
import { questionOf, type RuleAnswers } from '../rule-answers.ts';
import { concernOf, type Finding, placeWords, type Useless } from './finding.ts';

/** One finding for each rule that could be left out; of two that say the same, for the later one, or for that of the one scheme. */
export function redundantRules(answers: RuleAnswers): Useless[] {
  const { book } = answers;
  const entries = book.rules
    .filter(mayBeRedundant)
    .toSorted((a, b) => schemesOf(a) - schemesOf(b))
    .map((rule, place) => entryOf(answers, rule, place));
  const index = indexed(entries);
  return entries.flatMap((entry): Useless[] => {
    if (!entry.isAlive) return [];
    const by = others(index, entry).find(
      (other) =>
        covers(other, entry) &&
        couldFollow(book, entry, other) &&
        implies(book, entry.rule, other.rule) &&
        (entry.place > other.place || !implies(book, other.rule, entry.rule)),
    );
    if (by === undefined) return [];
    const { rule } = entry;
    return [{ rule, about: `redundant ${rule.id}`, finding: redundant(rule, by.rule) }];
  });
}

/**
 * Not a rule that asks people to decide, nor one with effects both when it holds and when it does not; ranks are compared
 * by the banding.
 */
function mayBeRedundant({ effects, insteadOf, humanDecision }: Rule): boolean {
  if (effects.length === 0 || insteadOf !== undefined || humanDecision !== undefined) return false;
  if (effects.some((effect) => effect.kind === 'band' || addsUp(effect))) return false;
  return new Set(effects.map(bearsWhenMissed)).size === 1;
}

/** Zero for a rule of every scheme: others come after it. */
function schemesOf({ document }: Rule): number {
  return document.scheme === undefined ? 0 : 1;
}

/** Where all the effects of the rule bear. */
function effective(rule: Rule): Condition {
  const [effect] = rule.effects;
  return effect === undefined ? rule.when : bearing(rule, effect);
}

function redundant(rule: Rule, by: Rule): Finding {
  const effects = rule.effects.map(effectClause).join('; ');
  return {
    code: 'KC-015',
    severity: 'warning',
    at: rule.at,
    message: `"${rule.id}" thừa: mỗi khi quy tắc này có hệ quả thì "${by.id}" (${placeWords(by.at, rule.at)}) cũng có cùng hệ quả: ${effects}`,
    consequence: 'bỏ quy tắc này không làm thay đổi kết quả nào; sửa ngưỡng của nó cũng không có tác dụng',
    fix: 'bỏ một trong hai quy tắc, hoặc sửa ngưỡng cho đúng văn bản',
    concerns: concernOf(
      rule,
      'chịu hệ quả của cả hai quy tắc; bỏ quy tắc này không làm thay đổi kết quả nào',
      rule.effects.some(bearsWhenMissed) ? 'false' : 'true',
    ),
  };
}

/** A rule with what is asked of it again and again. */
interface Entry {
  readonly rule: Rule;
  readonly place: number;
  readonly effects: readonly string[];
  readonly facts: ReadonlySet<string>;
  /** Whether it says the same on every date on which it is in force. */
  readonly isSteady: boolean;
  readonly isAlive: boolean;
  /** Facts for which it has its effects, by axis; of a steady rule. */
  readonly sample?: ReadonlyMap<string, Ratio>;
}

function entryOf(answers: RuleAnswers, rule: Rule, place: number): Entry {
  const { exceptions, ruleSet } = answers.book;
  const compared = comparisons(rule.when);
  const isSteady =
    compared.every(({ validity, deadline }) => validity === undefined && deadline === undefined) &&
    !exceptions.some(({ exceptionTo }) =>
      exceptionTo.some((target) => target === rule.id || rule.id.startsWith(`${target}/`)),
    );
  const found = rule.effects.some(bearsWhenMissed) ? answers.fails(rule) : answers.holds(rule);
  const [first] = found;
  return {
    rule,
    place,
    effects: rule.effects.map(effectKey),
    facts: new Set(compared.map(({ fact }) => locate(ruleSet, fact, 0).fact.name)),
    isSteady,
    isAlive: found.some(({ result }) => result === 'witness'),
    ...(isSteady && first?.result === 'witness' ? { sample: first.witness.values } : {}),
  };
}

type Index = ReadonlyMap<string, readonly Entry[]>;

/** Rules by each of their effects with each fact that they read. */
function indexed(entries: readonly Entry[]): Index {
  const index = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of entry.effects.flatMap((effect) => keysOf(entry, effect))) {
      const found = index.get(key);
      if (found === undefined) index.set(key, [entry]);
      else found.push(entry);
    }
  }
  return index;
}

function keysOf({ facts }: Entry, effect: string | undefined): string[] {
  return [...facts].map((fact) => `${effect} ${fact}`);
}

/** Rules that share an effect and a fact with this one. */
function others(index: Index, entry: Entry): Entry[] {
  const lists = keysOf(entry, entry.effects[0]).map((key) => index.get(key) ?? []);
  const [only = [], ...more] = lists;
  return more.length === 0 ? [...only] : [...new Set(lists.flat())];
}

/** Whether one has all the effects of the other, on all its subjects. */
function covers({ rule, effects }: Entry, other: Entry): boolean {
  return (
    bandingOf(rule.id) !== bandingOf(other.rule.id) &&
    other.rule.subjects.every((subject) => rule.subjects.includes(subject)) &&
    other.effects.every((effect) => effects.includes(effect))
  );
}

/** False where facts are known for which the one has its effects and the other has not. */
function couldFollow(book: Lawbook, { sample }: Entry, other: Entry): boolean {
  return sample === undefined || !other.isSteady || holdsFor(book, effective(other.rule), sample) !== false;
}

/** Whether the other rule is in force and has its effects whenever the rule is and has. */
function implies(book: Lawbook, rule: Rule, other: Rule): boolean {
  const laws = lawsOf(book, [rule, other]).map(({ lawDate, rules }) => ({
    lawDate,
    one: rules.find(({ id }) => id === rule.id),
    two: rules.find(({ id }) => id === other.id),
  }));
  return laws.every(({ lawDate, one, two }) => {
    if (one === undefined) return true;
    if (two === undefined) return false;
    const alone: Condition = { type: 'all', parts: [effective(one), { type: 'not', part: effective(two) }] };
    return answer(alone, questionOf(book, rule, lawDate)).result === 'never';
  });
}

/** Undefined: it depends on facts that the sample lacks. */
function holdsFor(
  book: Lawbook,
  condition: Condition,
  sample: ReadonlyMap<string, Ratio>,
): boolean | undefined {
  switch (condition.type) {
    case 'is': {
      const { fact, interval, years } = condition.comparison;
      const each = Array.from({ length: years }, (_, back) => {
        const found = locate(book.ruleSet, fact, back);
        const value = sample.get(axisKey(found.fact, found.back));
        return value && contains(interval, value);
      });
      return each.includes(false) ? false : each.includes(undefined) ? undefined : true;
    }
    case 'not': {
      const part = holdsFor(book, condition.part, sample);
      return part === undefined ? undefined : !part;
    }
    case 'all':
    case 'any': {
      const parts = condition.parts.map((part) => holdsFor(book, part, sample));
      const settles = condition.type === 'any';
      return parts.includes(settles) ? settles : parts.includes(undefined) ? undefined : !settles;
    }
    case 'except':
      return holdsFor(book, withoutUnless(condition), sample);
    case 'choice':
      return holdsFor(book, spelledOut(condition), sample);
  }
}
