/** Every single change of when a document decides, and of what it repeals. */
import type { LegalDocument } from '../model/ruleset.ts';
import { type Change, within } from './change.ts';
import { shiftedValidities, shiftedYears } from './dates.ts';

export function documentChanges(document: LegalDocument): Change<LegalDocument>[] {
  const { from, to, years } = document;
  const validity = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  return [
    ...within(shiftedValidities(validity), (moved) => ({ ...document, ...moved })),
    ...within(years === undefined ? [] : shiftedYears(years), (moved) => ({ ...document, years: moved })),
    ...repealChanges(document),
  ];
}

function repealChanges(document: LegalDocument): Change<LegalDocument>[] {
  const { repeals } = document;
  return repeals.flatMap((repeal, index): Change<LegalDocument>[] => [
    {
      to: { ...document, repeals: repeals.toSpliced(index, 1) },
      change: `bỏ việc bãi bỏ ${repeal.target}`,
      why: `Chưa có trường hợp nào sau khi ${repeal.target} bị bãi bỏ.`,
    },
    ...shiftedValidities({ from: repeal.from }).map(({ to: { from = repeal.from }, change, why }) => ({
      to: { ...document, repeals: repeals.with(index, { ...repeal, from }) },
      change: `bãi bỏ ${repeal.target} ${change}`,
      why,
    })),
  ]);
}
