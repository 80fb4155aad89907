/** Which item of a scorecard a cell names: by code, by exact name, then by folded spelling. */
import { itemsOf, type Scorecard, type ScoreItem } from '../../engine/model/scorecard.ts';
import { fold } from '../../engine/model/text.ts';
import { nearest } from './nearest.ts';

const OFFERED = 3;

/** An item with its code and name folded. */
interface Spelt {
  readonly item: ScoreItem;
  readonly code: string;
  readonly name: string;
}

/** The items of one scorecard as they are searched for the names of a file. */
export class ItemNames {
  readonly #items: readonly Spelt[];

  constructor(card: Scorecard) {
    this.#items = itemsOf(card).map((item) => ({ item, code: fold(item.code), name: fold(item.name) }));
  }

  /** The one item that the text names; undefined when there is none or several. */
  match(text: string): ScoreItem | undefined {
    const [only, ...others] = this.#find(text);
    return others.length === 0 ? only : undefined;
  }

  /** Why a text names no single item, and what to write instead. */
  explain(text: string, card: Scorecard): { reason: string; remedy: string } {
    const found = this.#find(text);
    if (found.length > 0)
      return {
        reason: 'Tên này chỉ nhiều tiêu chí.',
        remedy: `Ghi mã của một trong: ${found.map(worded).join(', ')}.`,
      };
    const spellings = this.#items.flatMap(({ item, code, name }) => [
      { item, folded: code },
      { item, folded: name },
    ]);
    const near = new Set(nearest(text, spellings, ({ folded }) => folded, OFFERED).map(({ item }) => item));
    return {
      reason: `Bảng "${card.name}" không có tiêu chí này.`,
      remedy:
        near.size === 0
          ? 'Ghi mã hoặc tên tiêu chí như trong bảng.'
          : `Có phải ${[...near].map(worded).join(', ')}?`,
    };
  }

  #find(text: string): readonly ScoreItem[] {
    const folded = fold(text);
    const ways: readonly ((spelt: Spelt) => boolean)[] = [
      ({ item }) => item.code === text,
      ({ item }) => item.name === text,
      ({ code }) => code === folded,
      ({ name }) => name === folded,
    ];
    for (const matches of ways) {
      const found = this.#items.filter(matches);
      if (found.length > 0) return found.map(({ item }) => item);
    }
    return [];
  }
}

function worded({ code, name }: ScoreItem): string {
  return `${code} (${name})`;
}
