/** From a typed question to what is asked, of whom and of when. Pure: no database, no clock. */
import { type CivilDate, yearOf } from '../../engine/model/dates.ts';
import type { FactDefinition } from '../../engine/model/facts.ts';
import type { Intent } from '../desk.ts';
import { readCommand } from './commands.ts';
import { type AskedDates, readDates } from './dates.ts';
import type { Directory } from './directory.ts';
import { type AskedFigure, askedFigure } from './figures.ts';
import type { Asked } from './intent-table.ts';
import { intentOf } from './intents.ts';
import type { Mention } from './mentions.ts';
import { type Reading, read } from './reading.ts';
import { type Token, textOf, tokenize } from './tokens.ts';
import { readYears } from './years.ts';

export interface Understanding {
  readonly intent: Intent;
  /** Ids of the units named, in the order of the text; the asker's own is not among them. */
  readonly units: readonly string[];
  /** The code of a block that is named. */
  readonly block: string | null;
  /** The province that is named by itself, as its units write it: "dak-nong". */
  readonly province: string | null;
  /** Ids between which to ask; `units` is then empty. */
  readonly ambiguous: readonly string[];
  /** The points lost are asked for: "mất điểm ở đâu". */
  readonly asksPoints: boolean;
  /** How far the round is, or whether its result is published, is asked: "đến bước nào rồi", "công bố chưa". */
  readonly asksState: boolean;
  /** Tasks, reports and findings that fall due are asked for: "nhiệm vụ nào sắp đến hạn". */
  readonly asksDue: boolean;
  /** The one year said or meant ("năm ngoái"). */
  readonly year: number | null;
  /** The law and the data by which it is asked: "theo số liệu đến ngày 31/10/2026". */
  readonly dates: AskedDates;
  /** The figure whose history is asked for. */
  readonly figure: AskedFigure | null;
  /** The asker's own unit is meant. */
  readonly own: boolean;
  /** Words as typed that look like a unit's name and are none of the directory's. */
  readonly unmatched: string | null;
  /** Ids that `unmatched` may have been meant for, the nearest first. */
  readonly nearest: readonly string[];
}

/** A year is no number of years: "top 5 năm 2019". */
const YEAR = /(?<= )(?:nam )?20\d\d(?= )/g;
/** "3 năm" is asked like "mấy năm". */
const NUMBER = /(?<= )\d{1,3}(?= )/g;

/** Points are lost, taken off or short; "điểm" alone may be a percentage point. */
const LOST_POINTS =
  / (?:mat|tru|hut|thieu|khong duoc|khong dat) (?:\S+ ){0,2}diem | diem (?:thap|kem|bi tru|bi mat|mat|tru) | tieu chi (?:nao|gi) | (?:mat|tru) diem | chiu trach nhiem (?:\S+ ){0,3}(?:tieu chi|diem|linh vuc) | phu trach (?:\S+ ){0,2}tieu chi /;

/** The round's state is asked, not who handed in. */
const STATE = / (?:cong bo|buoc nao|giai doan nao|(?:tham dinh|cham diem) (?:\S+ ){0,4}(?:den|toi) dau) /;

/** Of warnings: those of registers are asked for. */
const DUE =
  / (?:nhiem vu|cong viec|viec|bao cao|kien nghi|phan anh) (?:\S+ ){0,8}(?:den|toi|het|qua|tre) han /;

/** What a question that asks for points lost may otherwise be taken for. */
const MAY_ASK_POINTS: ReadonlySet<Intent> = new Set([
  'status',
  'consequences',
  'rules',
  'ranking',
  'unknown',
]);

/** Commands whose argument is a unit's name and nothing else but a year. */
const ABOUT_A_UNIT: ReadonlySet<Intent> = new Set([
  'status',
  'explain',
  'history',
  'consequences',
  'headroom',
]);

/** Reads a question or a slash command. Never throws; what makes no sense is `unknown`. */
export function understand(
  text: string,
  directory: Directory,
  context: { readonly today: CivilDate; readonly facts?: ReadonlyMap<string, FactDefinition> },
): Understanding {
  const { dates, rest } = readDates(text);
  const command = readCommand(rest);
  const said = command?.argument ?? rest;
  const tokens = tokenize(said);
  const reading = read(tokens, directory);
  const years = readYears(said, context.today);
  const named = unitsOf(said, tokens, reading.mentions);
  const province = reading.province === null ? null : (directory.provinces.get(reading.province) ?? null);
  const words = ` ${tokens.map(({ folded }) => folded).join(' ')} `;
  const asksPoints = LOST_POINTS.test(words);
  const asksState = STATE.test(words) && !/ (?:nop|ho so) /.test(words);
  const { block, own } = reading;
  const meant = years.count > 0 || dates.dataDate === undefined ? years.year : yearOf(dates.dataDate);
  const figure = askedFigure(words, context.facts ?? new Map()) ?? null;
  const common = {
    ...named,
    block,
    province,
    year: meant,
    dates,
    figure,
    own,
    asksPoints,
    asksState,
    asksDue: false,
  };
  if (command === undefined && figure !== null) return { ...common, intent: 'history' };
  if (command === undefined) {
    const intent = intentOf(askedBy(tokens, reading, years.count));
    const asksDue = intent === 'alerts' && DUE.test(words);
    return { ...common, asksDue, intent: asksPoints && MAY_ASK_POINTS.has(intent) ? 'explain' : intent };
  }
  const { intent } = command;
  if (intent === 'ranking') return { ...common, intent, block: reading.block ?? blockOf(said, directory) };
  const isUnknown = ABOUT_A_UNIT.has(intent) && reading.mentions.length === 0 && reading.strange > 0;
  return { ...common, intent, unmatched: isUnknown ? said : common.unmatched };
}

function askedBy(tokens: readonly Token[], reading: Reading, years: number): Asked {
  return {
    words: ` ${wordsAround(tokens, reading.mentions).join(' ')} `
      .replace(YEAR, 'yyyy')
      .replace(NUMBER, 'may'),
    length: tokens.length,
    units: reading.mentions.length,
    own: reading.own,
    block: reading.block !== null,
    province: reading.province !== null,
    years,
    strange: reading.strange,
  };
}

/** The folded words, each name of a unit as "§". */
function wordsAround(tokens: readonly Token[], mentions: readonly Mention[]): string[] {
  const words: string[] = [];
  let next = 0;
  for (const { start, end } of mentions) {
    words.push(...tokens.slice(next, start).map(({ folded }) => folded), '§');
    next = end;
  }
  return [...words, ...tokens.slice(next).map(({ folded }) => folded)];
}

function unitsOf(
  text: string,
  tokens: readonly Token[],
  mentions: readonly Mention[],
): Pick<Understanding, 'units' | 'ambiguous' | 'unmatched' | 'nearest'> {
  const unclear = mentions.find(({ units }) => units.length > 1);
  const unknown = mentions.find(({ units }) => units.length === 0);
  return {
    units: unclear === undefined ? [...new Set(mentions.flatMap(({ units }) => units))] : [],
    ambiguous: unclear?.units ?? [],
    unmatched: unknown === undefined ? null : textOf(text, tokens.slice(unknown.start, unknown.end)),
    nearest: unknown?.nearest ?? [],
  };
}

/** The argument of "/xephang so" is a block without "khối". */
function blockOf(argument: string, directory: Directory): string | null {
  return directory.blocks.at(tokenize(`khối ${argument}`), 0)?.value ?? null;
}
