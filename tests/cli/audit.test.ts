/** `audit` as a process of its own: on the published reports, and on folders that are none. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../engine/audit/findings.ts';
import { isError } from '../../engine/audit/findings.ts';
import { temporaryFolder } from '../support/sample.ts';
import { kycuong } from './run.ts';

interface Output {
  readonly findings: readonly Finding[];
  readonly checked: number;
  readonly readings: readonly string[];
}

async function auditJson(folder: string): Promise<Output & { readonly code: number | null }> {
  const { code, out } = await kycuong(['audit', folder, '--json']);
  return { ...(JSON.parse(out) as Output), code };
}

function errorsOf({ findings }: Output): string[] {
  return findings
    .filter(isError)
    .map(
      ({ file, line, row, printed, recomputed, class: kind }) =>
        `${file}:${line} ${row} ${printed} → ${recomputed} ${kind}`,
    );
}

describe('the published reports', () => {
  it('hold the slips that their own figures show, and no others', async () => {
    const output = await auditJson('data');
    expect(output.code).toBe(1);
    expect(errorsOf(output)).toEqual(
      [
        'common/facts.csv:91 s002-f054 4.54% → 4.55% arithmetic',
        'common/facts.csv:93 s002-f055 95.46% → 95.45% arithmetic',
        'dak-nong/index-2019-vs-2020.csv:173 avg-province 86.22 → 86.82 arithmetic',
        'common/facts.csv:384 s000-f030 8 → 12 count',
        'khanh-hoa/prose-figures.csv:284 s000-p012 84 → 82,02 wrong_year',
        'common/facts.csv:65 s000-f008 18 → 19 prose_vs_table',
        'common/facts.csv:67 s000-f009 1 → 0 prose_vs_table',
        'khanh-hoa/prose-figures.csv:268 s000-p010 03 → 02 prose_vs_table',
        'khanh-hoa/prose-figures.csv:296 s000-p015 3 → 4 prose_vs_table',
        'soc-trang/ratios-2017.csv:161 commune cadres meeting standard 85,86 → 85,88 arithmetic',
        'common/facts.csv:235 s003-f096 20,00 → 87,10 prose_vs_table',
        'dak-nong/province-component-1-chi-dao-dieu-hanh.csv:201 dn-vp-ubnd 6 → 4 tie_rule',
        'dak-nong/province-component-1-chi-dao-dieu-hanh.csv:202 dn-kbnn 7 → 5 tie_rule',
      ].sort(asListed(output)),
    );
    expect(output.checked).toBeGreaterThan(2000);
    expect(output.readings).toContain(
      'khanh-hoa: Trung bình chung là trung bình cộng của các trung bình khối.',
    );
    expect(output.readings).toContain('dak-nong: Trung bình chung là trung bình cộng của tất cả các đơn vị.');
  });

  it('do not pass a rate over the wrong base for the custom of the report', async () => {
    const folder = temporaryFolder();
    for (const file of readdirSync('data/nha-trang'))
      copyFileSync(path.join('data/nha-trang', file), path.join(folder, file));
    const dossiers = path.join(folder, 'dossiers-2018.csv');
    // 611 late of 58.053 received, not of 56.863 resolved.
    writeFileSync(dossiers, readFileSync(dossiers, 'utf8').replace('"1,07"', '"1,05"'));
    expect(errorsOf(await auditJson(folder))).toEqual([
      'dossiers-2018.csv:109 nt-city 1,05 → 1,07 arithmetic',
    ]);
  });

  it('find their prose in the folder beside them', async () => {
    const { findings } = await auditJson('data/khanh-hoa');
    expect(findings).toContainEqual(
      expect.objectContaining({
        file: '../common/facts.csv',
        line: 65,
        row: 's000-f008',
        field: 'value_printed',
        printed: '18',
        recomputed: '19',
      }),
    );
    expect(findings.some(({ row }) => row.startsWith('s002'))).toBe(false);
  });

  it('are told by class, with a summary last', async () => {
    const { code, out } = await kycuong(['audit', 'data/soc-trang']);
    expect(code).toBe(1);
    expect(out).toContain('SỐ HỌC: 1\n  ratios-2017.csv:5 (dòng 161 của văn bản)');
    expect(out).toContain('in "85,86", tính lại "85,88". tử số / mẫu số: 991 / 1.154 = 85,88.');
    expect(out.trimEnd().split('\n').at(-1)).toMatch(
      /^Đã kiểm tra [\d.]+ số liệu: 2 số không khớp, 2 chỗ lệch do làm tròn, \d+ số không kiểm tra được\.$/u,
    );
  });

  it('without an error end well', async () => {
    expect(await auditJson('data/nha-trang')).toMatchObject({ code: 0 });
  });
});

/** The order of the output is by report; the list above is by what a reader looks for. */
function asListed({ findings }: Output): (a: string, b: string) => number {
  const at = (text: string) => findings.findIndex(({ row, printed }) => text.includes(` ${row} ${printed} `));
  return (a, b) => at(a) - at(b);
}

describe('a folder', () => {
  const folder = path.join(temporaryFolder(), 'bao-cao');
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    for (const name of readdirSync('data/khanh-hoa'))
      copyFileSync(path.join('data/khanh-hoa', name), path.join(folder, name));
  });
  const change = (name: string, from: string | RegExp, to: string) => {
    const file = path.join(folder, name);
    const text = readFileSync(file, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(file, text.replace(from, to));
  };

  it('with a cell that is no number is refused with file, row, column and remedy', async () => {
    change('scores-2019.csv', '93.17%,93.17', 'chưa có,93.17');
    const { code, out, err } = await kycuong(['audit', folder, '--json']);
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toContain(
      'scores-2019.csv, dòng 4, cột "index_printed" ("chưa có"): Ô không phải là số. Ghi đúng con số',
    );
  });

  it('with a column missing is refused with the columns that the table needs', async () => {
    change('scores-2019.csv', 'standard_points', 'diem');
    const { code, err } = await kycuong(['audit', folder]);
    expect(code).toBe(3);
    expect(err).toContain('thiếu cột "standard_points"');
    expect(err).toContain('bảng này cần các cột: unit_id, block, standard_points');
  });

  it('with a unit twice, or in two blocks, is refused', async () => {
    change('index-2018.csv', /^kh-thanh-tra,/mu, 'kh-so-tttt,');
    change('ranks-2017-2019.csv', 'Sở Ngoại vụ,so', 'Sở Ngoại vụ,huyen');
    const { code, err } = await kycuong(['audit', folder]);
    expect(code).toBe(3);
    expect(err).toContain('"kh-so-tttt" có hai dòng (dòng 3 và dòng 4).');
    expect(err).toContain('Đơn vị "kh-so-ngoai-vu" thuộc khối "huyen" ở đây');
  });

  it('without a table of a known form is refused with the forms', async () => {
    const { code, err } = await kycuong(['audit', 'data/conclusion']);
    expect(code).toBe(3);
    expect(err).toContain('không có bảng nào thuộc dạng đã biết');
    expect(err).toContain('unit_id, rank_printed, points_printed, percent_printed, max_points');
  });

  it('that cannot be read is a wrong call', async () => {
    expect(await kycuong(['audit', path.join(folder, 'khong-co')])).toMatchObject({ code: 2 });
  });

  it('under other names, for another year, gives the same findings', async () => {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, name), 'utf8');
      rmSync(path.join(folder, name));
      writeFileSync(
        path.join(folder, `bang-${name.length}-${name.charCodeAt(0)}.csv`),
        text.replaceAll('2019', '2031').replaceAll('2018', '2030'),
      );
    }
    const output = await auditJson(folder);
    expect(errorsOf(output).map((text) => text.replace(/^\S+ /u, ''))).toEqual([
      's000-p012 84 → 82,02 wrong_year',
      's000-p010 03 → 02 prose_vs_table',
      's000-p015 3 → 4 prose_vs_table',
    ]);
  });
});
