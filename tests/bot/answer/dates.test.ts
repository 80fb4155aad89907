import { describe, expect, it } from 'vitest';
import { answer } from '../../../bot/answer/answer.ts';
import { renderPlain } from '../../../bot/channels/plain.ts';
import { loadFigures } from '../../../bot/load-figures.ts';
import { sampleDesk } from '../../support/sample.ts';

const { desk } = sampleDesk();
const HEAD = { role: 'thu-truong', scope: 'kh-so-tu-phap' } as const;

async function load(on: string, late: number): Promise<void> {
  const text = `Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\nkh-so-tu-phap,2026,1000,${late}\n`;
  const bytes = new TextEncoder().encode(text);
  const at = await desk(new Date(`${on}T03:00:00Z`));
  await loadFigures(at, { bytes, fileName: `${on}.csv`, loadedBy: 'thử', dryRun: false });
}

describe('a question as of a data date', () => {
  it('is answered by what was known then, says so, and its buttons keep to it', async () => {
    await load('2026-11-21', 11);
    await load('2026-11-23', 22);
    const at = await desk(new Date('2026-11-24T03:00:00Z'));
    const then = await answer(at, HEAD, {
      text: 'đơn vị tôi thế nào theo số liệu đến ngày 22/11/2026',
    });
    expect(then).toMatchObject({ intent: 'status', units: ['kh-so-tu-phap'], year: 2026 });
    expect(renderPlain(then.reply)).toContain('11/1.000');
    expect(renderPlain(then.reply)).toContain('Xét theo số liệu biết đến hết ngày 22/11/2026.');
    const [why] = then.reply.buttons;
    expect(why?.action).toBe('explain:kh-so-tu-phap:2026::d20261122');
    const explained = await answer(at, HEAD, { action: why?.action ?? '' });
    expect(renderPlain(explained.reply)).toContain('11/1.000');
    const now = await answer(at, HEAD, { text: 'đơn vị tôi năm 2026 thế nào' });
    expect(renderPlain(now.reply)).toContain('22/1.000');
    expect(renderPlain(now.reply)).not.toContain('Xét theo');
  });
});

describe('a question as of a law date', () => {
  it('is answered by the documents in force then', async () => {
    const at = await desk();
    const before = await answer(at, HEAD, {
      text: 'Sở Tư pháp Khánh Hòa năm 2019 theo quy định tại ngày 01/01/2018',
    });
    expect(before).toMatchObject({ intent: 'status', year: 2019 });
    expect(before.decisions[0]?.decision.request.lawDate).toBe('2018-01-01');
    const told = await answer(at, HEAD, { text: 'đơn vị tôi năm 2019' }, { lawDate: '2022-12-31' });
    expect(told.decisions[0]?.decision.request.lawDate).toBe('2022-12-31');
    expect(renderPlain(told.reply)).toContain('Xét theo quy định tại ngày 31/12/2022.');
  });
});
