/** The 29 provinces that went into others in 2025 (Nghị quyết 202/2025/QH15): 63 became 34. */
import { fold } from '../../engine/model/text.ts';

const INTO: Readonly<Record<string, readonly string[]>> = {
  'tỉnh Tuyên Quang': ['Hà Giang'],
  'tỉnh Lào Cai': ['Yên Bái'],
  'tỉnh Thái Nguyên': ['Bắc Kạn'],
  'tỉnh Phú Thọ': ['Vĩnh Phúc', 'Hòa Bình'],
  'tỉnh Bắc Ninh': ['Bắc Giang'],
  'tỉnh Hưng Yên': ['Thái Bình'],
  'thành phố Hải Phòng': ['Hải Dương'],
  'tỉnh Ninh Bình': ['Hà Nam', 'Nam Định'],
  'tỉnh Quảng Trị': ['Quảng Bình'],
  'thành phố Đà Nẵng': ['Quảng Nam'],
  'tỉnh Quảng Ngãi': ['Kon Tum'],
  'tỉnh Gia Lai': ['Bình Định'],
  'tỉnh Khánh Hòa': ['Ninh Thuận'],
  'tỉnh Lâm Đồng': ['Đắk Nông', 'Bình Thuận'],
  'tỉnh Đắk Lắk': ['Phú Yên'],
  'Thành phố Hồ Chí Minh': ['Bình Dương', 'Bà Rịa - Vũng Tàu'],
  'tỉnh Đồng Nai': ['Bình Phước'],
  'tỉnh Tây Ninh': ['Long An'],
  'thành phố Cần Thơ': ['Sóc Trăng', 'Hậu Giang'],
  'tỉnh Vĩnh Long': ['Bến Tre', 'Trà Vinh'],
  'tỉnh Đồng Tháp': ['Tiền Giang'],
  'tỉnh Cà Mau': ['Bạc Liêu'],
  'tỉnh An Giang': ['Kiên Giang'],
};

const MERGED = new Map(
  Object.entries(INTO).flatMap(([into, names]) => names.map((name) => [fold(name), { name, into }] as const)),
);

/** A sentence on the province that words name, where it went into another; undefined for other words. */
export function mergedProvinceWords(words: string): string | undefined {
  const merged = MERGED.get(fold(words).replace(/^tinh /, ''));
  return merged === undefined
    ? undefined
    : `Tỉnh ${merged.name} đã được sắp xếp vào ${merged.into} mới theo Nghị quyết 202/2025/QH15 ngày 12/06/2025.`;
}
