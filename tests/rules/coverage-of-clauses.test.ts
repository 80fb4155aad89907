/** Every clause of the Conclusion and of the four reports stands in the rules: its words, its direction, its figure. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { rulesInForce } from '../../engine/decide/validity.ts';
import { parseDate } from '../../engine/language/dates.ts';
import { intervalOf, plain } from '../../engine/language/phrases.ts';
import { minute } from '../../engine/model/deadline.ts';
import type { Interval } from '../../engine/model/interval.ts';
import { equal, parseDecimal, type Ratio, ratio, reduce } from '../../engine/model/ratio.ts';
import type { Comparison, Condition } from '../../engine/model/ruleset.ts';
import { projectRuleSet } from '../engine/language/sources.ts';
import { PLACES, type Place } from './clause-places.ts';

const ruleSet = projectRuleSet();

interface Clause {
  readonly clause_id: string;
  readonly quote: string;
  readonly operator: string;
  readonly value: string;
  readonly unit: string;
}

const clauses = ['clauses', 'related-rules'].flatMap((name) =>
  parse<Clause>(readFileSync(`data/conclusion/${name}.csv`), { columns: true }),
);

const placed = clauses.flatMap((clause) =>
  (PLACES[clause.clause_id] ?? []).map((place) => [clause.clause_id, clause, place] as const),
);

describe('the clauses', () => {
  it('are 23 of the Conclusion and 42 of the reports, each with its place', () => {
    expect(clauses).toHaveLength(23 + 42);
    expect(clauses.map(({ clause_id }) => clause_id).toSorted()).toEqual(Object.keys(PLACES).toSorted());
  });

  it.each(placed)('%s is quoted', (_, { quote }, place) => {
    const quotations = quotationsAt(place);
    expect(quotations.length).toBeGreaterThan(0);
    expect(quotations.filter((quotation) => !quotation.includes(plain(quote)))).toEqual([]);
  });

  const comparing = placed.flatMap(([id, clause, place]) =>
    'rule' in place
      ? place.facts.map(
          (fact) => [`${id}, ${fact}`, clause, comparisonsAt(place.rule, fact), place.phrase] as const,
        )
      : [],
  );
  it.each(comparing.filter(([, , , phrase]) => phrase === undefined))(
    '%s has the direction and the figure of the clause',
    (_, clause, comparisons) => {
      expect(comparisons.map(meaningOf)).toContainEqual(
        meaningOf(meantBy(clause, comparisons[0]?.fact ?? '')),
      );
    },
  );
  it.each(
    comparing.flatMap(([name, , found, phrase]) =>
      phrase === undefined ? [] : [[name, phrase, found] as const],
    ),
  )('%s is compared in words: %s', (_, phrase, comparisons) => {
    expect(comparisons.map((comparison) => comparison.phrase)).toContain(phrase);
  });

  const duties = placed.flatMap(([id, , place]) => ('duty' in place ? [[id, place.duty] as const] : []));
  it.each(duties)('%s is left to a named role, with the reason', (_, duty) => {
    expect(ruleSet.duties.find(({ id }) => id === duty)).toMatchObject({
      role: expect.stringMatching(/\S{2,}/u),
      // The question, and before or behind it why no machine answers.
      question: expect.stringMatching(/\? \S|[.;] .*\?$/u),
    });
  });

  const dates = placed.flatMap(([id, clause, place]) =>
    'document' in place ? [[id, clause.value, place.document] as const] : [],
  );
  it.each(dates)('%s is the date of its document', (_, date, code) => {
    expect(ruleSet.documents.find((document) => document.code === code)?.issuedOn).toBe(parseDate(date));
  });
});

describe('what is aimed at the province, its agencies and enterprises', () => {
  const OF_UNITS = ['2991-qd-ubnd-2019/xep-hang', '12-ctr-tu/ha-bac', 'kl-btv-kh/'];
  const subjects = ['đơn vị', 'người đứng đầu', 'tập thể', 'tổ chức cơ sở đảng'] as const;

  it.each([2018, 2019, 2022, 2026])('adds no rule to the units of Khánh Hòa in %i', (year) => {
    const rules = rulesInForce(ruleSet, 'khanh-hoa', `${year}-12-31`).filter((rule) =>
      rule.subjects.some((subject) => subjects.some((ofUnit) => ofUnit === subject)),
    );
    expect(rules.length).toBeGreaterThan(0);
    expect(rules.filter(({ id }) => !OF_UNITS.some((start) => id.startsWith(start)))).toEqual([]);
    expect(
      rules.filter(({ id, clause }) => id.startsWith('kl-btv-kh/') && !clause.startsWith('mục II, điểm 8')),
    ).toEqual([]);
  });

  it('leaves no duty open with a unit', () => {
    expect(ruleSet.duties.length).toBeGreaterThan(0);
    expect(
      ruleSet.duties.filter((duty) => subjects.some((subject) => duty.subjects.includes(subject))),
    ).toEqual([]);
  });
});

function quotationsAt(place: Place): string[] {
  const wanted = 'duty' in place ? place.duty : 'rule' in place ? place.rule : place.quotedIn;
  return [...ruleSet.rules, ...ruleSet.duties]
    .filter(({ id }) => id === wanted)
    .map(({ quote }) => plain(quote));
}

function comparisonsAt(ruleId: string, fact: string): Comparison[] {
  const walk = (condition: Condition): Comparison[] => {
    if (condition.type === 'is') return [condition.comparison];
    if (condition.type === 'except') return [condition.part, ...condition.unless].flatMap(walk);
    return condition.type === 'not' ? walk(condition.part) : condition.parts.flatMap(walk);
  };
  return ruleSet.rules
    .filter(({ id }) => id === ruleId)
    .flatMap(({ when }) => walk(when))
    .filter((comparison) => comparison.fact === fact);
}

type Meaning = Pick<Comparison, 'interval'> & Partial<Pick<Comparison, 'deadline'>>;

/** In one form for each meaning: lowest terms, and open or not only where there is an end. */
function meaningOf({ interval: { low, lowOpen, high, highOpen }, deadline }: Meaning) {
  const end = (value: Ratio | undefined, open: boolean | undefined) =>
    value === undefined ? null : { ...reduce(value), open: open === true };
  // "trở xuống" on a scale begins at its lowest step.
  const isFromLowest = low?.numerator === 0n && high !== undefined && !equal(low, high);
  return deadline ?? { low: isFromLowest ? null : end(low, lowOpen), high: end(high, highOpen) };
}

const RELATIONS: Readonly<Record<string, '≥' | '≤' | '>' | '<' | '='>> = {
  '>=': '≥',
  '<=': '≤',
  '>': '>',
  '<': '<',
  '=': '=',
};

/** What the operator and value of the clause say of the fact. */
function meantBy({ operator, value, unit }: Clause, fact: string): Meaning {
  if (unit === 'date') {
    const [day = 0, month = 0] = value.split('/').map(Number);
    return { interval: {}, deadline: { day, month, relation: 'before' } };
  }
  if (unit === 'datetime') return { interval: { high: endOf(value.replace('T24:00', '')), highOpen: true } };
  if (operator === 'in') return { interval: halfOpen(value) };
  const relation = RELATIONS[operator];
  if (relation === undefined) throw new Error(`no comparison in \`${operator}\``);
  return { interval: intervalOf(relation, figure(value, unit, fact)) };
}

function figure(value: string, unit: string, fact: string): Ratio {
  const step = (ruleSet.facts.get(fact)?.scale ?? []).indexOf(value);
  const number = step < 0 ? parseDecimal(value) : ratio(step);
  if (number === undefined) throw new Error(`no figure in \`${value}\``);
  return unit === '%' ? ratio(number.numerator, number.denominator * 100n) : number;
}

/** "[80,95)", in per cent. */
function halfOpen(text: string): Interval {
  const [, low = '', high = ''] = /^\[(\d+),(\d+)\)$/.exec(text) ?? [];
  return { low: ratio(Number(low), 100), high: ratio(Number(high), 100), highOpen: true };
}

/** The moment at which a day ends. */
function endOf(date: string): Ratio {
  return ratio(minute(date).numerator + 1440n);
}
