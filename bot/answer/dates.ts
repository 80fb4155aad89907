/** Answers by the law of one date and the data of another: said in the reply, and carried on by its buttons. */
import { type CivilDate, isCivilDate, vietnameseDate } from '../../engine/model/dates.ts';
import type { Button, Reply } from '../reply.ts';
import type { AskedDates } from '../understand/dates.ts';

export type { AskedDates } from '../understand/dates.ts';

/** Answers that go by the dates; the others are of now. */
const DATED = new Set(['status', 'headroom', 'explain', 'consequences', 'history', 'ranking']);

export function datedReply(reply: Reply, dates: AskedDates): Reply {
  const { lawDate, dataDate } = dates;
  const words = [
    lawDate === undefined ? '' : `theo quy định tại ngày ${vietnameseDate(lawDate)}`,
    dataDate === undefined ? '' : `theo số liệu biết đến hết ngày ${vietnameseDate(dataDate)}`,
  ].filter((part) => part !== '');
  if (words.length === 0) return reply;
  return {
    ...reply,
    blocks: [...reply.blocks, { type: 'note', text: `Xét ${words.join(', ')}.` }],
    buttons: reply.buttons.map((button) => datedButton(button, dates)),
  };
}

/** "<intent>:<subject>:<year>:<points>:<dates>". */
function datedButton(button: Button, dates: AskedDates): Button {
  const [intent = '', subject = '', year = '', points = ''] = button.action.split(':');
  if (!DATED.has(intent)) return button;
  return { ...button, action: [intent, subject, year, points, datesText(dates)].join(':') };
}

/** "d20261031l20260101". */
function datesText({ lawDate, dataDate }: AskedDates): string {
  const compact = (date: CivilDate): string => date.replaceAll('-', '');
  return `${dataDate === undefined ? '' : `d${compact(dataDate)}`}${lawDate === undefined ? '' : `l${compact(lawDate)}`}`;
}

/** The dates of an action; what is none is left out. */
export function parseDates(text: string): AskedDates {
  const { data, law } = /^(?:d(?<data>\d{8}))?(?:l(?<law>\d{8}))?$/.exec(text)?.groups ?? {};
  return { ...dateOf('dataDate', data), ...dateOf('lawDate', law) };
}

function dateOf(name: keyof AskedDates, compact: string | undefined): AskedDates {
  const date = compact?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  return date === undefined || !isCivilDate(date) ? {} : { [name]: date };
}
