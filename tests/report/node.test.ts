/** Files written whole or not at all, and PDF where LibreOffice is. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { documentBytes } from '../../report/docx/document.ts';
import { letterhead } from '../../report/letterhead.ts';
import { ConversionError, NoOfficeError, toPdf } from '../../report/node/pdf.ts';
import { checkWritable, save, UnwritableError } from '../../report/node/save.ts';
import { temporaryFolder } from '../support/sample.ts';
import { HAS_OFFICE } from './support.ts';

const folder = temporaryFolder();
const file = (name: string): string => path.join(folder, name);
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('saving a report', () => {
  test('makes the file, and puts a new one in the place of an old one, with nothing left beside it', async () => {
    mkdirSync(file('a'));
    const target = path.join(file('a'), 'bao-cao.docx');
    await save(target, bytes('cũ'));
    await save(target, bytes('mới'));
    expect(readFileSync(target, 'utf8')).toBe('mới');
    expect(readdirSync(file('a'))).toEqual(['bao-cao.docx']);
  });

  test('that cannot be put in its place leaves what was there, and nothing beside it', async () => {
    mkdirSync(path.join(file('b'), 'bao-cao.docx', 'con'), { recursive: true });
    await expect(save(path.join(file('b'), 'bao-cao.docx'), bytes('x'))).rejects.toBeInstanceOf(
      UnwritableError,
    );
    expect(readdirSync(file('b'))).toEqual(['bao-cao.docx']);
  });

  test('is refused with a remedy where there is no folder, or a folder of that name', async () => {
    await expect(checkWritable(path.join(file('không có'), 'x.docx'))).rejects.toThrow(/Tạo thư mục/u);
    await expect(checkWritable(folder)).rejects.toThrow(/là một thư mục/u);
  });

  test.skipIf(process.getuid?.() === 0)(
    'is refused where nobody may write (skipped for root, who may)',
    async () => {
      mkdirSync(file('kín'));
      chmodSync(file('kín'), 0o500);
      await expect(checkWritable(path.join(file('kín'), 'x.docx'))).rejects.toThrow(/Không được quyền ghi/u);
    },
  );
});

function shortDocument(): Promise<Uint8Array> {
  return documentBytes(
    {
      kind: 'BÁO CÁO',
      about: ['Một trang'],
      parts: [{ type: 'text', text: 'Trên đây là Báo cáo./.' }],
      recipients: ['Lưu: VT'],
      wide: false,
      simulated: false,
    },
    { head: letterhead(undefined, 2026), paint: undefined },
  );
}

describe('PDF', () => {
  test.skipIf(!HAS_OFFICE)(
    'is made by LibreOffice, and nothing of it stays behind (skipped where it is not installed)',
    async () => {
      const within = file('tạm');
      mkdirSync(within);
      const pdf = await toPdf(await shortDocument(), { within });
      expect(new TextDecoder('latin1').decode(pdf.slice(0, 5))).toBe('%PDF-');
      expect(readdirSync(within)).toEqual([]);
    },
  );

  test('without LibreOffice says how to install it and that DOCX works', async () => {
    const failing = toPdf(bytes('x'), { programs: ['khong-co-chuong-trinh-nay'] });
    await expect(failing).rejects.toBeInstanceOf(NoOfficeError);
    await expect(failing).rejects.toThrow(/apt-get install libreoffice-writer-nogui.*--format docx/u);
  });

  test('gives up on a program that does not come to an end, and ends it', async () => {
    const program = file('cham.sh');
    writeFileSync(program, `#!/bin/sh\ntouch ${file('bat-dau')}\nexec sleep 60\n`, { mode: 0o755 });
    const failing = toPdf(bytes('x'), { programs: [program], patience: 500 });
    await expect(failing).rejects.toThrow(/không làm xong/u);
    expect(existsSync(file('bat-dau'))).toBe(true);
  });

  test('passes on what LibreOffice says when it fails', async () => {
    const program = file('hong.sh');
    writeFileSync(program, '#!/bin/sh\necho "Error: source file could not be loaded"\n', { mode: 0o755 });
    const failing = toPdf(bytes('x'), { programs: [program] });
    await expect(failing).rejects.toBeInstanceOf(ConversionError);
    await expect(failing).rejects.toThrow(/could not be loaded/u);
  });
});
