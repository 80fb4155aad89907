/** Sentences of the ranking report: how many hold each rank, who rose and fell, block by block. */
import { percentWords } from '../engine/explain/words.ts';
import { ratio } from '../engine/model/ratio.ts';
import { UNDECIDED, uncapitalized } from '../engine/report/format.ts';
import type { BlockRows, RankingReport, UnitRow } from '../engine/report/model.ts';
import { yearsOf } from '../engine/report/printed.ts';
import { countWords, listed } from './parts.ts';

/** Units named where only the foremost are. */
const FOREMOST = 5;

/** "Xếp hạng TỐT: 24 đơn vị (…), bằng năm 2018": one item for each rank that somebody holds or held. */
export function rankItems(report: RankingReport): string[] {
  const { rankColumns, counts, year } = report;
  const total = counts.at(-1);
  const before = countsBefore(report);
  return rankColumns.flatMap((rank, column) => {
    const count = total?.counts[column] ?? 0;
    const earlier = before?.get(rank) ?? 0;
    if (count === 0 && earlier === 0) return [];
    const label = rank === UNDECIDED ? 'Chưa xác định xếp hạng' : `Xếp hạng ${rank}`;
    const where = counts
      .filter(({ block, counts: perRank }) => block !== null && (perRank[column] ?? 0) > 0)
      .map(
        ({ block, counts: perRank }) =>
          `${blockTitle(block?.name ?? '')}: ${countWords(perRank[column] ?? 0)}`,
      );
    const split = counts.length > 1 && where.length > 0 ? ` (${where.join('; ')})` : '';
    const change = before === undefined ? '' : `, ${changeOfCount(count - earlier, year - 1)}`;
    const units = count === 0 ? 'không có đơn vị nào' : `${countWords(count)} đơn vị`;
    return [`${label}: ${units}${split}${change}`];
  });
}

function changeOfCount(difference: number, than: number): string {
  if (difference === 0) return `bằng năm ${than}`;
  return `${difference > 0 ? 'tăng' : 'giảm'} ${countWords(Math.abs(difference))} so với năm ${than}`;
}

/** How many held each rank the year before; undefined while of some unit that is not known. */
function countsBefore({ blocks }: RankingReport): Map<string, number> | undefined {
  const ranks = blocks.flatMap(({ rows }) => rows.map(({ years }) => years[1]?.rank ?? UNDECIDED));
  if (ranks.includes(UNDECIDED)) return undefined;
  return new Map([...Map.groupBy(ranks, (rank) => rank)].map(([rank, units]) => [rank, units.length]));
}

/** The general average and what it did, then the blocks. */
export function averagesText(report: RankingReport): string {
  const { averages, year } = report;
  const general = averages.find(({ block }) => block === null);
  const [now, before] = general?.years ?? [];
  if (general === undefined || now?.value === undefined) return '';
  const moved =
    before?.value === undefined || general.change.value === undefined
      ? ''
      : `, ${movement(report, general.change.value.numerator, general.change.text)} so với năm ${year - 1} (${before.text})`;
  const side = (wanted: (numerator: bigint) => boolean): string =>
    listed(
      averages
        .filter(
          ({ block, change }) =>
            block !== null && change.value !== undefined && wanted(change.value.numerator),
        )
        .map(({ block, change }) => `${blockTitle(block?.name ?? '')} (${bare(change.text)})`),
    );
  const rose = side((numerator) => numerator > 0n);
  const fell = side((numerator) => numerator < 0n);
  const unit = report.format.percent ? 'điểm phần trăm' : 'điểm';
  const blocks = [
    rose === '' ? '' : `Tăng (${unit}): ${rose}.`,
    fell === '' ? '' : `Giảm (${unit}): ${fell}.`,
  ];
  return [`Chỉ số trung bình chung năm ${year} là ${now.text}${moved}.`, ...blocks]
    .filter((text) => text !== '')
    .join(' ');
}

/** Who held the highest rank in all the years, and who moved up or down by a step or more. */
export function rankMovesText(report: RankingReport): string[] {
  const rows = report.blocks.flatMap((block) => block.rows);
  const years = yearsOf(report);
  const highest = report.rankColumns[0];
  const steady = rows.filter((row) => row.years.every(({ rank }) => rank === highest));
  const named = (title: string, moved: readonly UnitRow[]): string =>
    moved.length === 0
      ? ''
      : `${title} (${countWords(moved.length)} đơn vị): ${listed(moved.map(moveWords))}.`;
  return [
    steady.length === 0
      ? ''
      : `Xếp hạng ${highest} trong cả ${countWords(years.length)} năm ${years.at(-1)} - ${report.year} (${countWords(steady.length)} đơn vị): ${listed(steady.map(({ unit }) => unit.name))}.`,
    named(
      `Tăng hạng so với năm ${report.year - 1}`,
      rows.filter(({ steps }) => steps !== undefined && steps > 0),
    ),
    named(
      `Giảm hạng so với năm ${report.year - 1}`,
      rows.filter(({ steps }) => steps !== undefined && steps < 0),
    ),
  ];
}

function moveWords({ unit, years, steps }: UnitRow): string {
  return `${unit.name} (từ ${years[1]?.rank} ${steps !== undefined && steps > 0 ? 'lên' : 'xuống'} ${years[0]?.rank})`;
}

/** How many rose and fell, and the foremost of both. */
export function comparisonText(report: RankingReport): string {
  const { rising, falling, unchanged, incomparable, year } = report;
  const compared = rising.length + falling.length + unchanged.length;
  if (compared === 0) return `Chưa đủ số liệu để so sánh chỉ số năm ${year} với năm ${year - 1}.`;
  const all = compared + incomparable.length;
  const same = unchanged.length === 0 ? '' : `, ${countWords(unchanged.length)} đơn vị không đổi`;
  const unknown =
    incomparable.length === 0 ? '' : `; ${countWords(incomparable.length)} đơn vị chưa có đủ số liệu hai năm`;
  const counts = `Trong tổng số ${countWords(all)} đơn vị, ${countWords(rising.length)} đơn vị có chỉ số cao hơn năm ${year - 1}, ${countWords(falling.length)} đơn vị có chỉ số thấp hơn${same}${unknown}.`;
  return [counts, foremost(report, 'Tăng nhiều nhất', rising), foremost(report, 'Giảm nhiều nhất', falling)]
    .filter((text) => text !== '')
    .join(' ');
}

function foremost(report: RankingReport, title: string, rows: readonly UnitRow[]): string {
  if (rows.length === 0) return '';
  const named = rows.slice(0, FOREMOST).map(({ unit, change }) => `${unit.name} (${bare(change.text)})`);
  return `${title} (${report.format.percent ? 'điểm phần trăm' : 'điểm'}): ${listed(named)}.`;
}

/** Of one block: how many rose and fell, who furthest, and whose rank moved with the index. */
export function blockText(report: RankingReport, { name, rows }: BlockRows): string {
  const inBlock = new Set(rows);
  const [rising, falling] = [report.rising, report.falling].map((all) =>
    all.filter((row) => inBlock.has(row)),
  );
  if (rising === undefined || falling === undefined || rising.length + falling.length === 0) return '';
  const share = percentWords(ratio(rising.length, rows.length));
  const [rose, fell] = [rising[0], falling[0]];
  const most = [
    rose === undefined ? '' : `tăng nhiều nhất là ${rose.unit.name} (${distance(report, rose.change.text)})`,
    fell === undefined ? '' : `giảm nhiều nhất là ${fell.unit.name} (${distance(report, fell.change.text)})`,
  ].filter((text) => text !== '');
  const both = (title: string, moved: readonly UnitRow[]): string =>
    moved.length === 0 ? '' : ` ${title}: ${listed(moved.map(moveWords))}.`;
  return [
    `${blockTitle(name)}: ${countWords(rising.length)}/${countWords(rows.length)} đơn vị có chỉ số tăng (chiếm ${share}), ${countWords(falling.length)} đơn vị giảm; ${most.join('; ')}.`,
    both(
      'Vừa tăng chỉ số vừa tăng hạng',
      rising.filter(({ steps }) => steps !== undefined && steps > 0),
    ),
    both(
      'Vừa giảm chỉ số vừa giảm hạng',
      falling.filter(({ steps }) => steps !== undefined && steps < 0),
    ),
  ].join('');
}

function movement(report: RankingReport, numerator: bigint, text: string): string {
  if (numerator === 0n) return 'không đổi';
  return `${numerator > 0n ? 'tăng' : 'giảm'} ${distance(report, text)}`;
}

/** "0,75 điểm phần trăm": how far apart two percentages lie. */
function distance({ format }: RankingReport, text: string): string {
  return `${bare(text)} ${format.percent ? 'điểm phần trăm' : 'điểm'}`;
}

/** "-0,75%" as "0,75". */
function bare(text: string): string {
  return text.replace(/^-|%$/gu, '');
}

/** "Khối ngành dọc", "Khối UBND cấp huyện", whether or not the name itself says "Khối". */
export function blockTitle(name: string): string {
  return name.startsWith('Khối ') ? name : `Khối ${uncapitalized(name)}`;
}
