/** The ranking report as DOCX: the form of Nghị định 30/2020/NĐ-CP, and every cell of the tables. */
import { beforeAll, describe, expect, test } from 'vitest';
import { rankingTables } from '../../engine/report/printed.ts';
import { documentBytes } from '../../report/docx/document.ts';
import { areaOf, letterhead, numberLine, placeAndDate } from '../../report/letterhead.ts';
import { painter } from '../../report/node/painter.ts';
import { blockTitle } from '../../report/ranking-sentences.ts';
import { rankingText } from '../../report/ranking-text.ts';
import { type RankingSource, readRanking } from '../../report/read-ranking.ts';
import { sampleDesk } from '../support/sample.ts';
import { partOf, partsOf, tablesOf, textOf } from './support.ts';

const { desk } = sampleDesk();
const AREA = { name: 'tỉnh Khánh Hòa', place: 'Khánh Hòa', party: 'Tỉnh ủy', kind: 'tỉnh' } as const;
const HEAD = letterhead(AREA, 2020, { number: '341', date: '2020-02-21' });
const OPTIONS = { area: AREA, dataDate: '2026-11-20', charts: true };
let source: RankingSource;
let bytes: Uint8Array;
let xml: string;

beforeAll(async () => {
  source = await readRanking(await desk(), { province: 'khanh-hoa', year: 2019 });
  bytes = await documentBytes(rankingText(source, OPTIONS), { head: HEAD, paint: await painter() });
  xml = partOf(bytes, 'word/document.xml');
});

/** Millimetres as twentieths of a point. */
const twips = (millimetres: number): number => (millimetres / 25.4) * 1440;
/** A margin of the page. */
const attribute = (name: string): number =>
  Number(new RegExp(`<w:pgMar [^>]*w:${name}="(\\d+)"`, 'u').exec(xml)?.[1]);

/** Paragraphs of the document as [style, text]. */
function paragraphs(): (readonly [string, string])[] {
  return Array.from(xml.matchAll(/<w:p>(.*?)<\/w:p>/gsu), ([, inside = '']) => [
    /<w:pStyle w:val="(\w+)"/u.exec(inside)?.[1] ?? '',
    textOf(inside),
  ]);
}

const withStyle = (style: string): string[] =>
  paragraphs().flatMap(([of, text]) => (of === style ? [text] : []));

/** The definition of a style. */
function style(name: string): string {
  const styles = partOf(bytes, 'word/styles.xml');
  return new RegExp(`<w:style [^>]*w:styleId="${name}".*?</w:style>`, 'su').exec(styles)?.[0] ?? '';
}

describe('the form', () => {
  test('is A4 with the margins of phụ lục I: 20 to 25 mm above and below, 30 to 35 left, 15 to 20 right', () => {
    const size = /<w:pgSz ([^>]*)\/>/u.exec(xml)?.[1] ?? '';
    expect(size).toContain('w:w="11906"');
    expect(size).toContain('w:h="16838"');
    for (const side of ['top', 'bottom']) {
      expect(attribute(side)).toBeGreaterThanOrEqual(twips(20) - 1);
      expect(attribute(side)).toBeLessThanOrEqual(twips(25));
    }
    expect(attribute('left')).toBeGreaterThanOrEqual(twips(30) - 1);
    expect(attribute('left')).toBeLessThanOrEqual(twips(35));
    expect(attribute('right')).toBeGreaterThanOrEqual(twips(15) - 1);
    expect(attribute('right')).toBeLessThanOrEqual(twips(20));
  });

  test('is set in Times New Roman of 13 to 14 points, justified with an indented first line', () => {
    const styles = partOf(bytes, 'word/styles.xml');
    expect(styles).toMatch(
      /<w:docDefaults>.*w:ascii="Times New Roman".*<w:sz w:val="2[68]"\/>.*<\/w:docDefaults>/su,
    );
    expect(style('body')).toContain('<w:jc w:val="both"/>');
    expect(style('body')).toMatch(/w:firstLine="\d{3}"/u);
    expect(style('body')).toMatch(/<w:sz w:val="2[68]"\/>/u);
  });

  test('has agency and number on the left, country, motto, place and date on the right', () => {
    const [head] = tablesOf(xml);
    expect(head?.rows).toEqual([
      [
        'UBND TỈNH KHÁNH HÒA\nSỞ NỘI VỤ\n\nSố: 341/BC-SNV',
        'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\nKhánh Hòa, ngày 21 tháng 02 năm 2020',
      ],
    ]);
    expect(style('country')).toContain('<w:b/>');
    expect(style('motto')).toContain('<w:b/>');
    expect(style('placeAndDate')).toContain('<w:i/>');
    expect(style('parent')).not.toContain('<w:b/>');
    expect(style('agency')).toContain('<w:b/>');
  });

  test('has its kind and what it is about in bold, centred, with a rule below', () => {
    expect(withStyle('kind')).toEqual(['BÁO CÁO']);
    expect(withStyle('about')).toEqual([
      'Chỉ số và xếp hạng kết quả cải cách hành chính năm 2019',
      'của các cơ quan, đơn vị, địa phương trên địa bàn tỉnh Khánh Hòa',
    ]);
    for (const name of ['kind', 'about']) {
      expect(style(name)).toContain('<w:b/>');
      expect(style(name)).toContain('<w:jc w:val="center"/>');
    }
    expect(xml.match(/<w:pBdr><w:top /gu)).toHaveLength(3);
  });

  test('ends with the recipients, the last with a full stop, and the office that signs without anybody’s name', () => {
    const [left = '', right] = tablesOf(xml).at(-1)?.rows[0] ?? [];
    const [title, ...recipients] = left.split('\n');
    expect(title).toBe('Nơi nhận:');
    expect(recipients.every((line) => line.startsWith('- '))).toBe(true);
    expect(recipients.slice(0, -1).every((line) => line.endsWith(';'))).toBe(true);
    expect(recipients.at(-1)).toBe('- Lưu: VT, CCHC.');
    expect(right).toBe('GIÁM ĐỐC');
    expect(style('recipientsTitle')).toMatch(/<w:b\/>.*<w:i\/>.*<w:sz w:val="24"\/>/su);
    expect(style('recipients')).toContain('<w:sz w:val="22"/>');
    expect(withStyle('last')).toEqual([
      'Trên đây là Báo cáo chỉ số và xếp hạng kết quả cải cách hành chính năm 2019, kính báo cáo./.',
    ]);
  });

  test('numbers its pages in the middle above, from the second page on', () => {
    expect(xml).toContain('<w:titlePg/>');
    const first = /<w:headerReference [^>]*w:type="first"[^>]*\/>/u.exec(xml)?.[0] ?? '';
    const other = /<w:headerReference [^>]*w:type="default"[^>]*\/>/u.exec(xml)?.[0] ?? '';
    const rels = partOf(bytes, 'word/_rels/document.xml.rels');
    const header = (reference: string): string => {
      const id = /r:id="(\w+)"/u.exec(reference)?.[1] ?? '';
      const relation = [...rels.matchAll(/<Relationship [^>]*\/>/gu)].find(([each]) =>
        each.includes(`Id="${id}"`),
      )?.[0];
      return partOf(bytes, `word/${/Target="([^"]+)"/u.exec(relation ?? '')?.[1] ?? ''}`);
    };
    expect(header(other)).toMatch(/PAGE/u);
    expect(header(first)).not.toMatch(/PAGE/u);
    expect(style('pageNumber')).toContain('<w:jc w:val="center"/>');
  });
});

describe('the tables', () => {
  test('hold every cell, below headings that repeat and in rows that are not torn', () => {
    const [, ...others] = tablesOf(xml);
    const printed = rankingTables(source.report);
    expect(others.slice(0, -1).map(({ rows }) => rows)).toEqual(
      printed.map(({ rows }) => rows.map(({ cells }) => cells)),
    );
    expect(others.slice(0, -1).map(({ heading }) => heading)).toEqual(
      printed.map(({ heading }) => heading.map((row) => row.map(({ text }) => text))),
    );
    expect(withStyle('caption')).toEqual(printed.map(({ title }) => title));
    expect(xml.match(/<w:tr>(?!<w:trPr><w:cantSplit)/gu)).toBeNull();
  });

  test('stand between sentences that agree with them', () => {
    const items = withStyle('body').filter((text) => text.startsWith('- Xếp hạng'));
    expect(items).toEqual([
      '- Xếp hạng TỐT: 24 đơn vị (Khối Sở, ban, ngành: 12; Khối ngành dọc: 05; Khối UBND cấp huyện: 02; Khối đơn vị sự nghiệp: 05), bằng năm 2018;',
      '- Xếp hạng KHÁ: 19 đơn vị (Khối Sở, ban, ngành: 09; Khối ngành dọc: 01; Khối UBND cấp huyện: 06; Khối đơn vị sự nghiệp: 03), tăng 01 so với năm 2018;',
      '- Xếp hạng TRUNG BÌNH: không có đơn vị nào, giảm 02 so với năm 2018;',
      '- Xếp hạng YẾU: 01 đơn vị (Khối đơn vị sự nghiệp: 01), tăng 01 so với năm 2018.',
    ]);
    const text = withStyle('body').join('\n');
    expect(text).toContain('công bố tại Quyết định số 199/QĐ-UBND ngày 21/01/2020');
    expect(text).toContain(
      'Chỉ số trung bình chung năm 2019 là 83,67%, giảm 0,75 điểm phần trăm so với năm 2018 (84,42%)',
    );
    expect(text).toContain('09/21 đơn vị có chỉ số tăng (chiếm 42,86%), 12 đơn vị giảm');
    expect(text).toContain('TỐT (đạt từ 85% trở lên), KHÁ (đạt từ 75% trở lên)');
  });

  test('have five charts beside them, of the averages and of each block, described in words', () => {
    const pictures = partsOf(bytes).filter((path) => /^word\/media\/.*\.png$/u.test(path));
    expect(pictures).toHaveLength(5);
    expect(xml.match(/<wp:docPr [^>]*descr="Biểu đồ \d\. [^"]+"/gu)).toHaveLength(5);
  });
});

describe('what is simulated or left blank', () => {
  test('is said on the first page and on the others, and on no page where all is real', async () => {
    const simulated = await documentBytes(
      rankingText({ ...source, simulated: true }, { ...OPTIONS, charts: false }),
      { head: HEAD, paint: undefined },
    );
    const headers = (of: Uint8Array): string[] =>
      partsOf(of)
        .filter((path) => /^word\/header\d+\.xml$/u.test(path))
        .map((path) => textOf(partOf(of, path)));
    expect(headers(simulated)).toHaveLength(2);
    for (const text of headers(simulated)) expect(text).toContain('SỐ LIỆU MÔ PHỎNG');
    for (const text of headers(bytes)) expect(text).not.toContain('SỐ LIỆU MÔ PHỎNG');
  });

  test('stays blank, and follows the one that issues', async () => {
    const blank = letterhead(AREA, 2026);
    expect(numberLine(blank)).toBe('Số:         /BC-SNV');
    expect(placeAndDate(blank)).toBe('Khánh Hòa, ngày … tháng … năm 2026');
    const other = letterhead(undefined, 2026, {
      agency: 'Ban Tổ chức Tỉnh ủy',
      number: '12-BC/BTCTU',
      date: '2026-12-05',
    });
    expect(numberLine(other)).toBe('Số: 12-BC/BTCTU');
    expect(placeAndDate(other)).toBe('……, ngày 05 tháng 12 năm 2026');
    expect(other.signer).toBe('Thủ trưởng cơ quan');
    const { ruleSet } = await desk();
    const places = [...ruleSet.schemes.values()].map((scheme) => [
      scheme.code,
      areaOf(ruleSet, scheme)?.name,
    ]);
    expect(places).toEqual(
      expect.arrayContaining([
        ['khanh-hoa', 'tỉnh Khánh Hòa'],
        ['dak-nong', 'tỉnh Đắk Nông'],
        ['soc-trang', 'tỉnh Sóc Trăng'],
      ]),
    );
  });

  test('a block alone has its own rows, and neither sums nor a general average', async () => {
    const one = await readRanking(await desk(), { province: 'khanh-hoa', year: 2019, block: 'huyen' });
    const text = rankingText(one, { ...OPTIONS, charts: false });
    expect(text.about[1]).toBe('của các đơn vị thuộc khối UBND cấp huyện trên địa bàn tỉnh Khánh Hòa');
    const tables = rankingTables(one.report);
    expect(tables[0]?.rows).toHaveLength(9);
    expect(tables[1]?.rows.map(({ cells }) => cells)).toEqual([
      ['Khối UBND cấp huyện', '2', '6', '0', '0', '8'],
    ]);
    expect(tables[2]?.rows.map(({ cells }) => cells[0])).toEqual(['Khối UBND cấp huyện']);
  });
});

test('a block is called as its name has it, abbreviations and all', () => {
  expect(['UBND cấp huyện', 'Sở, ban, ngành', 'Khối Sở'].map(blockTitle)).toEqual([
    'Khối UBND cấp huyện',
    'Khối sở, ban, ngành',
    'Khối Sở',
  ]);
});
