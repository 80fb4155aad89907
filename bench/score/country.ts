/** A country of units whose criteria have all been scored, in a database of its own. */
import { createClient } from '@libsql/client';
import { openDatabase } from '../../db/open.ts';
import { loadRuleSet } from '../../engine/language/load.ts';
import type { RuleSet } from '../../engine/model/ruleset.ts';
import { Random } from '../random.ts';

export const PROVINCE = 'ca-nuoc';
export const YEAR = 2025;
const DOMAINS = 10;
const CRITERIA = 10;
const BLOCKS = 4;
/** Rows of one INSERT. */
const BATCH = 1000;

/** Ten domains of ten criteria of one point each. */
export function ruleSetOfCountry(): RuleSet {
  const domains = Array.from({ length: DOMAINS }, (_, domain) =>
    [
      `      - mã: d${domain}`,
      `        tên: Lĩnh vực ${domain}`,
      '        điểm tối đa: 10',
      '        tiêu chí:',
      ...Array.from(
        { length: CRITERIA },
        (__, criterion) =>
          `          - {mã: ${codeOf(domain, criterion)}, tên: Tiêu chí ${domain}.${criterion}, điểm tối đa: 1}`,
      ),
    ].join('\n'),
  );
  const blocks = Array.from({ length: BLOCKS }, (_, block) => `b${block}`);
  const loaded = loadRuleSet([
    {
      path: 'rules/facts.yaml',
      text: `thang đo: {hạng: [B, A]}
dữ kiện:
  điểm: {loại: điểm, đơn vị tính: điểm, áp dụng cho: đơn vị, nơi cung cấp: đo}
  điểm chuẩn: {loại: điểm, đơn vị tính: điểm, áp dụng cho: đơn vị, nơi cung cấp: đo}
  chỉ số: {loại: tỷ lệ, tử số: điểm, mẫu số: điểm chuẩn, áp dụng cho: đơn vị, nơi cung cấp: đo}
  hạng: {loại: bậc, thang: hạng, áp dụng cho: đơn vị, nơi cung cấp: đo}
`,
    },
    {
      path: `rules/${PROVINCE}/do.yaml`,
      text: `văn bản: {mã: do, tên: Đo, cơ quan ban hành: Đo, áp dụng cho năm đánh giá: {từ: ${YEAR}}}
phương án xếp hạng:
  mã: ${PROVINCE}
  tên: Đo
  chỉ số: chỉ số
  xếp hạng: hạng
  khối: {${blocks.map((block) => `${block}: Khối ${block}`).join(', ')}}
bảng tiêu chí:
  - mã: bang
    tên: Bảng
    căn cứ: Đo
    trích: Tổng 100 điểm; mỗi lĩnh vực 10 điểm; mỗi tiêu chí 1 điểm.
    khối: [${blocks.join(', ')}]
    điểm tối đa: 100
    tiêu chí:
${domains.join('\n')}
`,
    },
  ]);
  if (!loaded.ok) throw new Error(`the rules for measuring do not load: ${loaded.diagnostics[0]?.message}`);
  return loaded.ruleSet;
}

function codeOf(domain: number, criterion: number): string {
  return `d${domain}.${criterion}`;
}

/** Fills a new database file with so many units, each with points in hundredths for all hundred criteria. */
export async function makeCountry(url: string, units: number): Promise<void> {
  const { close } = await openDatabase(url);
  close();
  const client = createClient({ url });
  const random = new Random(41);
  await client.execute(
    `insert into imports (id, kind, file_name, sha256, simulated, row_count, loaded_by, recorded_at, completed_at)
     values (1, 'scores', 'đo', 'do', 1, 0, 'đo', '2026-01-01', '2026-01-01')`,
  );
  const codes = Array.from({ length: DOMAINS * CRITERIA }, (_, index) =>
    codeOf(Math.floor(index / CRITERIA), index % CRITERIA),
  );
  const insertUnit = 'insert into units (id, province, block, name, position) values (?, ?, ?, ?, ?)';
  for (let from = 0; from < units; from += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, units - from) }, (_, index) => from + index);
    await client.batch(
      some.map((unit) => ({
        sql: insertUnit,
        args: [idOf(unit), PROVINCE, `b${unit % BLOCKS}`, `Đơn vị ${unit}`, unit],
      })),
      'write',
    );
    for (let first = 0; first < some.length; first += BATCH / codes.length) {
      const rows = some
        .slice(first, first + BATCH / codes.length)
        .flatMap((unit) =>
          codes.map(
            (code) =>
              `('${idOf(unit)}', ${YEAR}, '${code}', 'phê duyệt', 'known', ${random.below(101)}, 100, 1, 1, '2026-01-01')`,
          ),
        );
      await client.execute(
        `insert into scores (unit_id, year, item, stage, status, numerator, denominator, import_id, source_row, known_on)
         values ${rows.join(', ')}`,
      );
    }
  }
  client.close();
}

export function idOf(unit: number): string {
  return `u${String(unit).padStart(6, '0')}`;
}
