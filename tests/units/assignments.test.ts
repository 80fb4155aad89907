import { describe, expect, it } from 'vitest';
import { endOfOwn } from '../../bot/appraisal/step.ts';
import { type Assignment, assignmentsNeeded } from '../../bot/assignments.ts';
import { parseRole } from '../../bot/roles.ts';
import { NOW, reorganised } from './real-cases.ts';

const ROLES = [
  'lanh-dao-tinh',
  'thu-truong:kh-tp-nha-trang',
  'can-bo:kh-so-khdt',
  'thu-truong:kh-so-tai-chinh',
  'thu-truong:nt-huyen-ninh-phuoc',
  'phu-trach-khoi:huyen',
  'phu-trach-khoi:so',
];

async function needed(today: string): Promise<Map<string, Assignment>> {
  const { db } = await (await reorganised()).desk();
  return assignmentsNeeded(db, ROLES, today);
}

describe('the office of a unit that is no more', () => {
  it('waits to be given to a successor, and so does that of a block without units', async () => {
    const found = await needed('2026-11-20');
    expect([...found.keys()]).toEqual([
      'thu-truong:kh-tp-nha-trang',
      'can-bo:kh-so-khdt',
      'thu-truong:nt-huyen-ninh-phuoc',
      'phu-trach-khoi:huyen',
    ]);
    expect(found.get('thu-truong:kh-tp-nha-trang')).toEqual({
      endedOn: '2025-07-01',
      successors: [
        { id: 'kh-p-nha-trang', name: 'UBND phường Nha Trang' },
        { id: 'kh-p-bac-nha-trang', name: 'UBND phường Bắc Nha Trang' },
      ],
    });
    expect(found.get('thu-truong:nt-huyen-ninh-phuoc')?.successors).toEqual([]);
  });

  it('stays until the day of the end has come', async () => {
    expect([...(await needed('2025-06-30')).keys()]).toEqual(['can-bo:kh-so-khdt']);
    expect((await needed('2025-07-01')).size).toBe(4);
  });

  it('speaks for nobody', async () => {
    const { db } = await (await reorganised()).desk();
    const end = (role: string) => endOfOwn(db, parseRole(role) ?? { role: 'khach' }, NOW);
    expect(await end('thu-truong:kh-so-khdt')).toContain('kế thừa bởi: Sở Tài chính');
    expect(await end('thu-truong:kh-so-tai-chinh')).toBeUndefined();
    expect(await end('lanh-dao-tinh')).toBeUndefined();
  });
});
