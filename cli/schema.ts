/** `rules schema`: writes the JSON Schemas with which editors complete and underline rule files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { formatDiagnostic } from '../engine/language/diagnostics.ts';
import { readVocabulary } from '../engine/language/facts.ts';
import { jsonSchema, SCHEMA_NAMES } from '../engine/language/json-schema.ts';
import { Source } from '../engine/language/source.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { RULES, readSource, ruleFilePaths } from './rule-files.ts';
import type { Run } from './run.ts';

export function addSchema(rules: Command, run: Run): void {
  rules
    .command('schema')
    .argument('[folder]', 'thư mục quy tắc có facts.yaml', RULES)
    .option('--json', 'in kết quả dạng JSON')
    .description('ghi JSON Schema vào thư mục schema, để trình soạn thảo gợi ý và gạch chân')
    .action(
      run((context, folder: string, options: { json?: true }) =>
        writeSchemas(context, folder, options.json === true),
      ),
    );
}

function writeSchemas(context: CliContext, folder: string, json: boolean): ExitCode {
  const [factsPath = ''] = ruleFilePaths([path.join(folder, 'facts.yaml')]);
  const source = Source.read(readSource(factsPath));
  const vocabulary = source.data === undefined ? undefined : readVocabulary(source);
  if (vocabulary === undefined || source.diagnostics.length > 0)
    throw new CommandError(EXIT.refused, source.diagnostics.map(formatDiagnostic).join('\n\n'));
  const target = path.join(folder, 'schema');
  mkdirSync(target, { recursive: true });
  const files = SCHEMA_NAMES.map((name) => path.join(target, `${name}.schema.json`));
  SCHEMA_NAMES.forEach((name, index) => {
    writeFileSync(files[index] ?? '', `${JSON.stringify(jsonSchema(name, vocabulary), null, 2)}\n`);
  });
  const shown = files.map((file) => path.relative(process.cwd(), file));
  if (json) printJson(context, { files: shown });
  else context.out(`Đã ghi ${shown.join(', ')}.`);
  return EXIT.done;
}
