/** What a file is by its first bytes, and what to do with one that is no table. */
import { type Refusal, refuse } from '../problems.ts';

export const SAVE_AS_XLSX =
  'Mở tệp bằng Excel, chọn Tệp → Lưu dưới dạng → "Sổ làm việc Excel (.xlsx)", rồi nạp tệp .xlsx đó.';
export const SAVE_AS_CSV =
  'Mở tệp bằng Excel, chọn Tệp → Lưu dưới dạng → "CSV UTF-8 (phân cách bằng dấu phẩy)", rồi nạp tệp .csv đó.';
const ASK_FOR_TABLE = 'Xin tệp bảng tính (XLSX) hoặc CSV có các số liệu ấy rồi nạp.';
const UNPACK = 'Giải nén, rồi nạp từng tệp XLSX hoặc CSV bên trong.';

interface Signature {
  readonly starts: readonly number[] | string;
  readonly name: string;
  readonly remedy: string;
}

/** What people load by mistake. */
const SIGNATURES: readonly Signature[] = [
  { starts: '%PDF', name: 'tệp PDF', remedy: ASK_FOR_TABLE },
  { starts: [0x1f, 0x8b], name: 'tệp nén GZIP', remedy: UNPACK },
  { starts: 'Rar!', name: 'tệp nén RAR', remedy: UNPACK },
  { starts: [0x37, 0x7a, 0xbc, 0xaf], name: 'tệp nén 7-Zip', remedy: UNPACK },
  { starts: [0x89, 0x50, 0x4e, 0x47], name: 'tệp ảnh (PNG)', remedy: ASK_FOR_TABLE },
  { starts: [0xff, 0xd8, 0xff], name: 'tệp ảnh (JPEG)', remedy: ASK_FOR_TABLE },
  { starts: 'GIF8', name: 'tệp ảnh (GIF)', remedy: ASK_FOR_TABLE },
  { starts: [0x49, 0x49, 0x2a, 0x00], name: 'tệp ảnh (TIFF)', remedy: ASK_FOR_TABLE },
  { starts: [0x4d, 0x4d, 0x00, 0x2a], name: 'tệp ảnh (TIFF)', remedy: ASK_FOR_TABLE },
  { starts: '{\\rtf', name: 'tệp văn bản RTF', remedy: ASK_FOR_TABLE },
];
/** Systems of old give their pages the name of a workbook. */
const WEB_PAGE = /^\s*<(?:!doctype|\?xml|html|head|meta|table|div)/i;
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const ZIP = [0x50, 0x4b];

/** The stream that holds a workbook with a password, as the directory of a compound file spells it. */
const ENCRYPTED = Uint8Array.from('EncryptedPackage', (letter) => letter.charCodeAt(0));

/** Whether the bytes begin as a workbook (or any other ZIP archive) does. */
export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, ZIP) && (bytes[2] ?? 0) < 0x09;
}

/** Whether the bytes begin as the office files of old do, and those with a password. */
export function isCompound(bytes: Uint8Array): boolean {
  return startsWith(bytes, COMPOUND);
}

/** Why the file is no table that is read here; undefined where its first bytes do not tell. */
export function foreignFile(bytes: Uint8Array): Refusal | undefined {
  if (bytes.length === 0) return refuse('Tệp rỗng.', 'Kiểm tra lại tệp đã chọn.');
  if (isCompound(bytes))
    return holdsWide(bytes, ENCRYPTED)
      ? refuse(
          'Bảng tính có mật khẩu, không đọc được.',
          'Mở bằng Excel, chọn Tệp → Thông tin → Bảo vệ sổ làm việc → bỏ mật khẩu, lưu lại rồi nạp.',
        )
      : refuse('Đây là tệp Excel hoặc Word đời cũ (XLS, DOC), không đọc được.', SAVE_AS_XLSX);
  const known = SIGNATURES.find(({ starts }) => startsWith(bytes, codes(starts)));
  if (known !== undefined) return isNoTable(known.name, known.remedy);
  const start = new TextDecoder().decode(bytes.subarray(0, 200));
  return WEB_PAGE.test(start) ? isNoTable('trang HTML hoặc XML, dù tên tệp là gì', SAVE_AS_XLSX) : undefined;
}

/** The refusal of a file that is something else. */
export function isNoTable(what: string, remedy: string): Refusal {
  return refuse(`Đây là ${what}; chỉ đọc bảng tính XLSX và tệp CSV.`, remedy);
}

function codes(starts: readonly number[] | string): readonly number[] {
  return typeof starts === 'string' ? Array.from(starts, (letter) => letter.charCodeAt(0)) : starts;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

/** Whether the letters stand in the bytes, each followed by a zero. */
function holdsWide(bytes: Uint8Array, letters: Uint8Array): boolean {
  const [first = 0] = letters;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1))
    if (letters.every((letter, index) => bytes[at + index * 2] === letter)) return true;
  return false;
}
