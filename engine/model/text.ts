/**
 * Vietnamese text for comparing: NFC for what is stored and shown, folded for what is searched.
 */

/** NFC without a byte-order mark or no-break spaces: the one spelling in which text enters the system. */
export function normalize(text: string): string {
  return text
    .replace(/^\uFEFF/, '')
    .replace(/[\u00A0\u202F]/g, ' ')
    .normalize('NFC');
}

/** Lower case without marks, đ as d, punctuation as single spaces: "Sở Tư pháp" and "so tu phap" are equal. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();
}
