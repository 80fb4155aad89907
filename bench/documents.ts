/** `bench report`: the yearly report of 400 units against the docx library building an unstyled document of the same cells. */
import { type Document, Packer } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import type { ReportInput } from '../engine/report/model.ts';
import { rankingTables } from '../engine/report/printed.ts';
import { rankingReport } from '../engine/report/ranking-report.ts';
import { documentBytes, documentOf } from '../report/docx/document.ts';
import { letterhead } from '../report/letterhead.ts';
import { painter } from '../report/node/painter.ts';
import { rankingText } from '../report/ranking-text.ts';
import { plainDocument } from './documents/plain.ts';
import { inventProvince } from './documents/province.ts';
import { perSecond, ratioTo, timeInTurn } from './measure.ts';
import { atMost, type BenchReport, MismatchError, rounded } from './report.ts';

const UNITS = 400;
const SEED = 30;
const ROUNDS = { full: 15, quick: 5 } as const;
const MOST = 3;

export interface DocumentsBenchOptions {
  /** A shorter run, for every change. */
  readonly quick: boolean;
  /** Told what is being measured. */
  readonly progress: (text: string) => void;
}

/** @throws MismatchError when the two documents do not hold the same cells: then nothing is timed */
export async function benchDocuments({ quick, progress }: DocumentsBenchOptions): Promise<BenchReport> {
  const input = inventProvince(UNITS, SEED);
  const tables = rankingTables(rankingReport(input));
  const paint = await painter();
  const head = letterhead(undefined, input.year);
  const draft = (charts: boolean) => textOf(input, charts);
  progress('So các ô của hai tài liệu…');
  const found = await cellTexts(documentOf(draft(false), { head, paint: undefined }));
  const expected = await cellTexts(plainDocument(tables));
  requireSame(expected, found);
  progress('Đo thời gian làm tài liệu…');
  const contenders = [
    {
      name: 'docx, cùng các ô, không định dạng',
      run: async () => {
        await Packer.toArrayBuffer(plainDocument(tables));
        return 1;
      },
    },
    {
      name: `báo cáo ${UNITS} đơn vị: tính, lời văn, bảng, biểu đồ`,
      run: async () => {
        await documentBytes(draft(true), { head, paint });
        return 1;
      },
    },
    {
      name: `báo cáo ${UNITS} đơn vị, không có biểu đồ`,
      run: async () => {
        await documentBytes(draft(false), { head, paint: undefined });
        return 1;
      },
    },
  ] as const;
  const timings = await timeInTurn(contenders, quick ? ROUNDS.quick : ROUNDS.full);
  const [plain, whole] = timings;
  return {
    name: 'report',
    rows: timings.map((timing) => ({
      name: timing.name,
      per_second: rounded(perSecond(timing)),
      ratio: rounded(ratioTo(plain, timing)),
    })),
    targets: [atMost(`báo cáo ${UNITS} đơn vị, so với docx không định dạng`, MOST, ratioTo(plain, whole))],
  };
}

function textOf(input: ReportInput, charts: boolean) {
  const source = {
    report: rankingReport(input),
    block: undefined,
    bands: undefined,
    publishedBy: [],
    isPublished: true,
    simulated: false,
  };
  return rankingText(source, { area: undefined, dataDate: `${input.year}-12-31`, charts });
}

/** The texts of all cells that stand within a table with a heading or of a plain document, in their order. */
async function cellTexts(document: Document): Promise<string[]> {
  const files = unzipSync(new Uint8Array(await Packer.toArrayBuffer(document)));
  const xml = strFromU8(files['word/document.xml'] ?? new Uint8Array());
  return Array.from(xml.matchAll(/<w:tc>(.*?)<\/w:tc>/gsu), ([, cell = '']) =>
    Array.from(cell.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/gu), ([, text = '']) => text).join(''),
  ).filter((text) => text !== '');
}

/** The report has a few cells more: agency and motto before the tables, recipients and signature behind them. */
function requireSame(expected: readonly string[], found: readonly string[]): void {
  const start = found.indexOf(expected[0] ?? '');
  const within = found.slice(start, start + expected.length);
  const at = expected.findIndex((text, index) => text !== within[index]);
  if (start < 0 || at >= 0)
    throw new MismatchError(`ô ${at + 1}: "${within[at] ?? ''}" thay vì "${expected[at] ?? ''}"`);
}
