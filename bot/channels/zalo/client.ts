/** Calling the Zalo Bot Platform. */
import { z } from 'zod';

const PUBLIC_ROOT = 'https://bot-api.zaloplatforms.com';

export interface ZaloAccess {
  readonly token: string;
  /** Without a final slash; the public one by default. */
  readonly apiRoot?: string;
}

/** The platform answered and refused. Not thrown when no answer came: that is what `fetch` throws. */
export class ZaloError extends Error {
  override readonly name = 'ZaloError';
  /** The platform's code, or the HTTP status where the answer was not in the platform's form. */
  readonly code: number;

  constructor(method: string, code: number, description: string) {
    super(`${method} refused (${code}: ${description})`);
    this.code = code;
  }
}

/** A call that the platform answered, but not in its own form. What became of the call is unknown. */
export class ZaloAnswerError extends Error {
  override readonly name = 'ZaloAnswerError';
}

export interface ZaloClient {
  /**
   * Calls a method and reads its result.
   * @throws {ZaloError} when the platform refuses, even where HTTP says 200.
   * @throws {ZaloAnswerError} when the answer cannot be read.
   * @throws what `fetch` throws when no answer comes within `signal`.
   */
  call<Result>(
    method: string,
    params: Readonly<Record<string, string>>,
    result: z.ZodType<Result>,
    signal: AbortSignal,
  ): Promise<Result>;
}

const ENVELOPE = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().optional(),
});

export function zaloClient({ token, apiRoot = PUBLIC_ROOT }: ZaloAccess): ZaloClient {
  return {
    call: async (method, params, schema, signal) => {
      const response = await fetch(`${apiRoot}/bot${token}/${method}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(params),
        signal,
      });
      const envelope = ENVELOPE.safeParse(parseJson(await response.text()));
      if (!envelope.success) {
        if (!response.ok) throw new ZaloError(method, response.status, response.statusText);
        throw new ZaloAnswerError(`${method} gave an answer in another form`);
      }
      const { ok, result, error_code, description } = envelope.data;
      if (!ok) throw new ZaloError(method, error_code ?? response.status, description ?? 'no description');
      const parsed = schema.safeParse(result);
      if (!parsed.success) throw new ZaloAnswerError(`${method} gave a result in another form`);
      return parsed.data;
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
