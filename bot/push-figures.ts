/** Figures pushed by another system: the checks and the way of a file's figures, for the units of its key. */
import type { ApiKey } from '../db/api-keys.ts';
import type { Tx } from '../db/database.ts';
import { shown } from '../db/import/problems.ts';
import {
  type PushedFigure,
  type PushProblem,
  type PushReading,
  readPushedFigures,
} from '../db/import/pushed-figures.ts';
import { type NamedUnit, unitDirectory } from '../db/units.ts';
import { civilDate } from '../engine/model/dates.ts';
import type { Desk } from './desk.ts';
import { type FigureCounts, storeFigures } from './store-figures.ts';

export interface Push {
  readonly key: ApiKey;
  readonly figures: readonly PushedFigure[];
  /** The document or system that the figures are from. */
  readonly source: string;
  /** Of the request with its idempotency key, in hex. */
  readonly sha256: string;
  /** Keeps the answer in the transaction that makes the figures visible. */
  readonly also: (tx: Tx, done: Pushed) => Promise<void>;
}

export interface Pushed extends FigureCounts {
  readonly importId: number;
  /** Figures without a value, of which nothing was stored. */
  readonly skipped: number;
}

export type PushOutcome =
  | { readonly status: 'loaded' }
  | { readonly status: 'refused'; readonly problems: readonly PushProblem[] };

/** All of the figures or none. @throws when the database fails or `also` does; nothing is then visible. */
export async function pushFigures(desk: Desk, push: Push): Promise<PushOutcome> {
  const { key, figures, source: fileName, sha256, also } = push;
  const { rows, problems } = await readPush(desk, key, figures);
  if (problems.length > 0) return { status: 'refused', problems };
  if (rows.length === 0) return { status: 'refused', problems: [NOTHING] };
  const stored = await storeFigures(desk, {
    rows,
    fileName,
    sha256,
    loadedBy: key.name,
    dryRun: false,
    also: (tx, done) => also(tx, { ...done, skipped: figures.length - rows.length }),
  });
  if (stored.status !== 'refused') return { status: 'loaded' };
  return {
    status: 'refused',
    problems: stored.problems.map(({ row, reason, remedy }) => {
      const index = row.sourceRow - 1;
      const value = shown(figures.find((figure) => figure.index === index)?.value.text ?? '');
      return { index, member: 'value', value, reason, remedy };
    }),
  };
}

/** What the figures say, each checked by itself and against the others; nothing is stored. */
export async function readPush(
  desk: Desk,
  key: ApiKey,
  figures: readonly PushedFigure[],
): Promise<PushReading> {
  const { facts, constraints } = desk.ruleSet;
  const directory = await unitDirectory(desk.db);
  const isOwn = ({ id, province }: NamedUnit): boolean =>
    key.units.includes(id) || key.provinces.includes(province);
  return readPushedFigures(figures, {
    facts,
    constraints,
    own: directory.filter(isOwn),
    others: directory.filter((unit) => !isOwn(unit)),
    today: civilDate(desk.now),
  });
}

const NOTHING: PushProblem = {
  index: 0,
  member: 'value',
  value: 'null',
  reason: 'Không mục nào có giá trị.',
  remedy: 'Gửi ít nhất một giá trị; số liệu chưa có thì chưa cần gửi.',
};
