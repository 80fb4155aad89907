/** Charts as pictures of a sheet, one below the other. */
import type { Chart } from '../charts.ts';
import type { Picture } from '../xlsx/book.ts';
import { painter } from './painter.ts';

/** The least height of a row of a sheet in pixels, and the room above a picture in rows. */
const ROW = 17;
const ROOM = 4;
const SHARPNESS = 1.5;

export async function pictures(charts: readonly Chart[]): Promise<Picture[]> {
  const paint = await painter();
  let row = ROOM;
  return charts.map(({ svg, width, height, title }) => {
    const picture = { png: paint(svg, Math.round(width * SHARPNESS)), width, height, title, row };
    row += Math.ceil(height / ROW) + ROOM;
    return picture;
  });
}
