/** Real reorganisations of 2025, as files; the figures of the tests are made up and belong to nobody. */
import { type Desk, openDesk } from '../../bot/desk.ts';
import { type LoadOutcome, loadFigures } from '../../bot/load-figures.ts';
import { type LineageOutcome, loadLineage } from '../../bot/load-lineage.ts';
import { loadRanks } from '../../bot/load-ranks.ts';
import { loadUnits, type UnitsOutcome } from '../../bot/load-units.ts';
import { write } from '../../db/database.ts';
import { publishRuleSet } from '../../db/rule-sets.ts';
import { hashFiles } from '../../engine/language/load.ts';
import type { SourceFile } from '../../engine/model/ruleset.ts';
import { temporaryDatabase } from '../db/support.ts';
import { ruleSetOf } from '../engine/language/sources.ts';

export const NOW = new Date('2026-11-20T03:00:00Z');

const FACTS = `
thang đo:
  xếp hạng CCHC: [YẾU, TRUNG BÌNH, KHÁ, TỐT]
dữ kiện:
  chỉ số CCHC: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
  chỉ số hài lòng: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Sở Nội vụ}
  hồ sơ đã giải quyết: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: Bộ phận một cửa}
  hồ sơ trễ hạn: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: Bộ phận một cửa}
  tỷ lệ hồ sơ trễ hạn: {loại: tỷ lệ, tử số: hồ sơ trễ hạn, mẫu số: hồ sơ đã giải quyết, áp dụng cho: đơn vị, nơi cung cấp: Bộ phận một cửa}
  xếp hạng CCHC: {loại: bậc, thang: xếp hạng CCHC, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
`;

/** A scheme with bands and a rule over two years. @param code of the province */
function law(code: string, name: string): string {
  return `
văn bản: {mã: qc-${code}, tên: Quy chế thử, cơ quan ban hành: UBND tỉnh ${name}, số: 1/QĐ-UBND, ngày ban hành: 01/01/2015, áp dụng cho năm đánh giá: {từ: 2015}}
phương án xếp hạng:
  mã: ${code}
  tên: Xếp hạng của tỉnh ${name}
  chỉ số: chỉ số CCHC
  xếp hạng: xếp hạng CCHC
  khối: {so: Khối Sở, nganh-doc: Khối ngành dọc, huyen: Khối UBND cấp huyện, xa: "Khối xã, phường, đặc khu"}
quy tắc:
  - mã: xep-hang
    căn cứ: Điều 5
    trích: TỐT (đạt từ 85% trở lên), KHÁ (đạt từ 75% trở lên), TRUNG BÌNH (đạt từ 60% trở lên) và YẾU (đạt dưới 60%).
    đối tượng: đơn vị
    cách chọn: lấy mức đầu tiên đúng
    các mức:
      - {khi: {chỉ số CCHC: đạt từ 85% trở lên}, thì: {xếp hạng: TỐT}}
      - {khi: {chỉ số CCHC: đạt từ 75% trở lên}, thì: {xếp hạng: KHÁ}}
      - {khi: {chỉ số CCHC: đạt từ 60% trở lên}, thì: {xếp hạng: TRUNG BÌNH}}
      - {khi: {chỉ số CCHC: đạt dưới 60%}, thì: {xếp hạng: YẾU}}
  - mã: tre-han
    căn cứ: Điều 6
    trích: Không xếp hạng TỐT đối với đơn vị có từ 5% hồ sơ trễ hạn trở lên.
    đối tượng: đơn vị
    khi: {tỷ lệ hồ sơ trễ hạn: từ 5% trở lên}
    thì: {không xếp hạng: TỐT}
  - mã: hai-nam
    căn cứ: Điều 7
    trích: Đơn vị xếp hạng TRUNG BÌNH trong 2 năm liên tục thì xem xét trách nhiệm người đứng đầu.
    đối tượng: người đứng đầu
    khi: {xếp hạng CCHC: TRUNG BÌNH trong 2 năm liên tục}
    thì: {xem xét: trách nhiệm người đứng đầu}
`;
}

const FILES: readonly SourceFile[] = [
  { path: 'rules/facts.yaml', text: FACTS },
  { path: 'rules/khanh-hoa/quy-che.yaml', text: law('khanh-hoa', 'Khánh Hòa') },
  { path: 'rules/ninh-thuan/quy-che.yaml', text: law('ninh-thuan', 'Ninh Thuận') },
];

/** Departments and districts before, departments and wards after; provinces merged. */
export const UNITS = `Mã đơn vị,Tên đơn vị,Tỉnh,Khối,Từ ngày,Cấp trên
kh-so-khdt,Sở Kế hoạch và Đầu tư,khanh-hoa,so,,
kh-so-tai-chinh,Sở Tài chính,khanh-hoa,so,,
kh-so-tnmt,Sở Tài nguyên và Môi trường,khanh-hoa,so,,
kh-so-nnptnt,Sở Nông nghiệp và Phát triển nông thôn,khanh-hoa,so,,
kh-so-nnmt,Sở Nông nghiệp và Môi trường,khanh-hoa,so,01/03/2025,
kh-so-gtvt,Sở Giao thông vận tải,khanh-hoa,so,,
kh-so-xay-dung,Sở Xây dựng,khanh-hoa,so,,
kh-so-tttt,Sở Thông tin và Truyền thông,khanh-hoa,so,,
kh-so-khcn,Sở Khoa học và Công nghệ,khanh-hoa,so,,
kh-so-tu-phap,Sở Tư pháp,khanh-hoa,so,,
kh-cuc-thue,Cục Thuế tỉnh,khanh-hoa,nganh-doc,,
kh-tp-nha-trang,UBND thành phố Nha Trang,khanh-hoa,huyen,,
kh-huyen-dien-khanh,UBND huyện Diên Khánh,khanh-hoa,huyen,,
kh-xa-cu-1,UBND xã Vĩnh Phương,khanh-hoa,xa,,kh-tp-nha-trang
kh-p-nha-trang,UBND phường Nha Trang,khanh-hoa,xa,01/07/2025,
kh-p-bac-nha-trang,UBND phường Bắc Nha Trang,khanh-hoa,xa,01/07/2025,
kh-xa-dien-khanh,UBND xã Diên Khánh,khanh-hoa,xa,01/07/2025,
nt-so-tu-phap,Sở Tư pháp,ninh-thuan,so,,
nt-huyen-ninh-phuoc,UBND huyện Ninh Phước,ninh-thuan,huyen,,
`;

/** The number of this document is made up; those of the other two are real. */
const DEPARTMENTS = '01/NQ-THU,19/02/2025';
const DISTRICTS = '1667/NQ-UBTVQH15,16/06/2025';
const PROVINCES = '202/2025/QH15,12/06/2025';

export const LINEAGE = `Đơn vị cũ,Việc,Đơn vị mới,Từ ngày,Số văn bản,Ngày văn bản
Sở Kế hoạch và Đầu tư,sáp nhập,Sở Tài chính,01/03/2025,${DEPARTMENTS}
Sở Tài nguyên và Môi trường,hợp nhất,Sở Nông nghiệp và Môi trường,01/03/2025,${DEPARTMENTS}
Sở Nông nghiệp và Phát triển nông thôn,hợp nhất,Sở Nông nghiệp và Môi trường,01/03/2025,${DEPARTMENTS}
Sở Giao thông vận tải,sáp nhập,Sở Xây dựng,01/03/2025,${DEPARTMENTS}
Sở Thông tin và Truyền thông,sáp nhập,Sở Khoa học và Công nghệ,01/03/2025,${DEPARTMENTS}
Cục Thuế tỉnh,đổi tên,Chi cục Thuế khu vực,01/03/2025,02/QĐ-THU,25/02/2025
UBND xã Vĩnh Phương,sáp nhập,UBND phường Bắc Nha Trang,01/07/2025,${DISTRICTS}
UBND thành phố Nha Trang,kết thúc,UBND phường Nha Trang,01/07/2025,${DISTRICTS}
UBND thành phố Nha Trang,kết thúc,UBND phường Bắc Nha Trang,01/07/2025,${DISTRICTS}
UBND huyện Diên Khánh,kết thúc,UBND xã Diên Khánh,01/07/2025,${DISTRICTS}
nt-so-tu-phap,sáp nhập,kh-so-tu-phap,01/07/2025,${PROVINCES}
UBND huyện Ninh Phước,kết thúc,,01/07/2025,${PROVINCES}
`;

export interface Registry {
  readonly desk: (now?: Date) => Promise<Desk>;
  readonly url: string;
}

let files = 0;

function upload(csv: string, dryRun = false) {
  files += 1;
  return { bytes: new TextEncoder().encode(csv), fileName: `tep-${files}.csv`, loadedBy: 'kiểm thử', dryRun };
}

/** A database with the rules and the units, before anything becomes of them. */
export async function registry(units = UNITS, sources: readonly SourceFile[] = FILES): Promise<Registry> {
  const { db, url } = await temporaryDatabase();
  ruleSetOf(sources);
  await write(db, (tx) => publishRuleSet(tx, { hash: hashFiles(sources), files: sources }, 'kiểm thử', NOW));
  const desk = (now = NOW): Promise<Desk> => openDesk(db, { now });
  const outcome = await unitsInto(await desk(), units);
  if (outcome.status !== 'loaded') throw new Error(JSON.stringify(outcome));
  return { desk, url };
}

/** The same after the reorganisations of 2025. */
export async function reorganised(): Promise<Registry> {
  const at = await registry();
  const outcome = await lineageInto(await at.desk(), LINEAGE);
  if (outcome.status !== 'loaded') throw new Error(JSON.stringify(outcome));
  return at;
}

export function unitsInto(desk: Desk, csv: string): Promise<UnitsOutcome> {
  return loadUnits(desk, upload(csv));
}

export function lineageInto(desk: Desk, csv: string, dryRun = false): Promise<LineageOutcome> {
  return loadLineage(desk, upload(csv, dryRun));
}

/** Months as "unit,period,resolved,late". */
export function figuresInto(desk: Desk, rows: string): Promise<LoadOutcome> {
  return loadFigures(desk, upload(`Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\n${rows}\n`));
}

/** @throws when the file is refused */
export async function ranksInto(desk: Desk, rows: string): Promise<void> {
  const outcome = await loadRanks(
    desk,
    upload(`Đơn vị,Năm,Xếp hạng,Số quyết định,Ngày quyết định\n${rows}\n`),
  );
  if (outcome.status !== 'loaded') throw new Error(JSON.stringify(outcome));
}
