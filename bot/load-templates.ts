/** Header and an example row of each kind of file that is loaded. */
export const FILE_KINDS = ['units', 'dossiers', 'figures', 'scores', 'ranks'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

export interface FileTemplate {
  readonly header: readonly string[];
  readonly example: readonly string[];
}

export const TEMPLATES: Readonly<Record<FileKind, FileTemplate>> = {
  units: {
    header: ['Mã đơn vị', 'Tên đơn vị', 'Tỉnh', 'Khối', 'Thứ tự', 'Tên khác'],
    example: ['so-tu-phap', 'Sở Tư pháp', 'khanh-hoa', 'so', '1', 'STP | Sở Tư pháp tỉnh'],
  },
  dossiers: {
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
  figures: {
    header: ['Đơn vị', 'Kỳ', 'Hồ sơ đã giải quyết', 'Hồ sơ trễ hạn', 'Chỉ số hài lòng'],
    example: ['Sở Tư pháp', '11/2026', '400', '12', '86,5%'],
  },
  scores: {
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
  ranks: {
    header: ['Đơn vị', 'Năm', 'Xếp hạng', 'Số quyết định', 'Ngày quyết định'],
    example: ['Sở Tư pháp', '2019', 'KHÁ', '199/QĐ-UBND', '21/01/2020'],
  },
};

/** As the text of a CSV file: cells with a comma or quotes are quoted. */
export function templateCsv({ header, example }: FileTemplate): string {
  return [header, example].map((row) => row.map(quoted).join(',')).join('\n');
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
