/** What no rule file may hold, for it would hang or crash whoever reads it, or be read otherwise than people see it. */
import { describe, expect, it } from 'vitest';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { load, rule } from './small-law.ts';

const FINE = rule('trên 5%', '{tỷ lệ a: trên 5%}');

const messages = (rules: string, head = ''): string[] => load(rules, head).diagnostics.map(formatDiagnostic);

function refused(rules: string, head = ''): string {
  const result = load(rules, head);
  expect(result.ok).toBe(false);
  return result.diagnostics.map(formatDiagnostic).join('\n');
}

const named = (entries: readonly string[]): string =>
  `điều kiện:\n${entries.map((each) => `  ${each}\n`).join('')}`;
const numbered = (count: number, line: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, index) => line(index));
const formula = (text: string, quote = 'điểm nhân 2'): string =>
  `cách tính:\n  - dữ kiện: tổng điểm\n    căn cứ: Điều 2\n    trích: ${quote}\n    công thức: "${text}"\n`;

describe('named conditions', () => {
  const doubling = (levels: number): string =>
    named([
      'c0: {tỷ lệ a: trên 5%}',
      ...numbered(levels, (index) => `c${index + 1}: {tất cả: [{thỏa: c${index}}, {thỏa: c${index}}]}`),
    ]);

  it('may double a few times', () => {
    expect(messages(rule('trên 5%', '{thỏa: c9}'), doubling(9))).toEqual([]);
  });

  it.each([12, 30, 2000])('may not double %i times', (levels) => {
    const text = refused(rule('trên 5%', `{thỏa: c${levels}}`), doubling(levels));
    expect(text).toContain('điều kiện có hơn 3.000 phép so sánh, kể cả trong các điều kiện được viện dẫn');
  });

  it('may not make a rule of more than 3,000 comparisons together', () => {
    const many = numbered(3001, () => '{tỷ lệ a: trên 5%}').join(', ');
    expect(refused(rule('trên 5%', `{tất cả: [${many}]}`))).toContain('hơn 3.000 phép so sánh');
  });

  it('may not make a file of more than 50,000 comparisons', () => {
    const rules = numbered(120, (index) => rule('trên 5%', '{thỏa: c9}').replace('mã: r', `mã: r${index}`));
    expect(refused(rules.join(''), doubling(9))).toContain('các quy tắc của tệp có hơn 50.000 phép so sánh');
  });

  it('may not stand inside each other without end', () => {
    const chain = named([
      'c0: {tỷ lệ a: trên 5%}',
      ...numbered(5000, (index) => `c${index + 1}: {không: {thỏa: c${index}}}`),
    ]);
    expect(refused(FINE, chain)).toContain('điều kiện lồng nhau hơn 50 lớp');
  });

  it('may not refer to each other in a circle, also where no rule uses them', () => {
    expect(refused(FINE, named(['c1: {thỏa: c2}', 'c2: {không: {thỏa: c1}}']))).toMatch(
      /^KC-030 .*\n {2}điều kiện "c1" viện dẫn chính nó \(điều kiện "c1" → điều kiện "c2" → điều kiện "c1"\)/u,
    );
    expect(refused(FINE, named(['c: {ít nhất 1 trong: c}']))).toContain('điều kiện "c" viện dẫn chính nó');
  });

  it('that all refer to each other are refused at once', () => {
    const all = numbered(40, (index) => `{thỏa: c${index}}`).join(', ');
    const text = refused(
      rule('trên 5%', '{thỏa: c0}'),
      named(numbered(40, (index) => `c${index}: {tất cả: [${all}]}`)),
    );
    expect(text).toContain('điều kiện "c0" viện dẫn chính nó');
  });
});

describe('a number', () => {
  it('may have 30 digits', () => {
    const digits = '9'.repeat(30);
    expect(messages(rule(`từ ${digits} hồ sơ trở lên`, `{hồ sơ: từ ${digits} hồ sơ trở lên}`))).toEqual([]);
  });

  it.each([31, 2000, 9000])('may not have %i digits', (length) => {
    const text = refused(rule('trên 5%', `{hồ sơ: từ ${'9'.repeat(length)} hồ sơ trở lên}`));
    expect(text).toContain('KC-005');
    expect(text).toContain('mục "hồ sơ" có con số dài hơn 30 chữ số');
  });

  it('may not have thousands of groups', () => {
    const text = refused(rule('trên 5%', `{hồ sơ: từ 1${'.111'.repeat(2000)} hồ sơ trở lên}`));
    expect(text).toContain('KC-005');
  });

  it.each(['１/３', '٣%', '5％'])('is written with ordinary digits and signs, not "%s"', (figure) => {
    expect(refused(rule('trên 5%', `{tỷ lệ a: "trên ${figure}"}`))).toMatch(
      /mục "tỷ lệ a" có ".+" không phải chữ số hoặc dấu thường\n {2}Sửa: gõ lại bằng chữ số 0–9/u,
    );
  });
});

describe('a formula', () => {
  it('may have brackets in brackets', () => {
    expect(messages(FINE, formula(`${'('.repeat(40)}điểm × 2${')'.repeat(40)}`))).toEqual([]);
  });

  it.each(['(', 'nhỏ nhất của ('])('may not have hundreds of "%s" in each other', (open) => {
    const size = open === '(' ? 3000 : 400;
    expect(refused(FINE, formula(`${open.repeat(size)}điểm${')'.repeat(size)}`))).toContain(
      'tổng điểm: công thức có hơn 50 lớp ngoặc lồng nhau',
    );
  });

  it('may not have more than 500 terms', () => {
    expect(messages(FINE, formula(numbered(499, () => 'điểm').join(' + ')))).toEqual([]);
    expect(refused(FINE, formula(numbered(1000, () => 'điểm').join(' + ')))).toContain(
      'tổng điểm: công thức có hơn 500 số và dữ kiện',
    );
  });

  it.each(['điểm ÷ 0', 'điểm / 0,00', 'điểm ÷ (0%)', 'điểm × 2 ÷ 0 điểm'])(
    'may not divide by nought: %s',
    (text) => {
      expect(refused(FINE, formula(text))).toContain('tổng điểm: công thức chia cho 0');
    },
  );
});

describe('a file', () => {
  it('may not hold a quotation of more than 10,000 characters', () => {
    expect(refused(rule('lỗi từ 5 '.repeat(50_000), '{tỷ lệ a: trên 5%}'))).toContain(
      'mục "trích" dài hơn 10.000 ký tự',
    );
  });

  it.each([90, 1000, 20_000])('may not hold %i maps in each other', (depth) => {
    const text = refused(
      rule('trên 5%', `${'{không: '.repeat(depth)}{tỷ lệ a: trên 5%}${'}'.repeat(depth)}`),
    );
    expect(text).toMatch(/các mục lồng nhau quá sâu|điều kiện lồng nhau hơn 50 lớp/u);
  });

  it.each(['__proto__', 'constructor', 'toString'])('may not use "%s" as a key', (key) => {
    expect(refused(rule('trên 5%', `{tỷ lệ a: trên 5%, ${key}: {vùng khó khăn: có}}`))).toMatch(
      new RegExp(`^KC-003 .*:9:\\d+\n {2}"${key}" là tên dành riêng của máy`, 'u'),
    );
  });

  it('may not use such a name as a value either', () => {
    expect(refused(FINE.replace('mã: r', 'mã: __proto__'))).toContain(
      '"__proto__" là tên dành riêng của máy',
    );
    expect(refused(FINE, formula('constructor'))).toContain('"constructor" là tên dành riêng của máy');
  });

  it.each([
    ['NUL', '\0', 'U+0000'],
    ['an escape', '\u001B', 'U+001B'],
    ['a zero-width space', '\u200B', 'U+200B'],
    ['a zero-width joiner', '\u200D', 'U+200D'],
    ['a word joiner', '\u2060', 'U+2060'],
    ['a byte-order mark', '\uFEFF', 'U+FEFF'],
    ['a mark that turns the direction', '\u202E', 'U+202E'],
  ])('may not hide %s in a value or a key', (_, hidden, number) => {
    expect(refused(rule(`trên${hidden} 5%`, '{tỷ lệ a: trên 5%}'))).toMatch(
      new RegExp(
        `KC-001 .*thu\\.yaml:7:17\n {2}nội dung mục "trích" có ký tự ẩn ${number.replace('+', '\\+')}\n {2}Sửa: xóa ký tự ẩn`,
        'u',
      ),
    );
    expect(refused(rule('trên 5%', `{tỷ lệ${hidden} a: trên 5%}`))).toContain(
      `tên mục có ký tự ẩn ${number}`,
    );
  });

  it('may not hide one behind an escape', () => {
    expect(refused(rule('trên\\u200B 5%', '{tỷ lệ a: trên 5%}'))).toContain('ký tự ẩn U+200B');
  });

  it.each(['!!js/function', '!mine'])('may not use the YAML tag %s', (tag) => {
    expect(refused(rule('trên 5%', `{tỷ lệ a: ${tag} trên 5%}`))).toContain(`tệp dùng thẻ YAML "${tag}"`);
  });

  it('may not have a code with a letter that only looks Latin, or a strange sign', () => {
    expect(refused(FINE.replace('mã: r', 'mã: r\u0430'))).toContain(
      'mục "mã" có chữ "\u0430" (U+0430) không phải chữ cái tiếng Việt',
    );
    expect(refused(FINE.replace('mã: r', 'mã: r:1'))).toContain('mục "mã" có ký tự ":" không dùng trong mã');
    expect(refused(FINE.replace('mã: r', 'mã: r 1'))).toContain('mục "mã" có dấu cách hoặc dấu "/"');
    expect(messages(FINE.replace('mã: r', 'mã: Điều-5.2_đoạn-ướt'))).toEqual([]);
  });
});

describe('a suggestion', () => {
  it('is made where only the tone stands elsewhere', () => {
    const head = named(['c1: {tỷ lệ a: trên 5%}']);
    expect(refused(rule('trên 5%', '{thoả: c1}'), head)).toContain('Có phải "thỏa"?');
    expect(refused(rule('trên 5%', '{thoả quy tắc: r}'), head)).toContain('Có phải "thỏa quy tắc"?');
  });

  it('is not made where nothing is alike', () => {
    expect(refused(FINE.replace('mã: r', 'mã: r\n    <‹: x'))).not.toContain('Có phải');
    expect(refused(FINE.replace('mã: r', 'mã: r\n    xy: x'))).not.toContain('Có phải');
  });
});
