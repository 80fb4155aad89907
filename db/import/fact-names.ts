/** Which fact a text names: by its name or another spelling of it. */
import type { FactDefinition } from '../../engine/model/facts.ts';
import { fold } from '../../engine/model/text.ts';
import type { Fault } from './figure-checks.ts';
import { RANK } from './headings.ts';
import { nearest } from './nearest.ts';

export class FactNames {
  readonly #byName: ReadonlyMap<string, FactDefinition>;

  constructor(facts: ReadonlyMap<string, FactDefinition>) {
    const aliases = [...facts.values()].flatMap((fact) =>
      fact.aliases.map((alias): [string, FactDefinition] => [fold(alias), fact]),
    );
    const names = [...facts.values()].map((fact): [string, FactDefinition] => [fold(fact.name), fact]);
    // A name wins over another fact's alias.
    this.#byName = new Map([...aliases, ...names]);
  }

  match(text: string): FactDefinition | undefined {
    return this.#byName.get(fold(text));
  }

  /** Why a text names no figure that is taken in, and what to write instead; undefined where it does. */
  fault(text: string): Fault | undefined {
    const fact = this.match(text);
    if (fact?.kind === 'rank') return RANK;
    if (fact !== undefined) return undefined;
    const [near] = nearest(text, this.#byName, ([folded]) => folded, 1);
    return {
      reason: 'Không có số liệu này trong danh mục.',
      remedy: near === undefined ? 'Ghi tên số liệu như trong danh mục.' : `Có phải "${near[1].name}"?`,
    };
  }
}
