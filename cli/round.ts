/** `round`: the yearly appraisal, from opening to publication. */
import type { Command } from 'commander';
import { approve, next } from '../bot/appraisal/advance.ts';
import { status } from './round-status.ts';
import {
  addDoubt,
  answerDoubt,
  handIn,
  moveOn,
  type Options,
  openRound,
  publishResult,
  remindUnits,
  verify,
  type Work,
} from './round-steps.ts';
import type { Run } from './run.ts';

/** A verb of the round with the options that it takes besides those of all: flag and what it is. */
interface Verb {
  readonly name: string;
  readonly description: string;
  readonly options: readonly (readonly [flags: string, description: string])[];
  readonly work: Work;
}

const UNIT = ['--unit <đơn vị>', 'mã hoặc tên đơn vị; mặc định là đơn vị của vai'] as const;
const FILE = ['--file <tệp>', 'tệp điểm, XLSX hoặc CSV (mẫu: import --template scores)'] as const;

const VERBS: readonly Verb[] = [
  {
    name: 'open',
    description: 'mở vòng thẩm định của một năm',
    options: [
      ['--deadline <ngày>', 'ngày cuối cùng nộp hồ sơ: 16/12/2026 hoặc 2026-12-16'],
      ['--supplement <ngày>', 'ngày cuối cùng bổ sung'],
    ],
    work: openRound,
  },
  {
    name: 'status',
    description: 'tình hình của vòng: ai đã nộp, ai muộn, ai chưa',
    options: [],
    work: status,
  },
  {
    name: 'submit',
    description: 'đơn vị nộp hồ sơ tự chấm điểm',
    options: [UNIT, FILE],
    work: handIn('submit'),
  },
  {
    name: 'doubt',
    description: 'người thẩm định nêu ý kiến chưa thống nhất',
    options: [UNIT, ['--item <tiêu chí>', 'mã hoặc tên tiêu chí'], ['--text <ý kiến>', 'nội dung']],
    work: addDoubt,
  },
  {
    name: 'supplement',
    description: 'đơn vị giải trình, bổ sung tài liệu cho một ý kiến',
    options: [
      UNIT,
      ['--doubt <số>', 'số của ý kiến, như round status in ra'],
      ['--text <giải trình>', 'nội dung'],
      ['--evidence <tài liệu>', 'tài liệu kiểm chứng'],
    ],
    work: answerDoubt,
  },
  {
    name: 'score',
    description: 'người thẩm định chấm điểm một đơn vị',
    options: [UNIT, FILE],
    work: handIn('score'),
  },
  {
    name: 'next',
    description: 'chuyển vòng sang bước sau',
    options: [['--to <bước>', 'bước sau phải là bước này, để hai người không chuyển hai lần']],
    work: moveOn((desk, caller, roundId, to) => next(desk, caller, roundId, to)),
  },
  {
    name: 'approve',
    description: 'Hội đồng phê duyệt kết quả',
    options: [],
    work: moveOn((desk, caller, roundId) => approve(desk, caller, roundId)),
  },
  {
    name: 'publish',
    description: 'công bố kết quả theo quyết định, hoặc đính chính một lần công bố',
    options: [
      ['--decision <số>', 'số quyết định, ví dụ: 199/QĐ-UBND'],
      ['--date <ngày>', 'ngày quyết định'],
      ['--corrects <số>', 'quyết định được đính chính'],
      ['--file <tệp>', 'khi đính chính: tệp CSV điểm thay đổi'],
    ],
    work: publishResult,
  },
  {
    name: 'remind',
    description: 'gửi nhắc các đơn vị chưa nộp hoặc chưa giải trình, mỗi ngày một lần',
    options: [],
    work: remindUnits,
  },
  {
    name: 'verify',
    description: 'tính lại kết quả đã công bố và đối chiếu mã biên nhận',
    options: [],
    work: verify,
  },
];

export function addRound(program: Command, run: Run): void {
  const round = program.command('round').description('vòng thẩm định, xếp hạng hằng năm');
  for (const { name, description, options, work } of VERBS) {
    const command = round
      .command(name)
      .description(description)
      .option('--year <năm>', 'năm đánh giá; mặc định là vòng mới nhất')
      .option('--province <mã>', 'mã phương án xếp hạng của tỉnh, khi có nhiều tỉnh')
      .option('--as <người>', 'mã người dùng hoặc vai, ví dụ: chuyen-vien-cchc')
      .option('--json', 'in kết quả dạng JSON');
    for (const [flags, words] of options) command.option(flags, words);
    if (name === 'publish')
      command.option(
        '--rank <đơn vị=mức>',
        'mức đã quyết định, khi quy định để ngỏ (lặp lại được)',
        collect,
        [],
      );
    if (name === 'remind')
      command.option('--due', 'chỉ các vòng còn không quá 3 ngày là hết hạn, cho lịch chạy hằng ngày');
    command.action(run((context, given: Options) => work(context, given)));
  }
}

function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}
