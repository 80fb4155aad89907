/** The list of grade ceilings before and after publication, of units whose figures and ranks are known on given days. */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../bot/desk.ts';
import { type Db, write } from '../../db/database.ts';
import { stageObservations, stageRanks } from '../../db/import/stage.ts';
import { completeImport } from '../../db/imports.ts';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { saveBlocks, saveUnits } from '../../db/units.ts';
import { ratio } from '../../engine/model/ratio.ts';
import { documentBytes } from '../../report/docx/document.ts';
import { type GradeRow, withoutPlanning } from '../../report/grade-rows.ts';
import type { GradeList } from '../../report/grade-tables.ts';
import { gradeList, gradeText } from '../../report/grade-text.ts';
import { letterhead } from '../../report/letterhead.ts';
import { type GradeQuery, NotPublishedError, readGrades } from '../../report/read-grades.ts';
import { bookBytes } from '../../report/xlsx/book.ts';
import { gradeSheets } from '../../report/xlsx/grade-book.ts';
import { publishFirstRules } from '../../web/node/prepare.ts';
import { readProjectRules } from '../../web/node/rule-files.ts';
import { sampleDesk, temporaryFolder } from '../support/sample.ts';
import { readWorkbook } from './spreadsheet.ts';
import { partOf, tablesOf, textOf } from './support.ts';

const AREA = { name: 'tỉnh Khánh Hòa', place: 'Khánh Hòa', party: 'Tỉnh ủy', kind: 'tỉnh' } as const;
const NOW = new Date('2024-06-01T03:00:00Z');
const YEAR = 2023;
const [FIGURES_KNOWN, PUBLISHED] = ['2023-12-20', '2024-01-20'];

/** Points of 100, late dossiers of 100 and satisfaction in per cent; ranks of two years as published. */
interface Case {
  readonly id: string;
  readonly points?: number;
  readonly late: number;
  readonly satisfaction: number;
  readonly before: string;
  readonly rank: string;
}

const CASES: readonly Case[] = [
  { id: 'giu-nguyen', points: 92, late: 1, satisfaction: 90, before: 'TỐT', rank: 'TỐT' },
  { id: 'bi-ha', points: 91, late: 1, satisfaction: 90, before: 'TỐT', rank: 'KHÁ' },
  {
    id: 'hai-nam-trung-binh',
    points: 70,
    late: 2,
    satisfaction: 85,
    before: 'TRUNG BÌNH',
    rank: 'TRUNG BÌNH',
  },
  { id: 'chua-co-diem', late: 3, satisfaction: 88, before: 'KHÁ', rank: 'YẾU' },
  { id: 'tre-han', points: 90, late: 6, satisfaction: 90, before: 'KHÁ', rank: 'KHÁ' },
];

const folder = temporaryFolder();
let opened: OpenDatabase;
let desk: Desk;

async function fill(db: Db): Promise<void> {
  await publishFirstRules(db, await readProjectRules(), { now: NOW, log: () => undefined });
  const blocks = [{ province: 'khanh-hoa', code: 'so', name: 'Khối Sở', position: 1, aliases: [] }];
  await write(db, async (tx) => {
    await saveBlocks(tx, blocks);
    await saveUnits(
      tx,
      CASES.map(({ id }, index) => ({
        id,
        province: 'khanh-hoa',
        block: 'so',
        name: `Sở ${id}`,
        position: index + 1,
        validFrom: null,
        validTo: null,
        parentId: null,
      })),
      [],
    );
  });
  const origin = { fileName: 'x', simulated: false, loadedBy: 'x' };
  const figures = await stageObservations(
    db,
    CASES.flatMap(({ id, points, late, satisfaction }, index) =>
      [
        ['điểm chuẩn', points === undefined ? undefined : ratio(100)],
        ['điểm thẩm định', points === undefined ? undefined : ratio(points)],
        ['hồ sơ đã giải quyết', ratio(100)],
        ['hồ sơ trễ hạn', ratio(late)],
        ['chỉ số hài lòng', ratio(satisfaction, 100)],
      ].flatMap(([fact, value]) =>
        typeof fact === 'string' && typeof value === 'object'
          ? [
              {
                unitId: id,
                fact,
                period: String(YEAR),
                state: { status: 'known' as const, value },
                sourceRow: index + 1,
                knownOn: FIGURES_KNOWN ?? '',
              },
            ]
          : [],
      ),
    ),
    { ...origin, sha256: 'figures' },
    NOW,
  );
  await write(db, (tx) => completeImport(tx, figures, NOW));
  const published = (year: number, rank: (of: Case) => string, knownOn: string) =>
    CASES.map((of, index) => ({
      unitId: of.id,
      year,
      rank: rank(of),
      decision: `${year}/QĐ-UBND`,
      decidedOn: knownOn,
      source: 'x',
      sourceRow: index + 1,
      knownOn,
    }));
  const ranks = await stageRanks(
    db,
    [
      ...published(YEAR - 1, ({ before }) => before, '2023-01-20'),
      ...published(YEAR, ({ rank }) => rank, PUBLISHED ?? ''),
    ],
    { ...origin, sha256: 'ranks' },
    NOW,
  );
  await write(db, (tx) => completeImport(tx, ranks, NOW));
}

beforeAll(async () => {
  opened = await openDatabase(`file:${path.join(folder, 'xep-loai.db')}`);
  await fill(opened.db);
  desk = await openDesk(opened.db, { now: NOW });
});
afterAll(() => opened.close());

async function list(changes: Partial<GradeQuery> = {}): Promise<GradeList> {
  return gradeList(await readGrades(desk, { province: 'khanh-hoa', year: YEAR, ...changes }));
}

function rowOf({ blocks }: GradeList, id: string): GradeRow {
  const row = blocks.flatMap(({ rows }) => rows).find(({ unit }) => unit.id === id);
  if (row === undefined) throw new Error(`no row of ${id}`);
  return row;
}

const NO_TOP = 'Không đủ điều kiện xếp loại hoàn thành xuất sắc nhiệm vụ';
const CAPPED = 'Không xếp loại hoàn thành tốt nhiệm vụ trở lên';

describe('the provisional edition', () => {
  test('is that of the day before publication, from figures alone', async () => {
    const provisional = await list({ edition: 'tam-thoi' });
    expect(provisional.source).toMatchObject({
      edition: 'tam-thoi',
      dataDate: '2024-01-19',
      expectedOn: undefined,
    });
    expect(rowOf(provisional, 'bi-ha')).toMatchObject({
      rank: 'Dự kiến TỐT (91,00%)',
      history: ['2022: TỐT', '2021: chưa có số liệu đến ngày 19/01/2024'],
      ceilings: ['Không hạn chế', 'Không hạn chế', 'Không hạn chế'],
    });
    expect(rowOf(provisional, 'hai-nam-trung-binh')).toMatchObject({
      rank: 'Dự kiến TRUNG BÌNH (70,00%)',
      figures: ['Tỷ lệ hồ sơ trễ hạn 2% (2/100 hồ sơ)', 'Chỉ số hài lòng 85%'],
      ceilings: [`${CAPPED}; thuộc diện xem xét trách nhiệm`, NO_TOP, NO_TOP],
    });
    expect(rowOf(provisional, 'chua-co-diem')).toMatchObject({
      rank: 'Chưa xác định',
      lacking: ['chỉ số CCHC'],
      ceilings: ['Chưa xác định', 'Chưa xác định', 'Chưa xác định'],
    });
    expect(rowOf(provisional, 'tre-han').rank).toBe('Dự kiến KHÁ (90,00%)');
  });

  test('is what there is while nothing is published, and a final one is refused', async () => {
    const early = { dataDate: '2023-12-25' };
    expect((await list(early)).source).toMatchObject({ edition: 'tam-thoi', dataDate: '2023-12-25' });
    await expect(list({ ...early, edition: 'chinh-thuc' })).rejects.toBeInstanceOf(NotPublishedError);
  });

  test('on an earlier day knows only what was known then', async () => {
    const before = await list({ edition: 'tam-thoi', provisionalDate: '2023-12-19' });
    expect(rowOf(before, 'bi-ha')).toMatchObject({
      rank: 'Chưa xác định',
      figures: ['Tỷ lệ hồ sơ trễ hạn chưa có số liệu', 'Chỉ số hài lòng chưa có số liệu'],
    });
  });
});

describe('the two years before', () => {
  test('are unknown as of the day of a provisional list, for a later day may know them', async () => {
    const before = await list({ edition: 'tam-thoi', provisionalDate: '2023-01-19' });
    expect(rowOf(before, 'bi-ha').history).toEqual(['Chưa có số liệu đến ngày 19/01/2023']);
    expect(rowOf(await list(), 'bi-ha').history).toEqual(['2022: TỐT', '2021: chưa có số liệu']);
  });
});

describe('the final edition', () => {
  test('goes by the published ranks and says whom they changed', async () => {
    const final = await list();
    expect(final.source).toMatchObject({
      edition: 'chinh-thuc',
      expectedOn: '2024-01-19',
      publishedBy: ['2023/QĐ-UBND 20/01/2024'],
    });
    expect(rowOf(final, 'giu-nguyen')).toMatchObject({ rank: 'TỐT (92,00%)', change: undefined });
    expect(rowOf(final, 'bi-ha')).toMatchObject({
      rank: 'KHÁ (91,00%)',
      ceilings: ['Không hạn chế', NO_TOP, NO_TOP],
      change: {
        expected: 'TỐT',
        published: 'KHÁ',
        wasExpected: true,
        consequences: [
          'Thêm: tập thể không đủ điều kiện xếp loại hoàn thành xuất sắc nhiệm vụ',
          'Thêm: tổ chức cơ sở đảng không đủ điều kiện xếp loại hoàn thành xuất sắc nhiệm vụ',
        ],
      },
    });
    expect(rowOf(final, 'tre-han').change).toBeUndefined();
    expect(rowOf(final, 'chua-co-diem').change).toMatchObject({ wasExpected: false, published: 'YẾU' });
    expect(rowOf(final, 'chua-co-diem').ceilings[0]).toBe(`${CAPPED}; thuộc diện xem xét trách nhiệm`);
  });

  test('leaves what is for people to decide to the authority, unit by unit', async () => {
    const final = await list();
    const question = {
      text: 'Cấp có thẩm quyền quản lý cán bộ: Xem xét trách nhiệm người đứng đầu theo Kết luận; hình thức do cấp có thẩm quyền quyết định.',
      source: 'mục II, điểm 8, gạch đầu dòng thứ ba, Kết luận của Ban Thường vụ Tỉnh ủy Khánh Hòa',
    };
    expect(rowOf(final, 'hai-nam-trung-binh').questions).toEqual([question]);
    expect(rowOf(final, 'giu-nguyen').questions).toEqual([]);
  });

  test('as DOCX lies on its side, has the list and the changes as tables, and never speaks of planning', async () => {
    const final = await list();
    const bytes = await documentBytes(gradeText(final, AREA), {
      head: letterhead(AREA, 2024),
      paint: undefined,
    });
    const xml = partOf(bytes, 'word/document.xml');
    expect(xml).toContain('w:orient="landscape"');
    const [, listed, changed] = tablesOf(xml);
    expect(listed?.heading[0]).toEqual([
      'Số TT',
      'Cơ quan, đơn vị',
      'Xếp hạng CCHC 2023',
      'Hai năm trước',
      'Số liệu xét',
      'Người đứng đầu',
      'Tập thể lãnh đạo',
      'Tổ chức cơ sở đảng',
      'Việc chờ cấp có thẩm quyền',
    ]);
    expect(listed?.rows.slice(1).map(([, name]) => name)).toEqual(CASES.map(({ id }) => `Sở ${id}`));
    expect(changed?.rows.map((cells) => cells.slice(1, 4))).toEqual([['Sở bi-ha', 'TỐT', 'KHÁ']]);
    const text = textOf(xml);
    expect(text).toContain('(Bản chính thức, theo Quyết định số 2023/QĐ-UBND ngày 20/01/2024)');
    expect(text).toContain(
      '01 đơn vị đến ngày 19/01/2024 chưa xác định được xếp hạng, nay đã có kết quả công bố: Sở chua-co-diem.',
    );
    expect(text).toContain('Ban Thường vụ Tỉnh ủy Khánh Hòa (để báo cáo)');
    expect(text).toContain('không phải là kết luận đối với tập thể, cá nhân');
    expect(text).toContain('“Xem xét trách nhiệm […], điều chuyển, thay thế người đứng đầu');
    expect(text.toLowerCase()).not.toContain('quy hoạch');
  });

  test('as XLSX counts the ceilings by formulas', async () => {
    const final = await list();
    const book = readWorkbook(await bookBytes(gradeSheets(final, gradeText(final, AREA))));
    expect(book.sheets).toEqual(['Danh sách', 'Khác dự kiến', 'Tổng hợp']);
    const sums = book.formulas.map(({ sheet, cell }) => {
      const row = cell.slice(1);
      return [
        book.value(sheet, `A${row}`),
        book.value(sheet, `B${row}`),
        book.value(sheet, cell),
        book.stored(sheet, cell),
      ];
    });
    const heads = sums.filter(([subject]) => subject === 'Người đứng đầu');
    expect(heads).toEqual([
      ['Người đứng đầu', 'Không hạn chế', [3n, 1n], [3n, 1n]],
      ['Người đứng đầu', `${CAPPED}; thuộc diện xem xét trách nhiệm`, [2n, 1n], [2n, 1n]],
    ]);
  });
});

describe('a year whose law asks nothing of people', () => {
  const sample = sampleDesk();

  test('limits nobody, and tells what today’s law would say apart, as without effect', async () => {
    const text = gradeText(
      gradeList(await readGrades(await sample.desk(), { province: 'khanh-hoa', year: 2019 })),
      AREA,
    );
    const words = text.parts.map((part) => ('text' in part ? part.text : ''));
    expect(words).toContain('Người đứng đầu - quy định của năm không xét: 44');
    const later = words.indexOf('V. THAM KHẢO: NẾU XÉT THEO QUY ĐỊNH HIỆN HÀNH');
    expect(words[later + 1]).toBe(
      'Các quy định ban hành sau không áp dụng cho năm 2019; nêu để tham khảo, không có hiệu lực.',
    );
    expect(words.slice(later).join('\n')).toMatch(
      /thuộc diện xem xét trách nhiệm;.*: Trường Cao đẳng Y tế Khánh Hòa/u,
    );
  });
});

test('planning is left out of any clause', () => {
  expect(withoutPlanning('thuộc diện xem xét, đưa ra khỏi quy hoạch, điều chuyển')).toBe(
    'thuộc diện xem xét […], điều chuyển',
  );
  expect(withoutPlanning('xem xét đưa ra khỏi quy hoạch').toLowerCase()).not.toContain('quy hoạch');
});
