/**
 * A small reader and calculator of workbooks that knows nothing of how ours are made: it takes the cells from the XML and
 * works formulas out exactly, on fractions, without looking at the values stored beside them.
 */
import { strFromU8, unzipSync } from 'fflate';
import { parseDecimal } from '../../engine/model/ratio.ts';

/** [numerator, denominator > 0], or a word, or a truth; an empty cell is null. */
type Fraction = readonly [bigint, bigint];
type Value = Fraction | string | boolean | null;
/** One column of cells, or a single value. */
type Operand = Value | { readonly column: readonly Value[] };

interface RawCell {
  readonly formula: string | undefined;
  readonly stored: Value;
}

export interface Workbook {
  readonly sheets: readonly string[];
  /** What stands in the file beside the formula, or the constant. */
  readonly stored: (sheet: string, cell: string) => Value;
  readonly formula: (sheet: string, cell: string) => string | undefined;
  /** What the cell comes to. */
  readonly value: (sheet: string, cell: string) => Value;
  /** Every cell with a formula: "'Bảng 1'!F5". */
  readonly formulas: readonly { readonly sheet: string; readonly cell: string }[];
  readonly xml: (path: string) => string;
}

const ERROR = '#ERROR';

export function readWorkbook(bytes: Uint8Array): Workbook {
  const files = unzipSync(bytes);
  const xml = (path: string): string => {
    const file = files[path];
    if (file === undefined) throw new Error(`the workbook has no ${path}`);
    return strFromU8(file);
  };
  const shared = [...xml('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gsu)].map(([, si = '']) =>
    [...si.matchAll(/<t[^>]*>(.*?)<\/t>/gsu)].map(([, text = '']) => plain(text)).join(''),
  );
  const sheets = [...xml('xl/workbook.xml').matchAll(/<sheet [^>]*name="([^"]*)"/gu)].map(([, name = '']) =>
    plain(name),
  );
  const cells = new Map(
    sheets.map((name, index) => [name, readSheet(xml(`xl/worksheets/sheet${index + 1}.xml`), shared)]),
  );
  const cellAt = (sheet: string, cell: string): RawCell | undefined => cells.get(sheet)?.get(cell);
  const known = new Map<string, Value>();
  const value = (sheet: string, cell: string): Value => {
    const key = `${sheet}!${cell}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const raw = cellAt(sheet, cell);
    const found =
      raw?.formula === undefined ? (raw?.stored ?? null) : single(calculate(raw.formula, sheet, value));
    known.set(key, found);
    return found;
  };
  return {
    sheets,
    stored: (sheet, cell) => cellAt(sheet, cell)?.stored ?? null,
    formula: (sheet, cell) => cellAt(sheet, cell)?.formula,
    value,
    formulas: [...cells].flatMap(([sheet, of]) =>
      [...of].flatMap(([cell, { formula }]) => (formula === undefined ? [] : [{ sheet, cell }])),
    ),
    xml,
  };
}

function readSheet(xml: string, shared: readonly string[]): Map<string, RawCell> {
  const cells = xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gsu);
  return new Map(
    Array.from(cells, ([, cell = '', attributes = '', inside = '']) => {
      const formula = /<f>(.*?)<\/f>/su.exec(inside)?.[1];
      const text = /<v>(.*?)<\/v>/su.exec(inside)?.[1];
      const type = /t="(\w+)"/u.exec(attributes)?.[1];
      return [
        cell,
        {
          formula: formula === undefined ? undefined : plain(formula),
          stored: text === undefined ? null : stored(plain(text), type, shared),
        },
      ];
    }),
  );
}

function stored(text: string, type: string | undefined, shared: readonly string[]): Value {
  if (type === 's') return shared[Number(text)] ?? null;
  if (type === 'str') return text;
  const number = parseDecimal(text);
  if (number === undefined) throw new Error(`no number: ${text}`);
  return [number.numerator, number.denominator];
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** Names, sheets, texts, numbers and signs. */
const TOKEN =
  /\s*(?:(?<sheet>'(?:[^']|'')+'!)?(?<from>\$?[A-Z]{1,2}\$?\d+)(?::(?<to>\$?[A-Z]{1,2}\$?\d+))?|(?<name>[A-Z]+)(?=\()|"(?<text>[^"]*)"|(?<number>\d+(?:\.\d+)?)|(?<sign><>|<=|>=|[-+*/(),=<>&]))/uy;

type Lookup = (sheet: string, cell: string) => Value;

/** Recursive descent: comparison, sum, product, sign, atom. */
function calculate(formula: string, here: string, lookup: Lookup): Operand {
  let at = 0;
  let groups: Readonly<Record<string, string | undefined>> = {};
  const next = (): void => {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(formula);
    if (match === null && formula.slice(at).trim() !== '') throw new Error(`cannot read ${formula} at ${at}`);
    groups = match?.groups ?? {};
    at = match === null ? formula.length : TOKEN.lastIndex;
  };
  const takes = (...signs: readonly string[]): string | undefined => {
    const { sign } = groups;
    if (sign === undefined || !signs.includes(sign)) return undefined;
    next();
    return sign;
  };
  const chain = (part: () => Operand, ...signs: readonly string[]): Operand => {
    let left = part();
    for (let sign = takes(...signs); sign !== undefined; sign = takes(...signs)) {
      const operator = sign;
      left = both(left, part(), (a, b) => operate(operator, a, b));
    }
    return left;
  };
  const comparison = (): Operand => chain(sum, '=', '<>', '<', '>', '<=', '>=');
  const sum = (): Operand => chain(product, '+', '-');
  const product = (): Operand => chain(atom, '*', '/');
  const atom = (): Operand => {
    const { from, to, sheet, name, text, number } = groups;
    next();
    if (from !== undefined) {
      const on = sheet === undefined ? here : sheet.slice(1, -2).replaceAll("''", "'");
      return to === undefined
        ? lookup(on, bare(from))
        : { column: between(from, to).map((cell) => lookup(on, cell)) };
    }
    if (text !== undefined) return text;
    if (number !== undefined) return stored(number, undefined, []);
    if (name === undefined) {
      const inside = comparison();
      takes(')');
      return inside;
    }
    takes('(');
    const parts: Operand[] = [];
    while (takes(')') === undefined) {
      parts.push(comparison());
      takes(',');
    }
    return call(name, parts);
  };
  next();
  return comparison();
}

function bare(cell: string): string {
  return cell.replaceAll('$', '');
}

function between(from: string, to: string): string[] {
  const [, letter = '', first = ''] = /^([A-Z]+)(\d+)$/u.exec(bare(from)) ?? [];
  const [, other = '', last = ''] = /^([A-Z]+)(\d+)$/u.exec(bare(to)) ?? [];
  if (letter === other)
    return Array.from(
      { length: Number(last) - Number(first) + 1 },
      (_, index) => `${letter}${Number(first) + index}`,
    );
  if (first !== last) throw new Error('only rows and columns are read');
  const code = letter.charCodeAt(0);
  return Array.from(
    { length: other.charCodeAt(0) - code + 1 },
    (_, index) => `${String.fromCharCode(code + index)}${first}`,
  );
}

function call(name: string, parts: readonly Operand[]): Operand {
  const [first = null, second = null, third = null] = parts;
  const numbers = (): Fraction[] => parts.flatMap(values).filter(isNumber);
  switch (name) {
    case 'IF':
      return single(first) === true ? second : third;
    case 'IFERROR':
      return single(first) === ERROR ? second : first;
    case 'COUNT':
      return whole(numbers().length);
    case 'ISNUMBER':
      return both(first, null, (value) => isNumber(value));
    case 'SUMPRODUCT':
      return products(parts).reduce(add, whole(0));
    case 'SUM':
      return numbers().reduce(add, whole(0));
    case 'AVERAGE':
      return numbers().length === 0
        ? ERROR
        : divide(numbers().reduce(add, whole(0)), whole(numbers().length));
    case 'AVERAGEIFS':
      return call('AVERAGE', [{ column: chosen(values(first), parts.slice(1)) }]);
    case 'COUNTIFS':
      return whole(chosen(values(first), parts).length);
    case 'ROUND':
      return both(first, second, (a, b) => round(a, b));
    default:
      throw new Error(`no function ${name}`);
  }
}

/** Row by row; whatever is no number counts as nothing there, other than in a product by "*". */
function products(columns: readonly Operand[]): Fraction[] {
  const [first, ...others] = columns.map((column) =>
    values(column).map((value): Fraction => (isNumber(value) ? value : whole(0))),
  );
  return (first ?? []).map((value, row) =>
    others.reduce((product, column) => {
      const [top, bottom] = column[row] ?? whole(0);
      return [product[0] * top, product[1] * bottom] as const;
    }, value),
  );
}

/** The values whose row fulfils every pair of column and criterion. */
function chosen(of: readonly Value[], pairs: readonly Operand[]): Value[] {
  return of.filter((_, row) => {
    for (let pair = 0; pair < pairs.length; pair += 2) {
      const value = values(pairs[pair] ?? null)[row] ?? null;
      if (!fulfils(value, single(pairs[pair + 1] ?? null))) return false;
    }
    return true;
  });
}

function fulfils(value: Value, criterion: Value): boolean {
  const [, sign, figure = ''] = typeof criterion === 'string' ? (/^([<>])(\d+)$/u.exec(criterion) ?? []) : [];
  if (sign !== undefined) return isNumber(value) && operate(sign, value, whole(Number(figure))) === true;
  if (isNumber(criterion)) return isNumber(value) && operate('=', value, criterion) === true;
  return (
    typeof value === 'string' &&
    typeof criterion === 'string' &&
    value.toLowerCase() === criterion.toLowerCase()
  );
}

function operate(sign: string, left: Value, right: Value): Value {
  if (left === ERROR || right === ERROR) return ERROR;
  const [a, b] = [number(left), number(right)];
  if (sign === '=' && (a === undefined || b === undefined)) return left === right;
  // Words stand above numbers, as every spreadsheet has them.
  if (sign === '>' && (a === undefined || b === undefined)) return a === undefined && b !== undefined;
  if (a === undefined || b === undefined) return ERROR;
  const difference = a[0] * b[1] - b[0] * a[1];
  switch (sign) {
    case '+':
      return add(a, b);
    case '-':
      return add(a, [-b[0], b[1]]);
    case '*':
      return [a[0] * b[0], a[1] * b[1]];
    case '/':
      return b[0] === 0n ? ERROR : divide(a, b);
    case '=':
      return difference === 0n;
    case '<':
      return difference < 0n;
    case '>':
      return difference > 0n;
    default:
      throw new Error(`no sign ${sign}`);
  }
}

/** A truth counts as one, an empty cell as nothing. */
function number(value: Value): Fraction | undefined {
  if (isNumber(value)) return value;
  if (value === null) return whole(0);
  return typeof value === 'boolean' ? whole(value ? 1 : 0) : undefined;
}

/** Halves away from zero. */
function round(value: Value, places: Value): Value {
  const [of, to] = [number(value), number(places)];
  if (of === undefined || to === undefined) return ERROR;
  const scale = 10n ** (to[0] / to[1]);
  const size = (of[0] < 0n ? -of[0] : of[0]) * scale;
  const steps = (2n * size + of[1]) / (2n * of[1]);
  return [of[0] < 0n ? -steps : steps, scale];
}

function both(left: Operand, right: Operand, join: (a: Value, b: Value) => Value): Operand {
  const length = Math.max(...[left, right].map((each) => (isColumn(each) ? each.column.length : 0)));
  if (length === 0) return join(single(left), single(right));
  const at = (operand: Operand, row: number): Value =>
    isColumn(operand) ? (operand.column[row] ?? null) : operand;
  return { column: Array.from({ length }, (_, row) => join(at(left, row), at(right, row))) };
}

function isColumn(operand: Operand): operand is { readonly column: readonly Value[] } {
  return typeof operand === 'object' && operand !== null && 'column' in operand;
}

function values(operand: Operand): readonly Value[] {
  return isColumn(operand) ? operand.column : [operand];
}

function single(operand: Operand): Value {
  return isColumn(operand) ? (operand.column[0] ?? null) : operand;
}

export function isNumber(value: Value): value is Fraction {
  return Array.isArray(value);
}

function whole(count: number): Fraction {
  return [BigInt(count), 1n];
}

function add(a: Fraction, b: Fraction): Fraction {
  return [a[0] * b[1] + b[0] * a[1], a[1] * b[1]];
}

function divide(a: Fraction, b: Fraction): Fraction {
  const bottom = a[1] * b[0];
  return bottom < 0n ? [-a[0] * b[1], -bottom] : [a[0] * b[1], bottom];
}
