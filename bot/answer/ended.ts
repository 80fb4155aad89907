/** Answers about units that are no more: what followed them, and the years that stay theirs. */
import { readLineage } from '../../db/lineage.ts';
import type { Unit } from '../../db/units.ts';
import { civilDate, vietnameseDate, yearOf } from '../../engine/model/dates.ts';
import type { Lineage } from '../../engine/model/lineage.ts';
import type { Desk } from '../desk.ts';
import { endOf, endSentence } from '../lineage-words.ts';
import type { Block } from '../reply.ts';
import type { Ask, Told, UnitAsk } from './ask.ts';
import { knownYears } from './years.ts';

/** Years offered as buttons. */
const MOST_YEARS = 4;

/** What is told of a unit: of one that is no more by its years only, and always with what followed it. */
export async function toldOf(
  ask: UnitAsk,
  tell: (ask: UnitAsk) => Promise<Told>,
  isAboutAllYears: boolean,
): Promise<Told> {
  const end = endOf(ask.unit, civilDate(ask.desk.now));
  if (end === undefined) return tell(ask);
  const lineage = await readLineage(ask.desk.db, { unitIds: [ask.unit.id] });
  const { published, all } = await knownYears(ask.desk, ask.caller, ask.unit);
  const isOwnYear =
    ask.year !== null &&
    (ask.year < yearOf(end) || (ask.year === yearOf(end) && published.includes(ask.year)));
  if (!isOwnYear && !(isAboutAllYears && ask.year === null)) return noMore(ask, lineage, end, all);
  const told = await tell(ask);
  const note: Block = { type: 'note', text: endSentence(ask.unit, end, lineage) };
  return { ...told, reply: { ...told.reply, blocks: [...told.reply.blocks, note] } };
}

function noMore({ unit, year }: UnitAsk, lineage: Lineage, end: string, years: readonly number[]): Told {
  const own = years.filter((each) => each <= yearOf(end));
  const asked = year === null ? '' : ` Không có kết quả riêng năm ${year}.`;
  const left = own.length === 0 ? '' : ` Các năm còn tra cứu được: ${own.toReversed().join(', ')}.`;
  return {
    reply: {
      blocks: [
        { type: 'verdict', text: endSentence(unit, end, lineage) },
        ...(asked + left === '' ? [] : [{ type: 'text' as const, text: (asked + left).trim() }]),
      ],
      buttons: own
        .slice(0, MOST_YEARS)
        .map((each) => ({ label: `Năm ${each}`, action: `status:${unit.id}:${each}` })),
    },
  };
}

/** Of a question about one unit that is no more, where no year is in it; undefined while there is the unit. */
export async function noMoreOf(desk: Desk, unit: Unit): Promise<Told | undefined> {
  const end = endOf(unit, civilDate(desk.now));
  if (end === undefined) return undefined;
  const lineage = await readLineage(desk.db, { unitIds: [unit.id] });
  return { reply: { blocks: [{ type: 'verdict', text: endSentence(unit, end, lineage) }], buttons: [] } };
}

/** Why a block has no ranking: all its units have ended; undefined while some have not. */
export async function endOfBlock(
  { desk, directory, province }: Pick<Ask, 'desk' | 'directory' | 'province'>,
  block: string,
  day: string,
): Promise<string | undefined> {
  const units = directory.filter((unit) => unit.province === province && unit.block === block);
  const ends = units.map((unit) => endOf(unit, day)).filter((end) => end !== undefined);
  const last = ends.toSorted().at(-1);
  if (last === undefined || ends.length < units.length) return undefined;
  const lineage = await readLineage(desk.db, { unitIds: units.map(({ id }) => id) });
  const successors = new Set(units.flatMap(({ id }) => lineage.endingOf(id)?.successors ?? []));
  const blocks = new Set(directory.filter(({ id }) => successors.has(id)).map((unit) => unit.block));
  const names = [...blocks].map((code) => desk.ruleSet.schemes.get(province)?.blocks.get(code) ?? code);
  const next = names.length === 0 ? '' : ` Đơn vị kế thừa thuộc: ${names.join('; ')}.`;
  return `Khối này không còn đơn vị nào từ ${vietnameseDate(last)}.${next}`;
}
