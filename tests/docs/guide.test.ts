/** The guide to writing rules, followed to the letter: what it tells people to write must load and pass. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCases } from '../../engine/decide/cases.ts';
import { readCases } from '../../engine/language/cases.ts';
import { type Diagnostic, formatDiagnostic } from '../../engine/language/diagnostics.ts';
import { isCasesFile, isFactsFile } from '../../engine/language/load.ts';
import { parseFigure } from '../../engine/language/phrases.ts';
import { parseStep } from '../../engine/language/steps.ts';
import type { FactState } from '../../engine/model/facts.ts';
import { equal, ratio } from '../../engine/model/ratio.ts';
import type { RuleSet, SourceFile } from '../../engine/model/ruleset.ts';
import { validateRuleSet } from '../../engine/prove/validate.ts';
import { scorerOf } from '../../engine/score/scorer.ts';
import { projectFiles, ruleSetOf } from '../engine/language/sources.ts';

const guide = readFileSync('docs/huong-dan-quy-tac.md', 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');

/** The file with what the guide says put in; it must have had the place for it. */
function replaced(file: SourceFile, place: string | RegExp, text: string): SourceFile {
  const changed = file.text.replace(place, text);
  if (changed === file.text) throw new Error(`${file.path} does not hold ${String(place)}`);
  return { ...file, text: changed };
}

function diagnosticsOf({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }): string[] {
  return diagnostics.filter(({ severity }) => severity === 'error').map(formatDiagnostic);
}

describe('the guide to writing rules', () => {
  it('adds a fact, a document and its cases, and leaves every case of the project passing', async () => {
    const [facts = '', document = '', cases = '', line = ''] = blocks;
    const folder = 'rules/khanh-hoa/quy-dinh-truc-tuyen';
    const [, amended = '', name = ''] = /Ở đây là `([^`]+)`, trường hợp “([^”]+)”/u.exec(guide) ?? [];
    const files = [
      ...projectFiles().map((file) => {
        if (isFactsFile(file.path)) return replaced(file, '\ndữ kiện:\n', `\ndữ kiện:\n${facts}`);
        return file.path === amended
          ? replaced(file, new RegExp(`(- tên: ${name}\n[^]*?\n {4}cho:\n)`), `$1${line}`)
          : file;
      }),
      { path: `${folder}.yaml`, text: document },
      { path: `${folder}.cases.yaml`, text: cases },
    ];
    expect(diagnosticsOf(await validateRuleSet(files.filter((file) => !isCasesFile(file.path))))).toEqual([]);
    const ruleSet = ruleSetOf(files);
    const failing: string[] = [];
    for (const file of files.filter((each) => isCasesFile(each.path))) {
      const read = readCases(file, ruleSet);
      expect(read.diagnostics).toEqual([]);
      for (const { ruleCase, differences } of await runCases(ruleSet, read.cases))
        if (differences.length > 0) failing.push(`${file.path}: ${ruleCase.name}: ${differences.join()}`);
    }
    expect(failing).toEqual([]);
  });

  it('tells of a threshold that changes over the years in words that load', () => {
    const row = guide.split('\n').find((each) => each.includes('(ngưỡng đổi theo thời gian)')) ?? '';
    const [, quote = ''] = /“([^”]+)”/u.exec(row) ?? [];
    const entries = [...row.matchAll(/`- (\{từ năm[^`]+\})`/gu)].map(([, entry]) => entry ?? '');
    const [, ownQuote = ''] = /`trích: ([^`]+)`/u.exec(row) ?? [];
    const [first = '', second = ''] = entries;
    const loads = (quoted: string, later: string): RuleSet =>
      ruleSetOf([
        ...projectFiles().filter(({ path }) => !isCasesFile(path)),
        {
          path: 'rules/khanh-hoa/theo-nam.yaml',
          text: `văn bản: {mã: theo-nam, tên: Quy định, cơ quan ban hành: UBND tỉnh Khánh Hòa}
quy tắc:
  - mã: tre-han
    căn cứ: Điều 1
    trích: Không xếp hạng tốt đối với đơn vị ${quoted}.
    đối tượng: đơn vị
    khi:
      tỷ lệ hồ sơ trễ hạn:
        - ${first}
        - ${later}
    thì: {không xếp hạng: TỐT}
`,
        },
      ]);
    const added = `{từ năm: 2025, ngưỡng: từ 3% trở lên, căn cứ: Điều 2, trích: ${ownQuote}}`;
    expect(loads(quote, second).rules.length).toBeGreaterThan(0);
    expect(loads('có từ 5% hồ sơ trễ hạn trở lên', added).rules.length).toBeGreaterThan(0);
    expect(() => loads('có từ 5% hồ sơ trễ hạn trở lên', second)).toThrow('KC-006');
  });

  it('lists phrases that are all understood', () => {
    const table = guide.slice(guide.indexOf('## Các cách viết so sánh'), guide.indexOf('Nhóm:'));
    const phrases = [...table.matchAll(/`([^`]+)`/g)].map(([, phrase]) => phrase ?? '');
    expect(phrases.length).toBeGreaterThan(25);
    const scale = ['YẾU', 'TRUNG BÌNH', 'KHÁ', 'TỐT'];
    for (const phrase of phrases) {
      const written =
        /\d/.test(phrase) || scale.some((step) => phrase.includes(step)) ? phrase : `${phrase} 5%`;
      const understood = scale.some((step) => written.includes(step))
        ? parseStep(written, scale).ok
        : parseFigure(written).ok;
      expect([written, understood]).toEqual([written, true]);
    }
  });

  it('shows how late dossiers are declared, in words that load', () => {
    const declared = blocks.find((block) => block.startsWith('hồ sơ trễ hạn:')) ?? '';
    const head = 'văn bản: {mã: vi-du, tên: Ví dụ, cơ quan ban hành: Ví dụ, hiệu lực: {từ: 1/1/2027}}';
    const facts = projectFiles().filter((file) => isFactsFile(file.path));
    const { late } = ruleSetOf([...facts, { path: 'rules/vi-du.yaml', text: `${head}\n${declared}` }]);
    expect(late).toMatchObject([{ withOverdue: true, counting: { clock: 'promised', by: 'return' } }]);
  });

  it('shows a table of criteria that loads, and scores what it says', () => {
    const table = blocks.find((block) => block.startsWith('bảng tiêu chí:')) ?? '';
    const named = ['tỷ lệ hồ sơ đúng hạn', 'tỷ lệ hồ sơ trực tuyến', 'tỷ lệ nhiệm vụ trễ hạn'];
    const facts = named
      .map((name) => `  ${name}: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: Văn phòng UBND tỉnh}`)
      .join('\n');
    const ruleSet = ruleSetOf([
      { path: 'rules/facts.yaml', text: `dữ kiện:\n${facts}\n` },
      {
        path: 'rules/vi-du/vi-du.yaml',
        text: `văn bản: {mã: vi-du, tên: Ví dụ, cơ quan ban hành: Ví dụ, áp dụng cho năm đánh giá: {từ: 2020}}
phương án xếp hạng: {mã: vi-du, tên: Ví dụ, khối: {so: Khối Sở}}
${table}`,
      },
    ]);
    const scheme = ruleSet.schemes.get('vi-du');
    if (scheme === undefined) throw new Error('no scheme');
    const known = (numerator: number, denominator = 1): FactState => ({
      status: 'known',
      value: ratio(numerator, denominator),
    });
    const [onTime = '', online = '', late = ''] = named;
    const sheet = scorerOf(ruleSet, scheme, { lawDate: '2026-12-31', year: 2026 })(
      'so',
      {
        facts: new Map([
          [onTime, known(90, 100)],
          [online, known(45, 100)],
          [late, known(2, 100)],
        ]),
        publishedRanks: new Map(),
      },
      new Map(
        Object.entries({ '1.1': 15, '1.2': 20, T: 1 }).map(([code, points]) => [
          code,
          { state: known(points), stage: 'phê duyệt' as const },
        ]),
      ),
    );
    // 15 + 20 + 40 × 90% + 20 × (45 − 20)/(70 − 20) + 1 − 2
    expect(
      sheet?.totals?.appraised.status === 'known' && equal(sheet.totals.appraised.value, ratio(80)),
    ).toBe(true);
  });
});
