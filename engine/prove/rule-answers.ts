/** Whether each rule can hold, and whether it can fail, under each of its laws; each asked once. */
import type { CivilDate } from '../model/dates.ts';
import type { Condition, Rule } from '../model/ruleset.ts';
import { type Lawbook, lawsOf } from './law.ts';
import { type Answer, answer, type Question } from './question.ts';
import { decidedWith } from './ranking.ts';

export class RuleAnswers {
  readonly book: Lawbook;
  readonly #known = new Map<string, readonly Answer[]>();

  constructor(book: Lawbook) {
    this.book = book;
  }

  /** One answer for each law under which the rule is in force. */
  holds(rule: Rule): readonly Answer[] {
    return this.#asked(`holds ${rule.id}`, rule, ({ when }) => when);
  }

  /** One answer for each law under which the rule is in force. */
  fails(rule: Rule): readonly Answer[] {
    return this.#asked(`fails ${rule.id}`, rule, ({ when }) => ({ type: 'not', part: when }));
  }

  #asked(key: string, rule: Rule, ask: (inForce: Rule) => Condition): readonly Answer[] {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const answers = lawsOf(this.book, [rule]).flatMap(({ lawDate, rules: [inForce] }) =>
      inForce === undefined ? [] : [answer(ask(inForce), questionOf(this.book, rule, lawDate))],
    );
    this.#known.set(key, answers);
    return answers;
  }
}

/** The question about a rule by itself. */
export function questionOf({ ruleSet, scheme }: Lawbook, rule: Rule, lawDate: CivilDate): Question {
  return { ruleSet, scheme: scheme.code, subject: decidedWith(rule)[0] ?? 'đơn vị', lawDate };
}
