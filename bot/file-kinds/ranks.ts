import { RANK_COLUMNS } from '../../db/import/ranks-file.ts';
import { loadRanks } from '../load-ranks.ts';
import { fileKind } from './kind.ts';

export const ranks = fileKind({
  what: 'kết quả xếp hạng đã công bố',
  template: {
    header: ['Đơn vị', 'Năm', 'Xếp hạng', 'Số quyết định', 'Ngày quyết định'],
    example: ['Sở Tư pháp', '2019', 'KHÁ', '199/QĐ-UBND', '21/01/2020'],
  },
  columns: RANK_COLUMNS,
  load: loadRanks,
  counts: ({ ranks: results, units }) => `${results} kết quả xếp hạng của ${units} đơn vị`,
  notes: ({ corrections }) =>
    corrections.map(({ name, year, from, to }) => `Đính chính: ${name} năm ${year}: ${from} → ${to}.`),
});
