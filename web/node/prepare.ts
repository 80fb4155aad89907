/** Making a database ready to serve: migrated, with rules published and, for trials, the sample data loaded. */
import { openDesk } from '../../bot/desk.ts';
import { faultOf } from '../../bot/fault.ts';
import { reviewWarnings } from '../../bot/warnings.ts';
import { type Db, write } from '../../db/database.ts';
import { discardAbandonedImports } from '../../db/imports.ts';
import { type OpenDatabase, openDatabase } from '../../db/open.ts';
import { currentRuleSet, publishRuleSet } from '../../db/rule-sets.ts';
import { loadSample } from '../../db/sample.ts';
import { simulatedYears } from '../../db/simulated.ts';
import { listUnits } from '../../db/units.ts';
import { formatDiagnostic } from '../../engine/language/diagnostics.ts';
import { hashFiles } from '../../engine/language/load.ts';
import type { SourceFile } from '../../engine/model/ruleset.ts';
import { validateRuleSet } from '../../engine/prove/validate.ts';
import { readProjectRules } from './rule-files.ts';

export interface PrepareOptions {
  /** `file:…`, `http(s)://…` or `libsql://…`. */
  readonly url: string;
  readonly authToken: string | undefined;
  readonly now: Date;
  /** Load the sample data too. */
  readonly sample: boolean;
  /** Told what was done, in Vietnamese. */
  readonly log: (line: string) => void;
}

/** The rule files cannot be published. The message holds the diagnostics for people. */
export class RulesRefusedError extends Error {
  override readonly name = 'RulesRefusedError';
}

/** The database cannot be reached, or not brought up to date. The message says where and why, in Vietnamese. */
export class DatabaseUnusableError extends Error {
  override readonly name = 'DatabaseUnusableError';
}

const PUBLISHED_BY = 'tệp trong rules/';

/**
 * Opens, migrates and fills a database. What it holds already is kept: a second call changes nothing.
 * @throws {RulesRefusedError} when no rule set is published yet and the files do not make one.
 * @throws {DatabaseUnusableError}
 */
export async function prepareDatabase(options: PrepareOptions): Promise<OpenDatabase> {
  const opened = await openUsable(options);
  try {
    await publishFirstRules(opened.db, await readProjectRules(), options);
    const abandoned = await discardAbandonedImports(opened.db, options.now);
    if (abandoned > 0) options.log(`Đã bỏ ${abandoned} lần nạp dữ liệu dở dang.`);
    if (options.sample) await addSample(opened.db, options);
    return opened;
  } catch (error) {
    opened.close();
    throw error;
  }
}

/**
 * Opens and migrates a database.
 * @throws {DatabaseUnusableError}
 */
export async function openUsable({
  url,
  authToken,
}: Pick<PrepareOptions, 'url' | 'authToken'>): Promise<OpenDatabase> {
  try {
    return await openDatabase(url, authToken);
  } catch (error) {
    throw new DatabaseUnusableError(
      `Không dùng được cơ sở dữ liệu ${withoutToken(url)} (${faultOf(error)}). Kiểm tra DATABASE_URL và DATABASE_AUTH_TOKEN.`,
    );
  }
}

/** The address of a database as it may be shown: what follows "?" may be an access token. */
export function withoutToken(url: string): string {
  return url.replace(/\?.*$/s, '');
}

/**
 * Publishes rule files where no rule set is published yet; elsewhere only says when the files differ.
 * @throws {RulesRefusedError} when they are to be published and do not make a rule set.
 */
export async function publishFirstRules(
  db: Db,
  files: readonly SourceFile[],
  { now, log }: Pick<PrepareOptions, 'now' | 'log'>,
): Promise<void> {
  const published = await currentRuleSet(db);
  if (published !== undefined) {
    if (published.hash === hashFiles(files)) return;
    log(
      'Các tệp trong rules/ khác bộ quy tắc đã công bố; vẫn dùng bộ đã công bố. Để công bố bộ mới: npx kycuong rules push',
    );
    return;
  }
  const loaded = await validateRuleSet(files);
  if (!loaded.ok) throw new RulesRefusedError(loaded.diagnostics.map(formatDiagnostic).join('\n\n'));
  const { hash } = loaded.ruleSet;
  await write(db, (tx) => publishRuleSet(tx, { hash, files }, PUBLISHED_BY, now));
  log(`Đã công bố bộ quy tắc gồm ${loaded.ruleSet.rules.length} quy tắc.`);
}

/** Loads what is missing of the sample data; new figures may give cause for warnings of the running year. */
async function addSample(db: Db, { now, log }: PrepareOptions): Promise<void> {
  const { loaded } = await loadSample(db, { now });
  if (loaded.length === 0) return;
  const unitIds = (await listUnits(db)).map(({ id }) => id);
  const changed = simulatedYears(now).map(({ year }) => ({ year, unitIds }));
  await reviewWarnings(await openDesk(db, { now }), changed);
  log(`Đã nạp dữ liệu mẫu: ${loaded.length} bảng.`);
}
