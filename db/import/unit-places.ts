/** Which province and which block of its scheme a cell names, by code or name. */
import { fold } from '../../engine/model/text.ts';
import { nearest } from './nearest.ts';
import type { Objection } from './score-rows.ts';

/** A block of a scheme, with the other spellings that are known of it. */
export interface SchemeBlock {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** A province that ranks units: its scheme, as the rules in use declare it. */
export interface SchemeProvince {
  readonly code: string;
  /** Of the scheme: "Xếp hạng cải cách hành chính tỉnh Khánh Hòa". */
  readonly name: string;
  readonly blocks: readonly SchemeBlock[];
}

/** What the places of one kind are called, and the words that may stand before a name of it. */
interface Kind {
  readonly unknown: string;
  readonly shared: string;
  readonly prefix: RegExp;
}

interface Choice {
  readonly code: string;
  readonly name: string;
}

const OFFERED = 3;
const PROVINCE: Kind = {
  unknown: 'Bộ quy tắc không có phương án xếp hạng của tỉnh này.',
  shared: 'Tên này chỉ nhiều phương án xếp hạng.',
  prefix: /^(?:tinh|thanh pho|tp) /,
};
const BLOCK: Kind = {
  unknown: 'Phương án xếp hạng không có khối này.',
  shared: 'Tên này chỉ nhiều khối.',
  prefix: /^khoi /,
};

/** The province that a text names by the code or the name of its scheme, or by its own name. */
export function findProvince(provinces: readonly SchemeProvince[], text: string): SchemeProvince | Objection {
  return find(provinces, text, PROVINCE, ({ code, name }) => {
    const [, own] = /(?:tỉnh|thành phố)\s+(.+)$/iu.exec(name) ?? [];
    return own === undefined ? [code, name] : [code, name, own];
  });
}

/** The block of a province that a text names by code, by name, or by another known spelling. */
export function findBlock({ blocks }: SchemeProvince, text: string): SchemeBlock | Objection {
  return find(blocks, text, BLOCK, ({ code, name, aliases }) => [code, name, ...aliases]);
}

/** `so (Khối Sở, ban, ngành)` */
export function placeWords({ code, name }: Choice): string {
  return `${code} (${name})`;
}

function find<T extends Choice>(
  choices: readonly T[],
  text: string,
  { unknown, shared, prefix }: Kind,
  spellingsOf: (choice: T) => readonly string[],
): T | Objection {
  const byCode = choices.find(({ code }) => code === text);
  if (byCode !== undefined) return byCode;
  const bare = (spelling: string): string => fold(spelling).replace(prefix, '');
  const spelt = choices.flatMap((choice) =>
    spellingsOf(choice).map((spelling) => ({ choice, folded: bare(spelling) })),
  );
  const wanted = bare(text);
  const named = new Set(spelt.filter(({ folded }) => folded === wanted).map(({ choice }) => choice));
  const [only, ...others] = named;
  if (only !== undefined && others.length === 0) return only;
  if (only !== undefined) return { reason: shared, remedy: `Ghi mã của một trong: ${list(named)}.` };
  const near = new Set(nearest(wanted, spelt, ({ folded }) => folded, OFFERED).map(({ choice }) => choice));
  return {
    reason: unknown,
    remedy: near.size > 0 ? `Có phải ${list(near)}?` : `Ghi một trong: ${list(choices)}.`,
  };
}

function list(choices: Iterable<Choice>): string {
  return [...choices].map(placeWords).join('; ');
}
