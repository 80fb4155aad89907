/**
 * One YAML file as plain data with the position of every value. Scalars stay text (the `failsafe` schema):
 * plain YAML would read 58.053 as a decimal.
 */
import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
} from 'yaml';
import type { Position, SourceFile } from '../model/ruleset.ts';
import { normalize } from '../model/text.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostics.ts';
import { MOST_DIGITS } from './numbers.ts';

/** Larger files are refused: a rule file is a few pages. In UTF-16 units. */
const MAX_LENGTH = 1_000_000;
/** Of one value: a quotation or a note is a few sentences, and longer ones take too long to hold rules to. */
const MAX_SCALAR = 10_000;
/** Maps and lists inside each other; what reads them goes as deep. */
const DEEPEST = 100;
/** Control and format characters that nobody sees: NUL, zero-width spaces, marks that turn the direction of writing … */
const HIDDEN = /(?![\t\n\r])[\p{Cc}\p{Cf}\u2028\u2029]/u;
/** Digits that are not 0–9, and the wide signs of East Asian keyboards ("１／３"), which no number is read from. */
const STRANGE_FIGURE = /(?![0-9])\p{Nd}|[\uFF01-\uFF0F]/u;
const LONG_NUMBER = new RegExp(`\\d{${MOST_DIGITS + 1}}`, 'u');
/** The tags of plain values, which nobody needs to write but which do no harm. */
const PLAIN_TAGS = ['map', 'seq', 'str'].map((name) => `tag:yaml.org,2002:${name}`);
/** Letters that look Latin or Vietnamese and are not. */
const FOREIGN_LETTER = /(?!\p{Script=Latin})\p{L}/u;

export type Path = readonly (string | number)[];

export class Source {
  readonly file: string;
  readonly data: unknown;
  readonly diagnostics: Diagnostic[] = [];
  readonly #root: Node | null;
  readonly #lines: LineCounter;

  private constructor(file: string, root: Node | null, lines: LineCounter, data: unknown) {
    this.file = file;
    this.#root = root;
    this.#lines = lines;
    this.data = data;
  }

  /** Reads the file; what is wrong with it stands in `diagnostics`, and `data` is then undefined. */
  static read(file: SourceFile): Source {
    const text = normalize(file.text);
    const lines = new LineCounter();
    if (text.length > MAX_LENGTH) {
      const source = new Source(file.path, null, lines, undefined);
      source.report('KC-001', [], 'tệp dài hơn 1.000.000 ký tự', 'tách thành nhiều tệp, mỗi văn bản một tệp');
      return source;
    }
    const document = parseDocument(text, {
      schema: 'failsafe',
      lineCounter: lines,
      uniqueKeys: true,
      prettyErrors: false,
    });
    const fault = document.errors[0];
    if (fault !== undefined) {
      const source = new Source(file.path, null, lines, undefined);
      const [problem, remedy] = explainYaml(fault.code);
      source.#push('KC-001', source.#position(fault.pos[0]), problem, remedy);
      return source;
    }
    const root = document.contents;
    const refused = findRefused(root, text);
    const source = new Source(
      file.path,
      root,
      lines,
      refused === undefined && root !== null ? document.toJS() : undefined,
    );
    if (refused !== undefined) {
      source.#push(refused.code, source.#position(refused.offset), refused.problem, refused.remedy);
    } else if (root === null) {
      source.report('KC-001', [], 'tệp rỗng', 'xóa tệp hoặc ghi nội dung');
    }
    return source;
  }

  report(code: DiagnosticCode, path: Path, message: string, fix: string): void {
    this.#push(code, this.at(path), message, fix);
  }

  /** The position of the value at a path; of the nearest enclosing one where the path leads nowhere. */
  at(path: Path): Position {
    let node: Node | null = this.#root;
    let offset = 0;
    for (const step of path) {
      if (isMap(node)) {
        const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step) as
          | Pair<Node, Node>
          | undefined;
        if (pair === undefined) break;
        offset = pair.key.range?.[0] ?? offset;
        node = pair.value;
      } else if (isSeq(node) && typeof step === 'number') {
        node = (node.items[step] as Node | undefined) ?? null;
        offset = node?.range?.[0] ?? offset;
      } else break;
    }
    return this.#position(offset);
  }

  #position(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #push(code: DiagnosticCode, at: Position, message: string, fix: string): void {
    this.diagnostics.push({ code, severity: 'error', ...at, message, fix });
  }
}

interface Refusal {
  readonly code: DiagnosticCode;
  readonly offset: number;
  readonly problem: string;
  readonly remedy: string;
}

/** What YAML allows and a rule file may not hold. */
function findRefused(root: Node | null, text: string): Refusal | undefined {
  let refusal: Refusal | undefined;
  const stopAt = (found: Refusal | undefined): symbol | undefined => {
    refusal = found;
    return found === undefined ? undefined : visit.BREAK;
  };
  visit(root, {
    Node(key, node, path) {
      return stopAt(
        refusedNode(node, path.length) ??
          (isScalar(node) ? refusedScalar(node, key === 'key', nameOf(path), text) : undefined),
      );
    },
    Pair(_, pair) {
      return stopAt(refusedPair(pair));
    },
  });
  return refusal;
}

/** The key under which a value stands, itself or as an item of a list. */
function nameOf(path: readonly unknown[]): string {
  const pair = path.findLast((each) => isPair(each));
  return isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : '';
}

function refusedNode(node: Node, depth: number): Refusal | undefined {
  const offset = node.range?.[0] ?? 0;
  if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) {
    return {
      code: 'KC-001',
      offset,
      problem: 'tệp dùng neo hoặc bí danh YAML (& hoặc *)',
      remedy: 'ghi lại đầy đủ nội dung',
    };
  }
  if (node.tag !== undefined && !PLAIN_TAGS.includes(node.tag)) {
    const tag = node.tag.replace('tag:yaml.org,2002:', '!!');
    return { code: 'KC-001', offset, problem: `tệp dùng thẻ YAML "${tag}"`, remedy: 'bỏ thẻ' };
  }
  // A pair and its map are two steps of the path.
  return depth > 2 * DEEPEST ? { code: 'KC-001', offset, ...TOO_DEEP } : undefined;
}

function refusedScalar(node: Scalar, isKey: boolean, name: string, text: string): Refusal | undefined {
  const value = String(node.value);
  const [start = 0, end = start] = node.range ?? [];
  const place = isKey ? 'tên mục' : `mục "${name}"`;
  const refused = refusedCharacter(value, place) ?? refusedWord(value) ?? refusedLength(value, place);
  if (refused === undefined) return undefined;
  // Long values are shown at the very character, unless it is written as an escape ("\u200B").
  const within = refused.pattern === undefined ? -1 : text.slice(start, end).search(refused.pattern);
  return { ...refused, offset: start + Math.max(within, 0) };
}

type Refused = Omit<Refusal, 'offset'> & { readonly pattern?: RegExp };

function refusedCharacter(value: string, place: string): Refused | undefined {
  const hidden = HIDDEN.exec(value)?.[0];
  if (hidden !== undefined) {
    const number = hidden.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    return {
      code: 'KC-001',
      problem: `${place === 'tên mục' ? place : `nội dung ${place}`} có ký tự ẩn U+${number}`,
      remedy: 'xóa ký tự ẩn, hoặc gõ lại dòng này',
      pattern: HIDDEN,
    };
  }
  const figure = STRANGE_FIGURE.exec(value)?.[0];
  if (figure === undefined) return undefined;
  return {
    code: 'KC-005',
    problem: `${place} có "${figure}" không phải chữ số hoặc dấu thường`,
    remedy: 'gõ lại bằng chữ số 0–9 và dấu thường, ví dụ: 1/3; 5%',
    pattern: STRANGE_FIGURE,
  };
}

/** Names that every JavaScript object has: a map with one of these as its key would lose it, or find what nobody wrote. */
function refusedWord(value: string): Refused | undefined {
  const word = value.trim();
  // Emphasis marks are dropped where phrases are read.
  const bare = word.replace(/[*_“”"'‘’]/gu, '');
  if (!(word in Object.prototype) && !(bare in Object.prototype)) return undefined;
  return {
    code: 'KC-003',
    problem: `"${word}" là tên dành riêng của máy, không dùng trong tệp quy tắc được`,
    remedy: 'đặt một tên khác',
  };
}

function refusedLength(value: string, place: string): Refused | undefined {
  if (value.length > MAX_SCALAR) {
    return {
      code: 'KC-003',
      problem: `${place} dài hơn 10.000 ký tự`,
      remedy: 'chỉ trích câu cần thiết, hoặc tách thành nhiều mục',
    };
  }
  if (!LONG_NUMBER.test(value)) return undefined;
  return {
    code: 'KC-005',
    problem: `${place} có con số dài hơn ${MOST_DIGITS} chữ số`,
    remedy: 'ghi đúng con số như văn bản',
    pattern: LONG_NUMBER,
  };
}

function refusedPair({ key, value }: Pair): Refusal | undefined {
  if (!isScalar(key)) {
    return {
      code: 'KC-003',
      offset: 0,
      problem: 'tên mục không phải là chữ',
      remedy: 'ghi tên mục bằng chữ',
    };
  }
  const offset = key.range?.[0] ?? 0;
  const name = String(key.value);
  const foreign = FOREIGN_LETTER.exec(name);
  if (foreign !== null) {
    return {
      code: 'KC-002',
      offset,
      problem: `tên mục "${name}" có chữ "${foreign[0]}" trông giống chữ La-tinh nhưng không phải`,
      remedy: 'gõ lại tên mục bằng bàn phím tiếng Việt',
    };
  }
  if (value !== null || !/^\d/.test(name)) return undefined;
  return {
    code: 'KC-001',
    offset,
    problem: `dấu phẩy trong { } đã tách số thập phân: "${name}" đứng riêng`,
    remedy: 'đặt giá trị trong dấu nháy "0,25 điểm", hoặc viết mỗi mục một dòng',
  };
}

const TOO_DEEP = {
  problem: 'các mục lồng nhau quá sâu',
  remedy: 'tách thành nhiều điều kiện có tên dưới mục "điều kiện"',
};

/** The parser's own words are English and about YAML; what helps is the place and what to look for. */
function explainYaml(code: string): [problem: string, remedy: string] {
  switch (code) {
    case 'DUPLICATE_KEY':
      return ['một mục được ghi hai lần', 'xóa hoặc gộp một trong hai'];
    case 'TAB_AS_INDENT':
      return ['dòng thụt vào bằng phím Tab', 'thụt vào bằng dấu cách'];
    case 'MULTIPLE_DOCS':
      return ['tệp có hơn một tài liệu YAML (dòng "---")', 'xóa dòng "---", hoặc tách thành nhiều tệp'];
    case 'RESOURCE_EXHAUSTION':
      return [TOO_DEEP.problem, TOO_DEEP.remedy];
    default:
      return [
        'chỗ này không đúng cách trình bày YAML',
        'kiểm tra thụt dòng, dấu hai chấm, dấu nháy và dấu ngoặc; câu có dấu hai chấm đặt trong dấu nháy',
      ];
  }
}
