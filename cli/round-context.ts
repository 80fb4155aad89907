/** What every verb of `round` needs: the round that is meant, and who acts. */

import { latestRound } from '../bot/appraisal/standing.ts';
import type { Refusal } from '../bot/appraisal/step.ts';
import type { Desk } from '../bot/desk.ts';
import { readDate } from '../bot/load-ranks.ts';
import { largestProvince } from '../bot/province.ts';
import { type Caller, ownUnit } from '../bot/roles.ts';
import { listRounds } from '../db/appraisal.ts';
import { findUnit, listUnits } from '../db/units.ts';
import type { CivilDate } from '../engine/model/dates.ts';
import { callerNamed } from './ask.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { refusalWords } from './import-words.ts';
import { withDesk } from './store.ts';

export interface RoundOptions {
  readonly year?: string;
  readonly province?: string;
  readonly as?: string;
  readonly json?: true;
}

export interface WithCaller {
  readonly desk: Desk;
  readonly caller: Caller;
  /** The province that is meant. @throws CommandError when there is none */
  readonly province: () => Promise<string>;
}

export interface InRound extends WithCaller {
  readonly roundId: number;
}

/** Whoever changes something says as whom. */
export function withCaller(
  context: CliContext,
  options: RoundOptions,
  work: (at: WithCaller) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { as } = options;
  if (as === undefined)
    throw new CommandError(EXIT.usage, 'Cần --as NGƯỜI-HOẶC-VAI, ví dụ: --as chuyen-vien-cchc.');
  yearOf(options);
  return withDesk(context, async (desk) => {
    const caller = await callerNamed(desk, as);
    return work({ desk, caller, province: () => provinceMeant(desk, caller, options) });
  });
}

export function inRound(
  context: CliContext,
  options: RoundOptions,
  work: (at: InRound) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withCaller(context, options, async (at) =>
    work({ ...at, roundId: await roundMeant(at.desk, at.caller, options) }),
  );
}

/** @throws CommandError when there is no such round, or several provinces have one */
export async function roundMeant(desk: Desk, caller: Caller, options: RoundOptions): Promise<number> {
  const year = yearOf(options);
  const own = await provinceOf(desk, caller);
  const province = options.province ?? own;
  const of = { ...(year === undefined ? {} : { year }), ...(province === undefined ? {} : { province }) };
  const provinces = new Set((await listRounds(desk.db, of)).map((round) => round.province));
  if (provinces.size > 1)
    throw new CommandError(EXIT.usage, `Có vòng thẩm định của ${[...provinces].join(', ')}. Ghi --province.`);
  const id = await latestRound(desk, of);
  if (id === undefined)
    throw new CommandError(
      EXIT.usage,
      `Chưa mở vòng thẩm định${year === undefined ? '' : ` năm ${year}`}. Mở bằng: round open --year NĂM --deadline NGÀY --supplement NGÀY --as chuyen-vien-cchc.`,
    );
  return id;
}

/** The one named, the caller's own, or of those with a ranking the one with most units, which is the only one but in the sample. */
async function provinceMeant(desk: Desk, caller: Caller, options: RoundOptions): Promise<string> {
  const named = options.province ?? (await provinceOf(desk, caller));
  if (named !== undefined) return named;
  const ranked = [...desk.ruleSet.schemes.values()].filter(({ index }) => index !== '');
  const codes = new Set(ranked.map(({ code }) => code));
  const largest = largestProvince((await listUnits(desk.db)).filter(({ province }) => codes.has(province)));
  if (largest === undefined)
    throw new CommandError(EXIT.usage, `Ghi --province, một trong: ${[...codes].join(', ')}.`);
  return largest;
}

async function provinceOf({ db }: Desk, caller: Caller): Promise<string | undefined> {
  const own = ownUnit(caller);
  return own === undefined ? undefined : (await findUnit(db, own))?.province;
}

function yearOf({ year }: RoundOptions): number | undefined {
  if (year === undefined) return undefined;
  if (/^(?:19|20)\d{2}$/.test(year)) return Number(year);
  throw new CommandError(EXIT.usage, `Năm "${year}" không đúng. Ghi bốn chữ số, ví dụ: --year 2026`);
}

/** @throws CommandError when the option is not given */
export function required(options: object, name: string, flag: string): string {
  const value: unknown = Object.entries(options).find(([key]) => key === name)?.[1];
  if (typeof value === 'string') return value;
  throw new CommandError(EXIT.usage, `Cần ${flag}.`);
}

/** @throws CommandError when the text is no date */
export function dateOf(flag: string, text: string): CivilDate {
  const date = readDate(text);
  if (date !== undefined) return date;
  throw new CommandError(
    EXIT.usage,
    `${flag} "${text}" không phải là ngày. Ghi: 16/12/2026 hoặc 2026-12-16.`,
  );
}

/** Prints what came of a step; a refusal is the input's, and exits so. */
export function outcomeOf<T extends { readonly status: string }>(
  context: CliContext,
  { json }: RoundOptions,
  outcome: T | Refusal,
  words: (done: T) => string,
): ExitCode {
  if (json === true) printJson(context, outcome);
  else if (isRefusal(outcome)) context.err(refusedWords(outcome));
  else context.out(words(outcome));
  return isRefusal(outcome) ? EXIT.refused : EXIT.done;
}

function isRefusal(outcome: { readonly status: string }): outcome is Refusal {
  return outcome.status === 'refused';
}

function refusedWords(refusal: Refusal): string {
  const isFile = refusal.problems.some(({ row }) => row !== undefined) || refusal.total > 1;
  return isFile
    ? refusalWords(refusal)
    : refusal.problems.map(({ reason, remedy }) => `${reason} ${remedy}`).join('\n');
}
