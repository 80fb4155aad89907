/** A made-up national registry of the true size (simulated names): 34 provinces, 3.321 communes, 12.000 units in all. */
import type { SourceFile } from '../../engine/model/ruleset.ts';

export const PROVINCES = 34;
export const COMMUNES = 3321;
export const UNITS_IN_ALL = 12_000;

const FACTS = `
thang đo:
  xếp hạng CCHC: [YẾU, TRUNG BÌNH, KHÁ, TỐT]
dữ kiện:
  chỉ số CCHC: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
  hồ sơ đã giải quyết: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: Bộ phận một cửa}
  xếp hạng CCHC: {loại: bậc, thang: xếp hạng CCHC, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
`;

/** Syllables of invented places, so that names differ as real ones do. */
const FIRST = [
  'An',
  'Bình',
  'Cẩm',
  'Diên',
  'Đại',
  'Giao',
  'Hải',
  'Hòa',
  'Khánh',
  'Lộc',
  'Mỹ',
  'Ninh',
  'Phú',
  'Quảng',
  'Sơn',
  'Tân',
  'Thanh',
  'Thuận',
  'Vĩnh',
  'Xuân',
];
const SECOND = [
  'Ân',
  'Bảo',
  'Châu',
  'Đông',
  'Giang',
  'Hưng',
  'Khê',
  'Lâm',
  'Minh',
  'Nghĩa',
  'Phước',
  'Quý',
  'Thạnh',
  'Thủy',
  'Tiến',
  'Trung',
  'Tường',
  'Yên',
];

/** "Bình Châu", or with more than there are pairs "Bình Châu 2". */
function placeName(index: number): string {
  const pairs = FIRST.length * SECOND.length;
  const round = Math.floor(index / pairs);
  const place = `${FIRST[index % FIRST.length] ?? ''} ${SECOND[Math.floor(index / FIRST.length) % SECOND.length] ?? ''}`;
  return round === 0 ? place : `${place} ${round + 1}`;
}

export function nationFiles(): SourceFile[] {
  return [
    { path: 'rules/facts.yaml', text: FACTS },
    ...Array.from({ length: PROVINCES }, (_, index) => ({
      path: `rules/tinh-${index + 1}/quy-che.yaml`,
      text: `
văn bản: {mã: qc-${index + 1}, tên: Quy chế mô phỏng, cơ quan ban hành: UBND tỉnh Mô Phỏng ${index + 1}, số: 1/QĐ-UBND, ngày ban hành: 01/01/2025, áp dụng cho năm đánh giá: {từ: 2025}}
phương án xếp hạng:
  mã: tinh-${index + 1}
  tên: Xếp hạng của tỉnh Mô Phỏng ${index + 1}
  chỉ số: chỉ số CCHC
  xếp hạng: xếp hạng CCHC
  khối: {so: Khối Sở, su-nghiep: Khối đơn vị sự nghiệp, xa: "Khối xã, phường, đặc khu"}
quy tắc:
  - mã: xep-hang
    căn cứ: Điều 5
    trích: TỐT (đạt từ 85% trở lên) và YẾU (đạt dưới 85%).
    đối tượng: đơn vị
    cách chọn: lấy mức đầu tiên đúng
    các mức:
      - {khi: {chỉ số CCHC: đạt từ 85% trở lên}, thì: {xếp hạng: TỐT}}
      - {khi: {chỉ số CCHC: đạt dưới 85%}, thì: {xếp hạng: YẾU}}
`,
    })),
  ];
}

/** The file of units: communes first, then departments and public services up to the number in all. */
export function nationCsv(): string {
  const rows = ['Mã đơn vị,Tên đơn vị,Tỉnh,Khối,Cấp trên,Từ ngày,Tên khác'];
  for (let index = 0; index < UNITS_IN_ALL; index += 1) {
    const province = `tinh-${(index % PROVINCES) + 1}`;
    const number = Math.floor(index / PROVINCES);
    if (index < COMMUNES)
      rows.push(
        `${province}-xa-${number},UBND xã ${placeName(index)},${province},xa,${number === 0 ? '' : `${province}-xa-0`},01/07/2025,xã ${placeName(index)}`,
      );
    else if (number % 3 === 0)
      rows.push(`${province}-so-${number},Sở Chuyên ngành ${placeName(index)},${province},so,,01/03/2025,`);
    else rows.push(`${province}-sn-${number},Trung tâm Dịch vụ ${placeName(index)},${province},su-nghiep,,,`);
  }
  return `${rows.join('\n')}\n`;
}
