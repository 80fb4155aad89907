/** The answering core: a question of somebody, an answer; the same for every channel. */
import type { Unit } from '../../db/units.ts';
import { type CivilDate, civilDate } from '../../engine/model/dates.ts';
import { dayOfYear, isValidOn } from '../../engine/model/lineage.ts';
import { fold } from '../../engine/model/text.ts';
import { type Answer, type Desk, type Intent, isIntent } from '../desk.ts';
import { notice } from '../notice.ts';
import { largestProvince } from '../province.ts';
import { type Registry, registryOf } from '../registry.ts';
import type { Question, Reply } from '../reply.ts';
import { type Caller, ownBlock, ownUnit } from '../roles.ts';
import { MAX_QUESTION } from '../typed.ts';
import type { AskedFigure } from '../understand/figures.ts';
import { mergedProvinceWords } from '../understand/merged-provinces.ts';
import { type Understanding, understand } from '../understand/understand.ts';
import { alerts } from './alerts.ts';
import type { Ask, Told, UnitAsk } from './ask.ts';
import { consequences } from './consequences.ts';
import { type AskedDates, datedReply, parseDates } from './dates.ts';
import { withDisputes } from './disputes.ts';
import { dossiersDue } from './dossiers-due.ts';
import { DUE_WORK, due } from './due.ts';
import { toldOf } from './ended.ts';
import { explain } from './explain.ts';
import { figureHistoryOf } from './figure-history.ts';
import { HELP_BUTTONS, help, howToLink, notServed, notUnderstood, whichUnit, whoami } from './help.ts';
import { history } from './history.ts';
import { type LossView, losses, parseLossView, WHOLE_TABLE } from './losses.ts';
import { ranking } from './ranking.ts';
import { round } from './round.ts';
import { status } from './status.ts';

type Handler =
  /** About exactly one unit; asked for when the question names none or several. */
  | { readonly needs: 'unit'; readonly tell: (ask: UnitAsk) => Promise<Told> }
  | { readonly needs: 'nothing'; readonly tell: (ask: Ask) => Told | Promise<Told> };

/** What is served; the other intents are understood and answered as not yet served. */
const HANDLERS: Readonly<Partial<Record<Intent, Handler>>> = {
  status: { needs: 'unit', tell: status },
  headroom: { needs: 'unit', tell: status },
  explain: {
    needs: 'unit',
    tell: (ask) => (ask.losses === null ? explain(ask) : losses(ask, ask.losses)),
  },
  consequences: { needs: 'unit', tell: consequences },
  history: {
    needs: 'unit',
    tell: (ask) => (ask.figure === null ? history(ask) : figureHistoryOf(ask, ask.figure)),
  },
  ranking: { needs: 'nothing', tell: ranking },
  dossiers_due: { needs: 'unit', tell: dossiersDue },
  alerts: { needs: 'nothing', tell: (ask) => (ask.asksDue ? due(ask) : alerts(ask)) },
  round: { needs: 'nothing', tell: round },
  help: { needs: 'nothing', tell: help },
  whoami: { needs: 'nothing', tell: whoami },
  link: { needs: 'nothing', tell: howToLink },
  unknown: { needs: 'nothing', tell: notUnderstood },
};

/** What a question was found to ask, whether typed or pressed. */
interface Request {
  readonly intent: Intent;
  readonly unitIds: readonly string[];
  readonly block: string | null;
  /** The province that is named by itself. */
  readonly province: string | null;
  readonly year: number | null;
  /** What is asked are the points lost, and of what. */
  readonly losses: LossView | null;
  readonly asksState: boolean;
  readonly asksDue: boolean;
  readonly ambiguous: readonly string[];
  readonly unmatched: { readonly words: string; readonly nearest: readonly string[] } | null;
  /** The asker's own unit was said: "đơn vị tôi". */
  readonly own: boolean;
  /** The law and the data asked by. */
  readonly dates: AskedDates;
  /** The figure whose history is asked for. */
  readonly figure: AskedFigure | null;
}

/** A number with letters stuck to its per cent sign: "5,3%x". */
const BROKEN_NUMBER = /\d[\d.,]*%[\p{L}\d]+/u;
/** Units offered when several are meant. */
const MOST_OFFERED = 8;

/** Answers one question. Nothing is written. @throws when the database fails. */
export async function answer(
  desk: Desk,
  caller: Caller,
  question: Question,
  dates: AskedDates = {},
): Promise<Answer> {
  const refusal = 'text' in question ? refuse(question.text) : undefined;
  if (refusal !== undefined) return wrap('unknown', refusal);
  const registry = await registryOf(desk.db);
  const directory = registry.units;
  const asked =
    'action' in question
      ? parseAction(question.action, directory)
      : readText(desk, registry, question.text, homeOf(caller, directory));
  const dated = { ...asked, dates: { ...dates, ...asked.dates } };
  const living = ofItsTime(dated, directory, civilDate(desk.now));
  const request = meantBy(ofNamedProvince(living, directory), ownUnit(caller), directory);
  if (request.unmatched !== null) return wrap(request.intent, unknownUnit(request, directory), request);
  if (request.ambiguous.length > 0) return askWhich(request, directory);
  return tell(request, desk, caller, directory);
}

/** A province that is named tells units of one name apart; by itself it is meant where it is scored like a unit. */
function ofNamedProvince(request: Request, directory: readonly Unit[]): Request {
  const { province, unitIds, ambiguous } = request;
  if (province === null) return request;
  if (ambiguous.length > 0) return among(request, directory, province);
  const isListed = request.intent === 'ranking' && request.block === null;
  if (unitIds.length > 0 || (HANDLERS[request.intent]?.needs !== 'unit' && !isListed)) return request;
  const whole = directory.find(
    (unit) => unit.province === province && fold(unit.name) === `tinh ${fold(province)}`,
  );
  if (whole === undefined) return request;
  return { ...request, intent: isListed ? 'status' : request.intent, unitIds: [whole.id] };
}

/** Of units of one name those that there are in the year asked, where some are. */
function ofItsTime(request: Request, directory: readonly Unit[], today: CivilDate): Request {
  const { ambiguous, year } = request;
  const day = year === null ? today : dayOfYear(year, today);
  const living = directory.filter((unit) => ambiguous.includes(unit.id) && isValidOn(unit, day));
  const [only, ...more] = living;
  if (only === undefined) return request;
  return more.length === 0
    ? { ...request, unitIds: [only.id], ambiguous: [] }
    : { ...request, ambiguous: living.map(({ id }) => id) };
}

/** The own unit is meant where none is named that the answer needs; among several of one name, those of the own province. */
function meantBy(request: Request, own: string | undefined, directory: readonly Unit[]): Request {
  if (own === undefined) return request;
  if (request.ambiguous.includes(own)) return { ...request, unitIds: [own], ambiguous: [] };
  const home = directory.find(({ id }) => id === own)?.province;
  if (request.ambiguous.length > 0) return among(request, directory, home);
  const needsOne =
    HANDLERS[request.intent]?.needs === 'unit' ||
    request.intent === 'alerts' ||
    (request.intent === 'round' && request.own);
  return needsOne && request.unitIds.length === 0 && request.province === null
    ? { ...request, unitIds: [own] }
    : request;
}

/** Of units of one name those of the province, where it has some. */
function among(request: Request, directory: readonly Unit[], province: string | undefined): Request {
  const inProvince = request.ambiguous.filter(
    (id) => directory.find((unit) => unit.id === id)?.province === province,
  );
  const [only, ...more] = inProvince;
  if (only === undefined) return request;
  return more.length === 0
    ? { ...request, unitIds: [only], ambiguous: [] }
    : { ...request, ambiguous: inProvince };
}

async function tell(
  request: Request,
  desk: Desk,
  caller: Caller,
  directory: readonly Unit[],
): Promise<Answer> {
  const handler = HANDLERS[request.intent];
  if (handler === undefined) return wrap(request.intent, notServed(request.intent), request);
  const units = request.unitIds
    .map((id) => directory.find((unit) => unit.id === id))
    .filter((unit) => unit !== undefined);
  const province = provinceOf(request, units, homeOf(caller, directory), desk, directory);
  const { block, year, losses, asksState, asksDue, dates: at, figure } = request;
  const ask: Ask = {
    desk,
    caller,
    units,
    block,
    province,
    year,
    losses,
    asksState,
    asksDue,
    at,
    figure,
    directory,
  };
  if (handler.needs === 'nothing') return wrap(request.intent, await handler.tell(ask), request);
  const [unit, ...more] = units;
  if (unit === undefined) return wrap(request.intent, nameAUnit(), request);
  if (more.length > 0) return askWhich({ ...request, ambiguous: request.unitIds }, directory);
  const about = { ...ask, unit };
  const told = await toldOf(about, handler.tell, request.intent === 'history');
  return wrap(request.intent, await withDisputes(about, told), request);
}

/** The province of the caller's unit or block. */
function homeOf(caller: Caller, directory: readonly Unit[]): string | undefined {
  const [own, block] = [ownUnit(caller), ownBlock(caller)];
  return directory.find((unit) => unit.id === own || unit.block === block)?.province;
}

/**
 * Blocks of several provinces go by the same names. Those of the province that is meant are tried first: the one named, that
 * of the caller, the largest.
 */
function readText(desk: Desk, registry: Registry, text: string, home: string | undefined): Request {
  const today = { today: civilDate(desk.now), facts: desk.ruleSet.facts };
  const read = (first: string | undefined): Understanding =>
    understand(text, registry.directoryFor(first), today);
  const meant = home ?? largestProvince(registry.units);
  const atFirst = read(meant);
  const { province } = atFirst;
  const understood =
    province === null || province === meant || atFirst.block === null ? atFirst : read(province);
  return {
    intent: understood.intent,
    unitIds: understood.units,
    block: understood.block,
    province: understood.province,
    year: understood.year,
    own: understood.own,
    losses: understood.asksPoints ? WHOLE_TABLE : null,
    asksState: understood.asksState,
    asksDue: understood.asksDue,
    dates: understood.dates,
    figure: understood.figure,
    ambiguous: understood.ambiguous,
    unmatched:
      understood.unmatched === null ? null : { words: understood.unmatched, nearest: understood.nearest },
  };
}

/** "<intent>:<unit, block or province>:<year>[:<points>[:<dates>]]" as buttons carry it; anything else is not understood. */
function parseAction(action: string, directory: readonly Unit[]): Request {
  const [intent = '', subject = '', year = '', points = '', dates = ''] = action.split(':');
  const isUnit = directory.some(({ id }) => id === subject);
  const isProvince = directory.some(({ province }) => province === subject);
  const request = {
    unitIds: isUnit ? [subject] : [],
    block: isUnit || isProvince || subject === '' ? null : subject,
    province: isProvince ? subject : null,
    year: /^\d{4}$/.test(year) ? Number(year) : null,
    losses: parseLossView(points),
    dates: parseDates(dates),
    figure: null,
    asksState: false,
    asksDue: points === DUE_WORK,
    ambiguous: [],
    unmatched: null,
    own: false,
  };
  return { ...request, intent: isIntent(intent) ? intent : 'unknown' };
}

function refuse(text: string): Told | undefined {
  if (text.trim() === '') return notUnderstood();
  if (text.length > MAX_QUESTION) {
    return {
      reply: {
        ...notice('Câu hỏi quá dài. Xin hỏi ngắn hơn, ví dụ: “Sở Tư pháp năm 2019”.'),
        buttons: HELP_BUTTONS,
      },
      refused: true,
    };
  }
  const broken = BROKEN_NUMBER.exec(text)?.[0];
  if (broken === undefined) return undefined;
  return { reply: notice(`Không đọc được số “${broken}”. Xin ghi lại, ví dụ: 5,3%.`), refused: true };
}

function askWhich(request: Request, directory: readonly Unit[]): Answer {
  const offered = request.ambiguous.slice(0, MOST_OFFERED);
  const units = directory.filter(({ id }) => offered.includes(id));
  return {
    ...wrap(request.intent, { reply: whichUnit(units, request) }, { ...request, unitIds: [] }),
    ambiguous: [...request.ambiguous],
  };
}

function unknownUnit({ unmatched, intent, year }: Request, directory: readonly Unit[]): Told {
  const nearest = directory.filter(({ id }) => unmatched?.nearest.includes(id) === true);
  const merged = mergedProvinceWords(unmatched?.words ?? '');
  const check = nearest.length === 0 ? 'Xin kiểm tra lại tên đơn vị.' : 'Có phải anh/chị hỏi:';
  const offer = merged === undefined ? check : `${merged} ${check}`;
  const reply: Reply = {
    blocks: [{ type: 'verdict', text: `Không tìm thấy đơn vị “${unmatched?.words ?? ''}”. ${offer}` }],
    buttons:
      nearest.length === 0
        ? HELP_BUTTONS
        : nearest.map(({ id, name }) => ({ label: name, action: `${intent}:${id}:${year ?? ''}` })),
  };
  return { reply };
}

function nameAUnit(): Told {
  return {
    reply: {
      ...notice('Anh/chị hỏi về đơn vị nào? Xin ghi tên, ví dụ: “Sở Tư pháp năm 2019”.'),
      buttons: [{ label: 'Bảng xếp hạng', action: 'ranking::' }],
    },
  };
}

/** The province that an answer is about: that of the unit, of the block, the one named, the own; else the one with most units. */
function provinceOf(
  { province, block }: Request,
  units: readonly Unit[],
  own: string | undefined,
  { ruleSet }: Desk,
  directory: readonly Unit[],
): string {
  const ofBlock = directory.find((unit) => unit.block === block)?.province;
  return (
    units[0]?.province ??
    province ??
    ofBlock ??
    own ??
    largestProvince(directory) ??
    [...ruleSet.schemes.keys()][0] ??
    ''
  );
}

function wrap(intent: Intent, told: Told, request?: Request): Answer {
  return {
    intent,
    units: request?.unitIds ?? [],
    year: request?.year ?? null,
    ambiguous: [],
    reply: request === undefined ? told.reply : datedReply(told.reply, request.dates),
    refused: told.refused ?? false,
    receipts: (told.decisions ?? []).map(({ decision }) => decision.receipt),
    decisions: told.decisions ?? [],
  };
}
