/**
 * Which scheme a file belongs to, found by reading ahead: the rules of a file name ranks of its own scheme, which another
 * file may declare.
 */
import type { Vocabulary } from './facts.ts';

/** What a file says of its scheme before it is read as such. */
interface Ahead {
  readonly file: string;
  readonly data: unknown;
}

/** The rank facts that some scheme gives. */
export function rankedFacts(files: readonly Ahead[]): ReadonlySet<string> {
  return new Set(declared(files).values());
}

/** The vocabulary as each file's rules use it: with the one scale of its scheme, or every scale where it has none. */
export function withOwnRanks(vocabulary: Vocabulary, files: readonly Ahead[]): (of: Ahead) => Vocabulary {
  const ranks = declared(files);
  return ({ file, data }) => {
    const code =
      textAt(data, 'phương án xếp hạng', 'mã') ?? textAt(data, 'văn bản', 'phương án') ?? folderOf(file);
    const scale = vocabulary.facts.get(ranks.get(code) ?? '')?.scale;
    return scale === undefined ? vocabulary : { ...vocabulary, rankScales: [scale] };
  };
}

/** The folder of a file: a document that names no scheme belongs to the one called so. */
export function folderOf(file: string): string {
  return file.split('/').at(-2) ?? '';
}

/** The code of each scheme with the rank fact that it gives. */
function declared(files: readonly Ahead[]): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ data }) => {
      const code = textAt(data, 'phương án xếp hạng', 'mã');
      const rank = textAt(data, 'phương án xếp hạng', 'xếp hạng');
      return code === undefined || rank === undefined ? [] : [[code, rank]];
    }),
  );
}

function textAt(data: unknown, part: string, key: string): string | undefined {
  const inside = entryOf(entryOf(data, part), key);
  return typeof inside === 'string' ? inside : undefined;
}

function entryOf(data: unknown, key: string): unknown {
  return typeof data === 'object' && data !== null
    ? Object.entries(data).find(([name]) => name === key)?.[1]
    : undefined;
}
