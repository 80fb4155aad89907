/** Which unit a cell names: by id, then by exact spelling, then by folded spelling. */
import { fold } from '../../engine/model/text.ts';
import type { NamedUnit } from '../units.ts';
import { nearest } from './nearest.ts';

export type UnitMatch =
  | { readonly ok: true; readonly unitId: string }
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

const OFFERED = 3;

/** Matches the names of one file against the directory; answers are kept, for a file repeats its names. */
export class UnitNames {
  readonly #exact = new Map<string, Set<NamedUnit>>();
  readonly #folded = new Map<string, Set<NamedUnit>>();
  readonly #answers = new Map<string, UnitMatch>();

  constructor(directory: readonly NamedUnit[]) {
    for (const unit of directory) {
      for (const spelling of [unit.id, unit.name, ...unit.aliases]) {
        addTo(this.#exact, spelling, unit);
        addTo(this.#folded, fold(spelling), unit);
      }
    }
  }

  match(text: string): UnitMatch {
    const answer = this.#answers.get(text) ?? this.#find(text);
    this.#answers.set(text, answer);
    return answer;
  }

  #find(text: string): UnitMatch {
    const found = [...(this.#exact.get(text) ?? this.#folded.get(fold(text)) ?? [])];
    const [only, ...others] = found;
    if (only === undefined) return this.#unknown(text);
    if (others.length === 0) return { ok: true, unitId: only.id };
    const choices = found.map(({ id, name }) => `${id} (${name})`).join(', ');
    return { ok: false, reason: 'Tên này chỉ nhiều đơn vị.', remedy: `Ghi mã của một trong: ${choices}.` };
  }

  #unknown(text: string): UnitMatch {
    const spellings = nearest(text, this.#folded, ([folded]) => folded, OFFERED);
    const near = new Set(spellings.flatMap(([, units]) => [...units]));
    const names = [...near].map(({ id, name }) => `"${name}" (${id})`).join(', ');
    const remedy = names === '' ? 'Ghi mã hoặc tên đơn vị như trong danh mục.' : `Có phải ${names}?`;
    return { ok: false, reason: 'Không có đơn vị này trong danh mục.', remedy };
  }
}

function addTo(index: Map<string, Set<NamedUnit>>, key: string, unit: NamedUnit): void {
  index.set(key, (index.get(key) ?? new Set()).add(unit));
}
