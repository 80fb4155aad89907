/** Pictures by palette, taken apart again by means of their own. */
import { crc32, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { palettePng } from '../../report/node/png.ts';

function chunks(png: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(png);
  const found = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('a chunk is damaged');
    found.set(body.subarray(0, 4).toString('latin1'), body.subarray(4));
    at += length + 12;
  }
  return found;
}

/** Red, green and blue of each pixel. */
function decode(png: Uint8Array): number[] {
  const found = chunks(png);
  const [header = Buffer.alloc(13), palette = Buffer.alloc(0)] = [found.get('IHDR'), found.get('PLTE')];
  const width = header.readUInt32BE(0);
  const rows = inflateSync(found.get('IDAT') ?? Buffer.alloc(0));
  return [...rows].flatMap((index, place) =>
    place % (width + 1) === 0 ? [] : [...palette.subarray(index * 3, index * 3 + 3)],
  );
}

test('every pixel comes back within a shade, black and white exactly', () => {
  const value = fc.constantFrom(0, 255, 31, 56, 100, 142, 169, 200);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }).chain((width) =>
        fc.record({
          width: fc.constant(width),
          pixels: fc
            .array(fc.tuple(value, value, value), { minLength: width, maxLength: 40 })
            .map((all) => all.slice(0, all.length - (all.length % width))),
        }),
      ),
      ({ width, pixels }) => {
        const rgba = Uint8Array.from(pixels.flatMap((pixel) => [...pixel, 255]));
        const png = palettePng({ width, height: pixels.length / width, rgba });
        const back = decode(png ?? new Uint8Array());
        const given = pixels.flat();
        expect(back).toHaveLength(given.length);
        back.forEach((found, place) => {
          const expected = given[place] ?? 0;
          const allowed = expected === 0 || expected === 255 ? 0 : 5;
          expect(Math.abs(found - expected)).toBeLessThanOrEqual(allowed);
        });
      },
    ),
  );
});

test('more colours than a palette holds are left to the other way', () => {
  const rgba = Uint8Array.from(
    Array.from({ length: 400 }, (_, index) => [
      (index % 20) * 13,
      Math.floor(index / 20) * 13,
      0,
      255,
    ]).flat(),
  );
  expect(palettePng({ width: 20, height: 20, rgba })).toBeUndefined();
});
