/** Rules and facts that depend on themselves. */
import { comparisons } from '../../decide/literals.ts';
import { shapesRank } from '../../decide/ranks.ts';
import type { FactDefinition } from '../../model/facts.ts';
import { bandingOf, type Rule, type RuleSet } from '../../model/ruleset.ts';
import { calculatedFrom } from '../calculated.ts';
import { type Lawbook } from '../law.ts';
import { readsOwnRank } from '../ranking.ts';
import { concernOf, type Finding } from './finding.ts';

/** Rules that shape the rank of the very year that their condition reads. */
export function rankCycles(book: Lawbook): Finding[] {
  return book.rules
    .filter((rule) => shapesRank(rule) && readsOwnRank(book, rule))
    .map((rule): Finding => {
      const { rank } = book.scheme;
      const read = comparisons(rule.when).find(({ fact }) => fact === rank);
      return {
        ...cycle('quy tắc này luôn là "chưa biết"'),
        at: read?.at ?? rule.at,
        message: `"${rule.id}" xét ${rank} của chính năm đánh giá, mà ${rank} năm đó lại do quy tắc này quyết định`,
        fix: `xét ${rank} năm trước, hoặc xét chỉ số thay cho xếp hạng`,
        concerns: concernOf(rule, 'luôn là "chưa biết" theo quy tắc này', 'unknown'),
      };
    });
}

/** Rules that, through exceptions or substitution, refer back to themselves. */
export function referenceCycles({ rules }: RuleSet): Finding[] {
  const groups = Map.groupBy(rules, ({ id }) => bandingOf(id));
  const next = (name: string): string[] =>
    (groups.get(name) ?? []).flatMap(({ exceptionTo, insteadOf }) =>
      [...exceptionTo, ...(insteadOf === undefined ? [] : [insteadOf])].map(bandingOf),
    );
  return circles([...groups.keys()], next).flatMap((circle): Finding[] => {
    const at = groups.get(circle[0] ?? '')?.[0]?.at;
    if (at === undefined) return [];
    return [
      {
        ...cycle('không xác định được quy tắc nào nhường quy tắc nào'),
        at,
        message: `các quy tắc viện dẫn nhau thành vòng: ${[...circle, circle[0]].join(' → ')}`,
        fix: 'bỏ một trong các mục "ngoại lệ của", "thay cho"',
      },
    ];
  });
}

/** Facts made of, or calculated from, facts that are made of them. */
export function factCycles(ruleSet: RuleSet, placeOf: (fact: FactDefinition) => Rule['at']): Finding[] {
  const { facts } = ruleSet;
  const next = (name: string): string[] => {
    const fact = facts.get(name);
    const parts = [fact?.numerator, fact?.denominator].filter((part) => part !== undefined);
    return [...parts, ...calculatedFrom(ruleSet, name)];
  };
  return circles([...facts.keys()], next).flatMap((circle): Finding[] => {
    const fact = facts.get(circle[0] ?? '');
    if (fact === undefined) return [];
    return [
      {
        ...cycle('dữ kiện này không bao giờ tính được'),
        at: placeOf(fact),
        message: `dữ kiện được tính từ chính nó: ${[...circle, circle[0]].join(' → ')}`,
        fix: 'sửa "tử số", "mẫu số" hoặc cách tính',
      },
    ];
  });
}

function cycle(consequence: string): Pick<Finding, 'code' | 'severity' | 'consequence'> {
  return { code: 'KC-018', severity: 'error', consequence };
}

/** Each circle once, from the name on it that comes first. */
function circles(names: readonly string[], next: (name: string) => readonly string[]): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (name: string, path: readonly string[]): void => {
    const start = path.indexOf(name);
    if (start >= 0) found.push(path.slice(start));
    if (start >= 0 || done.has(name)) return;
    for (const other of next(name)) walk(other, [...path, name]);
    done.add(name);
  };
  for (const name of names) walk(name, []);
  return found;
}
