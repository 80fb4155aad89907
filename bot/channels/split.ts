/** Cutting long replies into messages where the sense allows it. Lengths are UTF-16 units. */

/** Ends of a paragraph, a line, a sentence, a word: the cut falls behind the match. */
const BOUNDARIES = [/\n\n/g, /\n/g, /[.!?…;:](?=\s)/g, /\s/g];

/** Cuts a text into parts of at most `limit` (2 or more), each as full as its last good boundary allows. */
export function splitText(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const cut = cutBefore(rest, limit);
    parts.push(rest.slice(0, cut).trimEnd());
    // A line's own indentation stays: it aligns a table.
    rest = rest.slice(cut).replace(/^(?:\s*\n| +)/, '');
  }
  return [...parts, rest].filter((part) => part.trim() !== '');
}

/** Puts pieces together in order, as many as fit into `limit` with a gap of `gap` between two. */
export function pack<Piece extends { readonly length: number }>(
  pieces: readonly Piece[],
  limit: number,
  gap: number,
): Piece[][] {
  const packs: Piece[][] = [];
  let room = 0;
  for (const piece of pieces) {
    const last = packs.at(-1);
    if (last !== undefined && piece.length + gap <= room) {
      last.push(piece);
      room -= piece.length + gap;
    } else {
      packs.push([piece]);
      room = limit - piece.length;
    }
  }
  return packs;
}

/** Where to cut: at the strongest boundary that leaves the part at least half full. */
function cutBefore(text: string, limit: number): number {
  const head = text.slice(0, limit + 1);
  for (const boundary of BOUNDARIES) {
    const ends = Array.from(head.matchAll(boundary), (match) => match.index + match[0].trimEnd().length);
    const end = ends.findLast((at) => at <= limit);
    if (end !== undefined && end >= limit / 2) return end;
  }
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return splitsPair ? limit - 1 : limit;
}
