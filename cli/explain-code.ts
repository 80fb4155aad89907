/** `rules explain KC-012`: what a diagnostic code means, with a bad and a good example. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { DIAGNOSTIC_TITLES } from '../engine/language/diagnostics.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';

const PAGES = path.join(import.meta.dirname, '..', 'docs', 'ma-loi');

export function addExplainCode(rules: Command, run: Run): void {
  rules
    .command('explain')
    .argument('<code>', 'mã lỗi, ví dụ KC-006')
    .option('--json', 'in kết quả dạng JSON')
    .description('giải thích một mã lỗi: nghĩa, ví dụ sai, ví dụ đúng, vì sao kiểm tra')
    .action(
      run((context, code: string, options: { json?: true }) =>
        explainCode(context, code, options.json === true),
      ),
    );
}

function explainCode(context: CliContext, text: string, json: boolean): ExitCode {
  const code = text.trim().toUpperCase();
  const titles = new Map<string, string>(Object.entries(DIAGNOSTIC_TITLES));
  const title = titles.get(code);
  const file = path.join(PAGES, `${code}.md`);
  if (title === undefined || !existsSync(file)) {
    const known = [...titles].map(([each, words]) => `  ${each} ${words}`).join('\n');
    throw new CommandError(EXIT.usage, `Không có mã lỗi "${text}". Các mã:\n${known}`);
  }
  const page = readFileSync(file, 'utf8').trimEnd();
  if (json) printJson(context, { code, title, page });
  else context.out(page);
  return EXIT.done;
}
