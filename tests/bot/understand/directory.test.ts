import { describe, expect, it } from 'vitest';
import { buildDirectory, type UnitEntry } from '../../../bot/understand/directory.ts';
import { understand } from '../../../bot/understand/understand.ts';
import { BLOCKS, DIRECTORY, TODAY, UNITS } from './khanh-hoa.ts';

function unit(id: string, name: string, province: string, ...aliases: string[]): UnitEntry {
  return { id, name, block: 'so', province, aliases };
}

describe('units that nobody knows', () => {
  it.each([
    ['Sở Phép thuật', 'kh-so-tu-phap'],
    ['Sở Ngoại giao', 'kh-so-ngoai-vu'],
    ['Sở Tư pháp Đắk Nông', 'kh-so-tu-phap'],
    ['Đại học Nha Trang', 'kh-dh-khanh-hoa'],
    ['Bắc Cam Ranh', 'kh-tp-cam-ranh'],
    ['Cam Lân', 'kh-huyen-cam-lam'],
    ['phường Nha Trang', 'kh-tp-nha-trang'],
    ['Phòng Tư pháp huyện Diên Khánh', 'kh-huyen-dien-khanh'],
    ['Công an huyện Diên Khánh', 'kh-cong-an'],
  ])('"%s" is offered the near %s', (question, near) => {
    const { unmatched, nearest, units } = understand(question, DIRECTORY, { today: TODAY });
    expect(unmatched).toBe(question);
    expect(units).toEqual([]);
    expect(nearest).toContain(near);
  });

  it('are offered a unit of their own kind first', () => {
    expect(understand('Sở Phép thuật', DIRECTORY, { today: TODAY }).nearest[0]).toBe('kh-so-tu-phap');
  });
});

describe('names that are equal but for their marks', () => {
  const directory = buildDirectory(
    [
      unit('a', 'UBND xã Mỹ Tú', 'soc-trang', 'Mỹ Tú'),
      unit('b', 'UBND xã Mỹ Tư', 'soc-trang', 'Mỹ Tư'),
      unit('c', 'UBND xã Hòa Phú', 'soc-trang', 'Hòa Phú'),
    ],
    BLOCKS,
  );
  const read = (text: string) => understand(text, directory, { today: TODAY });

  it('are told apart by the marks typed', () => {
    expect(read('Mỹ Tú').units).toEqual(['a']);
    expect(read('xã Mỹ Tư thế nào').units).toEqual(['b']);
  });

  it('are asked about without marks', () => {
    expect(read('my tu').ambiguous).toEqual(['a', 'b']);
  });

  it('are the same in the old and the new way of setting a tone', () => {
    expect(read('Hoà Phú').units).toEqual(['c']);
  });
});

describe('units of several provinces', () => {
  const directory = buildDirectory(
    [
      ...UNITS,
      unit('dn-so-tu-phap', 'Sở Tư pháp', 'dak-nong', 'Tư pháp'),
      unit('st-so-tu-phap', 'Sở Tư pháp', 'soc-trang'),
      unit('dn-huyen-krong-no', "UBND huyện K'rong Nô", 'dak-nong', 'Krông Nô'),
      unit('st-tp-soc-trang', 'UBND thành phố Sóc Trăng', 'soc-trang', 'TP. Sóc Trăng'),
    ],
    BLOCKS,
  );
  const read = (text: string) => understand(text, directory, { today: TODAY });

  it('are all offered under a common name, short or full', () => {
    const all = ['kh-so-tu-phap', 'dn-so-tu-phap', 'st-so-tu-phap'];
    expect(read('Sở Tư pháp').ambiguous).toEqual(all);
    expect(read('Tư pháp').ambiguous).toEqual(all);
    expect(read('STP').ambiguous).toEqual(all);
  });

  it('are told apart by the province', () => {
    expect(read('Sở Tư pháp Đắk Nông').units).toEqual(['dn-so-tu-phap']);
    expect(read('so tu phap tinh soc trang nam 2020').units).toEqual(['st-so-tu-phap']);
    expect(read('Sở Tư pháp của Khánh Hòa').units).toEqual(['kh-so-tu-phap']);
  });

  it('are not found in a province that has none', () => {
    expect(read('Sở Du lịch Đắk Nông')).toMatchObject({ units: [], nearest: ['kh-so-du-lich'] });
  });

  it('have names with apostrophes', () => {
    expect(read('Krong No').units).toEqual(['dn-huyen-krong-no']);
    expect(read("huyện K'rong Nô").units).toEqual(['dn-huyen-krong-no']);
  });

  it('may have the name of their province', () => {
    expect(read('TP Sóc Trăng').units).toEqual(['st-tp-soc-trang']);
    expect(read('xếp hạng tỉnh Sóc Trăng')).toMatchObject({ intent: 'ranking', units: [], unmatched: null });
  });
});

describe('a directory without units', () => {
  it('still tells what is asked', () => {
    const empty = buildDirectory([], []);
    expect(understand('bảng xếp hạng năm 2019', empty, { today: TODAY })).toMatchObject({
      intent: 'ranking',
      year: 2019,
    });
    expect(understand('Sở Tư pháp', empty, { today: TODAY })).toMatchObject({
      units: [],
      unmatched: 'Sở Tư pháp',
      nearest: [],
    });
  });
});

describe('a directory of a nation', () => {
  const SYLLABLES = ['An', 'Bình', 'Cam', 'Diên', 'Hòa', 'Long', 'Mỹ', 'Phú', 'Tân', 'Xuân', 'Yên', 'Lộc'];
  const communes = Array.from({ length: 12_000 }, (_, index) => {
    const [first, second] = [SYLLABLES[index % 12], SYLLABLES[Math.floor(index / 12) % 12]];
    const name = `${first} ${second}`;
    return unit(`xa-${index}`, `UBND xã ${name}`, `tinh ${Math.floor(index / 144)}`, name);
  });
  const directory = buildDirectory([...UNITS, ...communes], BLOCKS);

  it('still finds a department by a slip of the pen', () => {
    expect(understand('so tai chih', directory, { today: TODAY }).units).toEqual(['kh-so-tai-chinh']);
  });

  it('offers no choice among thousands', () => {
    expect(understand('UBND xã', directory, { today: TODAY })).toMatchObject({ units: [], ambiguous: [] });
  });
});
