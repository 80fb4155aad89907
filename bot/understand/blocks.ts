/** Blocks of units as people say them: "khối sở", "các huyện", "cấp huyện", "ngành dọc". */
import { fold } from '../../engine/model/text.ts';
import { PhraseMap } from './phrases.ts';

export interface BlockEntry {
  readonly code: string;
  readonly name: string;
  /** Other spellings: "Khối cơ quan ngành dọc". */
  readonly aliases?: readonly string[];
}

/** What the members of the usual blocks are called; another block goes by its name and code. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  so: ['sở', 'sở ban ngành', 'sở ngành', 'cơ quan chuyên môn'],
  huyen: [
    'huyện',
    'huyện thị xã thành phố',
    'huyện thị thành',
    'UBND cấp huyện',
    'UBND huyện thị xã thành phố',
  ],
  'nganh-doc': ['ngành dọc', 'cơ quan ngành dọc'],
  'su-nghiep': ['đơn vị sự nghiệp', 'sự nghiệp'],
  xa: ['xã', 'xã phường', 'xã phường thị trấn', 'xã phường đặc khu', 'UBND cấp xã'],
};

/** One word alone is too common to name a block: "sở" does not, "các sở" does. */
const BEFORE = ['khối', 'các', 'những', 'cấp', 'khối các', 'toàn khối', 'nhóm', 'bao nhiêu', 'mấy'];
const AFTER = ['nào'];

/** Every way of naming the blocks, with their codes. */
export function blockPhrases(blocks: readonly BlockEntry[]): PhraseMap<string> {
  return new PhraseMap(
    blocks.flatMap((block) => phrasesOf(block).map((phrase): [string, string] => [phrase, block.code])),
  );
}

function phrasesOf({ code, name, aliases = [] }: BlockEntry): string[] {
  const members = [...(MEMBERS[code] ?? []), code.replaceAll('-', ' ')];
  return [
    name,
    ...aliases,
    ...[name, ...aliases, ...members].map((spelling) => spelling.replace(/^khối\s+/iu, '')).flatMap(mentions),
  ];
}

function mentions(members: string): string[] {
  return [
    ...BEFORE.map((word) => `${word} ${members}`),
    ...AFTER.map((word) => `${members} ${word}`),
    ...(fold(members).includes(' ') ? [members] : []),
  ];
}
