/** A cases file written value by value, which remembers from which cell each of its lines came. */
import { LISTS, NOTHING, type ValuePath } from './case-columns.ts';

/** Of a sheet; row and column from 0. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

export interface CellValue {
  readonly path: ValuePath;
  readonly text: string;
  readonly cell: Cell;
}

type Tree = Map<string, Tree | CellValue>;

export class CasesText {
  readonly #lines: { readonly text: string; readonly cell: Cell }[] = [
    { text: '"trường hợp":', cell: { row: 0, column: 0 } },
  ];

  get text(): string {
    return this.#lines.map(({ text }) => `${text}\n`).join('');
  }

  /** The cell behind a line. @param line from 1 */
  cellAt(line: number): Cell {
    return this.#lines[line - 1]?.cell ?? { row: 0, column: 0 };
  }

  /** One case from the values of one row. */
  add(values: readonly CellValue[]): void {
    const tree: Tree = new Map();
    for (const value of values) plant(tree, value.path, value);
    const row = values[0]?.cell.row ?? 0;
    this.#push('  -', { row, column: 0 });
    this.#write(tree, '    ', { row, column: 0 });
  }

  #write(tree: Tree, indent: string, start: Cell): void {
    for (const [key, value] of tree) {
      const name = `${indent}${JSON.stringify(key)}:`;
      if (value instanceof Map) {
        this.#push(name, start);
        this.#write(value, `${indent}  `, start);
      } else if (LISTS.includes(key)) {
        const items = value.text === NOTHING ? [] : value.text.split('\n').map((item) => item.trim());
        this.#push(items.length === 0 ? `${name} []` : name, value.cell);
        for (const item of items)
          if (item !== '') this.#push(`${indent}  - ${JSON.stringify(item)}`, value.cell);
      } else this.#push(`${name} ${JSON.stringify(value.text)}`, value.cell);
    }
  }

  #push(text: string, cell: Cell): void {
    this.#lines.push({ text, cell });
  }
}

function plant(tree: Tree, [key = '', ...rest]: ValuePath, value: CellValue): void {
  if (rest.length === 0) {
    tree.set(key, value);
    return;
  }
  const found = tree.get(key);
  const branch: Tree = found instanceof Map ? found : new Map();
  tree.set(key, branch);
  plant(branch, rest, value);
}
