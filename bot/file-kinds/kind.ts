/** What the project knows of one kind of file: how it looks and what becomes of it. */
import type { ColumnSpec } from '../../db/import/columns.ts';
import type { ImportProblem } from '../../db/import/problems.ts';
import type { Desk } from '../desk.ts';
import type { FiguresUpload } from '../load-figures.ts';
import type { WarningCounts } from '../warnings.ts';

export interface FileTemplate {
  readonly header: readonly string[];
  readonly example: readonly string[];
}

/** What came of a file, as JSON has it; each kind adds its counts. */
export type FileOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  /** The same bytes were loaded before: nothing has changed. */
  | { readonly status: 'repeated' }
  | {
      readonly status: 'checked' | 'loaded';
      /** Those that figures tell of, earliest first. */
      readonly periods?: readonly string[];
      readonly warnings?: WarningCounts;
    };

/** The outcome with what it says to people. */
export interface Loaded {
  readonly outcome: FileOutcome;
  /** "12 số liệu của 3 đơn vị"; empty where nothing was taken. */
  readonly counts: string;
  /** What changed besides, a sentence each. */
  readonly notes: readonly string[];
}

export interface FileKind {
  /** In Vietnamese, for sentences: "số liệu". */
  readonly what: string;
  readonly template: FileTemplate;
  /** Those of the template, for its guide, and any others that the reader knows. */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** The headings without which a file is none of its kind, each with its other spellings. */
  readonly marks: (desk: Desk) => readonly (readonly string[])[];
  /** All of the file or none of it. @throws when the database fails; nothing is then visible. */
  readonly load: (desk: Desk, upload: FiguresUpload) => Promise<Loaded>;
}

type Taken<Outcome> = Extract<Outcome, { readonly status: 'checked' | 'loaded' }>;

/** A kind from a loader and what its outcome says; without marks, it is known by the columns that it must have. */
export function fileKind<Outcome extends FileOutcome>({
  load,
  counts,
  notes,
  ...kind
}: Omit<FileKind, 'load' | 'marks'> & {
  readonly marks?: FileKind['marks'];
  readonly load: (desk: Desk, upload: FiguresUpload) => Promise<Outcome>;
  readonly counts: (taken: Taken<Outcome>) => string;
  readonly notes?: (taken: Taken<Outcome>) => readonly string[];
}): FileKind & { readonly tell: (outcome: Outcome) => Loaded } {
  const tell = (outcome: Outcome): Loaded =>
    isTaken(outcome)
      ? { outcome, counts: counts(outcome), notes: notes?.(outcome) ?? [] }
      : { outcome, counts: '', notes: [] };
  return {
    marks: () => requiredHeadings(kind.columns),
    ...kind,
    tell,
    load: async (desk, upload) => tell(await load(desk, upload)),
  };
}

function isTaken<Outcome extends FileOutcome>(outcome: Outcome): outcome is Taken<Outcome> {
  return outcome.status === 'checked' || outcome.status === 'loaded';
}

/** The headings of the columns that a file must have. */
function requiredHeadings(columns: Readonly<Record<string, ColumnSpec>>): (readonly string[])[] {
  return Object.values(columns).flatMap(({ headings, isRequired }) => (isRequired ? [headings] : []));
}
