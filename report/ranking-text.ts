/** The text of the yearly ranking report around its tables, every figure of it from the report itself. */
import { documentWords } from '../engine/explain/words.ts';
import { vietnameseDate } from '../engine/model/dates.ts';
import { capitalized } from '../engine/report/format.ts';
import { type PrintedTable, rankingTables, withoutDataNotes } from '../engine/report/printed.ts';
import { type Chart, rankingCharts } from './charts.ts';
import type { Area } from './letterhead.ts';
import { countWords, type DocumentText, listed, type Part } from './parts.ts';
import {
  averagesText,
  blockText,
  blockTitle,
  comparisonText,
  rankItems,
  rankMovesText,
} from './ranking-sentences.ts';
import type { RankingSource } from './read-ranking.ts';

export interface TextOptions {
  readonly area: Area | undefined;
  /** Today, for results that are not published. */
  readonly dataDate: string;
  /** Without charts where nothing can draw them. */
  readonly charts: boolean;
}

/** What the text is written from. */
export type TextSource = Omit<RankingSource, 'scheme'>;

export function rankingText(source: TextSource, options: TextOptions): DocumentText {
  const { report, simulated, block } = source;
  const about = [
    `Chỉ số và xếp hạng kết quả cải cách hành chính năm ${report.year}`,
    `của ${block === undefined ? 'các cơ quan, đơn vị, địa phương' : `các đơn vị thuộc ${inSentence(block.name)}`}${options.area === undefined ? '' : ` trên địa bàn ${options.area.name}`}`,
  ];
  return {
    kind: 'BÁO CÁO',
    about,
    parts: [
      ...grounds(source, options),
      ...results(source, options),
      {
        type: 'text',
        text: `Trên đây là Báo cáo chỉ số và xếp hạng kết quả cải cách hành chính năm ${report.year}, kính báo cáo./.`,
      },
    ],
    recipients: recipients(options.area),
    wide: false,
    simulated,
  };
}

function recipients(area: Area | undefined): string[] {
  const kind = area?.kind ?? 'tỉnh';
  return [
    `Thường trực ${area?.party ?? 'Tỉnh ủy'} (để báo cáo)`,
    `Thường trực HĐND ${kind} (để báo cáo)`,
    `UBND ${kind} (để báo cáo)`,
    'Các cơ quan, đơn vị, địa phương được xếp hạng',
    'Lưu: VT, CCHC',
  ];
}

function grounds(source: TextSource, options: TextOptions): Part[] {
  const { report, bands, publishedBy, isPublished } = source;
  const basis =
    bands === undefined
      ? ''
      : `Thực hiện ${bands.document.name}${bands.document.number === undefined ? '' : ` (văn bản số ${documentWords(bands.document)})`}, `;
  const units = report.counts.at(-1)?.total ?? 0;
  const opening = `${basis}năm ${report.year} có ${countWords(units)} cơ quan, đơn vị, địa phương được đánh giá, xếp hạng kết quả cải cách hành chính, gồm:`;
  const published = publishedBy.map((each) => `Quyết định số ${each.replace(/ (\d{2}\/)/u, ' ngày $1')}`);
  const standing = isPublished
    ? published.length === 0
      ? `Kết quả xếp hạng năm ${report.year} đã được công bố.`
      : `Kết quả đã được phê duyệt, công bố tại ${listed(published)}.`
    : `Kết quả chưa được công bố; số liệu dưới đây tính đến ngày ${vietnameseDate(options.dataDate)}.`;
  return [
    { type: 'heading', level: 1, text: 'I. CĂN CỨ VÀ ĐỐI TƯỢNG ĐÁNH GIÁ, XẾP HẠNG' },
    { type: 'text', text: capitalized(opening) },
    ...report.blocks.map(
      ({ name, rows }): Part => ({
        type: 'item',
        text: `${blockTitle(name)}: ${countWords(rows.length)} đơn vị`,
      }),
    ),
    ...texts(...withoutDataNotes(report)),
    { type: 'text', text: standing },
  ];
}

function results(source: TextSource, { charts: withCharts }: TextOptions): Part[] {
  const { report } = source;
  const { year } = report;
  const [scores, counts, averages, ranks, comparison] = rankingTables(report).map(tablePart);
  const charts = withCharts ? rankingCharts(report) : [];
  const overview = charts.filter(({ block }) => block === undefined);
  return [
    { type: 'heading', level: 1, text: `II. KẾT QUẢ CHỈ SỐ VÀ XẾP HẠNG CẢI CÁCH HÀNH CHÍNH NĂM ${year}` },
    { type: 'heading', level: 2, text: `1. Chỉ số và xếp hạng cải cách hành chính năm ${year}` },
    ...bandsText(source),
    ...rankItems(report).map((text): Part => ({ type: 'item', text })),
    ...present(scores, counts),
    ...texts(averagesText(report)),
    ...present(averages),
    ...overview.map(chartPart),
    ...present(ranks),
    ...texts(...rankMovesText(report)),
    { type: 'heading', level: 2, text: `2. So sánh với năm ${year - 1}` },
    ...texts(comparisonText(report)),
    ...present(comparison),
    ...report.blocks.flatMap((block) => [
      ...texts(blockText(report, block)),
      ...charts.filter((chart) => chart.block === block.code).map(chartPart),
    ]),
  ];
}

function bandsText({ bands }: TextSource): Part[] {
  if (bands === undefined) return texts('Kết quả xếp hạng cụ thể như sau:');
  const levels = listed(bands.levels);
  return texts(
    `Chỉ số cải cách hành chính của từng cơ quan, đơn vị được đánh giá theo ${countWords(bands.levels.length)} nhóm: ${levels}. Kết quả xếp hạng cụ thể như sau:`,
  );
}

function texts(...lines: readonly string[]): Part[] {
  return lines.filter((text) => text !== '').map((text) => ({ type: 'text', text }));
}

function present(...parts: readonly (Part | undefined)[]): Part[] {
  return parts.filter((part) => part !== undefined);
}

function tablePart(table: PrintedTable): Part {
  return { type: 'table', table };
}

function chartPart(chart: Chart): Part {
  return { type: 'chart', chart };
}

/** "khối Sở, ban, ngành" within a sentence. */
function inSentence(blockName: string): string {
  return blockTitle(blockName).replace(/^K/u, 'k');
}
