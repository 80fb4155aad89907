import { LINEAGE_COLUMNS } from '../../db/import/lineage-file.ts';
import { loadLineage } from '../load-lineage.ts';
import { fileKind } from './kind.ts';

/** What became of units: renamed, merged, split, moved, ended. */
export const lineage = fileKind({
  what: 'diễn biến đơn vị',
  template: {
    header: ['Đơn vị cũ', 'Việc', 'Đơn vị mới', 'Từ ngày', 'Số văn bản', 'Ngày văn bản'],
    example: ['Sở Tư pháp', 'đổi tên', 'Sở Tư pháp và Hộ tịch', '01/03/2026', '12/NQ-HĐND', '20/02/2026'],
  },
  columns: LINEAGE_COLUMNS,
  load: loadLineage,
  counts: ({ successions, ended, renamed }) =>
    `${successions} việc về đơn vị: ${ended.length} đơn vị kết thúc, ${renamed.length} đổi tên`,
  notes: ({ renamed, undated }) => [
    ...renamed.map(({ unit, from, to }) => `Đổi tên: ${unit}: ${from} → ${to}.`),
    ...undated.map(
      (unit) => `Chưa rõ ${unit} có từ ngày nào: nếu là đơn vị mới, nạp lại danh mục với cột "Từ ngày".`,
    ),
  ],
});
