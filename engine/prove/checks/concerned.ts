/** Whom a finding concerns among the data held. */
import { integerWords } from '../../explain/words.ts';
import type { Decision } from '../../model/decision.ts';
import type { Finding } from './finding.ts';

/** More than so many are told by their number alone. */
const MOST_NAMED = 3;

/** Is shown one decision after another, and keeps those that the finding concerns. */
export class Concerned {
  readonly #finding: Finding;
  /** By unit, the first year that shows it. */
  readonly #units = new Map<unknown, number>();
  #seesSubject = false;

  constructor(finding: Finding) {
    this.#finding = finding;
  }

  /** Whether the data held has anything to say of the finding. */
  get asks(): boolean {
    return this.#finding.concerns !== undefined;
  }

  look(decision: Decision): void {
    const { concerns } = this.#finding;
    const { unit, subject, year } = decision.request;
    if (concerns === undefined || subject !== concerns.subject) return;
    this.#seesSubject = true;
    const who = unit ?? decision;
    if (!this.#units.has(who) && concerns.shows(decision)) this.#units.set(who, year);
  }

  /** What follows: for how many, each counted once whatever the years; in general where no data was seen. */
  get consequence(): string {
    const { consequence, concerns } = this.#finding;
    if (concerns === undefined || !this.#seesSubject) return consequence;
    const { subject, fate } = concerns;
    if (this.#units.size === 0)
      return `${consequence}; chưa liên quan đến ${subject} nào trong dữ liệu hiện có`;
    return `${integerWords(this.#units.size)} ${subject} trong dữ liệu hiện có ${fate}${this.#names()}`;
  }

  #names(): string {
    const named = [...this.#units].flatMap(([who, year]) =>
      typeof who === 'string' ? [`${who} năm ${year}`] : [],
    );
    if (named.length === 0) return '';
    const more = named.length > MOST_NAMED ? ', …' : '';
    return ` (${named.slice(0, MOST_NAMED).join(', ')}${more})`;
  }
}
