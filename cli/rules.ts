/** `rules check` and `rules push`, and where the other verbs on rules are added. */
import type { Command } from 'commander';
import { reviewNewRules } from '../bot/warnings.ts';
import { write } from '../db/database.ts';
import { type PublishedRuleSet, publishRuleSet } from '../db/rule-sets.ts';
import { readCases } from '../engine/language/cases.ts';
import { type Diagnostic, formatDiagnostic } from '../engine/language/diagnostics.ts';
import { isCasesFile } from '../engine/language/load.ts';
import { validateRuleSet } from '../engine/prove/validate.ts';
import { openUsable } from '../web/node/prepare.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { addExplainCode } from './explain-code.ts';
import { addFormat } from './fmt.ts';
import { decisionsHeld } from './held-data.ts';
import { addMutate } from './mutate.ts';
import { addProve } from './prove.ts';
import { type RuleFiles, readRuleFiles } from './rule-files.ts';
import type { Run } from './run.ts';
import { addSchema } from './schema.ts';
import { databaseOf, withDesk } from './store.ts';
import { addTest } from './test-cases.ts';

export function addRules(program: Command, run: Run): void {
  const rules = program.command('rules').description('kiểm tra và chạy thử quy tắc');
  rules
    .command('check')
    .argument('[path...]', 'tệp hoặc thư mục quy tắc')
    .option('--json', 'in kết quả dạng JSON')
    .description('đọc và kiểm tra tệp quy tắc')
    .action(
      run((context, paths: string[], options: { json?: true }) =>
        check(context, paths, options.json === true),
      ),
    );
  rules
    .command('push')
    .description('công bố các tệp trong rules/ thành bộ quy tắc đang dùng')
    .action(run((context) => push(context)));
  addTest(rules, run);
  addMutate(rules, run);
  addProve(rules, run);
  addFormat(rules, run);
  addSchema(rules, run);
  addExplainCode(rules, run);
}

/** Publishes the project's files and reviews the warnings; nothing changes while a finding stands against them. */
async function push(context: CliContext): Promise<ExitCode> {
  const files = readRuleFiles([]).named.filter((file) => !isCasesFile(file.path));
  const validated = await validateRuleSet(files);
  if (!validated.ok)
    throw new CommandError(EXIT.refused, validated.diagnostics.map(formatDiagnostic).join('\n\n'));
  const { hash, rules } = validated.ruleSet;
  const published = await publish(context, { hash, files });
  return withDesk(context, async (desk) => {
    if (!published) {
      context.out('Bộ quy tắc đang dùng đã là các tệp này; không có gì thay đổi.');
      return EXIT.done;
    }
    const { units, messages } = await reviewNewRules(desk);
    const warned = units === 0 ? '' : ` Cảnh báo mới: ${units} đơn vị, ${messages} tin nhắn.`;
    context.out(`Đã công bố bộ quy tắc gồm ${rules.length} quy tắc.${warned}`);
    return EXIT.done;
  });
}

/** Before the desk is opened, so that it holds these rules, and finds some where there were none yet. */
async function publish(context: CliContext, ruleSet: PublishedRuleSet): Promise<boolean> {
  const opened = await openUsable(databaseOf(context));
  try {
    return await write(opened.db, (tx) => publishRuleSet(tx, ruleSet, 'dòng lệnh', context.now()));
  } finally {
    opened.close();
  }
}

async function check(context: CliContext, paths: readonly string[], json: boolean): Promise<ExitCode> {
  const files = readRuleFiles(paths);
  const diagnostics = await diagnose(context, files);
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  if (json) printJson(context, { diagnostics });
  else {
    for (const diagnostic of diagnostics) context.out(`${formatDiagnostic(diagnostic)}\n`);
    const also = warnings === 0 ? '' : ` Có ${warnings} cảnh báo.`;
    context.out(
      errors === 0
        ? `Đã kiểm tra ${files.named.length} tệp, không có lỗi.${also}`
        : `Có ${errors} lỗi trong ${files.named.length} tệp.${also}`,
    );
  }
  return errors === 0 ? EXIT.done : EXIT.no;
}

async function diagnose(context: CliContext, { named, all }: RuleFiles): Promise<Diagnostic[]> {
  const validated = await validateRuleSet(all, (ruleSet) => decisionsHeld(context, ruleSet));
  if (!validated.ok) return [...validated.diagnostics];
  const cases = named.filter((file) => isCasesFile(file.path));
  return [
    ...validated.diagnostics,
    ...cases.flatMap((file) => readCases(file, validated.ruleSet).diagnostics),
  ];
}
