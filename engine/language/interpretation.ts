/** `cách hiểu`: what was asked of the text, and how it is answered until somebody says otherwise. */
import type { Interpretation } from '../model/ruleset.ts';
import { parseYear } from './dates.ts';
import { defined } from './defined.ts';
import { dateAt } from './document-head.ts';
import { PENDING } from './effects.ts';
import { plain } from './phrases.ts';
import type { RuleEntry } from './schema.ts';
import type { Path, Source } from './source.ts';

export function readInterpretation(
  source: Source,
  path: Path,
  item: NonNullable<RuleEntry['cách hiểu']>[number],
): Interpretation {
  const validity = item['về hiệu lực'];
  const fromYear = validity === undefined ? undefined : parseYear(validity['từ năm']);
  if (validity !== undefined && fromYear === undefined) {
    source.report(
      'KC-003',
      [...path, 'về hiệu lực'],
      `không đọc được năm "${validity['từ năm']}"`,
      'ghi năm bằng bốn chữ số',
    );
  }
  return {
    question: item.hỏi,
    answer: item.đáp,
    pending: plain(item.đáp).startsWith(PENDING),
    ...defined({
      onValidity: fromYear === undefined ? undefined : { fromYear },
      by: item.người,
      on: item.ngày === undefined ? undefined : dateAt(source, [...path, 'ngày'], item.ngày),
    }),
  };
}
