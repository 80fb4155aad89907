/** What loads each kind of file. */
import type { Desk } from './desk.ts';
import { type FiguresUpload, type LoadOutcome, loadFigures } from './load-figures.ts';
import { loadRanks, type RanksOutcome } from './load-ranks.ts';
import { loadScores, type ScoresOutcome } from './load-scores.ts';
import type { FileKind } from './load-templates.ts';
import { loadUnits, type UnitsOutcome } from './load-units.ts';

export type FileOutcome = UnitsOutcome | LoadOutcome | ScoresOutcome | RanksOutcome;

export const LOADERS: Readonly<
  Record<FileKind, (desk: Desk, upload: FiguresUpload) => Promise<FileOutcome>>
> = {
  units: loadUnits,
  figures: loadFigures,
  scores: loadScores,
  ranks: loadRanks,
};

/** "12 số liệu của 3 đơn vị". */
export function countWords(outcome: Extract<FileOutcome, { readonly units: number }>): string {
  if ('added' in outcome) {
    const { units, added, renamed, spellings } = outcome;
    return `danh mục ${units} đơn vị: ${added} mới, ${renamed.length} đổi tên, thêm ${spellings} tên khác`;
  }
  const what =
    'figures' in outcome
      ? `${outcome.figures} số liệu`
      : 'scores' in outcome
        ? `${outcome.scores} điểm`
        : `${outcome.ranks} kết quả xếp hạng`;
  return `${what} của ${outcome.units} đơn vị`;
}
