/**
 * One YAML file as plain data with the position of every value. Scalars stay text (the `failsafe` schema):
 * plain YAML would read 58.053 as a decimal.
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
} from 'yaml';
import type { Position, SourceFile } from '../model/ruleset.ts';
import { normalize } from '../model/text.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostics.ts';

/** Larger files are refused: a rule file is a few pages. In UTF-16 units. */
const MAX_LENGTH = 1_000_000;
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
    const refused = findRefused(root);
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
function findRefused(root: Node | null): Refusal | undefined {
  let refusal: Refusal | undefined;
  visit(root, {
    Node(_, node) {
      const offset = node.range?.[0] ?? 0;
      if (isAlias(node) || ('anchor' in node && node.anchor !== undefined)) {
        refusal = {
          code: 'KC-001',
          offset,
          problem: 'tệp dùng neo hoặc bí danh YAML (& hoặc *)',
          remedy: 'ghi lại đầy đủ nội dung',
        };
        return visit.BREAK;
      }
      if (node.tag !== undefined && node.tag.startsWith('!')) {
        refusal = { code: 'KC-001', offset, problem: `tệp dùng thẻ YAML "${node.tag}"`, remedy: 'bỏ thẻ' };
        return visit.BREAK;
      }
      return undefined;
    },
    Pair(_, pair) {
      const key = pair.key;
      if (!isScalar(key)) {
        refusal = {
          code: 'KC-003',
          offset: 0,
          problem: 'tên mục không phải là chữ',
          remedy: 'ghi tên mục bằng chữ',
        };
        return visit.BREAK;
      }
      const offset = key.range?.[0] ?? 0;
      const name = String(key.value);
      const foreign = FOREIGN_LETTER.exec(name);
      if (foreign !== null) {
        refusal = {
          code: 'KC-002',
          offset,
          problem: `tên mục "${name}" có chữ "${foreign[0]}" trông giống chữ La-tinh nhưng không phải`,
          remedy: 'gõ lại tên mục bằng bàn phím tiếng Việt',
        };
        return visit.BREAK;
      }
      if (pair.value === null && /^\d/.test(name)) {
        refusal = {
          code: 'KC-001',
          offset,
          problem: `dấu phẩy trong { } đã tách số thập phân: "${name}" đứng riêng`,
          remedy: 'đặt giá trị trong dấu nháy "0,25 điểm", hoặc viết mỗi mục một dòng',
        };
        return visit.BREAK;
      }
      return undefined;
    },
  });
  return refusal;
}

/** The parser's own words are English and about YAML; what helps is the place and what to look for. */
function explainYaml(code: string): [problem: string, remedy: string] {
  switch (code) {
    case 'DUPLICATE_KEY':
      return ['một mục được ghi hai lần', 'xóa hoặc gộp một trong hai'];
    case 'TAB_AS_INDENT':
      return ['dòng thụt vào bằng phím Tab', 'thụt vào bằng dấu cách'];
    case 'MULTIPLE_DOCS':
      return ['tệp có hơn một tài liệu YAML (dòng "---")', 'xóa dòng "---", hoặc tách thành nhiều tệp'];
    default:
      return [
        'chỗ này không đúng cách trình bày YAML',
        'kiểm tra thụt dòng, dấu hai chấm, dấu nháy và dấu ngoặc; câu có dấu hai chấm đặt trong dấu nháy',
      ];
  }
}
