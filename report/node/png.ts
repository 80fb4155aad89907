/**
 * PNG with a palette: a chart has few colours, and one byte for a pixel makes a file a third as large, in a third of the time
 * that four take.
 */
import { crc32, deflateSync } from 'node:zlib';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue and opacity of each pixel, row by row. */
  readonly rgba: Uint8Array;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const MOST_COLOURS = 256;
/** Shades of each of red, green and blue that are told apart; the eye sees no fewer. */
const SHADES = 32;

/** Undefined where there are more colours than a palette holds. Opacity is left out: a chart stands on white. */
export function palettePng({ width, height, rgba }: Pixels): Uint8Array | undefined {
  const indexed = toPalette(rgba, width, height);
  if (indexed === undefined) return undefined;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits for a pixel, by palette.
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('PLTE', indexed.palette),
    chunk('IDAT', deflateSync(indexed.rows, { level: 4 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Rows of indices, each behind the byte that says it is not filtered. */
function toPalette(
  rgba: Uint8Array,
  width: number,
  height: number,
): { readonly palette: Buffer; readonly rows: Uint8Array } | undefined {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  const indices = new Map<number, number>();
  const colours: number[] = [];
  const byShade = new Map<number, number>();
  const rows = new Uint8Array((width + 1) * height);
  let [last, index, at] = [-1, 0, 0];
  for (let place = 0; place < pixels.length; place += 1) {
    if (place % width === 0) at += 1;
    const pixel = pixels[place] ?? 0;
    if (pixel !== last) {
      last = pixel;
      const known = indices.get(pixel);
      if (known === undefined) {
        const from = place * 4;
        index = indexOf([rgba[from] ?? 0, rgba[from + 1] ?? 0, rgba[from + 2] ?? 0], colours, byShade);
        if (colours.length > MOST_COLOURS * 3) return undefined;
        indices.set(pixel, index);
      } else index = known;
    }
    rows[at] = index;
    at += 1;
  }
  return { palette: Buffer.from(colours), rows };
}

/** The place of the nearest shade in the palette, which it joins when it is new. */
function indexOf(colour: readonly number[], colours: number[], byShade: Map<number, number>): number {
  const shades = colour.map((value) => Math.round((value * (SHADES - 1)) / 255));
  const key = shades.reduce((sum, shade) => sum * SHADES + shade, 0);
  const known = byShade.get(key);
  if (known !== undefined) return known;
  const index = byShade.size;
  byShade.set(key, index);
  colours.push(...shades.map((shade) => Math.round((shade * 255) / (SHADES - 1))));
  return index;
}

function chunk(type: string, content: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(content.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
