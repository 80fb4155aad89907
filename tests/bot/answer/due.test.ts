import { describe, expect, it } from 'vitest';
import { answer } from '../../../bot/answer/answer.ts';
import { renderPlain } from '../../../bot/channels/plain.ts';
import type { Answer } from '../../../bot/desk.ts';
import type { Question } from '../../../bot/reply.ts';
import type { Caller } from '../../../bot/roles.ts';
import { type Office, offices } from '../../support/offices.ts';

const office = offices();
const HEAD: Caller = { role: 'thu-truong', scope: 'so-tu-phap' };
const LEADER: Caller = { role: 'lanh-dao-tinh' };

async function asked(
  at: Office,
  caller: Caller,
  question: string | Question,
): Promise<Answer & { text: string }> {
  const given = await answer(
    await at.desk(),
    caller,
    typeof question === 'string' ? { text: question } : question,
  );
  return { ...given, text: renderPlain(given.reply) };
}

async function owing(): Promise<Office> {
  const at = await office();
  const tasks = 'Đơn vị,Năm,Mã nhiệm vụ,Nhiệm vụ được giao,Hạn hoàn thành,Ngày hoàn thành\n';
  await at.load(
    'assigned-tasks',
    `${tasks}Sở Tư pháp,2026,NV-1,Việc một,19/11/2026,\nSở Nội vụ,2026,NV-2,Việc hai,24/11/2026,\n`,
  );
  return at;
}

describe('"nhiệm vụ nào của đơn vị tôi sắp đến hạn, quá hạn?"', () => {
  it.each([
    'nhiệm vụ nào của đơn vị tôi sắp đến hạn?',
    'nhiem vu nao qua han',
    'công việc nào của chúng tôi trễ hạn',
    'đơn vị tôi có việc gì sắp tới hạn không',
    'báo cáo nào quá hạn',
  ])('asked as %j is answered of the own unit', async (question) => {
    const given = await asked(await owing(), HEAD, question);
    expect(given).toMatchObject({ intent: 'alerts', refused: false });
    expect(given.text).toContain('Sở Tư pháp: 1 việc quá hạn.');
    expect(given.text).toContain('Nhiệm vụ được giao NV-1: Việc một. Đã quá hạn (hạn 19/11/2026).');
    expect(given.text).not.toContain('NV-2');
  });

  it('is answered by units for who sees them all, with a way to each', async () => {
    const at = await owing();
    const given = await asked(at, LEADER, 'nhiệm vụ nào quá hạn?');
    expect(given.text).toContain('2 đơn vị có việc đến hạn: 1 việc quá hạn, 1 việc sắp đến hạn.');
    const [first] = given.reply.buttons;
    expect(first?.label).toBe('Sở Tư pháp');
    expect((await asked(at, LEADER, { action: first?.action ?? '' })).text).toContain('NV-1');
  });

  it('is unknown where no register was loaded, and good only where one was', async () => {
    const at = await office();
    expect((await asked(at, HEAD, 'nhiệm vụ nào quá hạn?')).text).toContain('nên chưa biết việc nào đến hạn');
    const tasks = 'Đơn vị,Năm,Mã nhiệm vụ,Nhiệm vụ được giao,Hạn hoàn thành,Ngày hoàn thành\n';
    await at.load('assigned-tasks', `${tasks}Sở Tư pháp,2026,NV-1,Việc một,31/12/2026,\n`);
    expect((await asked(at, HEAD, 'nhiệm vụ nào quá hạn?')).text).toContain('không có việc nào quá hạn');
  });

  it('tells nobody of another unit, and a guest of none', async () => {
    const at = await owing();
    const ofOther = await asked(at, HEAD, 'nhiệm vụ nào của Sở Nội vụ sắp đến hạn');
    expect(ofOther.refused).toBe(true);
    expect(ofOther.text).not.toContain('NV-2');
    expect((await asked(at, { role: 'khach' }, 'nhiệm vụ nào quá hạn')).refused).toBe(true);
  });

  it('leaves dossiers and warnings to their own answers', async () => {
    const at = await owing();
    expect((await asked(at, HEAD, 'hồ sơ nào của đơn vị tôi sắp đến hạn')).intent).toBe('dossiers_due');
    expect((await asked(at, HEAD, 'có cảnh báo gì không')).text).not.toContain('NV-1');
  });
});
