import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const BAD = 'tests/engine/prove/bad';
const prove = (...args: readonly string[]) => kycuong(['rules', 'prove', ...args]);

describe('kycuong rules prove', () => {
  it('--gaps proves the levels of the project', async () => {
    const { code, out } = await prove('--gaps');
    expect(code).toBe(0);
    expect(out).toContain(
      'ĐÃ CHỨNG MINH  2991-qd-ubnd-2019/xep-hang: các mức nối liền nhau và không chồng nhau',
    );
  });

  it('--gaps shows the facts that no level takes', async () => {
    const folder = temporaryFolder();
    cpSync(`${BAD}/facts.yaml`, path.join(folder, 'facts.yaml'));
    cpSync(`${BAD}/gap-at-a-point.yaml`, path.join(folder, 'thu.yaml'));
    const { code, out } = await prove('--gaps', folder);
    expect(code).toBe(1);
    expect(out).toContain('KHÔNG ĐÚNG  thu/xep-hang');
    expect(out).toContain('Phản ví dụ: điểm thẩm định: 80 điểm; điểm chuẩn: 100 điểm; chỉ số: 80%');
  });

  it('--implies and --equivalent hold two rules against each other, with facts where it fails', async () => {
    const [late, head] = ['kl-btv-kh/khong-xep-tot', '12-ctr-tu/ha-bac'];
    expect(await prove('--implies', head, late)).toMatchObject({ code: 0 });
    expect(await prove('--equivalent', head, 'kl-btv-kh/ca-nhan-tre-han')).toMatchObject({ code: 0 });
    const { code, out } = await prove('--equivalent', late, head, '--json');
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      question: 'equivalent',
      proven: false,
      items: [
        {
          result: 'refuted',
          witness: { 'hồ sơ đã giải quyết': '1.000 hồ sơ' },
          outcomes: [
            { of: late, outcome: 'đúng' },
            { of: head, outcome: 'sai' },
          ],
        },
      ],
    });
  });

  it('--equivalent compares two versions of a document', async () => {
    const folder = temporaryFolder();
    const changed = path.join(folder, 'moi.yaml');
    const file = 'rules/khanh-hoa/kl-btv-kh.yaml';
    const text = readFileSync(file, 'utf8');
    writeFileSync(changed, text);
    expect(await prove('--equivalent', file, changed)).toMatchObject({ code: 0 });
    writeFileSync(
      changed,
      text
        .replace('chỉ số hài lòng: từ 80% trở xuống', 'chỉ số hài lòng: dưới 80%')
        .replace(/chỉ số hài lòng\s+từ\s+80%\s+trở\s+xuống/u, 'chỉ số hài lòng dưới 80%'),
    );
    const { code, out } = await prove('--equivalent', file, changed);
    expect(code).toBe(1);
    expect(out).toContain('chỉ số hài lòng: 80%');
    expect(out).toContain(`${file}: xếp hạng`);
  });

  it('refuses a call that asks for nothing, too much or what does not exist', async () => {
    const calls: [string[], string][] = [
      [[], 'Cần đúng một trong'],
      [['--gaps', '--implies'], 'Cần đúng một trong'],
      [['--implies', '12-ctr-tu/ha-bac'], 'Cần hai mã quy tắc'],
      [['--implies', '12-ctr-tu/ha-bacc', '12-ctr-tu/ha-bac'], 'Có phải "12-ctr-tu/ha-bac"?'],
      [['--implies', 'rules', '12-ctr-tu/ha-bac'], 'không trộn lẫn'],
    ];
    for (const [args, message] of calls) {
      const { code, out, err } = await prove(...args);
      expect({ code, out }).toEqual({ code: 2, out: '' });
      expect(err).toContain(message);
    }
  });
});
