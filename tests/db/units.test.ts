import { describe, expect, it } from 'vitest';
import { write } from '../../db/database.ts';
import { findUnit, listBlocks, listUnits, saveBlocks, saveUnits, unitDirectory } from '../../db/units.ts';
import { temporaryDatabase, unit } from './support.ts';

const FINANCE = unit('kh-so-tai-chinh', { name: 'Sở Tài chính', position: 2 });
const JUSTICE = unit('kh-so-tu-phap', { name: 'Sở Tư pháp', position: 1 });
const CITY = unit('kh-tp-nha-trang', { name: 'UBND thành phố Nha Trang', block: 'huyen', position: 3 });
const ELSEWHERE = unit('dn-so-tu-phap', { name: 'Sở Tư pháp', province: 'dak-nong' });

async function sample() {
  const { db } = await temporaryDatabase();
  const aliases = [
    { unitId: JUSTICE.id, alias: 'Tư pháp' },
    { unitId: JUSTICE.id, alias: 'Sở Tư pháp' },
    { unitId: ELSEWHERE.id, alias: 'Sở Tư pháp' },
  ];
  await write(db, (tx) => saveUnits(tx, [FINANCE, JUSTICE, CITY, ELSEWHERE], aliases));
  return db;
}

describe('units', () => {
  it('are listed by province and block in the order of the report', async () => {
    const db = await sample();
    expect(await listUnits(db)).toEqual([ELSEWHERE, JUSTICE, FINANCE, CITY]);
    expect(await listUnits(db, { province: 'khanh-hoa', block: 'so' })).toEqual([JUSTICE, FINANCE]);
  });

  it('are found by id', async () => {
    const db = await sample();
    expect(await findUnit(db, JUSTICE.id)).toEqual(JUSTICE);
    expect(await findUnit(db, 'kh-so')).toBeUndefined();
  });

  it('the directory gives every unit with its spellings, without any too', async () => {
    const directory = await unitDirectory(await sample());
    expect(directory.find(({ id }) => id === JUSTICE.id)).toEqual({
      id: JUSTICE.id,
      name: 'Sở Tư pháp',
      province: 'khanh-hoa',
      block: 'so',
      aliases: ['Sở Tư pháp', 'Tư pháp'],
    });
    expect(directory.find(({ id }) => id === CITY.id)?.aliases).toEqual([]);
  });

  it('saved again, they are brought up to date and keep their spellings', async () => {
    const db = await sample();
    const renamed = { ...JUSTICE, name: 'Sở Tư pháp (mới)', validTo: '2026-12-31' };
    await write(db, (tx) => saveUnits(tx, [renamed], [{ unitId: JUSTICE.id, alias: 'Tư\u0020pha\u0301p' }]));
    expect(await findUnit(db, JUSTICE.id)).toEqual(renamed);
    const entry = (await unitDirectory(db)).find(({ id }) => id === JUSTICE.id);
    expect(entry?.aliases).toEqual(['Sở Tư pháp', 'Tư pháp']);
  });

  it('a whole nation of them fits one save', async () => {
    const { db } = await temporaryDatabase();
    const units = Array.from({ length: 3321 }, (_, index) => unit(`u${index}`, { position: index }));
    const aliases = units.flatMap(({ id }) =>
      [`Xã ${id}`, `UBND xã ${id}`].map((alias) => ({ unitId: id, alias })),
    );
    await write(db, (tx) => saveUnits(tx, units, aliases));
    const directory = await unitDirectory(db);
    expect(directory).toHaveLength(3321);
    expect(directory.every((entry) => entry.aliases.length === 2)).toBe(true);
  });
});

describe('blocks', () => {
  it('come in their order with their spellings, and are brought up to date', async () => {
    const { db } = await temporaryDatabase();
    const offices = { province: 'khanh-hoa', code: 'so', name: 'Khối Sở', position: 2, aliases: ['Khối Sở'] };
    const districts = { province: 'khanh-hoa', code: 'huyen', name: 'Khối huyện', position: 1, aliases: [] };
    const elsewhere = { ...offices, province: 'dak-nong' };
    await write(db, (tx) => saveBlocks(tx, [offices, districts, elsewhere]));
    await write(db, (tx) =>
      saveBlocks(tx, [{ ...districts, name: 'Khối UBND cấp huyện', aliases: ['khối huyện'] }]),
    );
    expect(await listBlocks(db, 'khanh-hoa')).toEqual([
      { ...districts, name: 'Khối UBND cấp huyện', aliases: ['khối huyện'] },
      offices,
    ]);
  });
});
