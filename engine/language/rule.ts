/** One entry of `quy tắc`: a rule, the levels of a banding, or a duty that people decide. */
import { decidedTogether, type Subject } from '../model/facts.ts';
import { parseDecimal, type Ratio, ratio } from '../model/ratio.ts';
import type { Condition, Duty, Effect, LegalDocument, Rule, Validity, Years } from '../model/ruleset.ts';
import { anchoringOf, reportUnanchored } from './anchoring.ts';
import { type AnchorContext, comparisonsOf, unanchored } from './anchors.ts';
import { factMeant } from './comparisons.ts';
import { type ConditionContext, readCondition } from './conditions.ts';
import { defined } from './defined.ts';
import { Derivations } from './derivations.ts';
import { readValidity, readYears } from './document-head.ts';
import { unquoted } from './effect-anchors.ts';
import { readEffects, type Scales } from './effects.ts';
import { GRADE_SCALE, readSubjects, type Vocabulary } from './facts.ts';
import { readInterpretation } from './interpretation.ts';
import { plain } from './phrases.ts';
import { rowAmong } from './row-anchors.ts';
import type { ConditionEntry, EffectEntry, RuleEntry } from './schema.ts';
import type { Path, Source } from './source.ts';

/** What the rules of one document are read with. */
export interface RuleContext extends ConditionContext {
  readonly document: LegalDocument;
}

export interface ReadRules {
  readonly rules: readonly Rule[];
  readonly duties: readonly Duty[];
}

const PICKS: Readonly<Record<string, 'first' | 'only'>> = {
  'lấy mức đầu tiên đúng': 'first',
  'chỉ một mức đúng': 'only',
};
const NOTHING: ReadRules = { rules: [], duties: [] };

export function readRule(context: RuleContext, path: Path, entry: RuleEntry): ReadRules {
  const { source, document } = context;
  const id = `${document.code}/${entry.mã}`;
  if (entry['các mức'] !== undefined) return { rules: readLevels(context, path, entry, id), duties: [] };
  const { khi, thì } = entry;
  if (khi === undefined && thì === undefined && entry['cần người quyết định'] !== undefined) {
    return { rules: [], duties: [readDuty(context, path, entry, id, entry['cần người quyết định'])] };
  }
  if (
    khi === undefined ||
    (thì === undefined && entry['ngoại lệ của'] === undefined && entry['cần người quyết định'] === undefined)
  ) {
    source.report(
      'KC-003',
      path,
      `quy tắc "${entry.mã}" thiếu "${khi === undefined ? 'khi' : 'thì'}"`,
      'ghi đủ điều kiện (khi) và hệ quả (thì)',
    );
    return NOTHING;
  }
  const asFact = BY_FACT.exec(thì?.['xếp hạng'] ?? '')?.[1];
  if (asFact !== undefined) return { rules: readBandsByFact(context, path, entry, khi, asFact), duties: [] };
  const built = build(context, path, entry, khi, thì ?? {});
  return built === undefined
    ? NOTHING
    : { rules: [{ ...common(context, path, entry), ...built, id }], duties: [] };
}

function readLevels(context: RuleContext, path: Path, entry: RuleEntry, id: string): Rule[] {
  const { source } = context;
  if (entry.khi !== undefined || entry.thì !== undefined) {
    source.report(
      'KC-003',
      path,
      'quy tắc có "các mức" thì không có "khi", "thì" riêng',
      'chuyển "khi" và "thì" vào "các mức"',
    );
  }
  const pick = PICKS[plain(entry['cách chọn'] ?? '')];
  if (pick === undefined) {
    source.report(
      'KC-003',
      path,
      'quy tắc có "các mức" phải nói cách chọn',
      `thêm "cách chọn:", một trong: ${Object.keys(PICKS).join(', ')}`,
    );
  }
  const levels: Rule[] = [];
  (entry['các mức'] ?? []).forEach((level, index, all) => {
    const at = [...path, 'các mức', index];
    const own = {
      ...entry,
      'căn cứ': level['căn cứ'] ?? entry['căn cứ'],
      trích: level.trích ?? entry.trích,
    };
    const before = levels.map(({ when }) => when);
    const isLast = index > 0 && index === all.length - 1;
    if (level.khi === undefined && !isLast) {
      source.report(
        'KC-003',
        at,
        'mức này thiếu "khi"',
        'chỉ mức cuối cùng được bỏ "khi": các trường hợp còn lại',
      );
      return;
    }
    const asFact = BY_FACT.exec(level.thì['xếp hạng'] ?? '')?.[1];
    const { 'xếp hạng': rank, ...others } = level.thì;
    const thì = asFact === undefined && rank !== undefined ? level.thì : others;
    const built =
      level.khi === undefined
        ? remainder(context, at, own, thì, before)
        : build(context, at, own, level.khi, thì, asFact !== undefined);
    if (built === undefined) return;
    const read: readonly Level[] =
      asFact === undefined ? [built] : levelsByFact(context, [...at, 'thì', 'xếp hạng'], asFact, built);
    for (const each of read) {
      const named = `${id}/${bandOf(each) ?? index + 1}`;
      levels.push({
        ...common(context, path, own),
        ...each,
        pick: pick ?? 'first',
        // Two levels may give one rank, for different reasons.
        id: levels.some((other) => other.id === named) ? `${named} (${index + 1})` : named,
        at: source.at(at),
      });
    }
  });
  return levels;
}

/** The last level, for whatever is left. */
function remainder(
  context: RuleContext,
  path: Path,
  entry: RuleEntry,
  thì: EffectEntry,
  before: readonly Condition[],
): { when: Condition; effects: Effect[] } | undefined {
  const effects = readEffects(context.source, [...path, 'thì'], thì, scalesOf(context.vocabulary));
  checkAnchors(context, path, [], effects, entry, new Derivations());
  return before.length === 0
    ? undefined
    : { when: { type: 'not', part: { type: 'any', parts: before } }, effects };
}

/** "xếp hạng: theo mức đạt được". */
const BY_FACT = /^theo (.+)$/u;

/** The rank that another fact has reached: one level for each step of its scale. */
function readBandsByFact(
  context: RuleContext,
  path: Path,
  entry: RuleEntry,
  khi: ConditionEntry,
  name: string,
): Rule[] {
  const { 'xếp hạng': _, ...others } = entry.thì ?? {};
  const { thì: __, ...rest } = entry;
  const whole = Object.keys(others).length === 0 ? rest : { ...rest, thì: others };
  const built = build(context, path, whole, khi, others);
  if (built === undefined) return [];
  return levelsByFact(context, [...path, 'thì', 'xếp hạng'], name, built).map((level) => ({
    ...common(context, path, entry),
    ...level,
    pick: 'first',
    id: `${context.document.code}/${entry.mã}/${bandOf(level) ?? ''}`,
  }));
}

interface Level {
  readonly when: Condition;
  readonly effects: readonly Effect[];
}

function levelsByFact(
  context: RuleContext,
  at: Path,
  name: string,
  { when, effects }: Level,
): (Level & { readonly generated: true })[] {
  const { source } = context;
  const fact = factMeant(context, name);
  if (fact?.scale === undefined || fact.kind !== 'rank') {
    source.report(
      'KC-004',
      at,
      `không có dữ kiện loại bậc "${name}"`,
      'ghi: theo …, với tên một dữ kiện loại bậc',
    );
    return [];
  }
  return fact.scale.map((rank, step) => {
    const comparison = {
      fact: fact.name,
      interval: { low: ratio(step), lowOpen: false, high: ratio(step), highOpen: false },
      years: 1,
      phrase: `là ${rank}`,
      at: source.at(at),
    };
    return {
      when: { type: 'all', parts: [when, { type: 'is', comparison }] },
      effects: [{ kind: 'band', rank }, ...effects],
      generated: true,
    };
  });
}

function bandOf({ effects }: Level): string | undefined {
  return effects.find((effect) => effect.kind === 'band')?.rank;
}

function readDuty(
  context: RuleContext,
  path: Path,
  entry: RuleEntry,
  id: string,
  decision: NonNullable<RuleEntry['cần người quyết định']>,
): Duty {
  return {
    id,
    document: context.document,
    clause: entry['căn cứ'],
    quote: quoteOf(entry),
    subjects: readSubjects(context.source, [...path, 'đối tượng'], entry['đối tượng']),
    role: decision['vai trò'],
    question: decision['câu hỏi'],
    at: context.source.at(path),
    ...ownPeriod(context.source, path, entry),
  };
}

/** A validity narrower than the document's. */
function ownPeriod(source: Source, path: Path, entry: RuleEntry): { validity?: Validity; years?: Years } {
  return defined({
    validity: readValidity(source, [...path, 'hiệu lực'], entry['hiệu lực']),
    years: readYears(source, [...path, 'áp dụng cho năm đánh giá'], entry['áp dụng cho năm đánh giá']),
  });
}

function quoteOf(entry: RuleEntry): string {
  return entry.trích.replaceAll('**', '');
}

function common(
  { source, document }: RuleContext,
  path: Path,
  entry: RuleEntry,
): Omit<Rule, 'id' | 'when' | 'effects'> {
  const decision = entry['cần người quyết định'];
  return {
    document,
    clause: entry['căn cứ'],
    quote: quoteOf(entry),
    subjects: readSubjects(source, [...path, 'đối tượng'], entry['đối tượng']),
    interpretations: (entry['cách hiểu'] ?? []).map((item, index) =>
      readInterpretation(source, [...path, 'cách hiểu', index], item),
    ),
    exceptionTo: [entry['ngoại lệ của'] ?? []].flat(),
    at: source.at(path),
    ...defined({
      insteadOf: entry['thay cho'],
      ...ownPeriod(source, path, entry),
      warnWithin: readMargin(source, [...path, 'cảnh báo trước'], entry['cảnh báo trước']),
      humanDecision:
        decision === undefined ? undefined : { role: decision['vai trò'], question: decision['câu hỏi'] },
    }),
  };
}

function build(
  context: RuleContext,
  path: Path,
  entry: RuleEntry,
  khi: ConditionEntry,
  thì: EffectEntry,
  mayDoNothing = false,
): { when: Condition; effects: Effect[] } | undefined {
  // Conditions on members of this rule alone are held to its quotation.
  const own = new Derivations();
  const reading: ConditionContext = { ...context, derivations: own };
  const main = readCondition(reading, [...path, 'khi'], khi);
  const unless = entry['trừ trường hợp'];
  const except =
    unless === undefined ? undefined : readCondition(reading, [...path, 'trừ trường hợp'], unless);
  for (const [name, fact] of own.facts) context.derivations.facts.set(name, fact);
  checkSubjects(
    context,
    [main, except],
    readSubjects(context.source, [...path, 'đối tượng'], entry['đối tượng']),
  );
  const hasNoEffect =
    (entry.thì === undefined && entry['các mức'] === undefined) ||
    (mayDoNothing && Object.keys(thì).length === 0);
  const effects = hasNoEffect
    ? []
    : readEffects(context.source, [...path, 'thì'], thì, scalesOf(context.vocabulary));
  if (main === undefined || (unless !== undefined && except === undefined)) return undefined;
  checkAnchors(
    context,
    path,
    [main, ...(except === undefined ? [] : [except]), ...own.inner],
    effects,
    entry,
    own,
  );
  const when: Condition = except === undefined ? main : { type: 'except', part: main, unless: [except] };
  return { when, effects };
}

/** A rule can compare only facts that its subjects have. */
function checkSubjects(
  { source, vocabulary }: RuleContext,
  conditions: readonly (Condition | undefined)[],
  subjects: readonly Subject[],
): void {
  for (const {
    comparison: { fact, at },
  } of conditions.flatMap((condition) => (condition === undefined ? [] : comparisonsOf(condition)))) {
    const definition = vocabulary.facts.get(fact);
    const stranger = subjects.find(
      (subject) => !decidedTogether(subject).some((each) => definition?.subjects.includes(each) !== false),
    );
    if (stranger === undefined) continue;
    source.diagnostics.push({
      code: 'KC-032',
      severity: 'error',
      ...at,
      message: `"${fact}" không áp dụng cho ${stranger}`,
      fix: `đổi đối tượng của quy tắc, hoặc thêm "${stranger}" vào "áp dụng cho" của dữ kiện trong rules/facts.yaml`,
    });
  }
}

function scalesOf({ facts, scales, rankScales }: Vocabulary): Scales {
  return { ranks: rankScales, grades: scales.get(GRADE_SCALE) ?? [], facts };
}

/** The rank that a level gives, among those of its scale. */
function rowOf(effects: readonly Effect[], { rankScales }: Vocabulary): Pick<AnchorContext, 'row'> {
  const rank = effects.find((effect) => effect.kind === 'band')?.rank;
  const scale = rankScales.find((each) => rank !== undefined && each.includes(rank));
  if (rank === undefined || scale === undefined) return {};
  return { row: rowAmong(rank, scale) };
}

function checkAnchors(
  { source, vocabulary }: RuleContext,
  path: Path,
  conditions: readonly Condition[],
  effects: readonly Effect[],
  entry: RuleEntry,
  own: Derivations,
): void {
  const quote = quoteOf(entry);
  const anchoring = {
    ...anchoringOf(vocabulary, own),
    ...rowOf(effects, vocabulary),
    complement: effects.some(({ kind }) => kind === 'requirement' || kind === 'target' || kind === 'warning'),
  };
  reportUnanchored(
    source,
    conditions.flatMap((condition) => unanchored(condition, quote, anchoring)),
    entry['cách hiểu'],
    { code: entry.mã, line: source.at(path).line },
  );
  for (const effect of effects) {
    const strange = unquoted(effect, quote);
    if (strange !== undefined) {
      source.report(
        'KC-006',
        [...path, 'thì'],
        `trích dẫn không nói đến "${strange}"`,
        'ghi đúng như văn bản, hoặc trích đúng câu của văn bản',
      );
    }
  }
}

/** "1 điểm phần trăm" is 0.01; "2 điểm" is 2. */
function readMargin(source: Source, path: Path, text: string | undefined): Ratio | undefined {
  if (text === undefined) return undefined;
  const match = /^([\d.]+(?:,\d+)?) (điểm phần trăm|điểm|hồ sơ)$/u.exec(plain(text));
  const value =
    match === null ? undefined : parseDecimal((match[1] ?? '').replaceAll('.', '').replace(',', '.'));
  if (match === null || value === undefined) {
    source.report(
      'KC-005',
      path,
      `không hiểu khoảng cảnh báo "${text}"`,
      'ví dụ: 1 điểm phần trăm; 2 điểm; 10 hồ sơ',
    );
    return undefined;
  }
  return match[2] === 'điểm phần trăm' ? ratio(value.numerator, value.denominator * 100n) : value;
}
