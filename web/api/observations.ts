/** `POST /api/v1/observations`: figures from another system, stored once however often the request is repeated. */

import type { Context, Handler } from 'hono';
import type { z } from 'zod';
import type { Desk } from '../../bot/desk.ts';
import { type Pushed, pushFigures, readPush } from '../../bot/push-figures.ts';
import { type ApiKey, countRequest, findApiKey } from '../../db/api-keys.ts';
import {
  answerRequest,
  type Claim,
  type Claimed,
  ClaimLostError,
  claimRequest,
  type GivenAnswer,
  releaseRequest,
} from '../../db/api-requests.ts';
import { write } from '../../db/database.ts';
import type { PushProblem } from '../../db/import/pushed-figures.ts';
import { sha256 } from '../../db/import/sha256.ts';
import { ImportConflictError } from '../../db/imports.ts';
import { jsonResponse, type ProblemError, type ProblemKind, problemOf, problemResponse } from './problem.ts';
import { pointerTo, readObservations } from './read-observations.ts';
import type { Problem, STORED } from './schemas.ts';

/** Requests of one key in one minute. */
export const MOST_A_MINUTE = 60;
const IDEMPOTENCY_KEY = /^[\x21-\x7E]{1,255}$/;

export interface ObservationsOptions {
  readonly desk: () => Promise<Desk>;
  /** Called once figures are stored; the outbox then holds the warnings that they gave rise to. */
  readonly received: () => void;
}

/** What is refused before the request counts, in the order in which it is looked at. */
export function observations({ desk: deskNow, received }: ObservationsOptions): Handler {
  return async (c) => {
    const desk = await deskNow();
    const key = await keyOf(desk, c);
    if (key === undefined)
      return refused('unauthorized', 'Gửi Authorization: Bearer kèm khóa còn hiệu lực.', {
        'WWW-Authenticate': 'Bearer realm="kycuong"',
      });
    if (!key.kinds.includes('figures')) return refused('forbidden', 'Khóa này không được gửi số liệu.');
    if (!isJson(c.req.header('Content-Type'))) return refused('content-type');
    const idempotencyKey = idempotencyKeyOf(c);
    if (idempotencyKey === undefined)
      return refused(
        'idempotency-key',
        'Gửi đầu đề Idempotency-Key: từ 1 đến 255 ký tự không dấu, mỗi lần gửi mới một khóa mới, gửi lại thì giữ khóa cũ.',
      );
    const body = new Uint8Array(await c.req.arrayBuffer());
    const hash = sha256(body);
    const claimed = await write(desk.db, async (tx) =>
      (await countRequest(tx, key.id, MOST_A_MINUTE, desk.now))
        ? claimRequest(tx, { keyId: key.id, idempotencyKey }, hash, desk.now)
        : undefined,
    );
    if (claimed === undefined)
      return refused('too-many', `Nhiều nhất ${MOST_A_MINUTE} yêu cầu một phút.`, { 'Retry-After': '60' });
    if (claimed.outcome !== 'claimed') return repeated(claimed);
    const answer = await answerOnce(desk, key, claimed.claim, body);
    if (answer.status < 400) received();
    return jsonResponse(answer.status, answer.body);
  };
}

/** Answers a claimed request and keeps the answer; after a fault of ours it may be tried again. */
async function answerOnce(desk: Desk, key: ApiKey, claim: Claim, body: Uint8Array): Promise<GivenAnswer> {
  try {
    return await answer(desk, key, claim, body);
  } catch (error) {
    await write(desk.db, (tx) => releaseRequest(tx, claim));
    if (error instanceof ClaimLostError || error instanceof ImportConflictError)
      return answerOf(problemOf('in-progress', 'Gửi lại sau ít phút với cùng khóa để nhận câu trả lời.'));
    throw error;
  }
}

async function answer(desk: Desk, key: ApiKey, claim: Claim, bytes: Uint8Array): Promise<GivenAnswer> {
  const keep = async (problem: Problem): Promise<GivenAnswer> => {
    const given = answerOf(problem);
    await write(desk.db, (tx) => answerRequest(tx, claim, given));
    return given;
  };
  const body = readObservations(decoded(bytes));
  if (!body.ok) return keep(body.problem);
  if (body.errors.length > 0) {
    const { problems } = await readPush(desk, key, body.figures);
    return keep(refusalOf(problems, body.errors));
  }
  let stored: GivenAnswer = { status: 201, body: '' };
  const outcome = await pushFigures(desk, {
    key,
    figures: body.figures,
    source: body.source ?? `API ${claim.idempotencyKey}`,
    sha256: sha256(new TextEncoder().encode(`${claim.keyId}\n${claim.idempotencyKey}\n${sha256(bytes)}`)),
    also: async (tx, done) => {
      stored = { status: 201, body: JSON.stringify(storedBody(done)) };
      await answerRequest(tx, claim, stored);
    },
  });
  return outcome.status === 'loaded' ? stored : keep(refusalOf(outcome.problems));
}

function storedBody({ importId, figures, skipped, units, warnings }: Pushed): z.infer<typeof STORED> {
  return { status: 'loaded', import: importId, figures, skipped, units, warnings };
}

function refusalOf(problems: readonly PushProblem[], more: readonly ProblemError[] = []): Problem {
  const isForeign = problems.some((problem) => problem.isForeign === true);
  const errors = problems.map(({ index, member, value, reason, remedy }) => ({
    pointer: pointerTo(['observations', index, member]),
    value,
    detail: reason,
    remedy,
  }));
  return problemOf(isForeign ? 'forbidden' : 'invalid', undefined, [...more, ...errors]);
}

function answerOf(problem: Problem): GivenAnswer {
  return { status: problem.status, body: JSON.stringify(problem) };
}

/** draft-ietf-httpapi-idempotency-key-header, section 2.7: 422 for another request under the key, 409 while the first is worked on. */
function repeated(claimed: Exclude<Claimed, { readonly outcome: 'claimed' }>): Response {
  if (claimed.outcome === 'answered')
    return jsonResponse(claimed.status, claimed.body, { 'Idempotent-Replayed': 'true' });
  if (claimed.outcome === 'different')
    return refused('key-reused', 'Dùng một khóa mới cho thân yêu cầu khác.');
  return refused('in-progress', 'Gửi lại sau ít phút với cùng khóa để nhận câu trả lời.', {
    'Retry-After': '5',
  });
}

function refused(
  kind: ProblemKind,
  detail?: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return problemResponse(problemOf(kind, detail), headers);
}

async function keyOf({ db }: Desk, c: Context): Promise<ApiKey | undefined> {
  const secret = /^Bearer +(\S+)$/iu.exec(c.req.header('Authorization') ?? '')?.[1];
  return secret === undefined ? undefined : findApiKey(db, secret);
}

function isJson(type: string | undefined): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/iu.test(type?.trim() ?? '');
}

/** A string of structured fields is quoted; plain ones are common and mean the same. */
function idempotencyKeyOf(c: Context): string | undefined {
  const header = c.req.header('Idempotency-Key')?.trim() ?? '';
  const key = /^"(?<plain>[^"\\]+)"$/u.exec(header)?.groups?.['plain'] ?? header;
  return IDEMPOTENCY_KEY.test(key) ? key : undefined;
}

/** What is no UTF-8 becomes no JSON. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return '';
  }
}
