/** A report as DOCX. */
import { Document, ImageRun, Packer, PageOrientation, Paragraph } from 'docx';
import type { Chart } from '../charts.ts';
import type { Letterhead } from '../letterhead.ts';
import type { DocumentText, Part } from '../parts.ts';
import { PAGE, TEXT_WIDTH, WIDE_TEXT_WIDTH } from './measures.ts';
import { closing, line, opening, pageHeaders } from './state-form.ts';
import { type StyleName, styles } from './styles.ts';
import { type Content, tableContent } from './tables.ts';

/** Draws an SVG so many pixels wide, as PNG. */
export type Paint = (svg: string, width: number) => Uint8Array;

/** Pixels of a drawn chart: some 150 to the inch. */
const PICTURE_PIXELS = 1000;
/** Twentieths of a point in a pixel of 1/96 inch, in which the library counts pictures. */
const TWIPS_A_PIXEL = 15;

export interface DocumentOptions {
  readonly head: Letterhead;
  /** Without it there are no charts. */
  readonly paint: Paint | undefined;
}

export async function documentBytes(text: DocumentText, options: DocumentOptions): Promise<Uint8Array> {
  return new Uint8Array(await Packer.toArrayBuffer(documentOf(text, options)));
}

export function documentOf(text: DocumentText, { head, paint }: DocumentOptions): Document {
  const width = text.wide ? WIDE_TEXT_WIDTH : TEXT_WIDTH;
  const content = text.parts.flatMap((part, index) =>
    partContent(part, { next: text.parts[index + 1], width, paint }),
  );
  return new Document({
    title: [text.kind, ...text.about].join(' '),
    creator: head.agency,
    lastModifiedBy: head.agency,
    description: '',
    styles: styles(),
    features: { updateFields: false },
    sections: [
      {
        properties: { page: page(text.wide), titlePage: true },
        headers: pageHeaders(text.simulated),
        children: [...opening(head, text, width), ...content, ...closing(head, text, width)],
      },
    ],
  });
}

function page(wide: boolean) {
  const { width, height, margin } = PAGE;
  const orientation = wide ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT;
  return { size: { width, height, orientation }, margin };
}

interface Place {
  readonly next: Part | undefined;
  readonly width: number;
  readonly paint: Paint | undefined;
}

function partContent(part: Part, { next, width, paint }: Place): Content[] {
  switch (part.type) {
    case 'heading':
      return [line(part.text, part.level === 1 ? 'heading1' : 'heading2')];
    case 'text':
      return [line(part.text, next === undefined ? 'last' : 'body')];
    case 'item':
      return [line(`- ${part.text}${next?.type === 'item' ? ';' : '.'}`, 'body')];
    case 'table':
      return tableContent(part.table, width);
    case 'chart':
      return paint === undefined ? [] : picture(part.chart, width, paint);
  }
}

function picture({ svg, title, width, height }: Chart, room: number, paint: Paint): Content[] {
  const shown = Math.floor(room / TWIPS_A_PIXEL);
  return [
    new Paragraph({
      style: 'picture' satisfies StyleName,
      children: [
        new ImageRun({
          type: 'png',
          data: paint(svg, PICTURE_PIXELS),
          transformation: { width: shown, height: Math.round((shown * height) / width) },
          altText: { name: title, title, description: title },
        }),
      ],
    }),
    new Paragraph({ text: title, style: 'note' satisfies StyleName, alignment: 'center' }),
  ];
}
