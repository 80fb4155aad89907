/** `officers`: figures and monthly grades of single officers, to those who may see them. */
import type { Command } from 'commander';
import { type OfficerYear, officersOfUnit } from '../bot/personal.ts';
import { stateWords } from '../engine/explain/words.ts';
import { vietnameseDate } from '../engine/model/dates.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { callerNamed } from './ask.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { unitNamed } from './eval.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface OfficersOptions {
  readonly unit: string;
  readonly year: string;
  readonly as: string;
  readonly json?: true;
}

export function addOfficers(program: Command, run: Run): void {
  program
    .command('officers')
    .description('số liệu và đánh giá hằng tháng của từng cán bộ một đơn vị, theo quyền của người xem')
    .requiredOption('--unit <đơn vị>', 'mã hoặc tên đơn vị')
    .requiredOption('--year <năm>', 'năm')
    .requiredOption('--as <người>', 'mã người dùng hoặc vai, ví dụ: thu-truong:kh-so-tu-phap')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, options: OfficersOptions) => list(context, options)));
}

function list(context: CliContext, { unit, year, as, json }: OfficersOptions): Promise<ExitCode> {
  if (!/^\d{4}$/.test(year)) throw new CommandError(EXIT.usage, `Không đọc được năm "${year}".`);
  return withDesk(context, async (desk) => {
    const caller = await callerNamed(desk, as);
    const unitId = await unitNamed(desk, unit);
    const officers = await officersOfUnit(desk, caller, { unitId, year: Number(year) });
    if (json === true)
      printJson(context, { unit: unitId, year: Number(year), officers: officers.map(jsonOf) });
    else if (officers.length === 0) context.out('Không có thông tin, hoặc không thuộc quyền xem.');
    else for (const officer of officers) context.out(words(desk.ruleSet, officer));
    return EXIT.done;
  });
}

function jsonOf({ officer, figures, grades }: OfficerYear) {
  const facts = [...(figures?.facts ?? [])].map(([fact, state]) =>
    state.status === 'known'
      ? { fact, numerator: Number(state.value.numerator), denominator: Number(state.value.denominator) }
      : { fact, status: state.status },
  );
  return { officer, simulated: figures?.simulated ?? false, facts, grades };
}

function words({ facts }: RuleSet, { officer, figures, grades }: OfficerYear): string {
  const parts = [
    ...[...(figures?.facts ?? [])].flatMap(([fact, state]) => {
      const definition = facts.get(fact);
      return definition === undefined ? [] : [`${fact}: ${stateWords(definition, state)}`];
    }),
    ...grades.map(({ month, grade }) => `${vietnameseDate(month)}: ${grade}`),
  ];
  const simulated = figures?.simulated === true ? ' (số liệu mô phỏng)' : '';
  return `${officer}: ${parts.join('; ')}${simulated}.`;
}
