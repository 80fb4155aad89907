/** How a file says that its contents were made by a generator: in its first row, above the headings. */
import { type CivilDate, vietnameseDate } from '../../engine/model/dates.ts';
import { fold } from '../../engine/model/text.ts';

const WORDS = 'SỐ LIỆU MÔ PHỎNG';
const FOLDED = fold(WORDS);

/** The title row of a simulated file: which world it shows, and up to which day. */
export function simulatedTitle(seed: number, asOf: CivilDate): string {
  return `${WORDS} – hạt giống ${seed} – tính đến ngày ${vietnameseDate(asOf)}`;
}

/** Whether a title row says that the file is simulated; with or without marks, in any case. */
export function isSimulatedTitle(text: string): boolean {
  return fold(text).startsWith(FOLDED);
}

/** Whether a title above a table says that its rows are simulated. */
export function isSimulatedTable(title: readonly { readonly cells: readonly string[] }[]): boolean {
  return title.some(({ cells }) => cells.some(isSimulatedTitle));
}
