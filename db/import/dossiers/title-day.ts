/** The day that an export tells of, where its title says so: "… tính đến ngày 31/10/2026". */
import { type CivilDate, isCivilDate } from '../../../engine/model/dates.ts';
import { fold } from '../../../engine/model/text.ts';
import type { TableRow } from '../table/table.ts';

/** Folded: "tính đến hết ngày 31/10/2026", "tính đến 17 giờ ngày 31 tháng 10 năm 2026". */
const TITLE =
  /\btinh den (?:\d{1,2} gio (?:\d{1,2} )?(?:phut )?)?(?:het )?(?:ngay )?(\d{1,2}) (?:thang )?(\d{1,2}) (?:nam )?(\d{4})\b/;

/** Undefined where no title says a day that the calendar has. */
export function titleDay(
  title: readonly TableRow[],
): { readonly day: CivilDate; readonly row: number } | undefined {
  for (const { row, cells } of title)
    for (const cell of cells) {
      const [, day = '', month = '', year = ''] = TITLE.exec(fold(cell)) ?? [];
      const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      if (isCivilDate(date)) return { day: date, row };
    }
  return undefined;
}
