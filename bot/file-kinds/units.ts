import { UNIT_COLUMNS } from '../../db/import/units-file.ts';
import { loadUnits } from '../load-units.ts';
import { fileKind } from './kind.ts';

export const units = fileKind({
  what: 'danh mục đơn vị',
  template: {
    header: [
      'Mã đơn vị',
      'Tên đơn vị',
      'Tỉnh',
      'Khối',
      'Thứ tự',
      'Tên khác',
      'Cấp trên',
      'Từ ngày',
      'Đến ngày',
    ],
    example: ['so-tu-phap', 'Sở Tư pháp', 'khanh-hoa', 'so', '1', 'STP | Sở Tư pháp tỉnh', '', '', ''],
  },
  columns: UNIT_COLUMNS,
  load: loadUnits,
  counts: ({ units: all, added, renamed, spellings }) =>
    `danh mục ${all} đơn vị: ${added} mới, ${renamed.length} đổi tên, thêm ${spellings} tên khác`,
  notes: ({ renamed }) => renamed.map(({ unit, from, to }) => `Đổi tên: ${unit}: ${from} → ${to}.`),
});
