/** A workbook's cell as the text that a Vietnamese table of text would have. */
import { type CellObject, SSF } from '@e965/xlsx';
import { normalize } from '../../../engine/model/text.ts';

/** Digits that a spreadsheet shows of a number; the rest is what binary fractions leave over. */
const DIGITS = 15;
const SECONDS_A_DAY = 86_400;

/** Words of a truth value. */
const YES = 'có';
const NO = 'không';

/** The errors of a spreadsheet by the codes that files keep. */
const ERRORS: ReadonlyMap<number, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

/** Trimmed and NFC; of a formula what it last came to. */
export function cellText({ t, v, z }: CellObject, date1904: boolean): string {
  if (t === 's') return normalize(String(v ?? '')).trim();
  if (t === 'n' && typeof v === 'number') return numberText(v, String(z ?? 'General'), date1904);
  if (t === 'b') return v === true ? YES : NO;
  return '';
}

/** "=SUM(A1:A3)"; undefined where the cell is a value. */
export function formulaOf({ f, F }: CellObject): string | undefined {
  return f === undefined && F === undefined ? undefined : `=${f ?? F ?? ''}`;
}

/** "#REF!"; undefined where the cell is no error. */
export function errorOf({ t, v }: CellObject): string | undefined {
  return t === 'e' ? (ERRORS.get(Number(v)) ?? '#N/A') : undefined;
}

/** 0.865 in a per cent format is "86,5%", in a date format a day, in "0000" what it shows; else a decimal comma. */
export function numberText(value: number, format: string, date1904: boolean): string {
  const { isDate, isMonth, isPercent, zeros } = kindOf(format);
  const date = isDate ? dateText(value, isMonth, date1904) : undefined;
  if (date !== undefined) return date;
  if (isPercent) return `${decimalText(value, 2)}%`;
  const text = decimalText(value, 0);
  return zeros > 1 && /^\d+$/.test(text) ? text.padStart(zeros, '0') : text;
}

interface FormatKind {
  readonly isDate: boolean;
  /** Month and year alone: what a spreadsheet makes of "11/2026". */
  readonly isMonth: boolean;
  readonly isPercent: boolean;
  /** Digits that are always shown: "000123". */
  readonly zeros: number;
}

const kinds = new Map<string, FormatKind>();
/** Workbooks have some dozens; more are not worth keeping. */
const MOST_KINDS = 1000;

function kindOf(format: string): FormatKind {
  const known = kinds.get(format);
  if (known !== undefined) return known;
  const bare = format.replace(/"[^"]*"|\\.|_./g, '');
  const kind = {
    isDate: SSF.is_date(format) === true,
    isMonth: /m/i.test(bare) && /y/i.test(bare) && !/[dhs]/i.test(bare),
    isPercent: bare.includes('%'),
    zeros: /^0+$/.test(bare) ? bare.length : 0,
  };
  if (kinds.size >= MOST_KINDS) kinds.clear();
  kinds.set(format, kind);
  return kind;
}

/** The exact decimal that a spreadsheet shows. @param shift places to the left: 2 for per cent */
function decimalText(value: number, shift: number): string {
  if (!Number.isFinite(value) || value === 0) return '0';
  if (shift === 0 && Number.isSafeInteger(value)) return String(value);
  const [mantissa = '', power = '0'] = Math.abs(value)
    .toExponential(DIGITS - 1)
    .split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  const point = Number(power) + shift + 1;
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const fraction = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `,${fraction}`}`;
}

/** "21/01/2020", with "07:30:00" where there is a time; "01/2020"; the time alone of less than a day. */
function dateText(value: number, isMonth: boolean, date1904: boolean): string | undefined {
  const rounded = Math.round(value * SECONDS_A_DAY) / SECONDS_A_DAY;
  const date = SSF.parse_date_code(rounded, { date1904 });
  if (date === null || date === undefined) return undefined;
  const { y, m, d, H, M, S } = date;
  const month = `${String(m).padStart(2, '0')}/${y}`;
  if (isMonth) return month;
  const time = [H, M, Math.round(S)].map((part) => String(part).padStart(2, '0')).join(':');
  if (rounded < 1 && !date1904) return time;
  const day = `${String(d).padStart(2, '0')}/${month}`;
  return Number.isInteger(rounded) ? day : `${day} ${time}`;
}
