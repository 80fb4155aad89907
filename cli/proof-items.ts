/** What `rules prove` asks and answers, in words: one item for each thing to be proven. */
import { existsSync } from 'node:fs';
import { effectClause } from '../engine/explain/words.ts';
import { OUTCOME_WORDS } from '../engine/language/cases.ts';
import { witnessWords } from '../engine/language/diagnostics.ts';
import { didYouMean } from '../engine/language/suggest.ts';
import { vietnameseDate } from '../engine/model/dates.ts';
import type { Outcome } from '../engine/model/decision.ts';
import type { Rule, RuleSet } from '../engine/model/ruleset.ts';
import type { Finding } from '../engine/prove/checks/finding.ts';
import type { Proof, Relation } from '../engine/prove/compare/conditions.ts';
import { compareRules, compareSameRules, placed, type RuleProof } from '../engine/prove/compare/rules.ts';
import { compareVersions, type Difference } from '../engine/prove/compare/versions.ts';
import { proveGaps } from '../engine/prove/gaps.ts';
import { CommandError, EXIT } from './context.ts';
import { readRuleFiles, ruleSetOf } from './rule-files.ts';

export interface ProofItem {
  readonly about: string;
  readonly result: 'proven' | 'refuted' | 'unproved';
  /** Facts for which it fails, in words. */
  readonly witness?: Readonly<Record<string, string>>;
  /** What comes out for them, by rule or by version. */
  readonly outcomes?: readonly { readonly of: string; readonly outcome: string }[];
  /** Why it is not proven, or what else is to be known. */
  readonly notes: readonly string[];
}

const REASONS = {
  cells: 'Vì có quá nhiều tổ hợp ngưỡng để xét hết.',
  witness: 'Vì không dựng được số liệu cụ thể để kiểm lại.',
  law: 'Vì một quy tắc không có ngày nào có hiệu lực.',
  scheme: 'Chỉ một bên có phương án này.',
} as const;

const SHARED_TIME = {
  part: 'Chỉ xét thời gian cả hai quy tắc cùng có hiệu lực.',
  none: 'Hai quy tắc không có ngày nào cùng hiệu lực; mỗi quy tắc được xét theo lần quy định cuối.',
} as const;

/** Whether the levels of every ranking of the files join up. */
export async function gapItems(paths: readonly string[]): Promise<ProofItem[]> {
  const { named, all } = readRuleFiles(paths);
  const files = new Set(named.map(({ path }) => path));
  const proofs = (await proveGaps(ruleSetOf(all))).filter(({ ranking: { levels } }) =>
    levels.some(({ at }) => files.has(at.file)),
  );
  if (proofs.length === 0) throw new CommandError(EXIT.usage, 'Không có quy tắc xếp hạng nào để chứng minh.');
  return proofs.flatMap(({ ranking: { question }, bandings, findings }): ProofItem[] => {
    const about = `${bandings.join(', ')}: các mức nối liền nhau và không chồng nhau (${question.subject}, quy định ngày ${vietnameseDate(question.lawDate)})`;
    return findings.length === 0
      ? [{ about, result: 'proven', notes: [] }]
      : findings.map((finding) => gapItem(about, finding));
  });
}

function gapItem(about: string, { message, code, witness }: Finding): ProofItem {
  return {
    about,
    result: code === 'KC-022' ? 'unproved' : 'refuted',
    ...(witness === undefined ? {} : { witness: witness.words }),
    notes: [message],
  };
}

/**
 * Whether the relation holds between two rules of the project, or between two versions of its files.
 * @throws CommandError when the targets are not two rules or two paths
 */
export async function relationItems(relation: Relation, targets: readonly string[]): Promise<ProofItem[]> {
  const [a, b, ...more] = targets;
  if (a === undefined || b === undefined || more.length > 0)
    throw new CommandError(EXIT.usage, 'Cần hai mã quy tắc, hoặc hai tệp.');
  const [isFileA, isFileB] = [existsSync(a), existsSync(b)];
  if (isFileA !== isFileB)
    throw new CommandError(EXIT.usage, 'Cần hai mã quy tắc, hoặc hai tệp; không trộn lẫn.');
  if (!isFileA) return [await ruleItem(relation, a, b)];
  const [one, two] = versionsOf(a, b);
  return relation === 'implies' ? impliedItems(one, two) : versionItems(one, two);
}

/** Two files are two versions of one: the second is read in the place of the first, with the same files beside it. */
function versionsOf(a: string, b: string): [Version, Version] {
  const [one, two] = [readRuleFiles([a]), readRuleFiles([b])];
  const [first, ...moreInA] = one.named;
  const [second, ...moreInB] = two.named;
  const areFiles = first !== undefined && second !== undefined && moreInA.length + moreInB.length === 0;
  const instead = areFiles
    ? one.all.map((file) => (file === first ? { path: first.path, text: second.text } : file))
    : two.all;
  return [
    { name: a, ruleSet: ruleSetOf(one.all) },
    { name: b, ruleSet: ruleSetOf(instead) },
  ];
}

async function ruleItem(relation: Relation, idA: string, idB: string): Promise<ProofItem> {
  const ruleSet = ruleSetOf(readRuleFiles([]).all);
  const [a, b] = [ruleNamed(ruleSet, idA), ruleNamed(ruleSet, idB)];
  const found = await compareRules(relation, placed(ruleSet, a), placed(ruleSet, b));
  const [effectsA, effectsB] = [a, b].map(effectsOf);
  const sameEffects = relation === 'implies' || effectsA === effectsB;
  return {
    ...proofItem(relationWords(relation, idA, idB), found.proof, [idA, idB]),
    notes: [
      ...notesOf(found, [idA, idB]),
      ...(sameEffects ? [] : [`Hệ quả khác nhau: ${idA}: ${effectsA}; ${idB}: ${effectsB}.`]),
    ],
  };
}

function relationWords(relation: Relation, a: string, b: string): string {
  return relation === 'implies'
    ? `"${a}" đúng thì "${b}" cũng đúng`
    : `"${a}" và "${b}" đúng trong cùng những trường hợp`;
}

function ruleNamed({ rules }: RuleSet, id: string): Rule {
  const found = rules.find((rule) => rule.id === id);
  if (found !== undefined) return found;
  const ids = rules.map((rule) => rule.id);
  throw new CommandError(EXIT.usage, `Không có quy tắc hoặc tệp "${id}".${didYouMean(id, ids)}`);
}

function proofItem(about: string, proof: Proof, names: readonly [string, string]): ProofItem {
  if (proof.result !== 'refuted') return { about, result: proof.result, notes: [] };
  return {
    about,
    result: 'refuted',
    witness: proof.witness.words,
    outcomes: names.map((of, index) => ({ of, outcome: outcomeWord(proof.outcomes[index]) })),
    notes: [],
  };
}

function notesOf({ proof, caveat, shared }: RuleProof, [a, b]: readonly [string, string]): string[] {
  const notes: string[] = proof.result === 'unproved' ? [REASONS[proof.because]] : [];
  if (shared !== 'all' && proof.result !== 'unproved') notes.push(SHARED_TIME[shared]);
  if (caveat !== undefined) {
    const [one, two] = caveat.outcomes.map(outcomeWord);
    notes.push(`Chỉ với số liệu đã biết: khi ${witnessWords(caveat.words)} thì ${a}: ${one}, ${b}: ${two}.`);
  }
  return notes;
}

function outcomeWord(outcome: Outcome | undefined): string {
  return Object.entries(OUTCOME_WORDS).find(([, value]) => value === outcome)?.[0] ?? '';
}

interface Version {
  readonly name: string;
  readonly ruleSet: RuleSet;
}

async function versionItems(a: Version, b: Version): Promise<ProofItem[]> {
  const differences = await compareVersions(a.ruleSet, b.ruleSet);
  if (differences.length > 0) return differences.map((difference) => differenceItem(difference, a, b));
  const { onlyInA, onlyInB, changed } = await compareSameRules('equivalent', a.ruleSet, b.ruleSet);
  return [
    {
      about: `${a.name} và ${b.name} cho cùng xếp hạng và hệ quả với mọi số liệu đã biết`,
      result: 'proven',
      notes: [
        ...onlyInA.map((id) => `Chỉ có trong ${a.name}: ${id}.`),
        ...onlyInB.map((id) => `Chỉ có trong ${b.name}: ${id}.`),
        ...changed.flatMap((rule) => changedNotes(rule, rule.id, [a.name, b.name])),
      ],
    },
  ];
}

function changedNotes(found: RuleProof, id: string, names: readonly [string, string]): string[] {
  const { proof } = found;
  if (proof.result === 'proven') return notesOf(found, names).map((note) => `${id}: ${note}`);
  if (proof.result === 'unproved') return [`${id}: điều kiện khác nhau. ${REASONS[proof.because]}`];
  return [
    `${id}: điều kiện khác nhau mà không đổi kết quả nào, ví dụ khi ${witnessWords(proof.witness.words)}.`,
  ];
}

function differenceItem({ about, scheme, shown }: Difference, a: Version, b: Version): ProofItem {
  const item = { about: `cùng ${about} (phương án ${scheme})`, notes: [] };
  if ('because' in shown)
    return {
      ...item,
      result: shown.because === 'scheme' ? 'refuted' : 'unproved',
      notes: [REASONS[shown.because]],
    };
  const [one, two] = shown.outcomes;
  return {
    ...item,
    result: 'refuted',
    witness: shown.witness.words,
    outcomes: [
      { of: a.name, outcome: one },
      { of: b.name, outcome: two },
    ],
  };
}

async function impliedItems(a: Version, b: Version): Promise<ProofItem[]> {
  const { onlyInA, changed } = await compareSameRules('implies', a.ruleSet, b.ruleSet);
  const items = [
    ...onlyInA.map(
      (id): ProofItem => ({
        about: `"${id}" đúng thì cũng đúng theo ${b.name}`,
        result: 'refuted',
        notes: [`${b.name} không có quy tắc này.`],
      }),
    ),
    ...changed.map(
      (found): ProofItem => ({
        ...proofItem(`"${found.id}" đúng theo ${a.name} thì cũng đúng theo ${b.name}`, found.proof, [
          a.name,
          b.name,
        ]),
        notes: notesOf(found, [a.name, b.name]),
      }),
    ),
  ];
  const notes = otherwiseChanged(a.ruleSet, b.ruleSet);
  return items.length > 0
    ? items
    : [
        {
          about: `mọi quy tắc của ${a.name} đều có trong ${b.name}, với cùng điều kiện`,
          result: 'proven',
          notes,
        },
      ];
}

/** Rules of both versions that differ in something else than the condition. */
function otherwiseChanged(a: RuleSet, b: RuleSet): string[] {
  const inB = new Map(b.rules.map((rule) => [rule.id, rule]));
  return a.rules.flatMap((rule): string[] => {
    const other = inB.get(rule.id);
    if (other === undefined) return [];
    const [one, two] = [rule, other].map(effectsOf);
    return one === two ? [] : [`${rule.id}: hệ quả khác nhau: ${one} và ${two}.`];
  });
}

function effectsOf({ effects }: Rule): string {
  return effects.map(effectClause).join('; ');
}
