/** Loading a file of any kind; one of another kind than was said is recognised and named. */
import type { ImportProblem } from '../db/import/problems.ts';
import { readTable } from '../db/import/table/open.ts';
import { fold } from '../engine/model/text.ts';
import type { Desk } from './desk.ts';
import type { Loaded } from './file-kinds/kind.ts';
import type { FiguresUpload } from './load-figures.ts';
import { FILE_KINDS, type FileKind, KINDS } from './load-templates.ts';

/** All of the file or none of it. @throws when the database fails; nothing is then visible. */
export async function loadFile(desk: Desk, kind: FileKind, upload: FiguresUpload): Promise<Loaded> {
  const loaded = await KINDS[kind].load(desk, upload);
  if (loaded.outcome.status !== 'refused') return loaded;
  const other = likelyKind(desk, kind, upload.bytes, loaded.outcome.problems);
  if (other === undefined) return loaded;
  const problem = {
    reason: `Tệp này có vẻ là ${KINDS[other].what}, không phải ${KINDS[kind].what}.`,
    remedy: `Dùng --kind ${other}.`,
  };
  const { problems, total } = loaded.outcome;
  return { ...loaded, outcome: { status: 'refused', problems: [problem, ...problems], total: total + 1 } };
}

/**
 * The kind whose headings the file has, of several the one that asks most of them; undefined where it may be the kind
 * that was said, whose columns are all there and known.
 */
function likelyKind(
  desk: Desk,
  said: FileKind,
  bytes: Uint8Array,
  problems: readonly ImportProblem[],
): FileKind | undefined {
  const marksOf = (kind: FileKind): readonly (readonly string[])[] => KINDS[kind].marks(desk);
  const marks = new Set(FILE_KINDS.flatMap((kind) => marksOf(kind).flat().map(fold)));
  const table = readTable(bytes, { isHeading: (cell) => marks.has(fold(cell)) });
  if (!table.ok) return undefined;
  const headings = new Set(table.heading.cells.map(fold));
  const fits = (kind: FileKind): boolean =>
    marksOf(kind).every((spellings) => spellings.some((each) => headings.has(fold(each))));
  if (fits(said) && problems.every(({ row }) => row !== table.heading.row)) return undefined;
  const [likely] = FILE_KINDS.filter(fits).sort((a, b) => marksOf(b).length - marksOf(a).length);
  return likely === said ? undefined : likely;
}
