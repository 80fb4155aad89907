/** `serve` and `migrate`. */
import type { Command } from 'commander';
import { databaseUrl, serveUntilStopped } from '../server.ts';
import { prepareDatabase } from '../web/node/prepare.ts';
import { type CliContext, CommandError, EXIT, type ExitCode } from './context.ts';
import type { Run } from './run.ts';

interface ServeOptions {
  readonly port: string;
  readonly data?: string;
  readonly sample?: true;
}

export function addServe(program: Command, run: Run): void {
  program
    .command('serve')
    .description('chạy máy chủ: trang web, bot, cảnh báo')
    .option('--port <số>', 'cổng HTTP', '8787')
    .option('--data <thư mục>', 'nơi để cơ sở dữ liệu', 'var')
    .option('--sample', 'nạp dữ liệu mẫu để dùng thử')
    .action(run((context, options: ServeOptions) => serve(context, options)));
  program
    .command('migrate')
    .description('tạo hoặc nâng cấp cơ sở dữ liệu, công bố quy tắc lần đầu')
    .option('--sample', 'nạp dữ liệu mẫu để dùng thử')
    .action(run((context, options: { readonly sample?: true }) => migrate(context, options.sample === true)));
}

async function serve({ settings, now, out, err }: CliContext, options: ServeOptions): Promise<ExitCode> {
  const port = /^\d{1,5}$/.test(options.port) ? Number(options.port) : -1;
  if (port < 0 || port > 65535)
    throw new CommandError(EXIT.usage, `Cổng "${options.port}" không đúng. Ghi một số từ 0 đến 65535.`);
  await serveUntilStopped({
    settings,
    port,
    dataDir: options.data,
    sample: options.sample === true,
    now,
    print: out,
    log: err,
  });
  return EXIT.done;
}

async function migrate({ settings, now, out, err }: CliContext, sample: boolean): Promise<ExitCode> {
  const url = databaseUrl(settings, sample);
  const opened = await prepareDatabase({
    url,
    authToken: settings.databaseAuthToken,
    now: now(),
    sample,
    log: err,
  });
  opened.close();
  out(`Cơ sở dữ liệu đã sẵn sàng: ${url}`);
  return EXIT.done;
}
