import path from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Desk, openDesk } from '../../bot/desk.ts';
import { loadDossiers } from '../../bot/load-dossiers.ts';
import { loadFigures } from '../../bot/load-figures.ts';
import { loadRanks } from '../../bot/load-ranks.ts';
import { loadScores } from '../../bot/load-scores.ts';
import { FILE_KINDS, type FileKind, TEMPLATES, templateCsv } from '../../bot/load-templates.ts';
import { loadUnits } from '../../bot/load-units.ts';
import { templateGuide } from '../../bot/template-guide.ts';
import { readTable } from '../../db/import/table/open.ts';
import { templateBook } from '../../report/xlsx/template.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';
import { NOW, province } from '../appraisal/province.ts';
import { source } from '../db/import/table/writing.ts';
import { temporaryFolder } from '../support/sample.ts';

const folder = temporaryFolder();

function upload(bytes: Uint8Array) {
  return { bytes, fileName: 'mau.xlsx', loadedBy: 'kiểm thử', dryRun: false };
}

async function bookOf(kind: FileKind): Promise<Uint8Array> {
  return templateBook(TEMPLATES[kind], templateGuide(kind));
}

/** A database with the rules of this repository. */
async function realDesk(): Promise<Desk> {
  const url = `file:${path.join(folder, 'that.db')}`;
  const options = { authToken: undefined, now: NOW, sample: false, log: () => undefined };
  const opened = await prepareDatabase({ url, ...options });
  onTestFinished(() => opened.close());
  return openDesk(opened.db, { now: NOW });
}

describe('the workbook to be filled in', () => {
  it('of units, then of dossiers, figures and ranks, loads as it is', async () => {
    const at = await realDesk();
    expect(await loadUnits(at, upload(await bookOf('units')))).toMatchObject({ status: 'loaded', added: 1 });
    const dossiers = {
      source: source(await bookOf('dossiers'), [1000]),
      loadedBy: 'kiểm thử',
      dryRun: false,
    };
    expect(await loadDossiers(at, dossiers)).toMatchObject({ status: 'loaded', units: 1, ignored: [] });
    expect(await loadFigures(at, upload(await bookOf('figures')))).toMatchObject({
      status: 'loaded',
      figures: 3,
    });
    expect(await loadRanks(at, upload(await bookOf('ranks')))).toMatchObject({ status: 'loaded', ranks: 1 });
  });

  it('of points loads with the unit and criterion of a province', async () => {
    const { header, example } = TEMPLATES.scores;
    const own = example.with(0, 'Sở A').with(2, 'I.1');
    const book = await templateBook({ header, example: own }, templateGuide('scores'));
    const at = await (await province()).desk();
    expect(await loadScores(at, upload(book))).toMatchObject({ status: 'loaded', scores: 1 });
  });

  it.each(FILE_KINDS)('of %s holds what its text does', async (kind) => {
    const book = readTable(await bookOf(kind), {});
    const text = readTable(new TextEncoder().encode(templateCsv(TEMPLATES[kind])), {});
    if (!book.ok || !text.ok) throw new Error(kind);
    expect(book.sheet).toBe('Nhập liệu');
    expect([book.heading, ...book.rows]).toEqual([text.heading, ...text.rows]);
  });

  it.each(FILE_KINDS)('of %s says of every column what it holds and how to write it', (kind) => {
    const guide = templateGuide(kind);
    expect(guide.map(({ heading }) => heading)).toEqual(TEMPLATES[kind].header);
    expect(guide.filter(({ forms }) => forms === '')).toEqual([]);
    expect(guide.some(({ isRequired }) => isRequired)).toBe(true);
  });

  it('keeps what is typed in its blank rows as text', async () => {
    const parts = unzipSync(await bookOf('ranks'));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    const style = /<c r="A3" s="(\d+)"/.exec(sheet)?.[1];
    const styles = strFromU8(parts['xl/styles.xml'] ?? new Uint8Array());
    const format = /<numFmt numFmtId="(\d+)" formatCode="@"/.exec(styles)?.[1];
    const cells = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1]?.match(/<xf [^>]*>/g) ?? [];
    expect(cells[Number(style)]).toContain(`numFmtId="${format}"`);
  });
});
