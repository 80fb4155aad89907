/** Whether the scorecards of all documents fit their schemes, and each other. */
import type { LegalDocument, Scheme, Validity, Years } from '../model/ruleset.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { Source } from './source.ts';
import { didYouMean } from './suggest.ts';

interface Read {
  readonly source: Source;
  readonly scorecards: readonly Scorecard[];
}

/** Every block is one of the scheme, and is scored by one card at a time. @param documents as placed in their schemes */
export function checkScorecards(
  read: readonly Read[],
  documents: ReadonlyMap<string, LegalDocument>,
  schemes: ReadonlyMap<string, Scheme>,
): void {
  const seen: { readonly card: Scorecard; readonly scheme: string }[] = [];
  for (const { source, scorecards } of read) {
    for (const card of scorecards) {
      const scheme = schemes.get(documents.get(card.document.code)?.scheme ?? '');
      const report = (message: string, fix: string): void => {
        source.diagnostics.push({ code: 'KC-040', severity: 'error', ...card.at, message, fix });
      };
      if (scheme === undefined) {
        report(
          `bảng tiêu chí "${card.code}" không thuộc phương án xếp hạng nào`,
          'ghi "phương án" ở văn bản, hoặc để tệp trong thư mục của phương án',
        );
        continue;
      }
      for (const block of card.blocks) {
        if (!scheme.blocks.has(block))
          report(
            `phương án ${scheme.code} không có khối "${block}".${didYouMean(block, scheme.blocks.keys())}`,
            `ghi mã khối của phương án: ${[...scheme.blocks.keys()].join(', ')}`,
          );
        const other = seen.find((each) => each.scheme === scheme.code && isSharedBy(block, each.card, card));
        if (other !== undefined)
          report(
            `khối "${block}" chấm theo cả bảng "${other.card.code}" và bảng "${card.code}" trong cùng thời gian`,
            'để mỗi khối ở một bảng, hoặc ghi hiệu lực không trùng nhau',
          );
      }
      seen.push({ card, scheme: scheme.code });
    }
  }
}

function isSharedBy(block: string, a: Scorecard, b: Scorecard): boolean {
  return a.blocks.includes(block) && datesMeet(a, b) && yearsMeet(a, b);
}

function datesMeet(a: Scorecard, b: Scorecard): boolean {
  const [x, y] = [a, b].map(({ validity, document }): Validity[] => [validity ?? {}, document]);
  return (x ?? []).every((left) => (y ?? []).every((right) => meet(left, right)));
}

function yearsMeet(a: Scorecard, b: Scorecard): boolean {
  const [x, y] = [a, b].map(({ years, document }): Years[] => [years ?? {}, document.years ?? {}]);
  return (x ?? []).every((left) => (y ?? []).every((right) => meet(left, right)));
}

function meet<T extends string | number>(
  a: { readonly from?: T; readonly to?: T },
  b: { readonly from?: T; readonly to?: T },
): boolean {
  const before = (end: T | undefined, start: T | undefined): boolean =>
    end !== undefined && start !== undefined && end < start;
  return !before(a.to, b.from) && !before(b.to, a.from);
}
