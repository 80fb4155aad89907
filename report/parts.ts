/** A report as a sequence of parts, before any format. */
import type { PrintedTable } from '../engine/report/printed.ts';
import type { Chart } from './charts.ts';

export type Part =
  /** 1: "I. KẾT QUẢ …"; 2: "1. …". */
  | { readonly type: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly type: 'text' | 'item'; readonly text: string }
  | { readonly type: 'table'; readonly table: PrintedTable }
  | { readonly type: 'chart'; readonly chart: Chart };

/** What stands on a document besides its parts. */
export interface DocumentText {
  /** "BÁO CÁO". */
  readonly kind: string;
  /** What it is about, line by line. */
  readonly about: readonly string[];
  readonly parts: readonly Part[];
  /** "- Lưu: VT, CCHC" without dash and full stop. */
  readonly recipients: readonly string[];
  /** Wide tables: every page but the first lies on its side. */
  readonly wide: boolean;
  readonly simulated: boolean;
}

/** On every page and sheet with figures that were made up. */
export const SIMULATED_MARK = 'SỐ LIỆU MÔ PHỎNG - KHÔNG PHẢI SỐ LIỆU THẬT';

/** A small count as official documents write it: "08". */
export function countWords(count: number): string {
  return String(count).padStart(2, '0');
}

/** "a, b và c". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} và ${last}`;
}
