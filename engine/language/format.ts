/**
 * The one way in which a rule file is laid out: keys in the order of the schema, lines of at most 110 characters,
 * comments where they were, nothing changed that it says.
 */
import {
  type Document,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { z } from 'zod';
import type { SourceFile } from '../model/ruleset.ts';
import { normalize } from '../model/text.ts';
import type { Diagnostic } from './diagnostics.ts';
import { isCalendarFile, isCasesFile, isFactsFile } from './load.ts';
import { calendarFile, casesFile, documentFile, factsFile } from './schema.ts';
import { type Path, Source } from './source.ts';

export type Formatted =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/** Characters in a line. */
const WIDTH = 110;

type Schema = z.core.$ZodType | undefined;

/**
 * Lays the file out; one that cannot be read is left alone.
 * @throws Error when the layout would change what the file says, which would be a fault of ours
 */
export function formatSource(file: SourceFile): Formatted {
  const before = Source.read(file);
  const empty = emptyPath(before.data, []);
  if (empty !== undefined)
    before.report('KC-003', empty, `mục "${empty.at(-1) ?? ''}" còn trống`, 'ghi nội dung, hoặc xóa mục');
  if (before.data === undefined || empty !== undefined) return { ok: false, diagnostics: before.diagnostics };
  const document = parseDocument(normalize(file.text).replaceAll('\r\n', '\n'), { schema: 'failsafe' });
  layOut(document.contents, schemaOf(file.path), 0);
  const text = writtenOut(document);
  const after = Source.read({ path: file.path, text });
  if (canonical(before.data) !== canonical(after.data))
    throw new Error(`the layout changes \`${file.path}\``);
  return { ok: true, text };
}

/** A folded line of the library may come out one character longer than it is told; such a file is folded once more. */
function writtenOut(document: Document): string {
  const within = (lineWidth: number): string =>
    document.toString({ lineWidth, flowCollectionPadding: false });
  const text = within(WIDTH);
  const isTooWide = text.split('\n').some((line) => line.length > WIDTH && !line.includes('#'));
  return isTooWide ? within(WIDTH - 1) : text;
}

/** Where a key or a dash has nothing behind it. */
function emptyPath(data: unknown, path: Path): Path | undefined {
  if (data === null) return path;
  if (typeof data !== 'object') return undefined;
  for (const [key, value] of Object.entries(data)) {
    const found = emptyPath(value, [...path, Array.isArray(data) ? Number(key) : key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

function schemaOf(path: string): Schema {
  if (isCasesFile(path)) return casesFile;
  if (isFactsFile(path)) return factsFile;
  return isCalendarFile(path) ? calendarFile : documentFile;
}

/** @param indent the column at which the keys or dashes of a collection stand */
function layOut(node: unknown, schema: Schema, indent: number): void {
  if (isMap(node)) layOutMap(node, schema, indent);
  else if (isSeq(node)) {
    const element = variants(schema).find((each) => each instanceof z.ZodArray)?.element;
    for (const item of node.items) layOutValue(item, element, indent + 2, indent + 2);
  }
}

function layOutMap(map: YAMLMap, schema: Schema, indent: number): void {
  const shape = variants(schema).find((each) => each instanceof z.ZodObject)?.shape;
  const values = variants(schema).find((each) => each instanceof z.ZodRecord)?.valueType;
  if (shape !== undefined) reorder(map, Object.keys(shape), indent === 0);
  for (const pair of map.items) {
    const key = keyOf(pair);
    layOutValue(pair.value, shape?.[key] ?? values, indent + key.length + 2, indent + 2);
  }
}

/** @param column where the value starts when it stands on the line of its key @param indent where it starts below it */
function layOutValue(node: unknown, schema: Schema, column: number, indent: number): void {
  if (isScalar(node)) foldIfLong(node, column);
  if (isMap(node) || isSeq(node)) {
    if (node.flow === true && column + (inlineLength(node) ?? WIDTH) > WIDTH) node.flow = false;
    layOut(node, schema, indent);
  }
}

function foldIfLong(scalar: Scalar, column: number): void {
  const text = String(scalar.value);
  if (text.includes('\n') || scalar.type === 'BLOCK_FOLDED' || scalar.type === 'BLOCK_LITERAL') return;
  const quotes = scalar.type === 'QUOTE_SINGLE' || scalar.type === 'QUOTE_DOUBLE' ? 2 : 0;
  if (column + text.length + quotes > WIDTH) scalar.type = Scalar.BLOCK_FOLDED;
}

/** The length of a collection of scalars on one line; undefined when it holds more than scalars, or comments. */
function inlineLength(collection: YAMLMap | YAMLSeq): number | undefined {
  let length = 2;
  for (const item of collection.items) {
    const parts = isPair(item) ? [item.key, item.value] : [item];
    for (const part of parts) {
      if (!isScalar(part) || part.comment != null || part.commentBefore != null) return undefined;
      const quotes = part.type === 'QUOTE_SINGLE' || part.type === 'QUOTE_DOUBLE' ? 2 : 0;
      length += String(part.value).length + quotes + 2;
    }
  }
  return length;
}

/** Pairs in the order of the keys, unknown ones behind. The comment above a pair goes with it; that of the file stays on top. */
function reorder(map: YAMLMap, keys: readonly string[], isFile: boolean): void {
  const place = (pair: Pair): number => {
    const index = keys.indexOf(keyOf(pair));
    return index < 0 ? keys.length : index;
  };
  const first = map.items[0]?.key;
  map.items.sort((a, b) => place(a) - place(b));
  const now = map.items[0]?.key;
  if (first === now || !isScalar(first) || !isScalar(now)) return;
  now.spaceBefore = false;
  if (isFile) {
    now.commentBefore = joined(first.commentBefore, now.commentBefore);
    first.commentBefore = null;
  } else if (map.commentBefore != null) {
    first.commentBefore = joined(map.commentBefore, first.commentBefore);
    map.commentBefore = null;
  }
}

function joined(...comments: readonly (string | null | undefined)[]): string | null {
  return comments.filter((comment) => comment != null).join('\n') || null;
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

/** The shapes that a schema allows. */
function variants(schema: Schema): z.core.$ZodType[] {
  if (schema instanceof z.ZodOptional) return variants(schema.unwrap());
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(variants);
  return schema === undefined ? [] : [schema];
}

/** The data with keys in alphabetical order. */
function canonical(data: unknown): string {
  return JSON.stringify(data, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
