/** A report of either kind as the bytes of a file. */
import type { Desk } from '../bot/desk.ts';
import { type CivilDate, civilDate, yearOf } from '../engine/model/dates.ts';
import type { PrintedTable } from '../engine/report/printed.ts';
import { rankingCharts } from './charts.ts';
import { documentBytes } from './docx/document.ts';
import { gradeList, gradeText } from './grade-text.ts';
import { areaOf, type LetterheadChanges, letterhead } from './letterhead.ts';
import { painter } from './node/painter.ts';
import { toPdf } from './node/pdf.ts';
import { pictures } from './node/pictures.ts';
import type { DocumentText } from './parts.ts';
import { rankingText } from './ranking-text.ts';
import { type Edition, type GradeQuery, readGrades } from './read-grades.ts';
import { readRanking } from './read-ranking.ts';
import { bookBytes, type SheetSpec } from './xlsx/book.ts';
import { gradeSheets } from './xlsx/grade-book.ts';
import { rankingSheets } from './xlsx/ranking-book.ts';

export const KINDS = ['xep-hang', 'xep-loai'] as const;
export type Kind = (typeof KINDS)[number];
export const FORMATS = ['docx', 'xlsx', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

export { ConversionError, NoOfficeError } from './node/pdf.ts';
export { NotPublishedError } from './read-grades.ts';

export interface ReportRequest extends GradeQuery {
  readonly kind: Kind;
  readonly format: Format;
  readonly head: LetterheadChanges;
}

export interface MadeReport {
  readonly bytes: Uint8Array;
  readonly tables: readonly PrintedTable[];
  readonly units: number;
  readonly simulated: boolean;
  readonly isPublished: boolean;
  /** Figures and ranks known on this day are in it. */
  readonly dataDate: CivilDate;
  /** Of the list of grade ceilings. */
  readonly edition: Edition | null;
}

interface Drafted extends Omit<MadeReport, 'bytes' | 'tables' | 'simulated'> {
  readonly text: DocumentText;
  readonly sheets: () => Promise<readonly SheetSpec[]>;
}

/** @throws NotPublishedError, NoOfficeError or ConversionError */
export async function makeReport(desk: Desk, request: ReportRequest): Promise<MadeReport> {
  const draft =
    request.kind === 'xep-hang' ? await draftRanking(desk, request) : await draftGrades(desk, request);
  const { text, sheets, ...rest } = draft;
  return {
    ...rest,
    bytes: request.format === 'xlsx' ? await bookBytes(await sheets()) : await pagesOf(desk, request, text),
    tables: text.parts.flatMap((part) => (part.type === 'table' ? [part.table] : [])),
    simulated: text.simulated,
  };
}

async function pagesOf(desk: Desk, request: ReportRequest, text: DocumentText): Promise<Uint8Array> {
  const year = yearOf(request.head.date ?? civilDate(desk.now));
  const head = letterhead(areaIn(desk, request), year, request.head);
  const hasCharts = text.parts.some(({ type }) => type === 'chart');
  const docx = await documentBytes(text, { head, paint: hasCharts ? await painter() : undefined });
  return request.format === 'pdf' ? toPdf(docx) : docx;
}

async function draftRanking(desk: Desk, request: ReportRequest): Promise<Drafted> {
  const source = await readRanking(desk, request);
  const dataDate = request.dataDate ?? civilDate(desk.now);
  return {
    text: rankingText(source, { area: areaIn(desk, request), dataDate, charts: request.format !== 'xlsx' }),
    sheets: async () => rankingSheets(source, await pictures(rankingCharts(source.report))),
    units: source.report.counts.at(-1)?.total ?? 0,
    isPublished: source.isPublished,
    dataDate,
    edition: null,
  };
}

async function draftGrades(desk: Desk, request: ReportRequest): Promise<Drafted> {
  const source = await readGrades(desk, request);
  const list = gradeList(source);
  const text = gradeText(list, areaIn(desk, request));
  return {
    text,
    sheets: () => Promise.resolve(gradeSheets(list, text)),
    units: source.blocks.reduce((sum, { units }) => sum + units.length, 0),
    isPublished: source.edition === 'chinh-thuc',
    dataDate: source.dataDate,
    edition: source.edition,
  };
}

function areaIn({ ruleSet }: Desk, { province }: ReportRequest) {
  const scheme = ruleSet.schemes.get(province);
  return scheme === undefined ? undefined : areaOf(ruleSet, scheme);
}
