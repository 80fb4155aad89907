/** What is said of a file that was loaded or refused. */
import type { Loaded } from '../bot/file-kinds/kind.ts';
import { problemWords } from '../bot/problems-reply.ts';
import type { WarningCounts } from '../bot/warnings.ts';
import type { ImportProblem } from '../db/import/problems.ts';

/** What came of a file. */
export function describe({ outcome, counts, notes }: Loaded): string {
  switch (outcome.status) {
    case 'refused':
      return refusalWords(outcome);
    case 'repeated':
      return 'Tệp này đã nạp trước đây; không có gì thay đổi.';
    case 'checked':
      return [`Tệp hợp lệ: ${counts}. Chưa nạp (--dry-run).`, ...notes].join('\n');
    case 'loaded':
      return [`Đã nạp ${counts}.${warningWords(outcome)}`, ...notes].join('\n');
  }
}

function warningWords({ warnings }: { readonly warnings?: WarningCounts }): string {
  if (warnings === undefined) return '';
  return ` Cảnh báo mới: ${warnings.units} đơn vị, ${warnings.messages} tin nhắn.`;
}

/** Faults of a file that are printed; more would bury the first ones. */
const MOST_PRINTED = 50;

/** The faults of a file, a line each; JSON has them all. */
export function refusalWords(refusal: {
  readonly problems: readonly ImportProblem[];
  readonly total: number;
}): string {
  const left = refusal.total - Math.min(refusal.problems.length, MOST_PRINTED);
  return [
    `Không nạp: tệp có ${refusal.total} lỗi. Dữ liệu không thay đổi.`,
    ...refusal.problems.slice(0, MOST_PRINTED).map((problem) => `- ${problemWords(problem)}`),
    ...(left > 0 ? [`và ${left} lỗi nữa.`] : []),
  ].join('\n');
}
