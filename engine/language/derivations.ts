/** Facts that conditions make of others; each is made once, under a name that says what it is. */
import type { FactDefinition } from '../model/facts.ts';
import { ratio } from '../model/ratio.ts';
import type { Condition, DerivedFact } from '../model/ruleset.ts';
import type { Vocabulary } from './facts.ts';

export class Derivations {
  readonly facts = new Map<string, DerivedFact>();
  /** Conditions on members: they too are held to the quotation. */
  readonly inner: Condition[] = [];

  /** The fact so many years before the one judged; the name of the derived fact. */
  earlier(of: FactDefinition, back: number): string {
    const name = `${of.name} ${back === 1 ? 'năm trước' : `${back} năm trước`}`;
    return this.#keep({
      definition: { ...of, name, aliases: [] },
      derivation: { type: 'earlier', of: of.name, back },
    });
  }

  /** The fact less another; may be negative. */
  difference(of: FactDefinition, minus: string): string {
    const name = `chênh lệch ${of.name} so với ${minus}`;
    return this.#keep({
      definition: { ...of, name, domain: {}, aliases: [] },
      derivation: { type: 'difference', of: of.name, minus },
    });
  }

  /** How many, or which share, of a group's members fulfil the condition. */
  members(
    label: string,
    groupName: string,
    measure: 'count' | 'share',
    condition: Condition,
    vocabulary: Vocabulary,
  ): string {
    this.inner.push(condition);
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
      derivation: { type: 'members', group: groupName, condition, measure, whenEmpty },
    });
  }

  #keep(fact: DerivedFact): string {
    const { name } = fact.definition;
    if (!this.facts.has(name)) this.facts.set(name, fact);
    return name;
  }
}
