/** Bars, texts and axes of the charts. */
import type { BarSeriesOption } from 'echarts/charts';
import { type Ratio, toNumber } from '../engine/model/ratio.ts';
import { asShown, type IndexFormat, type Shown } from '../engine/report/format.ts';
import type { UnitRow } from '../engine/report/model.ts';

export const FONT = 'DejaVu Sans Condensed';
export const WIDTH = 800;
export const TEXT = { fontFamily: FONT, fontSize: 14, color: '#000' };
/** The report's own year is darkest. */
const TONES = ['#1f3864', '#8ea9c8', '#e3e3e3'];
export const EDGE = '#333';
const LINE = '#999';
/** The room for names on the left. */
export const NAMES = 296;
const NAME_SIZE = 13;
export const NAME_LINE = 16;

export interface Figures {
  readonly shown: readonly (Shown | undefined)[];
  readonly format: IndexFormat;
}

/** Bars with their texts; what is not known has no bar. */
export function bars(
  name: string,
  back: number,
  side: 'top' | 'right',
  { shown, format }: Figures,
): BarSeriesOption {
  return {
    type: 'bar',
    name,
    silent: true,
    barGap: '0%',
    barMaxWidth: 40,
    barCategoryGap: '30%',
    itemStyle: { color: TONES[back] ?? '#fff', borderColor: EDGE, borderWidth: 0.8 },
    data: shown.map((each) => (each?.value === undefined ? '-' : size(asShown(each.value, format), format))),
    label: labels(
      side,
      shown.map((each) => plain(each?.text ?? '')),
    ),
  };
}

/** Those that rose to the right, those that fell to the left. */
export function changeBars(rows: readonly UnitRow[], format: IndexFormat): BarSeriesOption[] {
  const side = (isWanted: (numerator: bigint) => boolean, rises: boolean): BarSeriesOption => ({
    type: 'bar',
    name: rises ? 'Tăng' : 'Giảm',
    silent: true,
    stack: 'Tăng/giảm',
    xAxisIndex: 1,
    yAxisIndex: 1,
    barWidth: 13,
    itemStyle: { color: rises ? (TONES[0] ?? EDGE) : '#fff', borderColor: EDGE, borderWidth: 1.2 },
    data: rows.map(({ change: { value } }) =>
      value === undefined || !isWanted(value.numerator) ? '-' : size(value, format),
    ),
    label: labels(
      rises ? 'right' : 'left',
      rows.map(({ change }) => `${(change.value?.numerator ?? 0n) > 0n ? '+' : ''}${plain(change.text)}`),
    ),
  });
  return [side((numerator) => numerator >= 0n, true), side((numerator) => numerator < 0n, false)];
}

/** One function for all texts: a label of its own for each bar takes the library twice as long. */
function labels(
  position: 'top' | 'right' | 'left',
  texts: readonly string[],
): NonNullable<BarSeriesOption['label']> {
  return {
    show: true,
    position,
    ...TEXT,
    fontSize: 12,
    formatter: ({ dataIndex }) => texts[dataIndex] ?? '',
  };
}

function size(value: Ratio, { percent }: IndexFormat): number {
  return toNumber(value) * (percent ? 100 : 1);
}

function plain(text: string): string {
  return text.replace(/%$/u, '');
}

export function legend() {
  return { top: 6, left: 'center', itemWidth: 22, itemHeight: 13, textStyle: TEXT, selectedMode: false };
}

export function valueAxis({ percent }: IndexFormat) {
  return {
    type: 'value' as const,
    min: 0,
    ...(percent ? { max: 100 } : {}),
    axisLabel: { ...TEXT, fontSize: 12 },
    splitLine: { lineStyle: { color: '#ddd' } },
  };
}

export function nameAxis(names: readonly string[], gridIndex: number) {
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
export function changeAxis(rows: readonly UnitRow[]) {
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
