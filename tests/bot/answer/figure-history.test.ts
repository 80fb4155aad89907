import { describe, expect, it } from 'vitest';
import { answer } from '../../../bot/answer/answer.ts';
import { renderPlain } from '../../../bot/channels/plain.ts';
import { loadFigures } from '../../../bot/load-figures.ts';
import { sampleDesk } from '../../support/sample.ts';

const { desk } = sampleDesk();
const HEAD = { role: 'thu-truong', scope: 'kh-so-tu-phap' } as const;

describe('the history of a figure', () => {
  it('is told in chat: who loaded it, from which file and row, and what counts', async () => {
    const at = await desk();
    const text = 'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\nkh-so-tu-phap,10/2026,500,9\n';
    const bytes = new TextEncoder().encode(text);
    await loadFigures(at, { bytes, fileName: 't10.csv', loadedBy: 'cán bộ A', dryRun: false });
    const given = await answer(at, HEAD, {
      text: 'lịch sử số liệu hồ sơ trễ hạn tháng 10 của Sở Tư pháp',
    });
    expect(given).toMatchObject({ intent: 'history', units: ['kh-so-tu-phap'] });
    const lines = renderPlain(given.reply).split('\n');
    expect(lines.filter((line) => line.startsWith('•'))).toEqual([
      expect.stringMatching(/^• Tháng 10\/2026: .*mô phỏng.*đã được thay\.$/u),
      '• Tháng 10/2026: 9 hồ sơ; biết từ ngày 20/11/2026; nguồn: t10.csv, dòng 2; người nạp: cán bộ A; đang dùng.',
    ]);
  });

  it('is refused to a guest like a figure that is not there', async () => {
    const at = await desk();
    const ask = async (fact: string) => {
      const text = `lịch sử số liệu ${fact} của Sở Tư pháp Khánh Hòa`;
      return renderPlain((await answer(at, { role: 'khach' }, { text })).reply);
    };
    expect((await ask('hồ sơ trễ hạn')).replace('hồ sơ trễ hạn', '…')).toBe(
      (await ask('điểm thẩm định')).replace('điểm thẩm định', '…'),
    );
  });

  it('is asked only with a figure: otherwise the years are meant', async () => {
    const at = await desk();
    const given = await answer(at, HEAD, { text: 'lịch sử của Sở Tư pháp' });
    expect(given.intent).toBe('history');
    expect(renderPlain(given.reply)).toContain('KHÁ (2019)');
  });
});
