/** The law and the data by which a question is asked: "theo số liệu đến ngày 31/10/2026", "theo quy định tại ngày 01/01/2026". */
import { type CivilDate, isCivilDate } from '../../engine/model/dates.ts';
import { normalize } from '../../engine/model/text.ts';

export interface AskedDates {
  readonly lawDate?: CivilDate;
  readonly dataDate?: CivilDate;
}

const DATE = String.raw`(?:ngày\s+|ngay\s+)?(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>\d{4})(?!\d)`;
const WITH = String.raw`(?<!\p{L})(?:(?:theo|với|voi|tính|tinh|xét|xet|căn cứ|can cu)\s+(?:theo\s+)?)*`;
const UNTIL = String.raw`\s+(?:(?:biết|biet|có|co|được|duoc|cập nhật|cap nhat|tính|tinh)\s+)?(?:đến|den|tới|toi|tại|tai|vào|vao|của|cua)?\s*(?:hết|het)?\s*`;
const IN_FORCE = String.raw`\s+(?:(?:có hiệu lực|co hieu luc|hiện hành|hien hanh|còn hiệu lực|con hieu luc)\s+)?(?:tại|tai|vào|vao|ở|o|của|cua|đến|den)?\s*`;

const DATA = new RegExp(`${WITH}(?:số liệu|so lieu|dữ liệu|du lieu)${UNTIL}${DATE}`, 'iu');
const LAW = new RegExp(`${WITH}(?:quy định|quy dinh|văn bản|van ban|luật|luat)${IN_FORCE}${DATE}`, 'iu');

/** The dates, and the text without the words that say them. A date that does not exist is left where it stands. */
export function readDates(text: string): { readonly dates: AskedDates; readonly rest: string } {
  const data = taken(normalize(text), DATA);
  const law = taken(data.rest, LAW);
  return {
    dates: {
      ...(law.date === undefined ? {} : { lawDate: law.date }),
      ...(data.date === undefined ? {} : { dataDate: data.date }),
    },
    rest: data.date === undefined && law.date === undefined ? text : law.rest,
  };
}

function taken(text: string, form: RegExp): { readonly date?: CivilDate; readonly rest: string } {
  const found = form.exec(text);
  const { day = '', month = '', year = '' } = found?.groups ?? {};
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (found === null || !isCivilDate(date)) return { rest: text };
  // A comma, so that what stands before and after is not read as one name.
  return { date, rest: `${text.slice(0, found.index)}, ${text.slice(found.index + found[0].length)}` };
}
