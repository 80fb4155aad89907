/** One rule file of a legal document. */
import type { FactDefinition } from '../model/facts.ts';
import { parseDecimal, type Ratio, ratio } from '../model/ratio.ts';
import type { Condition, Effect, Interpretation, LegalDocument, Rule, Scheme } from '../model/ruleset.ts';
import { unanchored, unquotedStep } from './anchors.ts';
import { readCondition } from './conditions.ts';
import { parseDate, parseYear } from './dates.ts';
import { PENDING, readEffects, type Scales } from './effects.ts';
import { GRADE_SCALE, readSubjects, type Vocabulary } from './facts.ts';
import { plain } from './phrases.ts';
import {
  type ConditionEntry,
  type DocumentFile,
  documentFile,
  type EffectEntry,
  type RuleEntry,
} from './schema.ts';
import { shape } from './shape.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

export interface ReadDocument {
  readonly document: LegalDocument;
  readonly scheme?: Scheme;
  readonly rules: readonly Rule[];
}

const FIRST_MATCH = 'lấy mức đầu tiên đúng';

/** The document with its rules, or undefined; every fault is reported on the source. */
export function readDocument(source: Source, vocabulary: Vocabulary): ReadDocument | undefined {
  const file = shape(source, documentFile);
  if (file === undefined) return undefined;
  const document = readHead(source, file['văn bản']);
  const scheme =
    file['phương án xếp hạng'] === undefined
      ? undefined
      : readScheme(source, file['phương án xếp hạng'], document, vocabulary);
  const rules = (file['quy tắc'] ?? []).flatMap((entry, index) =>
    readRule(source, ['quy tắc', index], entry, document, vocabulary),
  );
  return { document, ...(scheme === undefined ? {} : { scheme }), rules };
}

function readHead(source: Source, head: DocumentFile['văn bản']): LegalDocument {
  const date = (path: Path, text: string | undefined): string | undefined => {
    if (text === undefined) return undefined;
    const parsed = parseDate(text);
    if (parsed === undefined)
      source.report(
        'KC-003',
        ['văn bản', ...path],
        `không đọc được ngày "${text}"`,
        'ghi ngày/tháng/năm, ví dụ: 26/9/2019',
      );
    return parsed;
  };
  const year = (end: 'từ' | 'đến'): number | undefined => {
    const text = head['áp dụng cho năm đánh giá']?.[end];
    if (text === undefined) return undefined;
    const parsed = parseYear(text);
    if (parsed === undefined)
      source.report(
        'KC-003',
        ['văn bản', 'áp dụng cho năm đánh giá', end],
        `không đọc được năm "${text}"`,
        'ghi năm bằng bốn chữ số, ví dụ: 2022',
      );
    return parsed;
  };
  const years =
    head['áp dụng cho năm đánh giá'] === undefined
      ? undefined
      : defined({ from: year('từ'), to: year('đến') });
  return {
    code: head.mã,
    name: head.tên,
    issuer: head['cơ quan ban hành'],
    file: source.file,
    ...defined({
      number: head.số,
      issuedOn: date(['ngày ban hành'], head['ngày ban hành']),
      from: date(['hiệu lực', 'từ'], head['hiệu lực']?.từ),
      to: date(['hiệu lực', 'đến'], head['hiệu lực']?.đến),
      years,
      scheme: head['phương án'],
    }),
  };
}

function readScheme(
  source: Source,
  entry: NonNullable<DocumentFile['phương án xếp hạng']>,
  document: LegalDocument,
  vocabulary: Vocabulary,
): Scheme {
  for (const key of ['chỉ số', 'xếp hạng'] as const) {
    const fact = vocabulary.facts.get(entry[key]);
    if (fact === undefined) {
      const known = vocabulary.facts.keys();
      source.report(
        'KC-004',
        ['phương án xếp hạng', key],
        `không có dữ kiện "${entry[key]}".${didYouMean(entry[key], known)}`,
        'ghi đúng tên dữ kiện trong rules/facts.yaml',
      );
    } else if ((fact.scale !== undefined) !== (key === 'xếp hạng')) {
      source.report(
        'KC-009',
        ['phương án xếp hạng', key],
        `"${entry[key]}" không dùng làm ${key} được`,
        key === 'xếp hạng' ? 'chọn dữ kiện có thang' : 'chọn dữ kiện là số',
      );
    }
  }
  return {
    code: entry.mã,
    name: entry.tên,
    index: entry['chỉ số'],
    rank: entry['xếp hạng'],
    blocks: new Map(Object.entries(entry.khối)),
    document: document.code,
  };
}

function readRule(
  source: Source,
  path: Path,
  entry: RuleEntry,
  document: LegalDocument,
  vocabulary: Vocabulary,
): Rule[] {
  const base = {
    document,
    clause: entry['căn cứ'],
    quote: entry.trích.replaceAll('**', ''),
    subjects: readSubjects(source, [...path, 'đối tượng'], entry['đối tượng']),
    interpretations: (entry['cách hiểu'] ?? []).map((item, index) =>
      readInterpretation(source, [...path, 'cách hiểu', index], item),
    ),
    at: source.at(path),
    ...defined({
      warnWithin: readMargin(source, [...path, 'cảnh báo trước'], entry['cảnh báo trước']),
      humanDecision:
        entry['cần người quyết định'] === undefined
          ? undefined
          : {
              role: entry['cần người quyết định']['vai trò'],
              question: entry['cần người quyết định']['câu hỏi'],
            },
    }),
  };
  const build = (
    levelPath: Path,
    khi: ConditionEntry,
    thì: EffectEntry,
  ): { when: Condition; effects: Effect[] } | undefined => {
    const when = readCondition(source, [...levelPath, 'khi'], khi, vocabulary.facts);
    const effects = readEffects(source, [...levelPath, 'thì'], thì, scalesFor(vocabulary));
    if (when === undefined) return undefined;
    checkAnchors(source, levelPath, when, effects, base.quote, vocabulary);
    return { when, effects };
  };
  const id = `${document.code}/${entry.mã}`;
  const { khi, thì } = entry;
  const levels = entry['các mức'];
  if (levels !== undefined) {
    if (khi !== undefined || thì !== undefined) {
      source.report(
        'KC-003',
        path,
        'quy tắc có "các mức" thì không có "khi", "thì" riêng',
        'chuyển "khi" và "thì" vào "các mức"',
      );
    }
    if (plain(entry['cách chọn'] ?? '') !== FIRST_MATCH) {
      source.report(
        'KC-003',
        path,
        'quy tắc có "các mức" phải nói cách chọn',
        `thêm "cách chọn: ${FIRST_MATCH}"`,
      );
    }
    return levels.flatMap((level, index) => {
      const levelPath = [...path, 'các mức', index];
      const built = build(levelPath, level.khi, level.thì);
      const band = built?.effects.find((effect) => effect.kind === 'band');
      return built === undefined
        ? []
        : [{ ...base, ...built, id: `${id}/${band?.rank ?? index + 1}`, at: source.at(levelPath) }];
    });
  }
  if (khi === undefined || thì === undefined) {
    source.report(
      'KC-003',
      path,
      `quy tắc "${entry.mã}" thiếu "${khi === undefined ? 'khi' : 'thì'}"`,
      'ghi đủ điều kiện (khi) và hệ quả (thì)',
    );
    return [];
  }
  const built = build(path, khi, thì);
  return built === undefined ? [] : [{ ...base, ...built, id }];
}

function scalesFor(vocabulary: Vocabulary): Scales {
  const ranks = [...vocabulary.facts.values()].flatMap((fact: FactDefinition) => fact.scale ?? []);
  return { ranks: [...new Set(ranks)], grades: vocabulary.scales.get(GRADE_SCALE) ?? [] };
}

function checkAnchors(
  source: Source,
  path: Path,
  when: Condition,
  effects: readonly Effect[],
  quote: string,
  vocabulary: Vocabulary,
): void {
  const context = {
    facts: vocabulary.facts,
    steps: [...vocabulary.scales.values()].flat(),
    complement: effects.some((effect) => effect.kind === 'requirement'),
  };
  for (const { comparison, reason } of unanchored(when, quote, context)) {
    source.diagnostics.push({
      code: 'KC-006',
      severity: 'error',
      ...comparison.at,
      message: `${comparison.fact}: ${reason}`,
      fix: 'ghi đúng con số và hướng như văn bản, hoặc trích đúng câu của văn bản',
    });
  }
  for (const effect of effects) {
    const step = unquotedStep(effect, quote);
    if (step !== undefined)
      source.report(
        'KC-006',
        [...path, 'thì'],
        `trích dẫn không nói đến "${step}"`,
        'ghi đúng bậc như văn bản, hoặc trích đúng câu của văn bản',
      );
  }
}

function readInterpretation(
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
  const on = item.ngày === undefined ? undefined : parseDate(item.ngày);
  if (item.ngày !== undefined && on === undefined) {
    source.report('KC-003', [...path, 'ngày'], `không đọc được ngày "${item.ngày}"`, 'ghi ngày/tháng/năm');
  }
  return {
    question: item.hỏi,
    answer: item.đáp,
    pending: plain(item.đáp).startsWith(PENDING),
    ...defined({ onValidity: fromYear === undefined ? undefined : { fromYear }, by: item.người, on }),
  };
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

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Without the properties that are undefined, as exact optional properties want it. */
function defined<T extends object>(properties: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
