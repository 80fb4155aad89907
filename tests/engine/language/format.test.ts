import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatSource } from '../../../engine/language/format.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import { projectFiles } from './sources.ts';

function formatted(path: string, text: string): string {
  const result = formatSource({ path, text });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join());
  return result.text;
}

describe('the layout of a rule file', () => {
  it('puts keys in the order of the schema and keeps every comment with what it is about', () => {
    const before = `# yaml-language-server: $schema=../schema/van-ban.schema.json
# Về tệp này.
quy tắc:
  # về quy tắc
  - đối tượng: đơn vị # ai
    # về mã
    mã: r

    # về trích
    trích: trên 5%
    thì: {cảnh báo: x}
    khi: {tỷ lệ a: trên 5%} # khi nào
    căn cứ: mục I
    # cuối quy tắc
văn bản:
  # trước tên
  tên: Thử
  mã: thu
  cơ quan ban hành: UBND tỉnh
`;
    const after = `# yaml-language-server: $schema=../schema/van-ban.schema.json
# Về tệp này.
văn bản:
  mã: thu
  # trước tên
  tên: Thử
  cơ quan ban hành: UBND tỉnh
quy tắc:
  # về quy tắc
  - # về mã
    mã: r
    căn cứ: mục I

    # về trích
    trích: trên 5%
    đối tượng: đơn vị # ai
    khi: {tỷ lệ a: trên 5%} # khi nào
    thì: {cảnh báo: x}
    # cuối quy tắc
`;
    expect(formatted('rules/a.yaml', before)).toBe(after);
  });

  it('folds what is longer than a line and keeps braces only where they fit on one', () => {
    const long = 'Không xếp hạng tốt đối với các cơ quan, đơn vị, địa phương '.repeat(4).trim();
    const text = formatted(
      'rules/a.yaml',
      `văn bản: {mã: a, tên: "${long}", cơ quan ban hành: UBND}\nquy tắc:\n  - mã: r\n    trích: ${long}\n    đối tượng: [đơn vị, cá nhân]\n`,
    );
    expect(text).toBe(`văn bản:
  mã: a
  tên: >-
    Không xếp hạng tốt đối với các cơ quan, đơn vị, địa phương Không xếp hạng tốt đối với các cơ quan, đơn vị,
    địa phương Không xếp hạng tốt đối với các cơ quan, đơn vị, địa phương Không xếp hạng tốt đối với các cơ
    quan, đơn vị, địa phương
  cơ quan ban hành: UBND
quy tắc:
  - mã: r
    trích: >-
      Không xếp hạng tốt đối với các cơ quan, đơn vị, địa phương Không xếp hạng tốt đối với các cơ quan, đơn
      vị, địa phương Không xếp hạng tốt đối với các cơ quan, đơn vị, địa phương Không xếp hạng tốt đối với các
      cơ quan, đơn vị, địa phương
    đối tượng: [đơn vị, cá nhân]
`);
  });

  it('is that of the facts and of the cases too, in their own order', () => {
    expect(
      formatted('rules/facts.yaml', 'dữ kiện:\n  x: {nơi cung cấp: a, loại: điểm}\nthang đo: {}\n'),
    ).toBe('thang đo: {}\ndữ kiện:\n  x: {loại: điểm, nơi cung cấp: a}\n');
    expect(formatted('a.cases.yaml', 'trường hợp:\n- năm: 2022\n  tên: a\n')).toBe(
      'trường hợp:\n  - tên: a\n    năm: 2022\n',
    );
  });

  it('leaves a file that cannot be read alone, and says why', () => {
    expect(formatSource({ path: 'rules/a.yaml', text: 'a: [' })).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'KC-001' }],
    });
    expect(formatSource({ path: 'rules/a.yaml', text: 'văn bản:\n  {mã, tên: a}\n' })).toMatchObject({
      ok: false,
      diagnostics: [{ code: 'KC-003', line: 2, message: 'mục "mã" còn trống' }],
    });
  });

  it('takes off the byte-order mark and carriage returns, and composes letters', () => {
    expect(formatted('rules/a.yaml', `\uFEFF${'văn bản:\r\n  mã: a\r\n'.normalize('NFD')}`)).toBe(
      'văn bản:\n  mã: a\n',
    );
  });
});

describe("the project's files", () => {
  it('are laid out already; if not, run: npx kycuong rules fmt', () => {
    const unlike = projectFiles().filter(({ path, text }) => formatted(path, text) !== text);
    expect(unlike.map(({ path }) => path)).toEqual([]);
  });

  it('mean the same after layout, however they were laid out before', () => {
    const files = projectFiles();
    const file = fc.integer({ min: 0, max: files.length - 1 });
    fc.assert(
      fc.property(
        file,
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 3 })), { maxLength: 8 }),
        (which, marks) => {
          const source = files[which];
          if (source === undefined) return;
          const text = commented(source.text, marks);
          const once = formatted(source.path, text);
          expect(formatted(source.path, once)).toBe(once);
          expect(parse(once, { schema: 'failsafe' })).toEqual(parse(text, { schema: 'failsafe' }));
          for (const [mark] of text.matchAll(/# chú thích \d+/gu)) expect(once).toContain(mark);
          expect(longest(once)).toBeLessThanOrEqual(110);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('load to the same rules when every key has been turned round', () => {
    const turned = projectFiles().map(({ path, text }) => ({
      path,
      text: formatted(path, JSON.stringify(reversed(parse(text, { schema: 'failsafe' })))),
    }));
    const before = loadRuleSet(projectFiles());
    const after = loadRuleSet(turned);
    const words = (loaded: typeof before): unknown =>
      loaded.ok &&
      Object.fromEntries(
        loaded.ruleSet.rules.map(({ id, clause, quote, effects }) => [id, [clause, quote, effects]]),
      );
    expect(after.ok).toBe(true);
    expect(words(after)).toEqual(words(before));
  });
});

/** Comments on lines of their own above some lines, or behind them, where YAML has them for comments. */
function commented(text: string, marks: readonly (readonly [at: number, blanks: number])[]): string {
  const lines = text.split('\n');
  marks.forEach(([at, blanks], index) => {
    const line = at % lines.length;
    const key = /^( *)(?:- )?[^#\s][^"'#]*:/u.exec(lines[line] ?? '');
    if (key === null || isInBlock(lines, line)) return;
    lines[line] = `${'\n'.repeat(blanks - 1)}${key[1] ?? ''}# chú thích ${index}\n${lines[line] ?? ''}`;
  });
  return lines.join('\n');
}

/** Comments are not folded. */
function longest(text: string): number {
  const lines = text.split('\n').filter((line) => !line.includes('#'));
  return Math.max(...lines.map((line) => line.length));
}

/** Whether the line belongs to a folded text. */
function isInBlock(lines: readonly string[], line: number): boolean {
  const indent = (text: string): number => text.search(/\S/u);
  for (let above = line - 1; above >= 0; above -= 1) {
    const text = lines[above] ?? '';
    if (text.trim() === '') continue;
    if (indent(text) < indent(lines[line] ?? '')) return text.endsWith(': >-');
  }
  return false;
}

function reversed(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(reversed);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .toReversed()
      .map(([key, value]) => [key, reversed(value)]),
  );
}
