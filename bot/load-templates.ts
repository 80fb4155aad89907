/** Every kind of file that is loaded. A new kind is one file in `file-kinds/` and one line here. */
import { dossiers } from './file-kinds/dossiers.ts';
import { discipline, figures, index766, online, taskTotals } from './file-kinds/figures.ts';
import type { FileTemplate, FileKind as Kind } from './file-kinds/kind.ts';
import { lineage } from './file-kinds/lineage.ts';
import { personal } from './file-kinds/personal.ts';
import { ranks } from './file-kinds/ranks.ts';
import { registers } from './file-kinds/registers.ts';
import { satisfaction } from './file-kinds/satisfaction.ts';
import { scores } from './file-kinds/scores.ts';
import { units } from './file-kinds/units.ts';

export const KINDS = {
  units,
  lineage,
  dossiers,
  figures,
  scores,
  ranks,
  satisfaction,
  ...registers,
  'task-totals': taskTotals,
  online,
  discipline,
  'index-766': index766,
  personal,
} as const satisfies Record<string, Kind>;

export type FileKind = keyof typeof KINDS;
export const FILE_KINDS = Object.keys(KINDS) as readonly FileKind[];

export type { FileTemplate } from './file-kinds/kind.ts';

export const TEMPLATES = Object.fromEntries(
  Object.entries(KINDS).map(([kind, { template }]) => [kind, template]),
) as Readonly<Record<FileKind, FileTemplate>>;

/** As the text of a CSV file: cells with a comma or quotes are quoted. */
export function templateCsv({ header, example }: FileTemplate): string {
  return [header, example].map((row) => row.map(quoted).join(',')).join('\n');
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
