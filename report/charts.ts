/** The report's charts as SVG: dark against light, so that they are read in black and white and on a phone. */
import type { EChartsOption } from 'echarts';
import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { compare, type Ratio, toNumber } from '../engine/model/ratio.ts';
import { asShown, type IndexFormat, type Shown } from '../engine/report/format.ts';
import type { RankingReport, UnitRow } from '../engine/report/model.ts';
import { yearsOf } from '../engine/report/printed.ts';

use([BarChart, GridComponent, LegendComponent, SVGRenderer]);

export interface Chart {
  /** "Biểu đồ 1. …" */
  readonly title: string;
  /** The block that it is about; absent: all of them. */
  readonly block?: string;
  readonly svg: string;
  /** In units of the drawing. */
  readonly width: number;
  readonly height: number;
}

export const FONT = 'DejaVu Sans Condensed';
const WIDTH = 800;
const TEXT = { fontFamily: FONT, fontSize: 14, color: '#000' };
const TONES = ['#1f3864', '#8ea9c8', '#e3e3e3'];
const EDGE = '#333';
const LINE = '#999';
const ROW_HEIGHT = 36;
/** Above the rows: the legend and what the changes are. */
const HEAD = 44;
const NAMES = 296;
const NAME_SIZE = 13;
const NAME_LINE = 16;
/** Letters of that size in a line. */
const NAME_LETTERS = 40;
/** Beyond them a chart fills more than a page and nobody reads it: the units that moved furthest are shown in their place. */
const MOST_ROWS = 24;
const FURTHEST = 16;
const MOST_HEIGHT = 1080;

/** The averages of the blocks over the years, then block by block the units of two years. */
export function rankingCharts(report: RankingReport): Chart[] {
  const charts = [
    averagesChart(report),
    ...report.blocks.map((block) => {
      const chart = unitsChart(report, block);
      return chart === undefined ? undefined : { ...chart, block: block.code };
    }),
  ];
  return charts
    .filter((chart) => chart !== undefined)
    .map((chart, index) => ({ ...chart, title: `Biểu đồ ${index + 1}. ${chart.title}` }));
}

function averagesChart(report: RankingReport): Chart | undefined {
  const { averages, format } = report;
  const years = yearsOf(report);
  if (averages.length < 2 || !averages.some(({ years: cells }) => cells[0]?.value !== undefined))
    return undefined;
  const height = 330;
  const series = years.map((year, back) =>
    bars(`Năm ${year}`, back, {
      data: averages.map(({ years: cells }) => datum(cells[back], format)),
      label: { show: true, position: 'top', ...TEXT, fontSize: 12 },
    }),
  );
  return draw(
    `So sánh giá trị trung bình chỉ số cải cách hành chính giữa các khối, năm ${years.at(-1)} - ${report.year}`,
    height,
    {
      legend: legend(),
      grid: { left: 48, right: 12, top: HEAD, bottom: 44 },
      xAxis: {
        type: 'category',
        data: averages.map(({ block }) => block?.name ?? 'Trung bình chung'),
        axisLabel: { ...TEXT, interval: 0, width: 150, overflow: 'break' },
        axisLine: { lineStyle: { color: EDGE } },
        axisTick: { show: false },
      },
      yAxis: valueAxis(format),
      // The earliest year stands first, as years are read.
      series: series.toReversed(),
    },
  );
}

function unitsChart(
  { year, format }: RankingReport,
  { name, rows }: { readonly name: string; readonly rows: readonly UnitRow[] },
): Chart | undefined {
  const shown = mostChanged(rows);
  if (!shown.some(({ change }) => change.value !== undefined)) return undefined;
  const chosen = shown.length < rows.length ? `, ${shown.length} đơn vị thay đổi nhiều nhất` : '';
  const names = shown.map(({ unit }) => unit.name);
  const ofYear = (back: number): BarSeriesOption =>
    bars(`Năm ${year - back}`, back, {
      data: shown.map(({ years }) => datum(years[back]?.index, format)),
      label: { show: true, position: 'right', ...TEXT, fontSize: 12 },
    });
  return draw(
    `Chỉ số cải cách hành chính năm ${year} so với năm ${year - 1}: ${name}${chosen}`,
    HEAD + shown.length * rowHeight(names),
    {
      legend: { ...legend(), left: NAMES, data: [`Năm ${year}`, `Năm ${year - 1}`] },
      grid: [
        { left: NAMES, width: 290, top: HEAD, bottom: 0 },
        { left: NAMES + 310, right: 8, top: HEAD, bottom: 0 },
      ],
      yAxis: [nameAxis(names, 0), nameAxis(names, 1)],
      xAxis: [{ ...valueAxis(format), gridIndex: 0, show: false }, changeAxis(shown)],
      series: [
        ofYear(0),
        ofYear(1),
        {
          type: 'bar',
          name: 'Tăng/giảm',
          silent: true,
          xAxisIndex: 1,
          yAxisIndex: 1,
          barWidth: 13,
          itemStyle: { color: '#fff', borderColor: EDGE, borderWidth: 1.2 },
          data: shown.map(({ change }) => changeDatum(change, format)),
        },
      ],
    },
  );
}

/** Room for the longest name. */
function rowHeight(names: readonly string[]): number {
  const lines = Math.max(...names.map((name) => Math.ceil(name.length / NAME_LETTERS)));
  return Math.max(ROW_HEIGHT, lines * NAME_LINE + 8);
}

/** All rows in their order, or those whose index moved furthest. */
function mostChanged(rows: readonly UnitRow[]): readonly UnitRow[] {
  const height = rowHeight(rows.map(({ unit }) => unit.name));
  const most = Math.floor((MOST_HEIGHT - HEAD) / height);
  if (rows.length <= Math.min(most, MOST_ROWS)) return rows;
  const moved = rows.flatMap((row) =>
    row.change.value === undefined ? [] : [{ row, distance: absolute(row.change.value) }],
  );
  const kept = new Set(
    moved
      .sort((a, b) => compare(b.distance, a.distance))
      .slice(0, Math.min(most, FURTHEST))
      .map(({ row }) => row),
  );
  return rows.filter((row) => kept.has(row));
}

function absolute(value: Ratio): Ratio {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

function bars(name: string, back: number, options: BarSeriesOption): BarSeriesOption {
  return {
    type: 'bar',
    name,
    silent: true,
    barGap: '0%',
    barMaxWidth: 40,
    barCategoryGap: '30%',
    itemStyle: { color: TONES[back] ?? '#fff', borderColor: EDGE, borderWidth: 0.8 },
    ...options,
  };
}

type Datum = NonNullable<BarSeriesOption['data']>[number];

/** A bar with its text; what is not known has no bar. */
function datum(shown: Shown | undefined, format: IndexFormat): Datum {
  if (shown?.value === undefined) return { value: '-' };
  return { value: size(asShown(shown.value, format), format), label: { formatter: plain(shown.text) } };
}

function changeDatum(change: Shown, format: IndexFormat): Datum {
  if (change.value === undefined) return { value: '-' };
  const falls = change.value.numerator < 0n;
  return {
    value: size(change.value, format),
    label: {
      show: true,
      ...TEXT,
      fontSize: 12,
      position: falls ? 'left' : 'right',
      formatter: `${falls ? '' : '+'}${plain(change.text)}`,
    },
    ...(falls ? {} : { itemStyle: { color: TONES[0] ?? EDGE } }),
  };
}

function size(value: Ratio, { percent }: IndexFormat): number {
  return toNumber(value) * (percent ? 100 : 1);
}

function plain(text: string): string {
  return text.replace(/%$/u, '');
}

function legend() {
  return { top: 6, left: 'center', itemWidth: 22, itemHeight: 13, textStyle: TEXT, selectedMode: false };
}

function valueAxis({ percent }: IndexFormat) {
  return {
    type: 'value' as const,
    min: 0,
    ...(percent ? { max: 100 } : {}),
    axisLabel: { ...TEXT, fontSize: 12 },
    splitLine: { lineStyle: { color: '#ddd' } },
  };
}

function nameAxis(names: readonly string[], gridIndex: number) {
  return {
    type: 'category' as const,
    silent: true,
    gridIndex,
    inverse: true,
    data: [...names],
    axisTick: { show: false },
    axisLine: { lineStyle: { color: LINE }, onZero: true },
    axisLabel: {
      ...TEXT,
      show: gridIndex === 0,
      interval: 0,
      width: NAMES - 14,
      overflow: 'break' as const,
      lineHeight: NAME_LINE,
      fontSize: NAME_SIZE,
    },
  };
}

/** Wide enough on both sides for the texts. */
function changeAxis(rows: readonly UnitRow[]) {
  const changes = rows.flatMap(({ change }) => (change.value === undefined ? [] : [toNumber(change.value)]));
  const [low, high] = [Math.min(0, ...changes), Math.max(0, ...changes)];
  const room = Math.max(high - low, Number.EPSILON) * 0.75;
  const scale = 100;
  return {
    type: 'value' as const,
    gridIndex: 1,
    position: 'top' as const,
    name: 'Tăng/giảm',
    nameLocation: 'middle' as const,
    nameGap: 14,
    nameTextStyle: TEXT,
    axisLabel: { show: false },
    axisLine: { show: false },
    splitLine: { show: false },
    min: (low - room) * scale,
    max: (high + room) * scale,
  };
}

function draw(title: string, height: number, option: EChartsOption): Chart {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({ animation: false, backgroundColor: '#fff', textStyle: TEXT, ...option });
    return { title, svg: chart.renderToSVGString(), width: WIDTH, height };
  } finally {
    chart.dispose();
  }
}
