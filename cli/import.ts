/** `import`: a file of any kind that offices keep, into the database. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { loadFile } from '../bot/load-file.ts';
import { FILE_KINDS, type FileKind, TEMPLATES, templateCsv } from '../bot/load-templates.ts';
import { templateGuide } from '../bot/template-guide.ts';
import type * as Template from '../report/xlsx/template.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { type DossierOptions, importDossiers } from './import-dossiers.ts';
import { describe } from './import-words.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface ImportOptions extends DossierOptions {
  readonly kind: string;
  readonly template?: string;
  readonly csv?: true;
}

export function addImport(program: Command, run: Run): void {
  program
    .command('import')
    .argument('[tệp]', 'tệp CSV hoặc XLSX; các cột của từng loại: import --template LOẠI')
    .description(
      'nạp một tệp đơn vị, hồ sơ, số liệu, điểm, xếp hạng, nhiệm vụ, báo cáo…: tất cả hoặc không gì cả',
    )
    .option('--kind <loại>', `loại tệp: ${FILE_KINDS.join(', ')}`, 'figures')
    .option('--template <loại>', 'mẫu của loại tệp: bảng tính XLSX (> mẫu.xlsx), hoặc CSV trên màn hình')
    .option('--csv', 'mẫu dạng CSV')
    .option('--source <tên>', 'hồ sơ: nguồn của tệp; cách đọc đã khai cho nguồn được dùng lại')
    .option(
      '--as-of <ngày>',
      'hồ sơ: tệp phản ánh đến hết ngày này; mặc định ngày ở tiêu đề tệp, hoặc hôm nay',
    )
    .option('--unit <mã>', 'hồ sơ: đơn vị, khi tệp không có cột đơn vị')
    .option('--column <cặp...>', 'hồ sơ: tiêu đề riêng của nguồn, ví dụ "Ngày xong=Ngày trả kết quả"')
    .option('--state <cặp...>', 'hồ sơ: trạng thái riêng của nguồn, ví dụ "Bị hoãn=Tạm dừng"')
    .option('--dry-run', 'chỉ kiểm tra, không nạp')
    .option('--json', 'in kết quả dạng JSON')
    .action(
      run((context, file: string | undefined, options: ImportOptions) => {
        if (options.template !== undefined) return printTemplate(context, options.template, options);
        if (file === undefined)
          throw new CommandError(EXIT.usage, 'Cần một tệp. Ví dụ: import diem.csv --kind scores');
        return importFile(context, file, options);
      }),
    );
}

function kindNamed(name: string): FileKind {
  const kind = FILE_KINDS.find((each) => each === name);
  if (kind === undefined)
    throw new CommandError(EXIT.usage, `Không có loại tệp "${name}". Dùng: ${FILE_KINDS.join(', ')}.`);
  return kind;
}

async function printTemplate(
  context: CliContext,
  name: string,
  { csv, json }: ImportOptions,
): Promise<ExitCode> {
  const kind = kindNamed(name);
  const template = TEMPLATES[kind];
  const text = templateCsv(template);
  if (json === true) printJson(context, { kind, ...template, csv: text });
  else if (csv === true || context.isTerminal) context.out(text);
  else {
    const { templateBook }: typeof Template = await import('../report/xlsx/template.ts');
    context.outBytes(await templateBook(template, templateGuide(kind)));
  }
  return EXIT.done;
}

function importFile(context: CliContext, file: string, options: ImportOptions): Promise<ExitCode> {
  const kind = kindNamed(options.kind);
  if (kind === 'dossiers') return importDossiers(context, file, options);
  const bytes = readBytes(file);
  return withDesk(context, async (desk) => {
    const upload = {
      bytes,
      fileName: path.basename(file),
      loadedBy: 'dòng lệnh',
      dryRun: options.dryRun === true,
    };
    const loaded = await loadFile(desk, kind, upload);
    const { outcome } = loaded;
    if (options.json === true) printJson(context, outcome);
    else (outcome.status === 'refused' ? context.err : context.out)(describe(loaded));
    return outcome.status === 'refused' ? EXIT.refused : EXIT.done;
  });
}

/** @throws CommandError when the file cannot be read */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CommandError(EXIT.usage, `Không đọc được tệp "${file}".`);
  }
}
