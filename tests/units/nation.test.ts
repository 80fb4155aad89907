import fc from 'fast-check';
import { distance } from 'fastest-levenshtein';
import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { registryOf } from '../../bot/registry.ts';
import { nearest } from '../../db/import/nearest.ts';
import { listUnits } from '../../db/units.ts';
import { fold } from '../../engine/model/text.ts';
import { COMMUNES, nationCsv, nationFiles, PROVINCES, UNITS_IN_ALL } from './nation.ts';
import { figuresInto, registry, unitsInto } from './real-cases.ts';

describe('a registry of the size of the nation', () => {
  it('is loaded from one file, asked by name, and read again only after a change', async () => {
    const at = await registry(nationCsv(), nationFiles());
    const desk = await at.desk();
    const units = await listUnits(desk.db);
    expect(units).toHaveLength(UNITS_IN_ALL);
    expect(units.filter(({ block }) => block === 'xa')).toHaveLength(COMMUNES);
    expect(new Set(units.map(({ province }) => province)).size).toBe(PROVINCES);
    const ask = async (text: string) => (await answer(desk, { role: 'lanh-dao-tinh' }, { text })).units;
    expect(await ask('UBND xã Bình Châu năm 2025')).toEqual(['tinh-8-xa-1']);
    expect(await ask('xa binh chau')).toEqual(['tinh-8-xa-1']);
    const held = await registryOf(desk.db);
    expect(await registryOf(desk.db)).toBe(held);
    const csv = 'Mã đơn vị,Tên đơn vị,Tỉnh,Khối\nmoi,Trạm Quan trắc Mới,tinh-1,su-nghiep\n';
    expect(await unitsInto(desk, csv)).toMatchObject({ status: 'loaded', added: 1 });
    expect(await registryOf(desk.db)).not.toBe(held);
    expect(await ask('Trạm Quan trắc Mới')).toEqual(['moi']);
    expect(await figuresInto(desk, 'UBND xã Bình Chân,08/2025,50,5')).toMatchObject({ status: 'refused' });
  }, 60_000);

  it('offers the same near names as a comparison with every name, letter by letter', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'h', ' ', 'ă'), maxLength: 12 });
    fc.assert(
      fc.property(
        letters,
        fc.array(letters, { maxLength: 40 }),
        fc.integer({ min: 1, max: 4 }),
        (word, names, most) => {
          const wanted = fold(word);
          const steps = (name: string) => distance(wanted, name);
          const farthest = Math.max(2, Math.floor(wanted.length / 3));
          const naive = names
            .map(steps)
            .filter((each) => each <= farthest)
            .sort((a, b) => a - b);
          const found = nearest(word, names, (name) => name, most);
          expect(found.map(steps)).toEqual(naive.slice(0, most));
        },
      ),
      { numRuns: 1000 },
    );
  });
});
