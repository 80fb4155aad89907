import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openDesk } from '../../bot/desk.ts';
import { loadFile } from '../../bot/load-file.ts';
import { TEMPLATES, templateCsv } from '../../bot/load-templates.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';
import { NOW, temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

const folder = temporaryFolder();
const url = `file:${path.join(folder, 'thu.db')}`;
const env = { DATABASE_URL: url };

it('the command line names a file of another kind, and tells of single officers to whom they are due', async () => {
  const opened = await prepareDatabase({
    url,
    authToken: undefined,
    now: NOW,
    sample: false,
    log: () => undefined,
  });
  const desk = await openDesk(opened.db, { now: NOW });
  for (const kind of ['units', 'personal'] as const) {
    const bytes = new TextEncoder().encode(templateCsv(TEMPLATES[kind]));
    await loadFile(desk, kind, { bytes, fileName: kind, loadedBy: 'kiểm thử', dryRun: false });
  }
  opened.close();
  const file = path.join(folder, 'reports.csv');
  writeFileSync(file, templateCsv(TEMPLATES.reports));
  const wrong = await kycuong(['import', file, '--kind', 'findings'], { env });
  expect(wrong).toMatchObject({ code: 3, out: '' });
  expect(wrong.err).toContain(
    'Tệp này có vẻ là báo cáo định kỳ, không phải kiến nghị sau kiểm tra CCHC. Dùng --kind reports.',
  );
  const right = await kycuong(['import', file, '--kind', 'reports'], { env });
  expect(right.out).toContain('Đã nạp báo cáo định kỳ: 1 dòng của 1 đơn vị, 0 dòng thay dòng đã có.');
  const of = ['officers', '--unit', 'Sở Tư pháp', '--year', '2026', '--as'];
  const head = await kycuong([...of, 'thu-truong:so-tu-phap', '--json'], { env });
  expect(JSON.parse(head.out)).toMatchObject({ unit: 'so-tu-phap', officers: [{ officer: 'CB-012' }] });
  const leader = await kycuong([...of, 'lanh-dao-tinh'], { env });
  expect(leader).toMatchObject({ code: 0, out: 'Không có thông tin, hoặc không thuộc quyền xem.\n' });
}, 120_000);
