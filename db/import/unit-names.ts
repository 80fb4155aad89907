/** Which unit a cell names: by id or exact spelling, then by folded spelling. */
import { fold } from '../../engine/model/text.ts';
import type { NamedUnit } from '../units.ts';
import { nearest } from './nearest.ts';

const OFFERED = 3;

/** The directory as it is searched for the names of a file. */
export class UnitNames {
  readonly #exact = new Map<string, Set<NamedUnit>>();
  readonly #folded = new Map<string, Set<NamedUnit>>();
  /** A name that is wrong in one row is mostly wrong in many. */
  readonly #explained = new Map<string, { reason: string; remedy: string }>();

  constructor(directory: readonly NamedUnit[]) {
    for (const unit of directory) {
      for (const spelling of [unit.id, unit.name, ...unit.aliases]) {
        addTo(this.#exact, spelling, unit);
        addTo(this.#folded, fold(spelling), unit);
        // Units of one name in several provinces are told apart by it.
        addTo(this.#folded, `${fold(spelling)} ${fold(unit.province)}`, unit);
      }
    }
  }

  /**
   * The id of the one unit that the text names; undefined when there is none or several.
   * @param isMeant tells units of one name apart: those that exist when they are spoken of
   */
  match(text: string, isMeant: (unit: NamedUnit) => boolean = () => true): string | undefined {
    const found = this.#find(text);
    const [only, ...others] = found.length > 1 ? found.filter(isMeant) : found;
    return others.length === 0 ? only?.id : undefined;
  }

  /** Why a text names no single unit, and what to write instead. */
  explain(text: string): { reason: string; remedy: string } {
    const explained = this.#explained.get(text) ?? this.#explain(text);
    this.#explained.set(text, explained);
    return explained;
  }

  #explain(text: string): { reason: string; remedy: string } {
    const found = this.#find(text);
    if (found.length > 0) {
      const choices = found.map(({ id, name }) => `${id} (${name})`).join(', ');
      return { reason: 'Tên này chỉ nhiều đơn vị.', remedy: `Ghi mã của một trong: ${choices}.` };
    }
    const spellings = nearest(text, this.#folded, ([folded]) => folded, OFFERED);
    const near = new Set(spellings.flatMap(([, units]) => [...units]));
    const names = [...near].map(({ id, name }) => `"${name}" (${id})`).join(', ');
    const remedy = names === '' ? 'Ghi mã hoặc tên đơn vị như trong danh mục.' : `Có phải ${names}?`;
    return { reason: 'Không có đơn vị này trong danh mục.', remedy };
  }

  #find(text: string): NamedUnit[] {
    return [...(this.#exact.get(text) ?? this.#folded.get(fold(text)) ?? [])];
  }
}

function addTo(index: Map<string, Set<NamedUnit>>, key: string, unit: NamedUnit): void {
  index.set(key, (index.get(key) ?? new Set()).add(unit));
}
