/** Ranks in words, however a table or a heading spells them. */
import { fold } from '../model/text.ts';

/** Short or plain forms, folded, to the rank as the documents write it. */
const KNOWN: Readonly<Record<string, string>> = {
  tot: 'TỐT',
  kha: 'KHÁ',
  tb: 'TRUNG BÌNH',
  'trung binh': 'TRUNG BÌNH',
  yeu: 'YẾU',
  'xuat sac': 'XUẤT SẮC',
  kem: 'KÉM',
};

/** Ranks that scales of this field use: what a heading or a key may name without any unit having it. */
export function isKnownRank(text: string): boolean {
  return rankKey(text) in KNOWN;
}

/** The one spelling that ranks are compared in. */
export function rankLabel(text: string): string {
  return KNOWN[rankKey(text)] ?? text.trim().toUpperCase();
}

function rankKey(text: string): string {
  return fold(text.replaceAll('_', ' '));
}

/** Whether two spellings are one rank: `trung_binh`, "Trung bình", "TB". */
export function sameRank(a: string, b: string): boolean {
  return rankKey(rankLabel(a)) === rankKey(rankLabel(b));
}
