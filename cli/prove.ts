/** `rules prove`: proves something of the rules for all facts, or shows the facts for which it fails. */
import type { Command } from 'commander';
import { witnessWords } from '../engine/language/diagnostics.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { gapItems, type ProofItem, relationItems } from './proof-items.ts';
import type { Run } from './run.ts';

interface Options {
  readonly gaps?: true;
  readonly equivalent?: true;
  readonly implies?: true;
  readonly json?: true;
}

const TITLES: Readonly<Record<ProofItem['result'], string>> = {
  proven: 'ĐÃ CHỨNG MINH',
  refuted: 'KHÔNG ĐÚNG',
  unproved: 'CHƯA CHỨNG MINH ĐƯỢC',
};

export function addProve(rules: Command, run: Run): void {
  rules
    .command('prove')
    .argument('[target...]', 'với --gaps: tệp hoặc thư mục; nếu không: hai mã quy tắc, hoặc hai tệp')
    .option('--gaps', 'các mức xếp hạng nối liền nhau và không chồng nhau')
    .option('--equivalent', 'hai quy tắc đúng trong cùng những trường hợp, hoặc hai bản cho cùng kết quả')
    .option('--implies', 'quy tắc thứ nhất đúng thì quy tắc thứ hai cũng đúng')
    .option('--json', 'in kết quả dạng JSON')
    .description('chứng minh với mọi số liệu, hoặc nêu số liệu cụ thể cho thấy không đúng')
    .action(run((context, targets: string[], options: Options) => prove(context, targets, options)));
}

async function prove(context: CliContext, targets: readonly string[], options: Options): Promise<ExitCode> {
  const asked = (['gaps', 'equivalent', 'implies'] as const).filter((name) => options[name] === true);
  const [question, ...more] = asked;
  if (question === undefined || more.length > 0)
    throw new CommandError(EXIT.usage, 'Cần đúng một trong: --gaps, --equivalent, --implies.');
  const items = question === 'gaps' ? await gapItems(targets) : await relationItems(question, targets);
  const proven = items.every(({ result }) => result === 'proven');
  if (options.json === true) printJson(context, { question, proven, items: items.map(itemJson) });
  else context.out(items.map(itemText).join('\n'));
  return proven ? EXIT.done : EXIT.no;
}

function itemText({ result, about, witness, outcomes, notes }: ProofItem): string {
  return [
    `${TITLES[result]}  ${about}`,
    ...(witness === undefined ? [] : [`Phản ví dụ: ${witnessWords(witness)}`]),
    ...(outcomes ?? []).map(({ of, outcome }) => `${of}: ${outcome}`),
    ...notes,
  ].join('\n  ');
}

function itemJson({ result, about, witness, outcomes, notes }: ProofItem): unknown {
  return {
    about,
    result,
    witness: witness ?? null,
    outcomes: (outcomes ?? []).map(({ of, outcome }) => ({ of, outcome })),
    notes,
  };
}
