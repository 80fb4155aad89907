/** DOCX to PDF by LibreOffice, where it is installed. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** There is no LibreOffice. The message says what to do. */
export class NoOfficeError extends Error {
  override readonly name = 'NoOfficeError';
}

/** LibreOffice is there and did not make a PDF. The message holds what it said. */
export class ConversionError extends Error {
  override readonly name = 'ConversionError';
}

export interface PdfOptions {
  /** Programs tried in turn; by default those under which LibreOffice is known. */
  readonly programs?: readonly string[];
  /** Milliseconds. */
  readonly patience?: number;
  /** Where the folder of the conversion is made; by default where the system keeps what is temporary. */
  readonly within?: string;
}

const PROGRAMS = ['soffice', 'libreoffice'];
const PATIENCE = 120_000;

/**
 * Converts in a folder and with a profile of its own, so that it neither waits for nor disturbs an open LibreOffice.
 * @throws NoOfficeError
 * @throws ConversionError
 */
export async function toPdf(docx: Uint8Array, options: PdfOptions = {}): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(options.within ?? tmpdir(), 'kycuong-pdf-'));
  try {
    const source = path.join(folder, 'bao-cao.docx');
    await writeFile(source, docx);
    await convert(folder, source, 'pdf', options);
    return new Uint8Array(await readFile(path.join(folder, 'bao-cao.pdf')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Converts a file of the folder to another format, in that folder. */
export async function convert(
  folder: string,
  source: string,
  format: string,
  { programs = PROGRAMS, patience = PATIENCE }: PdfOptions = {},
): Promise<void> {
  const profile = pathToFileURL(path.join(folder, 'profile')).href;
  const args = [
    `-env:UserInstallation=${profile}`,
    '--headless',
    '--norestore',
    '--convert-to',
    format,
    '--outdir',
    folder,
    source,
  ];
  for (const program of programs) {
    const outcome = await run(program, args, patience);
    if (outcome === 'absent') continue;
    if (outcome.code === 0 && !/Error:/u.test(outcome.said)) return;
    throw new ConversionError(
      outcome.code === null
        ? `LibreOffice không làm xong sau ${Math.round(patience / 1000)} giây.`
        : `LibreOffice không chuyển được: ${outcome.said.trim()}`,
    );
  }
  throw new NoOfficeError(
    'Chưa có LibreOffice trên máy này nên không làm được PDF. Cài đặt: sudo apt-get install libreoffice-writer-nogui (Debian, Ubuntu) hoặc tải tại libreoffice.org; hoặc dùng --format docx rồi lưu thành PDF từ Word.',
  );
}

type Run = 'absent' | { readonly code: number | null; readonly said: string };

function run(program: string, args: readonly string[], patience: number): Promise<Run> {
  return new Promise((resolve, reject) => {
    // A group of its own: the program starts another one, and both end with the time.
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += String(data)));
    const timer = setTimeout(() => {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, patience);
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (error.code === 'ENOENT' || error.code === 'EACCES') resolve('absent');
      else reject(error);
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    });
  });
}
