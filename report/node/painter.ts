/** SVG to PNG with resvg and the DejaVu fonts, which have every Vietnamese letter; both come with the packages. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { FONT } from '../chart-parts.ts';
import { palettePng } from './png.ts';

/** Draws a picture so many pixels wide. */
export type Paint = (svg: string, width: number) => Uint8Array;

const WASM = '@resvg/resvg-wasm/index_bg.wasm';
const FONT_FILE = 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf';

let ready: Promise<Paint> | undefined;

/** Loads the renderer once. */
export function painter(): Promise<Paint> {
  ready ??= load();
  return ready;
}

async function load(): Promise<Paint> {
  const [wasm, font] = await Promise.all([WASM, FONT_FILE].map(readPackaged));
  if (wasm === undefined || font === undefined) throw new Error('the renderer has no font');
  await initWasm(wasm);
  return (svg, width) => {
    const picture = new Resvg(svg, {
      fitTo: { mode: 'width', value: width },
      // Bars have straight edges; only letters need smoothing, which takes its time.
      shapeRendering: 0,
      font: { fontBuffers: [font], defaultFontFamily: FONT },
    });
    try {
      const image = picture.render();
      const png =
        palettePng({ width: image.width, height: image.height, rgba: image.pixels }) ?? image.asPng();
      image.free();
      return png;
    } finally {
      picture.free();
    }
  };
}

function readPackaged(file: string): Promise<Buffer> {
  return readFile(fileURLToPath(import.meta.resolve(file)));
}
