/** The guide to rounds of appraisal: its walk on the sample is followed command by command. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { write } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';
import { publishRuleSet } from '../../db/rule-sets.ts';
import { hashFiles, isCasesFile } from '../../engine/language/load.ts';
import { type Finished, kycuong } from '../cli/run.ts';
import { projectFiles } from '../engine/language/sources.ts';
import { NOW, temporaryFolder } from '../support/sample.ts';

const guide = readFileSync('docs/huong-dan-tham-dinh.md', 'utf8');
const walk = guide.slice(guide.indexOf('## Đi thử trên dữ liệu mẫu'));
const folder = temporaryFolder();
const url = `file:${path.join(folder, 'mau.db')}`;

/** What `rules push` does once the guide's file stands where the guide puts it. */
async function pushWithCard(): Promise<void> {
  const [, text = ''] = /```yaml\n([\s\S]*?)```/.exec(walk) ?? [];
  const [, name = ''] = /`(rules\/[^`]+\.yaml)`/.exec(walk) ?? [];
  const files = [...projectFiles().filter((file) => !isCasesFile(file.path)), { path: name, text }];
  const opened = await openDatabase(url);
  await write(opened.db, (tx) => publishRuleSet(tx, { hash: hashFiles(files), files }, 'kiểm thử', NOW));
  opened.close();
}

/** The arguments of a line as the shell reads them. */
function argumentsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

describe('the guide to rounds of appraisal', () => {
  it('gives a walk on the sample whose every command does its work', async () => {
    const lines = [...walk.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, text = '']) =>
      text.trim().split('\n'),
    );
    let clock = '';
    let appraiser = '';
    const said: string[] = [];
    for (const line of lines) {
      const [, set] = /^export KYCUONG_NOW=(\S+)$/.exec(line) ?? [];
      if (set !== undefined) {
        clock = set;
        continue;
      }
      const [command = '', target] = line.replace('npx kycuong ', '').split(' > ');
      if (command === 'rules push') {
        await pushWithCard();
        continue;
      }
      const args = argumentsOf(command).map((each) => {
        if (each === 'p-…') return appraiser;
        return /\.(?:csv|xlsx)$/.test(each) ? path.join(folder, each) : each;
      });
      const ran: Finished = await kycuong(args, { env: { DATABASE_URL: url, KYCUONG_NOW: clock } });
      expect({ line, code: ran.code, err: ran.code === 0 ? '' : ran.err }).toEqual({
        line,
        code: 0,
        err: '',
      });
      if (target !== undefined) writeFileSync(path.join(folder, target), ran.bytes);
      appraiser = /Đã thêm (p-\w+)/.exec(ran.out)?.[1] ?? appraiser;
      said.push(ran.out);
    }
    const all = said.join('');
    expect(all).toContain('với 44 đơn vị');
    expect(all).not.toContain('chưa có bảng tiêu chí');
    expect(all).toContain('Đã nhận hồ sơ của Sở Tư pháp (1 điểm).');
    expect(all).toContain('Đã nhận điểm thẩm định lần 1 của Sở Tư pháp (1 điểm).');
    expect(all).toContain('Vòng thẩm định năm 2026: thẩm định lần 2.');
  }, 240_000);
});
