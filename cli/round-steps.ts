/** What each verb of `round` does. */
import path from 'node:path';
import type { next } from '../bot/appraisal/advance.ts';
import { doubt, supplement } from '../bot/appraisal/doubts.ts';
import { open } from '../bot/appraisal/open.ts';
import { type PointsFile, score, submit } from '../bot/appraisal/points.ts';
import { publish } from '../bot/appraisal/publish.ts';
import { remind, remindDue } from '../bot/appraisal/remind.ts';
import { verifyRound } from '../bot/appraisal/verify.ts';
import { findUnitByName } from '../bot/find-unit.ts';
import { type Caller, ownUnit } from '../bot/roles.ts';
import { readRound } from '../db/appraisal.ts';
import { unitDirectory } from '../db/units.ts';
import { latenessWords } from '../engine/appraisal/deadlines.ts';
import { ROUND_STATES, type RoundState } from '../engine/model/appraisal.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { unitNamed } from './eval.ts';
import { readBytes } from './import.ts';
import {
  dateOf,
  type InRound,
  inRound,
  outcomeOf,
  type RoundOptions,
  required,
  withCaller,
} from './round-context.ts';
import { verificationLine } from './round-status.ts';
import { withDesk } from './store.ts';

export type Options = RoundOptions & Readonly<Record<string, string | readonly string[] | true | undefined>>;
export type Work = (context: CliContext, options: Options) => Promise<ExitCode>;

export function openRound(context: CliContext, options: Options): Promise<ExitCode> {
  const submissionDay = dateOf('--deadline', required(options, 'deadline', '--deadline'));
  const supplementDay = dateOf('--supplement', required(options, 'supplement', '--supplement'));
  const year = Number(required(options, 'year', '--year'));
  return withCaller(context, options, async ({ desk, caller, province }) => {
    const plan = { province: await province(), year, submissionDay, supplementDay };
    const outcome = await open(desk, caller, plan);
    return outcomeOf(context, options, outcome, ({ units, province: of, unscored }) =>
      [
        `Đã mở vòng thẩm định năm ${year} (${of}) với ${units} đơn vị.`,
        ...unscoredLines(year, unscored),
      ].join('\n'),
    );
  });
}

/** What a round without a scorecard means, and how to have one. */
function unscoredLines(year: number, unscored: readonly string[]): string[] {
  if (unscored.length === 0) return [];
  return [
    `Lưu ý: năm ${year} chưa có bảng tiêu chí chấm khối: ${unscored.join(', ')}. Đơn vị của khối ấy nộp hồ sơ không kèm tệp điểm (round submit không có --file), và chỉ có thể nạp tổng điểm bằng import --kind figures.`,
    `Muốn chấm từng tiêu chí thì khai bảng tiêu chí áp dụng cho năm ${year} trong rules/, rồi chạy: rules push; vòng đã mở dùng ngay bảng ấy.`,
  ];
}

export function handIn(step: 'submit' | 'score'): Work {
  return (context, options) =>
    inRound(context, options, async (at) => {
      const unit = await unitMeant(at, options);
      const file = fileOf(options);
      if (step === 'score' && file === undefined)
        throw new CommandError(EXIT.usage, 'Cần tệp điểm: --file TỆP.');
      const { desk, caller, roundId } = at;
      const outcome =
        step === 'submit' || file === undefined
          ? await submit(desk, caller, roundId, unit, file)
          : await score(desk, caller, roundId, unit, file);
      if (step === 'score' && outcome.status !== 'refused') notePerson(context, desk, caller);
      return outcomeOf(context, options, outcome, (done) =>
        done.status === 'repeated'
          ? 'Tệp này đã nhận lần gần nhất; không có gì thay đổi.'
          : `Đã nhận ${step === 'submit' ? 'hồ sơ' : `điểm ${done.stage}`} của ${done.name} (${done.scores} điểm)${done.late === undefined ? '' : `, muộn ${latenessWords(done.late)}`}.`,
      );
    });
}

/** Trials on the sample may appraise as an office alone; they are told what that leaves unchecked. */
function notePerson(context: CliContext, { sample }: InRound['desk'], { personId }: Caller): void {
  if (sample && personId === undefined)
    context.err(
      '(dữ liệu mẫu: không biết người thẩm định là ai, nên chưa kiểm tra quy định không chấm đơn vị của mình; ngoài dữ liệu mẫu phải ghi --as p-…)',
    );
}

export function addDoubt(context: CliContext, options: Options): Promise<ExitCode> {
  const item = required(options, 'item', '--item');
  const text = required(options, 'text', '--text');
  return inRound(context, options, async (at) => {
    const unitId = await unitMeant(at, options);
    const outcome = await doubt(at.desk, at.caller, at.roundId, { unitId, item, text });
    if (outcome.status !== 'refused') notePerson(context, at.desk, at.caller);
    return outcomeOf(
      context,
      options,
      outcome,
      (done) => `Đã ghi ý kiến số ${done.doubt} về tiêu chí ${done.item}.`,
    );
  });
}

export function answerDoubt(context: CliContext, options: Options): Promise<ExitCode> {
  const doubtId = Number(required(options, 'doubt', '--doubt'));
  const text = required(options, 'text', '--text');
  const { evidence } = options;
  return inRound(context, options, async (at) => {
    const given = {
      unitId: await unitMeant(at, options),
      doubtId,
      text,
      ...(typeof evidence === 'string' ? { evidence } : {}),
    };
    const outcome = await supplement(at.desk, at.caller, at.roundId, given);
    return outcomeOf(
      context,
      options,
      outcome,
      ({ open: left, late }) =>
        `Đã nhận giải trình ý kiến số ${doubtId}${late === undefined ? '' : `, muộn ${latenessWords(late)}`}; còn ${left} ý kiến chưa giải trình.`,
    );
  });
}

export function moveOn(step: typeof next): Work {
  return (context, options) =>
    inRound(context, options, async ({ desk, caller, roundId }) =>
      outcomeOf(
        context,
        options,
        await step(desk, caller, roundId, stateNamed(options['to'])),
        ({ state }) => `Vòng thẩm định: ${state}.`,
      ),
    );
}

export function publishResult(context: CliContext, options: Options): Promise<ExitCode> {
  const decision = required(options, 'decision', '--decision');
  const decidedOn = dateOf('--date', required(options, 'date', '--date'));
  const { corrects } = options;
  const file = fileOf(options);
  return inRound(context, options, async ({ desk, caller, roundId }) => {
    const outcome = await publish(desk, caller, roundId, {
      decision,
      decidedOn,
      ranks: await ranksSaid(desk, options),
      ...(typeof corrects === 'string' ? { corrects } : {}),
      ...(file === undefined ? {} : { file }),
    });
    return outcomeOf(context, options, outcome, ({ receipt, units, corrections }) =>
      [
        `Đã công bố xếp hạng của ${units} đơn vị theo Quyết định ${decision}. Biên nhận: ${receipt}`,
        ...corrections.map(({ name, from, to }) => `Đính chính: ${name}: ${from} → ${to}.`),
      ].join('\n'),
    );
  });
}

/** @throws CommandError when there is no such step */
function stateNamed(text: Options[string]): RoundState | undefined {
  if (typeof text !== 'string') return undefined;
  const state = ROUND_STATES.find((each) => each === text.normalize('NFC').trim());
  if (state !== undefined) return state;
  throw new CommandError(EXIT.usage, `Không có bước "${text}". Ghi một trong: ${ROUND_STATES.join(', ')}.`);
}

/** "kh-so-tu-phap=KHÁ", once or more. */
async function ranksSaid(desk: InRound['desk'], { rank }: Options): Promise<Map<string, string>> {
  const ranks = new Map<string, string>();
  for (const entry of Array.isArray(rank) ? (rank as readonly string[]) : []) {
    const [unit = '', said = ''] = entry.split('=');
    if (said === '')
      throw new CommandError(EXIT.usage, `Không hiểu --rank "${entry}". Ghi: --rank ĐƠN-VỊ=MỨC.`);
    ranks.set(await unitNamed(desk, unit.trim()), said.trim().normalize('NFC').toUpperCase());
  }
  return ranks;
}

export function remindUnits(context: CliContext, options: Options): Promise<ExitCode> {
  const said = ({ units, messages }: { units: number; messages: number }): string =>
    `Còn ${units} đơn vị có việc phải làm; đã xếp gửi ${messages} tin nhắc.`;
  if (options['due'] === true)
    return withDesk(context, async (desk) => outcomeOf(context, options, await remindDue(desk), said));
  return inRound(context, options, async ({ desk, caller, roundId }) =>
    outcomeOf(context, options, await remind(desk, caller, roundId), said),
  );
}

export function verify(context: CliContext, options: Options): Promise<ExitCode> {
  return inRound(context, { ...options, as: options.as ?? 'quan-tri' }, async ({ desk, roundId }) => {
    const found = await verifyRound(desk, roundId);
    if (options.json === true) printJson(context, { publications: found });
    else context.out(found.length === 0 ? 'Vòng này chưa công bố.' : found.map(verificationLine).join('\n'));
    return found.some(({ outcome }) => outcome === 'different') ? EXIT.no : EXIT.done;
  });
}

/** A name that several provinces have means the caller's own unit, or that of the round. */
async function unitMeant({ desk, caller, roundId }: InRound, { unit }: Options): Promise<string> {
  const own = ownUnit(caller);
  if (typeof unit === 'string') {
    const members = new Set((await readRound(desk.db, roundId))?.units.map(({ id }) => id));
    const directory = await unitDirectory(desk.db);
    const near = [directory.filter(({ id }) => id === own), directory.filter(({ id }) => members.has(id))];
    const found = near.map((units) => findUnitByName(units, unit)).find(({ ok }) => ok);
    return found?.ok === true ? found.id : unitNamed(desk, unit);
  }
  if (own === undefined) throw new CommandError(EXIT.usage, 'Cần --unit ĐƠN-VỊ.');
  return own;
}

function fileOf({ file }: Options): PointsFile | undefined {
  return typeof file === 'string' ? { bytes: readBytes(file), fileName: path.basename(file) } : undefined;
}
