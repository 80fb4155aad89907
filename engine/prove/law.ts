/** The stretches of time in which some rules do not change, each with the rules as they then read. */

import { factsWithFixedParts } from '../decide/calculations.ts';
import { comparisons } from '../decide/literals.ts';
import { rulesInForce } from '../decide/validity.ts';
import { type CivilDate, yearOf } from '../model/dates.ts';
import {
  bandingOf,
  type Comparison,
  factOf,
  type LegalDocument,
  type Rule,
  type RuleSet,
  type Scheme,
  type Validity,
  type Years,
} from '../model/ruleset.ts';
import { DEFAULT_RANKING } from '../model/scheme.ts';

/** The rules of one scheme, with what changes them. */
export interface Lawbook {
  readonly ruleSet: RuleSet;
  readonly scheme: Scheme;
  readonly rules: readonly Rule[];
  /** Those of the rules that make exceptions to others. */
  readonly exceptions: readonly Rule[];
  /** Documents that repeal something. */
  readonly repealing: readonly LegalDocument[];
}

/** In place of a scheme where there is none, for rules that rank nobody. */
const NO_SCHEME: Scheme = {
  code: '',
  name: '',
  index: '',
  rank: '',
  order: [],
  blocks: new Map(),
  ranking: DEFAULT_RANKING,
  document: '',
};

/** From one change of the law to the next. */
export interface Law {
  /** A date of that stretch, the end of a year where there is one. */
  readonly lawDate: CivilDate;
  /** The first day and the last, both inclusive; absent: unbounded. */
  readonly from?: CivilDate;
  readonly to?: CivilDate;
  readonly rules: readonly Rule[];
}

/** Stands for every date where nothing depends on the date. */
const ANY_YEAR = 2000;
const MILLISECONDS_A_MINUTE = 60_000;
const MILLISECONDS_A_DAY = 86_400_000;

export function lawbookOf(ruleSet: RuleSet, scheme: Scheme): Lawbook {
  const rules = ruleSet.rules.filter(
    ({ document }) => document.scheme === undefined || document.scheme === scheme.code,
  );
  return {
    // A share of parts that change with the law is looked for as a whole.
    ruleSet: { ...ruleSet, facts: factsWithFixedParts(ruleSet, scheme.code) },
    scheme,
    rules,
    exceptions: rules.filter(({ exceptionTo }) => exceptionTo.length > 0),
    repealing: ruleSet.documents.filter(({ repeals }) => repeals.length > 0),
  };
}

/** The book of each scheme; without any scheme the rules make one book all the same. */
export function booksOf(ruleSet: RuleSet): Lawbook[] {
  const read = withScheme(ruleSet);
  return [...read.schemes.values()].map((scheme) => lawbookOf(read, scheme));
}

/** The rule set, with a scheme that ranks nobody where it has none. */
export function withScheme(ruleSet: RuleSet): RuleSet {
  if (ruleSet.schemes.size > 0) return ruleSet;
  return { ...ruleSet, schemes: new Map([[NO_SCHEME.code, NO_SCHEME]]) };
}

/**
 * The law as far as it consists of these rules of the book, oldest first; each without what exceptions take from it.
 * @param more days at which the law is cut as well
 */
export function lawsOf(book: Lawbook, rules: readonly Rule[], more: readonly CivilDate[] = []): Law[] {
  const { scheme } = book;
  const some = excerpt(book, rules);
  const ids = new Set(rules.map(({ id }) => id));
  const changes = [...new Set([...changesOf(some), ...more])].sort();
  return [undefined, ...changes].map((from, index): Law => {
    const next = changes[index];
    const to = next === undefined ? undefined : dayAfter(next, -1);
    const lawDate = dateWithin(from, to);
    return {
      lawDate,
      ...(from === undefined ? {} : { from }),
      ...(to === undefined ? {} : { to }),
      rules: rulesInForce(some, scheme.code, lawDate).filter(({ id }) => ids.has(id)),
    };
  });
}

/** The days on which one of these rules of the book changes; ascending. */
export function changeDays(book: Lawbook, rules: readonly Rule[]): CivilDate[] {
  return changesOf(excerpt(book, rules));
}

/** The rules with those that make exceptions to them, and to these, and the documents that repeal some of them. */
function excerpt({ ruleSet, exceptions, repealing }: Lawbook, rules: readonly Rule[]): RuleSet {
  const some = [...rules];
  const ids = new Set(rules.map(({ id }) => id));
  const names = new Set<string>();
  for (let more = rules; more.length > 0; ) {
    for (const { id, document } of more)
      for (const name of [document.code, bandingOf(id), id]) names.add(name);
    more = exceptions.filter(
      ({ id, exceptionTo }) => !ids.has(id) && exceptionTo.some((target) => names.has(target)),
    );
    for (const { id } of more) ids.add(id);
    some.push(...more);
  }
  return {
    ...ruleSet,
    rules: some,
    documents: repealing.filter(({ repeals }) => repeals.some(({ target }) => names.has(target))),
  };
}

/** The day so many days after another; negative: before it. */
export function dayAfter(date: CivilDate, days: number): CivilDate {
  const instant = Date.parse(`${date}T00:00:00Z`) + days * MILLISECONDS_A_DAY;
  return new Date(instant).toISOString().slice(0, 10);
}

function dateWithin(from: CivilDate | undefined, to: CivilDate | undefined): CivilDate {
  if (from === undefined) return to ?? `${ANY_YEAR}-12-31`;
  const yearEnd = `${yearOf(from)}-12-31`;
  return to === undefined || yearEnd <= to ? yearEnd : from;
}

/** What is in force for a time. */
type Dated = Pick<Rule, 'document' | 'validity' | 'years'>;

/** The days on which one of these, or what the documents repeal, comes into force or is so no longer; in no order. */
export function daysOfChange(dated: readonly Dated[], documents: readonly LegalDocument[]): Set<CivilDate> {
  const days = new Set<CivilDate>();
  const addPeriod = ({ from, to }: Validity = {}): void => {
    if (from !== undefined) days.add(from);
    if (to !== undefined) days.add(dayAfter(to, 1));
  };
  const addYears = ({ from, to }: Years = {}): void => {
    if (from !== undefined) days.add(`${from}-01-01`);
    if (to !== undefined) days.add(`${to + 1}-01-01`);
  };
  for (const document of new Set(dated.map((each) => each.document))) {
    addPeriod(document);
    if (document.years !== undefined) addYears(document.years);
    else if (document.issuedOn !== undefined) days.add(document.issuedOn);
  }
  for (const { validity, years } of dated) {
    addPeriod(validity);
    addYears(years);
  }
  for (const { repeals } of documents) for (const { from } of repeals) days.add(from);
  return days;
}

/** The days on which a rule or a figure comes into force, or is so no longer; ascending. */
function changesOf(ruleSet: RuleSet): CivilDate[] {
  const figures = ruleSet.rules.flatMap(({ when, document }) =>
    comparisons(when).flatMap(({ validity }) => (validity === undefined ? [] : [{ document, validity }])),
  );
  const days = daysOfChange([...ruleSet.rules, ...figures], ruleSet.documents);
  for (const { when } of ruleSet.rules) {
    const compared = comparisons(when);
    if (compared.some(({ deadline }) => deadline !== undefined)) {
      for (const year of yearsBeside(ruleSet, compared)) days.add(`${year}-01-01`);
    }
  }
  return [...days].sort();
}

/** The years in which a yearly day may stand differently to the moments that are compared with it. */
function yearsBeside(ruleSet: RuleSet, compared: readonly Comparison[]): number[] {
  return compared
    .filter(({ fact, deadline }) => deadline === undefined && factOf(ruleSet, fact)?.kind === 'date')
    .flatMap(({ interval }) => [interval.low, interval.high])
    .flatMap((end) => {
      if (end === undefined) return [];
      const year = new Date(Number(end.numerator) * MILLISECONDS_A_MINUTE).getUTCFullYear();
      return [year - 1, year, year + 1];
    });
}
