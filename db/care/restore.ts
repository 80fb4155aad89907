/** Putting a backup in the place of a database: the old one stays whole until the new one stands there whole. */
import { constants, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { faultsOf } from './check.ts';
import { flush, nameAlso, unfinished } from './files.ts';
import { ageOf, migrateFile } from './migrations.ts';
import { type HeldTarget, holdTarget } from './target.ts';

export interface RestoreOptions {
  readonly backup: string;
  /** The file of the database. */
  readonly target: string;
  /** Whether a database that holds data may be put aside. */
  readonly replace: boolean;
  readonly now: Date;
  /** Told each step, in Vietnamese. */
  readonly log: (line: string) => void;
}

export interface Restored {
  /** Where the old database lies, if it held data. */
  readonly kept: string | undefined;
  /** Migrations that the backup lacked. */
  readonly migrated: number;
}

/** The backup cannot be used, or the place is not free. Nothing has changed; the message says why, in Vietnamese. */
export class RestoreRefusedError extends Error {
  override readonly name = 'RestoreRefusedError';
}

/** @throws {RestoreRefusedError} */
export function restore({ backup, target, replace, now, log }: RestoreOptions): Restored {
  requireBackup(backup, target);
  mkdirSync(path.dirname(path.resolve(target)), { recursive: true });
  const fresh = unfinished(target);
  let held: HeldTarget | undefined;
  try {
    log('Đang chép bản sao lưu…');
    copyFileSync(backup, fresh, constants.COPYFILE_EXCL);
    log('Đang kiểm tra bản sao lưu…');
    const migrated = makeReady(fresh);
    log('Đang giữ cơ sở dữ liệu cũ…');
    held = holdTarget(target);
    if (held.state === 'busy')
      throw new RestoreRefusedError(
        `Cơ sở dữ liệu ${target} đang được dùng. Dừng máy chủ (serve) và mọi lệnh khác, rồi khôi phục lại.`,
      );
    if (held.holdsData && !replace)
      throw new RestoreRefusedError(
        `Cơ sở dữ liệu ${target} đang có dữ liệu. Thêm --replace để thay; cơ sở dữ liệu cũ được giữ lại bên cạnh.`,
      );
    const kept = held.holdsData ? keptName(target, now) : undefined;
    if (kept !== undefined) keep(target, kept);
    log('Đang thay…');
    renameSync(fresh, target);
    flush(path.dirname(path.resolve(target)));
    log('Đã thay.');
    return { kept, migrated };
  } finally {
    held?.release();
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(`${fresh}${suffix}`, { force: true });
  }
}

function requireBackup(backup: string, target: string): void {
  if (!existsSync(backup) || !statSync(backup).isFile())
    throw new RestoreRefusedError(`Không có tệp "${backup}".`);
  if (path.resolve(backup) === path.resolve(target))
    throw new RestoreRefusedError('Tệp sao lưu chính là cơ sở dữ liệu đang dùng. Ghi tên tệp khác.');
  if (existsSync(`${backup}-wal`) && statSync(`${backup}-wal`).size > 0)
    throw new RestoreRefusedError(
      `"${backup}" là một cơ sở dữ liệu đang dùng, chưa phải bản sao lưu (còn tệp -wal). Sao lưu nó bằng lệnh backup trước.`,
    );
}

/** Checks the copied backup and brings it up to date; gives how many migrations that took. */
function makeReady(file: string): number {
  const database = new DatabaseSync(file);
  try {
    const found = ageOf(database);
    if (found.age === 'foreign')
      throw new RestoreRefusedError('Tệp này không phải bản sao lưu của Kỷ Cương.');
    if (found.age === 'newer')
      throw new RestoreRefusedError(
        'Bản sao lưu do phiên bản Kỷ Cương mới hơn tạo ra. Cài phiên bản ấy rồi khôi phục lại.',
      );
    const faults = faultsOf(database);
    if (faults.length > 0) throw new RestoreRefusedError(`Bản sao lưu bị hỏng: ${faults.join('; ')}.`);
    migrateFile(database, found.missing);
    // One file with everything in it, whatever the backup was.
    database.exec('pragma journal_mode = delete');
    return found.missing.length;
  } catch (error) {
    if (error instanceof RestoreRefusedError) throw error;
    throw new RestoreRefusedError(`Không đọc được bản sao lưu (${(error as Error).message}).`);
  } finally {
    database.close();
    flush(file);
  }
}

/** `var/kycuong.truoc-khi-khoi-phuc-20261120T030000000Z.db` */
function keptName(target: string, now: Date): string {
  const instant = now.toISOString().replaceAll(/[-:.]/g, '');
  const { dir, name } = path.parse(target);
  return path.join(dir, `${name}.truoc-khi-khoi-phuc-${instant}.db`);
}

/** What a damaged database has besides its file goes with it. */
function keep(target: string, kept: string): void {
  if (existsSync(kept))
    throw new RestoreRefusedError(`Đã có tệp ${kept}. Đổi tên hoặc chuyển tệp ấy đi, rồi khôi phục lại.`);
  nameAlso(target, kept);
  for (const suffix of ['-journal', '-wal'])
    if (existsSync(`${target}${suffix}`)) renameSync(`${target}${suffix}`, `${kept}${suffix}`);
  rmSync(`${target}-shm`, { force: true });
}
