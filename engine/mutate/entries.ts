/** Every single change of what the levels of one entry share: subjects, links to other rules, years. */
import { SUBJECTS, type Subject } from '../model/facts.ts';
import type { Interpretation, Rule } from '../model/ruleset.ts';
import { type Change, within } from './change.ts';
import { shiftedValidities, shiftedYears } from './dates.ts';

type Rewrite = (rule: Rule) => Rule;

/** @param levels the rules of one entry: one, or the levels of a banding */
export function entryChanges([first]: readonly Rule[]): Change<Rewrite>[] {
  if (first === undefined) return [];
  const { subjects, validity, years, interpretations } = first;
  const rewrite = <Key extends keyof Rule>(
    key: Key,
    changes: readonly Change<Rule[Key]>[],
  ): Change<Rewrite>[] => within(changes, (to) => (rule) => ({ ...rule, [key]: to }));
  return [
    ...rewrite('subjects', subjectChanges(subjects)),
    ...rewrite('validity', validity === undefined ? [] : shiftedValidities(validity)),
    ...rewrite('years', years === undefined ? [] : shiftedYears(years)),
    ...rewrite('interpretations', interpretationChanges(interpretations)),
    ...rewrite('exceptionTo', exceptionChanges(first)),
    ...rewrite('pick', pickChanges(first)),
    ...leftOut(
      first,
      'insteadOf',
      `bỏ "thay cho ${first.insteadOf ?? ''}"`,
      'Chưa có trường hợp nào cho thấy quy tắc này chỉ áp dụng khi quy tắc kia được miễn.',
    ),
    ...leftOut(
      first,
      'humanDecision',
      'bỏ "cần người quyết định"',
      'Chưa có trường hợp nào nói đến việc cần người quyết định này.',
    ),
  ];
}

/** Another subject in the place of each, and each of several left out. */
export function subjectChanges(subjects: readonly Subject[]): Change<readonly Subject[]>[] {
  const why = 'Chưa có trường hợp nào cho thấy hệ quả thuộc về đối tượng này.';
  const replaced = subjects
    .map((subject, index) => [subject, index, otherSubject(subject)] as const)
    .filter(([, , other]) => !subjects.includes(other))
    .map(([subject, index, other]) => ({
      to: subjects.with(index, other),
      change: `đối tượng: ${subject} → ${other}`,
      why,
    }));
  const dropped = (subjects.length === 1 ? [] : subjects).map((subject) => ({
    to: subjects.filter((other) => other !== subject),
    change: `bỏ đối tượng "${subject}"`,
    why,
  }));
  return [...replaced, ...dropped];
}

/** The subject most easily taken for this one: the next in the list; for the last one the first. */
function otherSubject(subject: Subject): Subject {
  return SUBJECTS[(SUBJECTS.indexOf(subject) + 1) % SUBJECTS.length] ?? subject;
}

/** From which year an open question on validity makes the rule uncertain. */
function interpretationChanges(
  interpretations: readonly Interpretation[],
): Change<readonly Interpretation[]>[] {
  return interpretations.flatMap((interpretation, index) => {
    const { onValidity, pending } = interpretation;
    if (onValidity === undefined || !pending) return [];
    const changes = shiftedYears({ from: onValidity.fromYear }).map((each) => ({
      ...each,
      change: `chờ kết luận về hiệu lực ${each.change}`,
    }));
    return within(changes, ({ from: fromYear = onValidity.fromYear }) =>
      interpretations.with(index, { ...interpretation, onValidity: { fromYear } }),
    );
  });
}

function exceptionChanges({ exceptionTo }: Rule): Change<readonly string[]>[] {
  return exceptionTo.map((other, index) => ({
    to: exceptionTo.toSpliced(index, 1),
    change: `bỏ ngoại lệ của ${other}`,
    why: `Chưa có trường hợp nào mà nhờ ngoại lệ này ${other} không áp dụng.`,
  }));
}

const PICK_WORDS = { first: 'lấy mức đầu tiên đúng', only: 'chỉ một mức đúng' } as const;

function pickChanges({ pick }: Rule): Change<'first' | 'only'>[] {
  if (pick === undefined) return [];
  const to = pick === 'first' ? 'only' : 'first';
  const why = 'Chưa có trường hợp nào mà nhiều mức cùng đúng.';
  return [{ to, change: `${PICK_WORDS[pick]} → ${PICK_WORDS[to]}`, why }];
}

function leftOut(
  rule: Rule,
  key: 'insteadOf' | 'humanDecision',
  change: string,
  why: string,
): Change<Rewrite>[] {
  if (rule[key] === undefined) return [];
  const to: Rewrite = (level) => {
    const copy: { -readonly [Key in keyof Rule]: Rule[Key] } = { ...level };
    delete copy[key];
    return copy;
  };
  return [{ to, change, why }];
}
