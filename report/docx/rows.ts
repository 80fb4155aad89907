/**
 * Table rows as the library would write them, without an object for every run and property: a province has thousands of
 * cells, and building those objects takes longer than writing them.
 */
import { type IContext, type IXmlableObject, TableRow } from 'docx';
import type { StyleName } from './styles.ts';

export interface BodyCell {
  /** Lines are paragraphs. */
  readonly text: string;
  readonly style: StyleName;
  /** In twentieths of a point. */
  readonly width: number;
  /** How many columns it takes; one when absent. */
  readonly columns?: number;
}

/** A row that stays on one page, its cells centred from top to bottom. */
export class BodyRow extends TableRow {
  readonly #cells: readonly BodyCell[];

  constructor(cells: readonly BodyCell[]) {
    super({ children: [] });
    this.#cells = cells;
  }

  override prepForXml(_context: IContext): IXmlableObject {
    return { 'w:tr': [STAYS_WHOLE, ...this.#cells.map(cellXml)] };
  }
}

const STAYS_WHOLE = { 'w:trPr': [{ 'w:cantSplit': {} }] };
const CENTRED = { 'w:vAlign': { _attr: { 'w:val': 'center' } } };
const KEEP_SPACES = { _attr: { 'xml:space': 'preserve' } };

function cellXml({ text, style, width, columns }: BodyCell): IXmlableObject {
  const span = columns === undefined ? [] : [{ 'w:gridSpan': { _attr: { 'w:val': columns } } }];
  const properties = [{ 'w:tcW': { _attr: { 'w:type': 'dxa', 'w:w': width } } }, ...span, CENTRED];
  const lines = text.split('\n').map((line) => paragraphXml(line, style));
  return { 'w:tc': [{ 'w:tcPr': properties }, ...lines] };
}

function paragraphXml(text: string, style: StyleName): IXmlableObject {
  const properties = { 'w:pPr': [{ 'w:pStyle': { _attr: { 'w:val': style } } }] };
  const run = text === '' ? [] : [{ 'w:r': [{ 'w:t': [KEEP_SPACES, text] }] }];
  return { 'w:p': [properties, ...run] };
}
