/** Formulas as people write them: "40% × điểm thu gom + nhỏ nhất của (điểm thưởng; 2)". */
import { type Formula, FUNCTIONS, type Operator } from '../model/calculation.ts';
import { NUMBER, parseNumber } from './numbers.ts';
import { type Parsed, plain } from './phrases.ts';

type Token =
  | { readonly type: 'number'; readonly text: string }
  | { readonly type: 'words'; readonly text: string }
  | { readonly type: 'sign'; readonly text: Sign };
type Sign = Operator | '(' | ')' | ';';

/** Other ways of writing the signs; those that also stand in names need spaces on both sides. */
const SIGNS: Readonly<Record<string, Sign>> = {
  '+': '+',
  '−': '−',
  ' - ': '−',
  '×': '×',
  '*': '×',
  ' x ': '×',
  '÷': '÷',
  ' / ': '÷',
  '(': '(',
  ')': ')',
  ';': ';',
};
/** Beyond these a formula is no longer one that people check, and what works it out would run out of stack. */
const MOST_TERMS = 500;
const DEEPEST = 50;
const NUMBER_HERE = new RegExp(`^${NUMBER}`, 'u');

/** What words in a formula can be. */
export interface FormulaNames {
  /** The name of the fact that the words mean; undefined when there is none. */
  readonly factNamed: (words: string) => string | undefined;
  /** Words that may stand behind a number. */
  readonly units: readonly string[];
}

/** Reads a formula; products go before sums, and parts in brackets before both. */
export function parseFormula(text: string, names: FormulaNames): Parsed<Formula> {
  try {
    return { ok: true, value: new Reader(tokensOf(plain(text)), names).whole() };
  } catch (fault) {
    if (fault instanceof Unreadable) return { ok: false, problem: fault.message, remedy: fault.remedy };
    throw fault;
  }
}

class Unreadable extends Error {
  readonly remedy: string;

  constructor(problem: string, remedy: string) {
    super(problem);
    this.remedy = remedy;
  }
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let rest = text;
  let terms = 0;
  while (rest.trim() !== '') {
    if (terms > MOST_TERMS)
      throw new Unreadable(
        `công thức có hơn ${MOST_TERMS} số và dữ kiện`,
        'tách thành nhiều cách tính, mỗi cách tính một dữ kiện',
      );
    const sign = Object.keys(SIGNS).find((each) => rest.startsWith(each));
    const number = sign === undefined ? NUMBER_HERE.exec(rest.trimStart()) : null;
    if (sign !== undefined) {
      tokens.push({ type: 'sign', text: SIGNS[sign] ?? '+' });
      rest = rest.slice(sign.length);
    } else if (number !== null) {
      tokens.push({ type: 'number', text: number[0] });
      terms += 1;
      rest = rest.trimStart().slice(number[0].length);
    } else {
      const ends = Object.keys(SIGNS).map((each) => rest.indexOf(each, 1));
      const end = Math.min(rest.length, ...ends.filter((at) => at > 0));
      const words = rest.slice(0, end).trim();
      if (words !== '') {
        tokens.push({ type: 'words', text: words });
        terms += 1;
      }
      rest = rest.slice(end);
    }
  }
  return tokens;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #names: FormulaNames;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[], names: FormulaNames) {
    this.#tokens = tokens;
    this.#names = names;
  }

  whole(): Formula {
    const formula = this.#sum();
    const left = this.#tokens[this.#at];
    if (left !== undefined)
      throw new Unreadable(`thừa "${left.text}" trong công thức`, 'bỏ đi, hoặc thêm dấu + − × ÷ còn thiếu');
    return formula;
  }

  #sum(): Formula {
    this.#depth += 1;
    if (this.#depth > DEEPEST)
      throw new Unreadable(
        `công thức có hơn ${DEEPEST} lớp ngoặc lồng nhau`,
        'bỏ ngoặc thừa, hoặc tách thành nhiều cách tính',
      );
    const sum = this.#chain(['+', '−'], () => this.#chain(['×', '÷'], () => this.#part()));
    this.#depth -= 1;
    return sum;
  }

  #chain(operators: readonly Operator[], part: () => Formula): Formula {
    let left = part();
    for (;;) {
      const operator = operators.find((each) => this.#takes(each));
      if (operator === undefined) return left;
      const right = part();
      if (operator === '÷' && right.type === 'number' && right.value.numerator === 0n)
        throw new Unreadable('công thức chia cho 0', 'sửa số chia cho đúng như văn bản');
      left = { type: 'operation', operator, left, right };
    }
  }

  #part(): Formula {
    if (this.#takes('(')) {
      const inner = this.#sum();
      this.#closes();
      return inner;
    }
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.type === 'number') return this.#number(token.text);
    if (token?.type === 'words') return this.#named(token.text);
    throw new Unreadable('công thức còn dở', 'ghi một con số hoặc một dữ kiện ở mỗi bên của dấu tính');
  }

  #number(text: string): Formula {
    const unit = this.#tokens[this.#at];
    if (unit?.type === 'words') {
      if (!this.#names.units.includes(unit.text))
        throw new Unreadable(
          `không hiểu "${unit.text}" sau con số ${text}`,
          'bỏ đi, hoặc thêm dấu × trước tên dữ kiện',
        );
      this.#at += 1;
    }
    const number = parseNumber(text);
    if (number === undefined)
      throw new Unreadable(`không đọc được số "${text}"`, 'số viết kiểu Việt Nam: 58.053; 1,07%; 2,5');
    return { type: 'number', value: number.value };
  }

  #named(words: string): Formula {
    const name = Object.entries(FUNCTIONS).find(([each]) => each === words)?.[1];
    if (name === undefined) {
      const fact = this.#names.factNamed(words);
      if (fact === undefined)
        throw new Unreadable(
          `không có dữ kiện "${words}" để tính`,
          'ghi đúng tên dữ kiện trong rules/facts.yaml; giữa hai dữ kiện phải có dấu tính',
        );
      return { type: 'fact', fact };
    }
    if (!this.#takes('('))
      throw new Unreadable(`sau "${words}" phải là dấu ngoặc`, `ví dụ: ${words} (dữ kiện này; dữ kiện kia)`);
    const of = [this.#sum()];
    while (this.#takes(';')) of.push(this.#sum());
    this.#closes();
    if (name === 'whole' && of.length > 1)
      throw new Unreadable(`"${words}" chỉ tính từ một giá trị`, 'bỏ các giá trị sau dấu chấm phẩy');
    return { type: 'function', name, of };
  }

  #closes(): void {
    if (!this.#takes(')')) throw new Unreadable('thiếu dấu đóng ngoặc', 'thêm ")"');
  }

  #takes(sign: Sign): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'sign' || token.text !== sign) return false;
    this.#at += 1;
    return true;
  }
}
