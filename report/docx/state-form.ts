/** The outer form of a document of a state agency after Nghị định 30/2020/NĐ-CP, phụ lục I. */
import {
  AlignmentType,
  BorderStyle,
  Header,
  type ITableCellBorders,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import { type Letterhead, numberLine, placeAndDate } from '../letterhead.ts';
import { type DocumentText, SIMULATED_MARK } from '../parts.ts';
import { millimetres, TEXT_WIDTH } from './measures.ts';
import type { StyleName } from './styles.ts';
import type { Content } from './tables.ts';

const COUNTRY = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';
/** The agency's column; the country has the rest. */
const LEFT = millimetres(66);
/** As long as the motto above it. */
const MOTTO_RULE = millimetres(58);
const SHORT_RULE = millimetres(24);

/** Agency and number on the left, country, motto, place and date on the right; then what it is and what it is about. */
export function opening(head: Letterhead, { kind, about }: DocumentText, width = TEXT_WIDTH): Content[] {
  const left = [
    ...(head.parent === '' ? [] : [line(head.parent.toUpperCase(), 'parent')]),
    line(head.agency.toUpperCase(), 'agency'),
    rule(LEFT, SHORT_RULE),
    line(numberLine(head), 'number'),
  ];
  const right = [
    line(COUNTRY, 'country'),
    line(MOTTO, 'motto'),
    rule(width - LEFT, MOTTO_RULE),
    line(placeAndDate(head), 'placeAndDate'),
  ];
  return [
    frame(left, right, width),
    line(kind, 'kind'),
    ...about.map((text) => line(text, 'about')),
    rule(width, millimetres(45)),
    line('', 'gap'),
  ];
}

/** Recipients on the left, the office that signs on the right; nobody's name. */
export function closing(head: Letterhead, { recipients }: DocumentText, width = TEXT_WIDTH): Content[] {
  const left = [
    line('Nơi nhận:', 'recipientsTitle'),
    ...recipients.map((text, index) =>
      line(`- ${text}${index === recipients.length - 1 ? '.' : ';'}`, 'recipients'),
    ),
  ];
  return [line('', 'gap'), frame(left, [line(head.signer.toUpperCase(), 'signer')], width)];
}

/** Page numbers from the second page on; what is simulated is said on every page. */
export function pageHeaders(simulated: boolean): { readonly default: Header; readonly first: Header } {
  const mark = simulated ? [line(SIMULATED_MARK, 'simulated')] : [];
  const number = new Paragraph({
    style: 'pageNumber' satisfies StyleName,
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  });
  return {
    default: new Header({ children: [number, ...mark] }),
    first: new Header({ children: mark.length === 0 ? [line('', 'gap')] : mark }),
  };
}

export function line(text: string, style: StyleName): Paragraph {
  return new Paragraph({ text, style });
}

/** A line under a text, so long, in the middle of so much room. */
function rule(room: number, length: number): Paragraph {
  const side = Math.round((room - length) / 2);
  return new Paragraph({
    style: 'rule' satisfies StyleName,
    alignment: AlignmentType.CENTER,
    indent: { left: side, right: side },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 1, color: '000000' } },
    spacing: { before: 40, after: 0 },
  });
}

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const NO_BORDERS: ITableCellBorders = { top: NONE, bottom: NONE, left: NONE, right: NONE };

/** Two columns without lines. */
function frame(left: readonly Paragraph[], right: readonly Paragraph[], width: number): Table {
  const cell = (children: readonly Paragraph[], size: number): TableCell =>
    new TableCell({ children: [...children], width: { size, type: WidthType.DXA }, borders: NO_BORDERS });
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: [LEFT, width - LEFT],
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    borders: { ...NO_BORDERS, insideHorizontal: NONE, insideVertical: NONE },
    rows: [new TableRow({ cantSplit: true, children: [cell(left, LEFT), cell(right, width - LEFT)] })],
  });
}
