/**
 * Errors in words for the operator: always the innermost cause, because outer errors repeat what no log may hold, the
 * token in an address and the values of a query.
 */

/** In one line. */
export function faultOf(error: unknown): string {
  return String(innermost(error));
}

/** With the place in the code. */
export function traceOf(error: unknown): string {
  const cause = innermost(error);
  return cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
}

/** Follows causes, and `error`, where grammY keeps them. */
function innermost(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const inner: unknown = error.cause ?? ('error' in error ? error.error : undefined);
  return inner === undefined ? error : innermost(inner);
}
