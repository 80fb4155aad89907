/** The paragraph styles; what a paragraph looks like is said here and nowhere else. */
import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx';
import { FONT, millimetres, SIZE } from './measures.ts';

interface Look {
  readonly size?: number;
  readonly bold?: true;
  readonly italics?: true;
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType];
  readonly before?: number;
  readonly after?: number;
  readonly line?: number;
  readonly firstLine?: number;
  readonly indent?: number;
  readonly keepNext?: true;
}

const LOOKS = {
  body: { align: AlignmentType.BOTH, firstLine: millimetres(10), after: 120, line: 276 },
  /** The last words before the signature, which they stay with. */
  last: {
    align: AlignmentType.BOTH,
    firstLine: millimetres(10),
    after: 120,
    line: 276,
    keepNext: true,
  },
  heading1: { bold: true, firstLine: millimetres(10), before: 120, after: 120, keepNext: true },
  heading2: { bold: true, firstLine: millimetres(10), before: 60, after: 120, keepNext: true },
  kind: { bold: true, align: AlignmentType.CENTER, before: 240 },
  about: { bold: true, align: AlignmentType.CENTER, line: 264 },
  parent: { size: SIZE.table, align: AlignmentType.CENTER },
  agency: { size: SIZE.table, bold: true, align: AlignmentType.CENTER },
  country: { size: SIZE.table, bold: true, align: AlignmentType.CENTER },
  motto: { size: SIZE.small, bold: true, align: AlignmentType.CENTER },
  number: { size: SIZE.small, align: AlignmentType.CENTER, before: 60 },
  placeAndDate: { size: SIZE.small, italics: true, align: AlignmentType.CENTER, before: 60 },
  rule: { size: 4, align: AlignmentType.CENTER },
  caption: {
    size: SIZE.small,
    bold: true,
    align: AlignmentType.CENTER,
    before: 120,
    after: 80,
    keepNext: true,
  },
  picture: { align: AlignmentType.CENTER, keepNext: true },
  note: { size: SIZE.note, italics: true, before: 40, after: 120 },
  head: { size: SIZE.table, bold: true, align: AlignmentType.CENTER, before: 40, after: 40, keepNext: true },
  group: { size: SIZE.table, bold: true, before: 40, after: 40, keepNext: true },
  groupCenter: {
    size: SIZE.table,
    bold: true,
    align: AlignmentType.CENTER,
    before: 40,
    after: 40,
    keepNext: true,
  },
  totalLeft: { size: SIZE.table, bold: true, before: 30, after: 30 },
  totalCenter: { size: SIZE.table, bold: true, align: AlignmentType.CENTER, before: 30, after: 30 },
  totalRight: { size: SIZE.table, bold: true, align: AlignmentType.RIGHT, before: 30, after: 30 },
  rowLeft: { size: SIZE.table, before: 30, after: 30 },
  rowCenter: { size: SIZE.table, align: AlignmentType.CENTER, before: 30, after: 30 },
  rowRight: { size: SIZE.table, align: AlignmentType.RIGHT, before: 30, after: 30 },
  denseLeft: { size: SIZE.recipients, before: 20, after: 20 },
  denseCenter: { size: SIZE.recipients, align: AlignmentType.CENTER, before: 20, after: 20 },
  denseRight: { size: SIZE.recipients, align: AlignmentType.RIGHT, before: 20, after: 20 },
  recipientsTitle: { size: SIZE.table, bold: true, italics: true },
  recipients: { size: SIZE.recipients },
  signer: { bold: true, align: AlignmentType.CENTER },
  pageNumber: { size: SIZE.small, align: AlignmentType.CENTER },
  simulated: { size: SIZE.table, bold: true, align: AlignmentType.CENTER, after: 120 },
  gap: { size: SIZE.table, keepNext: true },
} as const satisfies Record<string, Look>;

export type StyleName = keyof typeof LOOKS;

export function styles(): IStylesOptions {
  return {
    default: { document: { run: { font: FONT, size: SIZE.body, language: { value: 'vi-VN' } } } },
    paragraphStyles: Object.entries(LOOKS).map(([id, look]) => styleOf(id, look)),
  };
}

function styleOf(id: string, look: Look): IParagraphStyleOptions {
  const { size = SIZE.body, bold, italics, align, before = 0, after = 0, line = 240, keepNext } = look;
  return {
    id,
    name: `Kỷ Cương ${id}`,
    basedOn: 'Normal',
    run: { size, ...(bold === undefined ? {} : { bold }), ...(italics === undefined ? {} : { italics }) },
    paragraph: {
      ...(align === undefined ? {} : { alignment: align }),
      spacing: { before, after, line, lineRule: LineRuleType.AUTO },
      ...(look.firstLine === undefined ? {} : { indent: { firstLine: look.firstLine } }),
      ...(keepNext === undefined ? {} : { keepNext }),
    },
  };
}
