import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openDesk } from '../../bot/desk.ts';
import { reviewNewRules } from '../../bot/warnings.ts';
import { type Alert, readAlerts } from '../../db/alerts.ts';
import { write } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { publishRuleSet } from '../../db/rule-sets.ts';
import { isCasesFile } from '../../engine/language/load.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';
import { ruleSetOf, withChange } from '../engine/language/sources.ts';
import { NOW, temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const folder = temporaryFolder();
const databaseOf = (name: string): string => `file:${path.join(folder, name)}`;

describe('kycuong rules push', () => {
  it('says once that the rules were published, and then that nothing changes', async () => {
    const env = { DATABASE_URL: databaseOf('moi.db') };
    const first = await kycuong(['rules', 'push'], { env });
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(first.out).toMatch(/^Đã công bố bộ quy tắc gồm \d+ quy tắc\.\n$/);
    expect(await kycuong(['rules', 'push'], { env })).toMatchObject({
      code: 0,
      out: 'Bộ quy tắc đang dùng đã là các tệp này; không có gì thay đổi.\n',
      err: '',
    });
  });

  it('gives the warnings of a rule that it adds, and resolves those of a rule that it takes away', async () => {
    const url = databaseOf('mau.db');
    const options = { url, authToken: undefined, now: NOW, sample: true, log: () => undefined };
    const before = await prepareDatabase(options);
    // Rules that lack the Conclusion in this year, and have one more of their own.
    const files = withChange('kl-btv-kh.yaml', '{từ: 2022}', '{từ: 2090}')
      .filter(({ path: name }) => !isCasesFile(name))
      .concat({
        path: 'rules/khanh-hoa/tam.yaml',
        text: `văn bản: {mã: tam, tên: Quy định tạm, cơ quan ban hành: UBND tỉnh Khánh Hòa}
quy tắc:
  - mã: co-tre-han
    căn cứ: Điều 1
    trích: Không xếp hạng tốt đối với đơn vị có từ 1 hồ sơ trễ hạn trở lên.
    đối tượng: đơn vị
    khi: {hồ sơ trễ hạn: từ 1 hồ sơ trở lên}
    thì: {không xếp hạng: TỐT}
`,
      });
    const { hash } = ruleSetOf(files);
    await write(before.db, (tx) => publishRuleSet(tx, { hash, files }, 'thử', NOW));
    await reviewNewRules(await openDesk(before.db, { now: NOW }));
    const firing = async (db: typeof before.db, rule: string): Promise<Alert[]> =>
      (await readAlerts(db)).filter(({ ruleId, state }) => ruleId === rule && state === 'firing');
    expect((await firing(before.db, 'tam/co-tre-han')).length).toBeGreaterThan(10);
    expect(await firing(before.db, 'kl-btv-kh/khong-xep-tot')).toEqual([]);
    before.close();

    const pushed = await kycuong(['rules', 'push'], { env: { DATABASE_URL: url } });
    expect(pushed).toMatchObject({ code: 0, err: '' });
    expect(pushed.out).toMatch(/Cảnh báo mới: \d+ đơn vị, 0 tin nhắn\./);
    const after = await openDatabase(url);
    expect(await firing(after.db, 'tam/co-tre-han')).toEqual([]);
    const given = await firing(after.db, 'kl-btv-kh/khong-xep-tot');
    expect(given.length).toBeGreaterThan(0);
    expect(given.every(({ year }) => year === 2026)).toBe(true);
    after.close();
  });

  it('says which database it cannot reach, and why', async () => {
    const { code, err } = await kycuong(['rules', 'push'], { env: { DATABASE_URL: 'http://127.0.0.1:1/' } });
    expect(code).toBe(2);
    expect(err).toMatch(/^Không dùng được cơ sở dữ liệu http:\/\/127\.0\.0\.1:1\/ \(/);
  });
});
