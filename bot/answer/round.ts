/** "Hồ sơ chấm điểm năm nay nộp đến đâu rồi?" */
import type { Unit } from '../../db/units.ts';
import {
  daysBetween,
  deadlineWords,
  lastDay,
  latenessWords,
  momentWords,
} from '../../engine/appraisal/deadlines.ts';
import { civilDate, vietnameseDate } from '../../engine/model/dates.ts';
import { namedUnits } from '../appraisal/advance.ts';
import { latestRound, type RoundStanding, standingOf } from '../appraisal/standing.ts';
import { notice } from '../notice.ts';
import type { Block, Button } from '../reply.ts';
import { type Caller, ownUnit } from '../roles.ts';
import type { Ask, Told } from './ask.ts';

/** Units named in one list, and characters of them: more would not be read on a phone. */
const MOST_NAMED = 10;
const LONGEST_LIST = 320;

/** How many handed in is for everybody; who did not, for those who are linked. What was asked for comes first. */
export async function round(ask: Ask): Promise<Told> {
  const { desk, year, caller } = ask;
  const asked = year === null ? undefined : await roundOf(ask, { year });
  const id = asked ?? (await roundOf(ask, {}));
  const whole = id === undefined ? undefined : await standingOf(desk, id);
  const standing = whole && ofBlock(whole, ask.block);
  if (standing === undefined)
    return { reply: notice(`Chưa mở vòng thẩm định${year === null ? '' : ` năm ${year}`}.`) };
  const [unit] = ask.units;
  const isOther = year !== null && asked === undefined;
  const counts =
    unit !== undefined && caller.role !== 'khach' ? unitVerdict(standing, unit) : verdictOf(standing, caller);
  const none = isOther ? `Năm ${year} chưa mở vòng thẩm định. Gần nhất` : '';
  const state = stateWords(standing, ask);
  const opening = (of: string): string => (isOther ? `${none}${of}: ` : '');
  const [verdict, text] = ask.asksState
    ? [`${opening('')}${state}${unpublishedWords(standing)}`, counts]
    : [`${opening(`, năm ${standing.round.year}`)}${counts}`, state];
  const blocks: Block[] = [
    { type: 'verdict', text: verdict },
    { type: 'text', text },
  ];
  return { reply: { blocks, buttons: buttons(standing, unit) } };
}

/** "Sở A, Sở B và 3 đơn vị khác", with as many names as there is room for. */
function listed(names: readonly string[]): string {
  let most = Math.min(names.length, MOST_NAMED);
  while (most > 1 && names.slice(0, most).join(', ').length > LONGEST_LIST) most -= 1;
  return namedUnits(
    names.map((name) => ({ name })),
    most,
  );
}

/** Of the province that is meant; where neither the question nor the caller names one, of whichever has a round. */
async function roundOf(
  { desk, province, units, caller }: Ask,
  of: { readonly year?: number },
): Promise<number | undefined> {
  const own = await latestRound(desk, { province, ...of });
  const isSettled = units.length > 0 || ownUnit(caller) !== undefined;
  return own ?? (isSettled ? undefined : latestRound(desk, of));
}

function ofBlock(standing: RoundStanding, block: string | null): RoundStanding {
  if (block === null || standing.units.every((unit) => unit.block !== block)) return standing;
  const isOf = (unit: Unit): boolean => unit.block === block;
  return {
    ...standing,
    units: standing.units.filter(isOf),
    onTime: standing.onTime.filter(isOf),
    late: standing.late.filter(({ unit }) => isOf(unit)),
    missing: standing.missing.filter(isOf),
  };
}

/** "43/44 đơn vị nộp đúng hạn (hạn: hết ngày 16/12/2019). Nộp muộn: Công an tỉnh (17/12/2019)." */
function verdictOf({ round, units, onTime, late, missing }: RoundStanding, caller: Caller): string {
  const isOpen = round.state === 'đang nhận hồ sơ';
  const counted = `${onTime.length}/${units.length} đơn vị ${isOpen ? 'đã nộp' : 'nộp'} đúng hạn`;
  const sentences = [`${counted} (hạn: ${deadlineWords(round.submissionDeadline)}).`];
  const isGuest = caller.role === 'khach';
  if (late.length > 0)
    sentences.push(
      isGuest
        ? `${late.length} đơn vị nộp muộn.`
        : `Nộp muộn: ${listed(late.map(({ unit, moment }) => `${unit.name} (${momentWords(moment)})`))}.`,
    );
  if (missing.length > 0) {
    const not = isOpen ? 'Chưa nộp' : 'Không nộp';
    sentences.push(
      isGuest
        ? `${missing.length} đơn vị ${not.toLowerCase()}.`
        : `${not} ${missing.length} đơn vị: ${listed(missing.map(({ name }) => name))}.`,
    );
  }
  return sentences.join(' ');
}

function unitVerdict({ round, units, late, missing }: RoundStanding, unit: Unit): string {
  const until = `hạn: ${deadlineWords(round.submissionDeadline)}`;
  if (units.every(({ id }) => id !== unit.id))
    return `${unit.name} không thuộc vòng thẩm định năm ${round.year}.`;
  if (missing.some(({ id }) => id === unit.id))
    return `${unit.name} ${round.state === 'đang nhận hồ sơ' ? 'chưa nộp' : 'không nộp'} hồ sơ năm ${round.year} (${until}).`;
  const tardy = late.find((each) => each.unit.id === unit.id);
  if (tardy !== undefined)
    return `${unit.name} nộp hồ sơ năm ${round.year} muộn ${latenessWords(tardy.by)} (${momentWords(tardy.moment)}; ${until}).`;
  const moment = round.submissions.get(unit.id);
  const when = moment === undefined || moment.known === 'in time' ? '' : `${momentWords(moment)}; `;
  return `${unit.name} đã nộp hồ sơ năm ${round.year} đúng hạn (${when}${until}).`;
}

function unpublishedWords({ publication }: RoundStanding): string {
  return publication === undefined ? ' Kết quả chưa được công bố.' : '';
}

/** Where the round stands, and what comes next. */
function stateWords({ round, doubts, publication }: RoundStanding, { desk }: Ask): string {
  const place = /tỉnh \p{Lu}.*$/u.exec(desk.ruleSet.schemes.get(round.province)?.name ?? '')?.[0];
  const state = `Vòng thẩm định năm ${round.year}${place === undefined ? '' : ` của ${place}`}: ${round.state}`;
  const until = (deadline: string): string => {
    const days = daysBetween(civilDate(desk.now), lastDay(deadline));
    return days < 0 ? 'đã hết hạn' : days === 0 ? 'hạn hôm nay' : `còn ${days} ngày`;
  };
  if (round.state === 'đang nhận hồ sơ') return `${state}, ${until(round.submissionDeadline)}.`;
  if (round.state === 'bổ sung')
    return `${state} (hạn: ${deadlineWords(round.supplementDeadline)}, ${until(round.supplementDeadline)}); ${doubts.open} ý kiến chờ giải trình, ${doubts.answered} đã giải trình.`;
  if (publication !== undefined)
    return `${state} tại Quyết định ${publication.decision} ngày ${vietnameseDate(publication.decidedOn)}.`;
  return `${state}.`;
}

function buttons({ round, publication }: RoundStanding, unit: Unit | undefined): Button[] {
  const all = unit === undefined ? [] : [{ label: 'Cả tỉnh', action: `round::${round.year}` }];
  const ranking =
    publication === undefined ? [] : [{ label: 'Bảng xếp hạng', action: `ranking::${round.year}` }];
  return [...all, ...ranking];
}
