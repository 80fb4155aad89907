/** The figure whose history is asked for: "lịch sử số liệu hồ sơ trễ hạn tháng 10". */
import type { FactDefinition } from '../../engine/model/facts.ts';
import { fold } from '../../engine/model/text.ts';

export interface AskedFigure {
  /** As the rules call it. */
  readonly fact: string;
  /** From 1 to 12; null where none was said. */
  readonly month: number | null;
}

const HISTORY = / (?:lich su|qua trinh|cac lan) (?:\S+ ){0,3}?(?:so lieu|nap|sua|dinh chinh) /;
const WHO = / (?:ai|khi nao|ngay nao) (?:\S+ ){0,2}?(?:nap|sua|gui|nhap) (?:\S+ ){0,2}?so lieu /;
const MONTH = / thang (?<month>1[0-2]|0?[1-9]) /;

/** Undefined where no figure's history is asked, or no figure is named. @param words folded, between single spaces */
export function askedFigure(
  words: string,
  facts: ReadonlyMap<string, FactDefinition>,
): AskedFigure | undefined {
  if (!HISTORY.test(words) && !WHO.test(words)) return undefined;
  const spellings = [...facts.values()]
    .flatMap(({ name, aliases }) => [name, ...aliases].map((text) => ({ name, folded: ` ${fold(text)} ` })))
    .sort((a, b) => b.folded.length - a.folded.length);
  const named = spellings.find(({ folded }) => words.includes(folded));
  if (named === undefined) return undefined;
  const month = MONTH.exec(words)?.groups?.['month'];
  return { fact: named.name, month: month === undefined ? null : Number(month) };
}
