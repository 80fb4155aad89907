/** `rules fmt`: lays rule files out in the one way. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { formatDiagnostic } from '../engine/language/diagnostics.ts';
import { formatSource } from '../engine/language/format.ts';
import { schemaNameFor } from '../engine/language/json-schema.ts';
import type { SourceFile } from '../engine/model/ruleset.ts';
import { normalize } from '../engine/model/text.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { readSource, ruleFilePaths, rulesFolderOf } from './rule-files.ts';
import type { Run } from './run.ts';

interface FormatOptions {
  readonly check?: true;
  readonly json?: true;
}

export function addFormat(rules: Command, run: Run): void {
  rules
    .command('fmt')
    .argument('[path...]', 'tệp hoặc thư mục quy tắc')
    .option('--check', 'chỉ cho biết tệp nào chưa đúng cách trình bày, không sửa')
    .option('--json', 'in kết quả dạng JSON')
    .description('trình bày lại tệp quy tắc, giữ nguyên chú thích và nội dung')
    .action(run((context, paths: string[], options: FormatOptions) => format(context, paths, options)));
}

/** All of the files are read before one is written. */
function format(context: CliContext, paths: readonly string[], { check, json }: FormatOptions): ExitCode {
  const files = ruleFilePaths(paths).map((file) => {
    const source = readSource(file);
    return { file, source, formatted: formatSource(withSchema(file, source)) };
  });
  const faults = files.flatMap(({ formatted }) => (formatted.ok ? [] : formatted.diagnostics));
  if (faults.length > 0) throw new CommandError(EXIT.refused, faults.map(formatDiagnostic).join('\n\n'));
  const results = files.map(({ file, source, formatted }) => {
    const changed = formatted.ok && formatted.text !== source.text;
    if (changed && check !== true) writeFileSync(file, formatted.text);
    return { file: source.path, changed };
  });
  if (json === true) printJson(context, { files: results });
  else printResults(context, results, check === true);
  return check === true && results.some(({ changed }) => changed) ? EXIT.no : EXIT.done;
}

/** The file with the comment by which editors find its schema, where its rules folder has schemas. */
function withSchema(file: string, { path: name, text }: SourceFile): SourceFile {
  const schema = path.join(rulesFolderOf(file), 'schema', `${schemaNameFor(name)}.schema.json`);
  if (text.includes('# yaml-language-server:') || !existsSync(schema)) return { path: name, text };
  const relative = path.relative(path.dirname(file), schema).split(path.sep).join('/');
  return { path: name, text: `# yaml-language-server: $schema=${relative}\n${normalize(text)}` };
}

function printResults(
  { out }: CliContext,
  results: readonly { readonly file: string; readonly changed: boolean }[],
  check: boolean,
): void {
  const changed = results.filter((result) => result.changed);
  for (const { file } of changed) out(check ? `CHƯA ĐÚNG  ${file}` : `ĐÃ SỬA  ${file}`);
  if (changed.length === 0) out(`${results.length} tệp đã đúng cách trình bày.`);
  else if (check) out(`${changed.length}/${results.length} tệp cần trình bày lại: npx kycuong rules fmt`);
  else out(`Đã trình bày lại ${changed.length}/${results.length} tệp.`);
}
