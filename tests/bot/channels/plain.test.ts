import { describe, expect, it } from 'vitest';
import { alignedTable, listedTable, numberedChoices, renderPlain } from '../../../bot/channels/plain.ts';

const TABLE = {
  type: 'table',
  header: ['Hạng', 'Đơn vị', 'Chỉ số'],
  rows: [
    ['9', 'Sở Y tế', '85,10%'],
    ['17', 'Sở Tư pháp', '79,25%'],
  ],
} as const;

describe('a reply as plain text', () => {
  it('keeps the order of its blocks, the verdict first', () => {
    const text = renderPlain({
      blocks: [
        { type: 'verdict', text: 'KHÁ 79,25%' },
        { type: 'list', items: ['một', 'hai'] },
        { type: 'quote', text: 'Không xếp hạng tốt', source: 'mục II, điểm 8' },
        { type: 'note', text: 'Số liệu mô phỏng.' },
      ],
      buttons: [{ label: 'Vì sao?', action: 'explain::' }],
    });
    expect(text).toBe(
      'KHÁ 79,25%\n\n• một\n• hai\n\n“Không xếp hạng tốt” (mục II, điểm 8)\n\nSố liệu mô phỏng.',
    );
  });

  it('aligns a table, numbers to the right', () => {
    expect(alignedTable(TABLE)).toBe(
      ['Hạng  Đơn vị      Chỉ số', '   9  Sở Y tế     85,10%', '  17  Sở Tư pháp  79,25%'].join('\n'),
    );
  });

  it('aligns a table without a header and with short rows', () => {
    const rows = [['a', 'bb'], ['ccc']];
    expect(alignedTable({ type: 'table', header: [], rows })).toBe('a    bb\nccc');
  });

  it('lists a table row by row for a narrow screen', () => {
    expect(listedTable(TABLE)).toBe('Hạng · Đơn vị · Chỉ số\n9 · Sở Y tế · 85,10%\n17 · Sở Tư pháp · 79,25%');
  });

  it('numbers its buttons', () => {
    const buttons = [
      { label: 'Vì sao?', action: 'a' },
      { label: 'Lịch sử', action: 'b' },
    ];
    expect(numberedChoices(buttons)).toBe('1 = Vì sao?\n2 = Lịch sử');
  });
});
