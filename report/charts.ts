/** The report's charts as SVG: dark against light, so that they are read in black and white and on a phone. */
import type { EChartsOption } from 'echarts';
import { BarChart, type BarSeriesOption } from 'echarts/charts';
import { GridComponent, LegendComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { compare, type Ratio } from '../engine/model/ratio.ts';
import type { RankingReport, UnitRow } from '../engine/report/model.ts';
import { yearsOf } from '../engine/report/printed.ts';
import {
  bars,
  changeAxis,
  changeBars,
  EDGE,
  legend,
  NAME_LINE,
  NAMES,
  nameAxis,
  TEXT,
  valueAxis,
  WIDTH,
} from './chart-parts.ts';

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

const ROW_HEIGHT = 36;
/** Above the rows: the legend and what the changes are. */
const HEAD = 44;
/** Letters of a name in a line. */
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
    bars(`Năm ${year}`, back, 'top', {
      format,
      shown: averages.map(({ years: cells }) => cells[back]),
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
    bars(`Năm ${year - back}`, back, 'right', {
      format,
      shown: shown.map(({ years }) => years[back]?.index),
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
      series: [ofYear(0), ofYear(1), ...changeBars(shown, format)],
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

function draw(title: string, height: number, option: EChartsOption): Chart {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  try {
    chart.setOption({ animation: false, backgroundColor: '#fff', textStyle: TEXT, ...option });
    return { title, svg: chart.renderToSVGString(), width: WIDTH, height };
  } finally {
    chart.dispose();
  }
}
