/** Kinds of units: how much they usually handle in a year, how often late, and by which procedures. */
import type { Range } from './range.ts';

export interface Procedure {
  readonly name: string;
  /** Working days until the result is due; 0 is the same day. */
  readonly days: number;
}

export interface UnitKind {
  /** As names of units begin. */
  readonly title: string;
  /** A block of Khánh Hòa's scheme, which has none of its own for communes. */
  readonly block: string;
  readonly volume: Range;
  /** Late rate against the other kinds: in Nha Trang the city had 1,07%, its communes 0,21% (2286/BC-UBND). */
  readonly lateness: number;
  readonly procedures: readonly Procedure[];
}

/** Nha Trang received 58.053 dossiers in 2018, and its 27 communes 75.416 together (2286/BC-UBND). */
export const NHA_TRANG = { received: 58_053, resolved: 56_863, late: 611 } as const;
const COMMUNE: Range = { low: 1400, high: 4200 };

/** Dossiers a year, by block. */
export const VOLUMES = {
  so: { low: 2000, high: 12_000 },
  'nganh-doc': { low: 4000, high: 30_000 },
  huyen: { low: 8000, high: 25_000 },
  'su-nghiep': { low: 200, high: 600 },
} as const satisfies Readonly<Record<string, Range>>;

function procedures(table: Readonly<Record<string, number>>): Procedure[] {
  return Object.entries(table).map(([name, days]) => ({ name, days }));
}

const DISTRICT: UnitKind = {
  title: 'UBND huyện',
  block: 'huyen',
  volume: VOLUMES.huyen,
  lateness: 1,
  procedures: procedures({
    'Đăng ký biến động quyền sử dụng đất, tài sản gắn liền với đất': 10,
    'Cấp giấy chứng nhận quyền sử dụng đất lần đầu': 20,
    'Tách thửa, hợp thửa đất': 15,
    'Chuyển mục đích sử dụng đất': 15,
    'Cấp giấy phép xây dựng nhà ở riêng lẻ': 15,
    'Đăng ký hộ kinh doanh': 3,
    'Chứng thực hợp đồng, giao dịch': 2,
    'Cấp bản sao trích lục hộ tịch': 0,
  }),
};
const DEPARTMENT: UnitKind = {
  title: 'Sở',
  block: 'so',
  volume: VOLUMES.so,
  lateness: 1,
  procedures: procedures({
    'Cấp phiếu lý lịch tư pháp': 10,
    'Đăng ký thành lập doanh nghiệp': 3,
    'Cấp đổi giấy phép lái xe': 5,
    'Cấp giấy phép lao động cho người nước ngoài': 5,
    'Cấp chứng chỉ hành nghề': 20,
    'Thẩm định thiết kế xây dựng': 20,
    'Cấp giấy phép kinh doanh có điều kiện': 7,
    'Thông báo hoạt động khuyến mại': 1,
  }),
};
const SECTOR: UnitKind = {
  title: 'Cơ quan ngành dọc',
  block: 'nganh-doc',
  volume: VOLUMES['nganh-doc'],
  lateness: 0.6,
  procedures: procedures({
    'Đăng ký thuế lần đầu': 3,
    'Cấp thẻ căn cước': 7,
    'Cấp sổ bảo hiểm xã hội': 5,
    'Hoàn thuế giá trị gia tăng': 6,
    'Giải quyết chế độ ốm đau, thai sản': 6,
    'Đăng ký phương tiện giao thông': 2,
  }),
};
const SERVICE: UnitKind = {
  title: 'Trường cao đẳng',
  block: 'su-nghiep',
  volume: VOLUMES['su-nghiep'],
  lateness: 0.8,
  procedures: procedures({
    'Cấp bản sao văn bằng từ sổ gốc': 1,
    'Chỉnh sửa nội dung văn bằng, chứng chỉ': 5,
    'Chuyển trường, tiếp nhận người học': 7,
    'Xét miễn, giảm học phí': 10,
  }),
};
const COMMUNE_OFFICE: UnitKind = {
  title: 'UBND xã',
  block: 'huyen',
  volume: COMMUNE,
  lateness: 0.2,
  procedures: procedures({
    'Chứng thực bản sao từ bản chính': 0,
    'Chứng thực chữ ký': 0,
    'Đăng ký khai sinh': 1,
    'Đăng ký khai tử': 1,
    'Đăng ký kết hôn': 2,
    'Cấp giấy xác nhận tình trạng hôn nhân': 3,
    'Hưởng trợ cấp xã hội hằng tháng': 10,
    'Hòa giải tranh chấp đất đai': 30,
  }),
};

/** In the order of a registry: every twenty units make a small province. */
const ORDER: readonly UnitKind[] = [
  DISTRICT,
  DEPARTMENT,
  SECTOR,
  SERVICE,
  DEPARTMENT,
  DISTRICT,
  ...Array.from({ length: 14 }, () => COMMUNE_OFFICE),
];

/** The kind of the unit at a place of the registry, from 0. */
export function kindAt(index: number): UnitKind {
  return ORDER[index % ORDER.length] ?? COMMUNE_OFFICE;
}
