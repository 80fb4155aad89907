/** Documents in force at once that count late dossiers differently. */
import { calculationsInForce } from '../../decide/calculations.ts';
import { lateInForce } from '../../decide/late.ts';
import { LATE_RATE } from '../../model/dossier.ts';
import { sameMeaning } from '../../model/late.ts';
import type { Position } from '../../model/ruleset.ts';
import { daysOfChange, type Lawbook } from '../law.ts';
import { type Finding, placeWords } from './finding.ts';

/** Before every law. */
const FIRST_DAY = '1900-01-01';

/** Declarations that disagree, and declarations beside a calculation of the rate; each pair once. */
export function conflictingLate({ ruleSet, scheme }: Lawbook): Finding[] {
  const findings: Finding[] = [];
  const rates = ruleSet.calculations.filter(({ fact }) => fact === LATE_RATE);
  for (const day of [FIRST_DAY, ...daysOfChange([...ruleSet.late, ...rates], ruleSet.documents)]) {
    const [first, ...others] = lateInForce(ruleSet, scheme.code, day);
    if (first === undefined) continue;
    for (const other of others) if (!sameMeaning(first, other)) findings.push(conflict(first, other));
    const rate = calculationsInForce(ruleSet, scheme.code, day).get(LATE_RATE);
    if (rate !== undefined && rate.parts === undefined) findings.push(conflict(rate, first));
  }
  return findings;
}

interface Said {
  readonly id: string;
  readonly at: Position;
}

function conflict(used: Said, other: Said): Finding {
  return {
    code: 'KC-016',
    severity: 'error',
    at: other.at,
    message: `"${used.id}" (${placeWords(used.at, other.at)}) và "${other.id}" cùng có hiệu lực mà tính tỷ lệ hồ sơ trễ hạn khác nhau`,
    consequence: 'chỉ cách đứng trước được dùng, cách đứng sau bị bỏ qua',
    fix: 'ghi "ngoại lệ của" ở khai báo riêng, "bãi bỏ" ở văn bản mới, hoặc ngày hết hiệu lực của văn bản cũ',
  };
}
