import { DOSSIER_COLUMNS } from '../../db/import/dossiers/columns.ts';
import { vietnameseDate } from '../../engine/model/dates.ts';
import { loadDossiers } from '../load-dossiers.ts';
import { SIMULATED_NOTE } from '../load-figures.ts';
import { fileKind } from './kind.ts';

const NUMBER = new Intl.NumberFormat('vi-VN');

/** Exports of one-stop systems, a row a dossier. */
export const dossiers = fileKind({
  what: 'hồ sơ một cửa',
  template: {
    header: [
      'Mã hồ sơ',
      'Đơn vị',
      'Thủ tục',
      'Cán bộ xử lý',
      'Ngày tiếp nhận',
      'Ngày hẹn trả',
      'Ngày trả kết quả',
      'Trạng thái',
      'Ngày hẹn lại',
      'Thư xin lỗi',
      'Ngày tạm dừng',
      'Kênh nộp',
    ],
    example: [
      '000.00.12.H32-261103-0001',
      'Sở Tư pháp',
      'Cấp Phiếu lý lịch tư pháp',
      'Cán bộ 01',
      '03/11/2026 08:15',
      '13/11/2026 17:00',
      '12/11/2026 10:30',
      'Đã trả kết quả',
      '',
      '',
      '',
      'Trực tuyến',
    ],
  },
  columns: DOSSIER_COLUMNS,
  load: (desk, { bytes, ...upload }) =>
    loadDossiers(desk, {
      ...upload,
      source: { fileName: upload.fileName, size: bytes.length, chunks: () => oneChunk(bytes) },
    }),
  counts: ({ dossiers: all, added, changed, unchanged, units, asOf }) =>
    `${NUMBER.format(all)} hồ sơ của ${NUMBER.format(units)} đơn vị, đến ngày ${vietnameseDate(asOf)}: ${NUMBER.format(added)} mới, ${NUMBER.format(changed)} thay đổi, ${NUMBER.format(unchanged)} như cũ`,
  notes: ({ kept, asOf, simulated, ignored }) => [
    ...(kept > 0
      ? [`Giữ nguyên ${NUMBER.format(kept)} hồ sơ đã có số liệu của ngày sau ${vietnameseDate(asOf)}.`]
      : []),
    ...(simulated ? [SIMULATED_NOTE] : []),
    ...(ignored.length > 0 ? [`Không đọc các cột: ${ignored.join(', ')}.`] : []),
  ],
});

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
