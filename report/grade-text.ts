/** The list of grade ceilings for the Standing Committee: grounds, sums, the list, what publication changed, open work. */
import { quoteBlock } from '../bot/answer/phrases.ts';
import { vietnameseDate } from '../engine/model/dates.ts';
import { capitalized, roman, UNDECIDED, uncapitalized } from '../engine/report/format.ts';
import { GRADED, groundsOf, UNLIMITED, UNREGULATED } from '../engine/report/grades.ts';
import { type GradeRow, gradeRow, withoutPlanning } from './grade-rows.ts';
import { changeTable, type GradeList, listTable, subjectName } from './grade-tables.ts';
import type { Area } from './letterhead.ts';
import { countWords, type DocumentText, listed, type Part } from './parts.ts';
import { blockTitle } from './ranking-sentences.ts';
import type { GradeSource } from './read-grades.ts';

/** Names listed in a sentence; more are counted. */
const MOST_NAMES = 12;

export function gradeList(source: GradeSource): GradeList {
  return {
    source,
    blocks: source.blocks.map(({ name, units }) => ({
      name,
      rows: units.map((graded) => gradeRow(source, graded)),
    })),
  };
}

export function gradeText(list: GradeList, area: Area | undefined): DocumentText {
  const { source } = list;
  const party = area === undefined ? 'Tỉnh ủy' : `${area.party} ${area.place}`;
  return {
    kind: 'BÁO CÁO',
    about: [
      `Giới hạn xếp loại năm ${source.year} theo kết quả cải cách hành chính đối với người đứng đầu,`,
      `tập thể lãnh đạo, tổ chức cơ sở đảng${source.block === undefined ? '' : ` - ${blockTitle(source.block.name)}`}`,
      `(${editionWords(source)})`,
    ],
    parts: numbered([
      { title: 'CĂN CỨ', parts: grounds(source) },
      { title: 'TỔNG HỢP', parts: sums(list) },
      { title: 'DANH SÁCH', parts: [{ type: 'table', table: listTable(list) }] },
      { title: 'ĐƠN VỊ CÓ XẾP HẠNG CÔNG BỐ KHÁC DỰ KIẾN', parts: changes(list) },
      { title: 'VIỆC CẦN CẤP CÓ THẨM QUYỀN QUYẾT ĐỊNH', parts: openWork(list) },
      { title: 'THAM KHẢO: NẾU XÉT THEO QUY ĐỊNH HIỆN HÀNH', parts: underCurrentLaw(list) },
    ]),
    recipients: [
      `Ban Thường vụ ${party} (để báo cáo)`,
      `Ban Tổ chức ${area?.party ?? 'Tỉnh ủy'}`,
      'Lưu: VT, CCHC',
    ],
    wide: true,
    simulated: source.simulated,
  };
}

export function editionWords({ edition, dataDate, publishedBy }: GradeSource): string {
  if (edition === 'tam-thoi')
    return `Bản tạm thời, theo số liệu đến ngày ${vietnameseDate(dataDate)}; xếp hạng chưa công bố`;
  const by = publishedBy.map((each) => `Quyết định số ${each.replace(/ (\d{2}\/)/u, ' ngày $1')}`);
  return `Bản chính thức${by.length === 0 ? ', theo xếp hạng đã công bố' : `, theo ${listed(by)}`}`;
}

interface Chapter {
  readonly title: string;
  readonly parts: readonly Part[];
}

/** Chapters that have something to say, numbered; what the list is not stands at the end. */
function numbered(chapters: readonly Chapter[]): Part[] {
  const kept = chapters.filter(({ parts }) => parts.length > 0);
  return [
    ...kept.flatMap(({ title, parts }, index): Part[] => [
      { type: 'heading', level: 1, text: `${roman(index + 1)}. ${title}` },
      ...parts,
    ]),
    {
      type: 'text',
      text: 'Danh sách được tổng hợp từ số liệu và quy định, không phải là kết luận đối với tập thể, cá nhân. Việc đánh giá, xếp loại và xem xét trách nhiệm do cấp có thẩm quyền quyết định./.',
    },
  ];
}

function grounds({ blocks, year }: GradeSource): Part[] {
  const decisions = blocks.flatMap(({ units }) => units.map(({ of }) => of.decision));
  const rules = groundsOf(decisions);
  if (rules.length === 0)
    return [
      {
        type: 'text',
        text: `Không có quy định nào áp dụng cho năm ${year} xét đến xếp loại theo kết quả cải cách hành chính.`,
      },
    ];
  return rules.map((rule): Part => {
    const quoted = quoteBlock(rule);
    const text = quoted.type === 'quote' ? `“${quoted.text}” (${quoted.source})` : '';
    return { type: 'item', text: withoutPlanning(text) };
  });
}

/** How many of each of the three have which ceiling, with their units where these are few. */
function sums({ blocks, source }: GradeList): Part[] {
  const rows = blocks.flatMap((block) => block.rows);
  const items = GRADED.flatMap((subject, index): Part[] => {
    const byText = Map.groupBy(rows, ({ ceilings }) => ceilings[index] ?? '');
    return [...byText]
      .sort(([a], [b]) => weight(a) - weight(b))
      .map(([text, those]) => ({
        type: 'item',
        text: `${subjectName(subject)} - ${uncapitalized(text)}: ${countWords(those.length)}${naming(text, those)}`,
      }));
  });
  const lead = `Trong ${countWords(rows.length)} cơ quan, đơn vị, địa phương${source.edition === 'tam-thoi' ? ', theo số liệu đến nay' : ''}:`;
  return [{ type: 'text', text: lead }, ...items];
}

/** What limits somebody comes first. */
function weight(text: string): number {
  return [UNREGULATED, UNLIMITED].includes(text) ? 2 : text === capitalized(UNDECIDED) ? 1 : 0;
}

function naming(text: string, rows: readonly GradeRow[]): string {
  if (weight(text) > 0 || rows.length > MOST_NAMES) return '';
  return ` (${rows.map(({ unit }) => unit.name).join('; ')})`;
}

/** The final edition alone: whose rank turned out another one, and how many nothing certain was expected of. */
function changes({ blocks, source }: GradeList): Part[] {
  if (source.expectedOn === undefined) return [];
  const rows = blocks.flatMap((block) => block.rows);
  const changed = rows.filter(({ change }) => change?.wasExpected === true);
  const settled = rows.filter(({ change }) => change?.wasExpected === false);
  const on = vietnameseDate(source.expectedOn);
  const lead =
    changed.length === 0
      ? `So với dự kiến theo số liệu đến ngày ${on}, không có đơn vị nào mà xếp hạng công bố làm thay đổi.`
      : `So với dự kiến theo số liệu đến ngày ${on}, xếp hạng công bố làm thay đổi ${countWords(changed.length)} đơn vị:`;
  const open =
    settled.length === 0
      ? []
      : [
          text(
            `${countWords(settled.length)} đơn vị đến ngày ${on} chưa xác định được xếp hạng, nay đã có kết quả công bố${settled.length > MOST_NAMES ? '' : `: ${settled.map(({ unit }) => unit.name).join('; ')}`}.`,
          ),
        ];
  return [
    text(lead),
    ...(changed.length === 0 ? [] : [{ type: 'table' as const, table: changeTable(changed, on) }]),
    ...open,
  ];
}

function openWork({ blocks }: GradeList): Part[] {
  const asked = blocks.flatMap((block) =>
    block.rows.flatMap(({ unit, questions }) =>
      questions.map((question) => ({ ...question, name: unit.name })),
    ),
  );
  return [...Map.groupBy(asked, ({ text: question, source }) => `${question} ${source}`).values()].flatMap(
    (those): Part[] => {
      const [first] = those;
      const names = those.map(({ name }) => name);
      const of = names.length > MOST_NAMES ? `${countWords(names.length)} đơn vị` : names.join('; ');
      if (first === undefined) return [];
      return [{ type: 'item', text: `${first.text.replace(/\.$/u, '')} (${first.source}). Đơn vị: ${of}` }];
    },
  );
}

/** What a later document would say; it has no effect for the year and is told for comparison. */
function underCurrentLaw({ blocks, source }: GradeList): Part[] {
  const rows = blocks.flatMap((block) => block.rows).filter((row) => row.underCurrentLaw !== '');
  if (rows.length === 0) return [];
  const byText = Map.groupBy(rows, (row) => row.underCurrentLaw);
  return [
    text(
      `Các quy định ban hành sau không áp dụng cho năm ${source.year}; nêu để tham khảo, không có hiệu lực.`,
    ),
    ...[...byText].map(
      ([consequence, those]): Part => ({
        type: 'item',
        text: `${capitalized(consequence)}: ${those.map(({ unit }) => unit.name).join('; ')}`,
      }),
    ),
  ];
}

function text(words: string): Part {
  return { type: 'text', text: words };
}
