/** A small province with a scheme, a scorecard and four units, in a database of its own. */
import { type Desk, openDesk } from '../../bot/desk.ts';
import { write } from '../../db/database.ts';
import { publishRuleSet } from '../../db/rule-sets.ts';
import { people } from '../../db/schema.ts';
import { saveBlocks, saveUnits } from '../../db/units.ts';
import { formatDiagnostic } from '../../engine/language/diagnostics.ts';
import { hashFiles, loadRuleSet } from '../../engine/language/load.ts';
import type { SourceFile } from '../../engine/model/ruleset.ts';
import { temporaryDatabase, unit } from '../db/support.ts';

/** 20 November 2026, 10 o'clock in Vietnam. */
export const NOW = new Date('2026-11-20T03:00:00Z');

const FACTS = `
thang đo:
  xếp hạng CCHC: [YẾU, TRUNG BÌNH, KHÁ, TỐT]
dữ kiện:
  điểm chuẩn: {loại: điểm, đơn vị tính: điểm, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
  điểm thẩm định: {loại: điểm, đơn vị tính: điểm, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
  chỉ số CCHC: {loại: tỷ lệ, tử số: điểm thẩm định, mẫu số: điểm chuẩn, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
  tỷ lệ đúng hạn: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Bộ phận một cửa}
  xếp hạng CCHC: {loại: bậc, thang: xếp hạng CCHC, áp dụng cho: đơn vị, nơi cung cấp: Hội đồng thẩm định}
`;

const DOCUMENT = `
văn bản: {mã: quy-che, tên: Quy chế thử, cơ quan ban hành: UBND tỉnh Thử, số: 1/QĐ-UBND, ngày ban hành: 01/01/2024, áp dụng cho năm đánh giá: {từ: 2024}}
phương án xếp hạng:
  mã: thu
  tên: Xếp hạng của tỉnh Thử
  chỉ số: chỉ số CCHC
  xếp hạng: xếp hạng CCHC
  khối: {so: Khối Sở, huyen: Khối huyện, xa: Khối xã}
bảng tiêu chí:
  - mã: bang-so
    tên: Bảng tiêu chí khối Sở
    căn cứ: Phụ lục I
    trích: Tổng 20 điểm, trong đó chỉ đạo 12 điểm (kế hoạch 8 điểm, báo cáo 4 điểm), đúng hạn 8 điểm; thưởng 2 điểm, trừ 3 điểm.
    khối: so
    điểm tối đa: 20 điểm
    tiêu chí:
      - mã: I
        tên: Chỉ đạo
        điểm tối đa: 12 điểm
        tiêu chí:
          - {mã: I.1, tên: Kế hoạch, điểm tối đa: 8 điểm}
          - {mã: I.2, tên: Báo cáo, điểm tối đa: 4 điểm}
      - {mã: II, tên: Đúng hạn, điểm tối đa: 8 điểm, theo tỷ lệ: tỷ lệ đúng hạn}
      - {mã: T, tên: Sáng kiến, loại: điểm thưởng, điểm tối đa: 2 điểm}
      - {mã: P, tên: Vi phạm, loại: điểm trừ, điểm tối đa: 3 điểm}
  - mã: bang-huyen
    tên: Bảng tiêu chí khối huyện
    căn cứ: Phụ lục II
    trích: Kế hoạch 10 điểm; mức độ hài lòng.
    khối: huyen
    đầy đủ: không
    tiêu chí:
      - {mã: H.1, tên: Kế hoạch, điểm tối đa: 10 điểm}
      - {mã: H.2, tên: Mức độ hài lòng}
      - {mã: H.3, tên: Kế hoạch}
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
  - mã: phe-binh
    căn cứ: Điều 6
    trích: Đơn vị có chỉ số dưới 60% thì bị phê bình.
    đối tượng: đơn vị
    khi: {chỉ số CCHC: dưới 60%}
    thì: {bị: phê bình}
`;

export const FILES: readonly SourceFile[] = [
  { path: 'rules/facts.yaml', text: FACTS },
  { path: 'rules/thu/quy-che.yaml', text: DOCUMENT },
];

/** Two departments, a district, and a commune that no scorecard scores. */
export const UNITS = [
  unit('so-a', { province: 'thu', block: 'so', name: 'Sở A', position: 1 }),
  unit('so-b', { province: 'thu', block: 'so', name: 'Sở B', position: 2 }),
  unit('huyen-c', { province: 'thu', block: 'huyen', name: 'UBND huyện C', position: 3 }),
  unit('xa-d', { province: 'thu', block: 'xa', name: 'UBND xã D', position: 4 }),
];

/** The person who appraises departments. */
export const APPRAISER_ID = 'p-tham-dinh';

export interface ProvinceAt {
  /** The desk at a moment. */
  readonly desk: (now?: Date) => Promise<Desk>;
  readonly url: string;
}

/** @param unitIds the units that there are; all by default */
export async function province(unitIds: readonly string[] = UNITS.map(({ id }) => id)): Promise<ProvinceAt> {
  const { db, url } = await temporaryDatabase();
  const loaded = loadRuleSet(FILES);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(formatDiagnostic).join('\n'));
  await write(db, async (tx) => {
    await publishRuleSet(tx, { hash: hashFiles(FILES), files: FILES }, 'kiểm thử', NOW);
    await tx.insert(people).values({ id: APPRAISER_ID, role: 'tham-dinh:so', createdAt: NOW.toISOString() });
    await saveBlocks(tx, [
      { province: 'thu', code: 'so', name: 'Khối Sở', position: 1, aliases: [] },
      { province: 'thu', code: 'huyen', name: 'Khối huyện', position: 2, aliases: [] },
      { province: 'thu', code: 'xa', name: 'Khối xã', position: 3, aliases: [] },
    ]);
    await saveUnits(
      tx,
      UNITS.filter(({ id }) => unitIds.includes(id)),
      [],
    );
  });
  return { desk: (now = NOW) => openDesk(db, { now }), url };
}
