/** Facts that conditions make of others; each is made once, under a name that says what it is. */

import { decimalWords } from '../explain/words.ts';
import { type FactDefinition, SUBJECTS } from '../model/facts.ts';
import { type Ratio, ratio } from '../model/ratio.ts';
import type { Condition, Deadline, DerivedFact } from '../model/ruleset.ts';
import type { Vocabulary } from './facts.ts';

export class Derivations {
  readonly facts = new Map<string, DerivedFact>();
  /** Conditions on members: they too are held to the quotation. */
  readonly inner: Condition[] = [];

  /** The fact so many years before the one judged; the name of the derived fact. */
  earlier(of: FactDefinition, back: number, since?: number): string {
    const name = `${of.name} ${back === 1 ? 'năm trước' : `${back} năm trước`}${sinceWords(since)}`;
    return this.#keep({
      definition: { ...of, name, aliases: [] },
      derivation: { type: 'earlier', of: of.name, back, ...(since === undefined ? {} : { since }) },
    });
  }

  /** The fact when it last applied but so many times before the year judged. */
  previous(of: FactDefinition, count: number, since?: number): string {
    const name = `${of.name} ${count === 1 ? 'lần trước' : `${count} lần trước`}${sinceWords(since)}`;
    return this.#keep({
      definition: { ...of, name, aliases: [] },
      derivation: { type: 'previous', of: of.name, count, ...(since === undefined ? {} : { since }) },
    });
  }

  /** The fact less another, or so many times another; may be negative. */
  difference(of: FactDefinition, minus: string, times?: Ratio): string {
    const factor = times === undefined ? '' : `${decimalWords(times, 8)} × `;
    const name = `chênh lệch ${of.name} so với ${factor}${minus}`;
    // Part of a number of things need not be whole, and a difference of dates is a number of minutes.
    const kind = of.kind === 'date' || (of.kind === 'count' && times !== undefined) ? 'points' : of.kind;
    const unit = of.kind === 'date' ? 'phút' : of.unit;
    const { scale: _, ...definition } = of;
    return this.#keep({
      definition: {
        ...definition,
        kind: kind === 'rank' ? 'points' : kind,
        unit,
        name,
        domain: {},
        aliases: [],
      },
      derivation: { type: 'difference', of: of.name, minus, ...(times === undefined ? {} : { times }) },
    });
  }

  /** What the fact will be compared with once an authority has said so. */
  pending(of: FactDefinition): string {
    return this.#keep({
      definition: { ...of, name: `mức phải so với ${of.name}, đang chờ quyết định`, aliases: [] },
      derivation: { type: 'pending' },
    });
  }

  /** The first moment of a day of the year judged, or of one so many years after it. */
  day(
    name: string,
    { month, day, yearsAfter = 0 }: Pick<Deadline, 'month' | 'day' | 'yearsAfter'>,
  ): FactDefinition {
    const definition: FactDefinition = {
      name,
      kind: 'date',
      unit: '',
      domain: {},
      zeroDenominator: 'missing',
      rollUp: 'latest',
      subjects: SUBJECTS,
      supplier: 'theo lịch',
      aliases: [],
    };
    this.#keep({ definition, derivation: { type: 'day', month, day, yearsAfter } });
    return definition;
  }

  /** The first moment of the day so long after the date. */
  shifted(of: FactDefinition, { days, months }: { readonly days: number; readonly months: number }): string {
    const after = [months === 0 ? '' : `${months} tháng`, days === 0 ? '' : `${days} ngày`].filter(
      (part) => part !== '',
    );
    const name = after.length === 0 ? `đầu ngày của ${of.name}` : `${after.join(' ')} sau ${of.name}`;
    return this.#keep({
      definition: { ...of, name, aliases: [] },
      derivation: { type: 'shifted', of: of.name, days, months },
    });
  }

  /** How many, or which share, of a group's members fulfil the condition. */
  members(
    label: string,
    groupName: string,
    measure: 'count' | 'share',
    condition: Condition,
    among: Condition | undefined,
    vocabulary: Vocabulary,
  ): string {
    this.inner.push(condition, ...(among === undefined ? [] : [among]));
    const share = measure === 'share';
    const definition: FactDefinition = {
      name: label,
      kind: share ? 'ratio' : 'count',
      unit: share ? '%' : groupName.startsWith('đơn vị') ? 'đơn vị' : groupName,
      domain: { low: ratio(0), lowOpen: false, ...(share ? { high: ratio(1), highOpen: false } : {}) },
      zeroDenominator: 'missing',
      rollUp: 'latest',
      subjects: ['đơn vị'],
      supplier: 'tính từ các thành viên',
      aliases: [],
    };
    const whenEmpty = vocabulary.groups.get(groupName) ?? 'missing';
    return this.#keep({
      definition,
      derivation: {
        type: 'members',
        group: groupName,
        condition,
        ...(among === undefined ? {} : { among }),
        measure,
        whenEmpty,
      },
    });
  }

  #keep(fact: DerivedFact): string {
    const { name } = fact.definition;
    if (!this.facts.has(name)) this.facts.set(name, fact);
    return name;
  }
}

function sinceWords(since: number | undefined): string {
  return since === undefined ? '' : ` từ năm ${since}`;
}
