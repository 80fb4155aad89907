import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/sample.ts';
import { type Finished, kycuong } from './run.ts';

const folder = temporaryFolder();
const env = { DATABASE_URL: `file:${path.join(folder, 'thu.db')}` };

/** Loads the template of one kind as another. */
async function loadTemplate(kind: string, as = kind): Promise<Finished> {
  const { out } = await kycuong(['import', '--template', kind], { env });
  const file = path.join(folder, `${kind}.csv`);
  writeFileSync(file, out);
  return kycuong(['import', file, '--kind', as], { env });
}

describe('kycuong import', () => {
  it('loads registers and personal figures, names a file of another kind, and tells single officers to whom they are due', async () => {
    expect((await loadTemplate('units')).code).toBe(0);
    expect((await loadTemplate('assigned-tasks')).out).toContain(
      'Đã nạp nhiệm vụ UBND giao: 1 dòng của 1 đơn vị, 0 dòng thay dòng đã có.',
    );
    const wrong = await loadTemplate('reports', 'findings');
    expect(wrong.code).toBe(3);
    expect(wrong.err).toContain('Tệp này có vẻ là báo cáo định kỳ, không phải kiến nghị sau kiểm tra CCHC.');
    expect(wrong.err).toContain('Dùng --kind reports.');
    expect((await loadTemplate('personal')).code).toBe(0);
    const of = ['officers', '--unit', 'Sở Tư pháp', '--year', '2026', '--as'];
    const head = await kycuong([...of, 'thu-truong:so-tu-phap', '--json'], { env });
    expect(JSON.parse(head.out)).toMatchObject({
      unit: 'so-tu-phap',
      officers: [
        { officer: 'CB-012', facts: [{ fact: 'hồ sơ đã giải quyết', numerator: 40 }, { numerator: 1 }] },
      ],
    });
    const leader = await kycuong([...of, 'lanh-dao-tinh'], { env });
    expect(leader).toMatchObject({ code: 0, out: 'Không có thông tin, hoặc không thuộc quyền xem.\n' });
    expect((await kycuong(['import', '--template', 'la'], { env })).code).toBe(2);
  }, 60_000);
});
