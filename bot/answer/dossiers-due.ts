/** "Hồ sơ nào của đơn vị tôi sắp trễ?" */
import type { OpenDossier } from '../../db/dossiers/open.ts';
import { integerWords } from '../../engine/explain/words.ts';
import { type CivilDate, civilDate, instantWords, vietnameseDate, yearOf } from '../../engine/model/dates.ts';
import { DAY, minute } from '../../engine/model/deadline.ts';
import { isPaused } from '../../engine/model/dossier.ts';
import { decideUnit } from '../decisions.ts';
import { notice } from '../notice.ts';
import { outlookOf, type UnitOutlook } from '../outlook.ts';
import type { Block } from '../reply.ts';
import { mayKnow, mayKnowOfficers } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';
import { outlookSentences } from './outlook-words.ts';
import { SIMULATED } from './phrases.ts';

/** Dossiers listed at first sight. */
const MOST = 8;
/** Characters of a procedure's name; they are long. */
const NAME_LENGTH = 60;
const NO_OUTLOOK = 'Chưa dự báo được cuối năm: văn bản đếm hồ sơ trễ hạn theo ngày hẹn trả.';

export async function dossiersDue(ask: UnitAsk): Promise<Told> {
  const { desk, caller, unit } = ask;
  const year = yearOf(civilDate(desk.now));
  const absent = notice(`Chưa có số liệu hồ sơ năm ${year} của ${unit.name}.`);
  if (!mayKnow(caller, unit)) return { reply: absent, refused: true };
  const of = await decideUnit(desk, unit, year, ask.at);
  const found = await outlookOf(desk, unit, of.decision);
  if (found.through === undefined) return { reply: absent };
  const buttons = [
    { label: 'Hiện trạng', action: `status:${unit.id}:${year}` },
    { label: 'Cảnh báo', action: `alerts:${unit.id}:` },
  ];
  return { reply: { blocks: blocksOf(ask, found, found.through), buttons }, decisions: [of] };
}

function blocksOf(
  { unit, caller }: UnitAsk,
  { outlook, open, simulated: isSimulated, passed = '' }: UnitOutlook,
  through: CivilDate,
): Block[] {
  const told = outlook === undefined ? [NO_OUTLOOK] : outlookSentences(outlook);
  const sentences = told.map((text): Block => ({ type: 'text', text }));
  // The outlook says so by itself.
  const simulated = isSimulated && outlook === undefined ? [SIMULATED] : [];
  if (open === undefined) {
    const text = `${unit.name}: chưa có danh sách hồ sơ, chỉ có số tổng đến ${vietnameseDate(through)}.`;
    return [{ type: 'verdict', text }, ...sentences, ...simulated];
  }
  // What is due on the day of an export, or today, may still be answered in time.
  const day = Number(minute(passed).numerator) + DAY;
  const running = open.filter((each) => !isPaused(each) && each.due !== undefined);
  const overdue = running.filter(({ due = 0 }) => due < day);
  const next = running.filter(({ due = 0 }) => due >= day);
  const soon = next.filter(({ due = 0 }) => due < day + 7 * DAY);
  const paused = open.length - running.length;
  const items = [...overdue, ...next]
    .slice(0, MOST)
    .map((each) => describe(each, day, mayKnowOfficers(caller, unit)));
  return [
    {
      type: 'verdict',
      text: `${unit.name}, số liệu đến ngày ${vietnameseDate(through)}: ${integerWords(BigInt(overdue.length))} hồ sơ đã quá hạn chưa trả, ${integerWords(BigInt(soon.length))} hồ sơ đến hạn trong 7 ngày tới.`,
    },
    ...(items.length === 0 ? [] : [{ type: 'list' as const, items }]),
    ...(overdue.length + next.length > items.length
      ? [
          {
            type: 'text' as const,
            text: `Còn ${integerWords(BigInt(overdue.length + next.length - items.length))} hồ sơ khác đang giải quyết.`,
          },
        ]
      : []),
    ...sentences,
    ...(paused === 0
      ? []
      : [
          {
            type: 'note' as const,
            text: `Không kể ${integerWords(BigInt(paused))} hồ sơ tạm dừng, chờ bổ sung hoặc không có hạn trả.`,
          },
        ]),
    ...simulated,
  ];
}

function describe({ code, procedure, officer, due = 0 }: OpenDossier, day: number, named: boolean): string {
  const short = procedure.length > NAME_LENGTH ? `${procedure.slice(0, NAME_LENGTH)}…` : procedure;
  const last = due % DAY === DAY - 1 ? due - DAY + 1 : due;
  const limit = instantWords(BigInt(last));
  const state = due < day ? `quá hạn từ ${limit}` : `hạn ${limit}`;
  return [`${code}: ${state}`, short, named ? officer : ''].filter((part) => part !== '').join('; ');
}
