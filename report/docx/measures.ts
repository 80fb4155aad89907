/** Sizes of Nghị định 30/2020/NĐ-CP, phụ lục I: in twentieths of a point, type in half points. */
const MILLIMETRE = 56.693;

export function millimetres(length: number): number {
  return Math.round(length * MILLIMETRE);
}

export const PAGE = {
  width: millimetres(210),
  height: millimetres(297),
  /** Top and bottom 20 to 25 mm, left 30 to 35, right 15 to 20. */
  margin: {
    top: millimetres(20),
    bottom: millimetres(20),
    left: millimetres(30),
    right: millimetres(15),
    header: millimetres(10),
    footer: millimetres(8),
    gutter: 0,
  },
} as const;

/** Between the margins. */
export const TEXT_WIDTH = PAGE.width - PAGE.margin.left - PAGE.margin.right;
export const WIDE_TEXT_WIDTH = PAGE.height - PAGE.margin.left - PAGE.margin.right;

export const FONT = 'Times New Roman';

export const SIZE = { body: 28, small: 26, table: 24, note: 24, recipients: 22, heading: 26 } as const;
