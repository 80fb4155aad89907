import { scoreColumns } from '../../db/import/score-columns.ts';
import { loadScores } from '../load-scores.ts';
import { fileKind } from './kind.ts';

export const scores = fileKind({
  what: 'điểm chấm theo bảng tiêu chí',
  template: {
    header: ['Đơn vị', 'Năm', 'Tiêu chí', 'Điểm', 'Vòng', 'Giảm trừ', 'Lý do', 'Tài liệu kiểm chứng'],
    example: [
      'Sở Tư pháp',
      '2026',
      '1.1',
      '2,5',
      // Empty fits every use: a dossier takes it for its own step, a file by itself for what was approved.
      '',
      '0,5',
      'Không phát sinh nhiệm vụ này trong năm',
      'Báo cáo số 12/BC-STP',
    ],
  },
  columns: scoreColumns(false),
  load: loadScores,
  counts: ({ scores: points, units }) => `${points} điểm của ${units} đơn vị`,
});
