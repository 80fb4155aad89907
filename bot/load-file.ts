/** Loading a file of any kind; one of another kind than was said is recognised and named. */
import { type ImportProblem, type Refusal, refuse } from '../db/import/problems.ts';
import { readTable } from '../db/import/table/open.ts';
import type { Table, TableRow } from '../db/import/table/table.ts';
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
  const found = headingOf(desk, bytes);
  if (!found.ok) return undefined;
  const fitting = kindsOf(desk, found.heading);
  if (fitting.includes(said) && problems.every(({ row }) => row !== found.heading.row)) return undefined;
  const [likely] = fitting;
  return likely === said ? undefined : likely;
}

/** Which kind of file it is, by the headings of its columns. */
export function recogniseKind(desk: Desk, bytes: Uint8Array): FileKind | Refusal {
  const found = headingOf(desk, bytes);
  if (!found.ok) return found;
  const [kind] = kindsOf(desk, found.heading);
  return (
    kind ??
    refuse(
      'Không nhận ra đây là tệp gì theo các tiêu đề cột.',
      `Dùng mẫu: npx kycuong import --template LOẠI (${FILE_KINDS.join(', ')}).`,
      found.heading.row,
    )
  );
}

function headingOf(desk: Desk, bytes: Uint8Array): Table | Refusal {
  const marks = new Set(FILE_KINDS.flatMap((kind) => KINDS[kind].marks(desk).flat().map(fold)));
  return readTable(bytes, { isHeading: (cell) => marks.has(fold(cell)) });
}

/** The kinds whose headings are all there, the one that asks most of them first. */
function kindsOf(desk: Desk, heading: TableRow): FileKind[] {
  const headings = new Set(heading.cells.map(fold));
  const marksOf = (kind: FileKind): readonly (readonly string[])[] => KINDS[kind].marks(desk);
  return FILE_KINDS.filter((kind) =>
    marksOf(kind).every((spellings) => spellings.some((each) => headings.has(fold(each)))),
  ).sort((a, b) => marksOf(b).length - marksOf(a).length);
}
