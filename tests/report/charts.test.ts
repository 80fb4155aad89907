/** The charts: what they show, and that they are told apart without colour. */
import { describe, expect, test } from 'vitest';
import { rankingReport } from '../../engine/report/ranking-report.ts';
import { rankingCharts } from '../../report/charts.ts';
import { painter } from '../../report/node/painter.ts';
import { type Drawn, inputOf } from '../engine/report/invent.ts';

function units(count: number, block = 'a'): Drawn[] {
  return Array.from({ length: count }, (_, index) => ({
    block,
    points: [7000 + index * 10, 7000 + ((index * 37) % 50) * 10, undefined],
    standard: 10_000,
    ranks: [undefined, undefined, undefined],
  }));
}

const charts = (drawn: readonly Drawn[]) => rankingCharts(rankingReport(inputOf(drawn, 'units')));
const texts = (svg: string): string[] =>
  Array.from(svg.matchAll(/<text[^>]*>([^<]*)<\/text>/gu), ([, text = '']) => text);

describe('the charts', () => {
  test('are one of the averages and one of each block, with names, figures and changes', () => {
    const found = charts([...units(3), ...units(2, 'b')]);
    expect(found.map(({ title, block }) => [title, block])).toEqual([
      [
        'Biểu đồ 1. So sánh giá trị trung bình chỉ số cải cách hành chính giữa các khối, năm 2022 - 2024',
        undefined,
      ],
      ['Biểu đồ 2. Chỉ số cải cách hành chính năm 2024 so với năm 2023: Khối a', 'a'],
      ['Biểu đồ 3. Chỉ số cải cách hành chính năm 2024 so với năm 2023: Khối b', 'b'],
    ]);
    expect(texts(found[1]?.svg ?? '')).toEqual(
      expect.arrayContaining([
        'Đơn vị 0',
        '70,00',
        '70,10',
        '73,70',
        '-3,60',
        'Năm 2024',
        'Năm 2023',
        'Tăng/giảm',
      ]),
    );
  });

  test('of a large block show the units that moved furthest, on a page at most', () => {
    const [chart] = charts(units(120));
    expect(chart?.title).toMatch(/, 16 đơn vị thay đổi nhiều nhất$/u);
    expect(chart?.height).toBeLessThanOrEqual(1080);
  });

  test('of a block with long names keep room for them', () => {
    const named = (name: string) => {
      const input = inputOf(units(2), 'units');
      const [chart] = rankingCharts(
        rankingReport({ ...input, units: input.units.map((unit) => ({ ...unit, name })) }),
      );
      return chart?.height ?? 0;
    };
    expect(named('Ban Quản lý dự án '.repeat(6))).toBeGreaterThan(named('Ban Dân tộc'));
  });

  test('are none where nothing can be compared', () => {
    expect(
      charts([{ block: 'a', points: [undefined, 7000, undefined], standard: 10_000, ranks: [] }]),
    ).toEqual([]);
  });

  test('tell the years apart by how dark they are', () => {
    const [, chart] = charts([...units(3), ...units(2, 'b')]);
    const fills = new Set(
      Array.from(chart?.svg.matchAll(/fill="(#[0-9a-f]{6})"/gu) ?? [], ([, fill = '']) => fill),
    );
    const darkness = ['#1f3864', '#8ea9c8'].map((fill) => {
      expect(fills).toContain(fill);
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
        Number.parseInt(fill.slice(at, at + 2), 16),
      );
      return 0.299 * red + 0.587 * green + 0.114 * blue;
    });
    expect((darkness[1] ?? 0) - (darkness[0] ?? 0)).toBeGreaterThan(90);
  });

  test('are drawn as PNG as wide as asked', async () => {
    const [chart] = charts(units(2));
    const png = (await painter())(chart?.svg ?? '', 600);
    const view = new DataView(png.buffer, png.byteOffset);
    expect([view.getUint32(0), view.getUint32(16)]).toEqual([0x89504e47, 600]);
  });
});
