/** Who issues a document, and where. */
import type { CivilDate } from '../engine/model/dates.ts';
import type { LegalDocument, RuleSet, Scheme } from '../engine/model/ruleset.ts';

export interface Letterhead {
  /** "UBND tỉnh Khánh Hòa"; empty where nothing says it. */
  readonly parent: string;
  /** "Sở Nội vụ". */
  readonly agency: string;
  /** "Khánh Hòa". */
  readonly place: string;
  /** "341"; absent: left blank to be filled in by hand, as the day then is. */
  readonly number: string | undefined;
  readonly date: CivilDate | undefined;
  /** The year of the blank date. */
  readonly year: number;
  /** The office that signs. No name is ever printed. */
  readonly signer: string;
}

/** The province or city as documents call it. */
export interface Area {
  /** "tỉnh Khánh Hòa". */
  readonly name: string;
  /** "Khánh Hòa". */
  readonly place: string;
  /** "Tỉnh ủy", "Thành ủy". */
  readonly party: string;
  readonly kind: 'tỉnh' | 'thành phố';
}

/** The area that the documents of a scheme are issued in; undefined where none names it. */
export function areaOf(ruleSet: RuleSet, scheme: Scheme): Area | undefined {
  const own = ruleSet.documents.find(({ code }) => code === scheme.document);
  const texts = [own, ...ruleSet.documents.filter(({ scheme: of }) => of === scheme.code)]
    .filter((document): document is LegalDocument => document !== undefined)
    .flatMap(({ issuer, name }) => [issuer, name]);
  for (const text of [...texts, scheme.name]) {
    const [, kind, place] = /(?:^|\s)(tỉnh|thành phố)\s(\p{Lu}.*)$/u.exec(text) ?? [];
    if (place === undefined) continue;
    const area = kind === 'tỉnh' ? 'tỉnh' : 'thành phố';
    return { name: `${area} ${place}`, place, party: area === 'tỉnh' ? 'Tỉnh ủy' : 'Thành ủy', kind: area };
  }
  return undefined;
}

export type LetterheadChanges = Partial<Omit<Letterhead, 'year'>>;

/** Sở Nội vụ under the province's committee reports on the ranking, unless the caller says otherwise. */
export function letterhead(
  area: Area | undefined,
  year: number,
  changes: LetterheadChanges = {},
): Letterhead {
  const agency = changes.agency ?? 'Sở Nội vụ';
  return {
    parent: changes.parent ?? (area === undefined ? '' : `UBND ${area.name}`),
    agency,
    place: changes.place ?? area?.place ?? '',
    number: changes.number,
    date: changes.date,
    year,
    signer: changes.signer ?? (agency.startsWith('Sở ') ? 'Giám đốc' : 'Thủ trưởng cơ quan'),
  };
}

const BLANK = '…';

/** "Số: 341/BC-SNV", with room for the number where it is not given. */
export function numberLine({ number, agency }: Letterhead): string {
  if (number?.includes('/') === true) return `Số: ${number}`;
  const initials = agency
    .split(/\s+/u)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  return `Số: ${number ?? '        '}/BC-${initials}`;
}

/** "Khánh Hòa, ngày 21 tháng 02 năm 2020"; days below 10 and months 1 and 2 with a nought, as Nghị định 30/2020 has them. */
export function placeAndDate({ place, date, year }: Letterhead): string {
  const where = place === '' ? `${BLANK}${BLANK}` : place;
  const [ofYear, month = '', day = ''] = date?.split('-') ?? [];
  if (ofYear === undefined) return `${where}, ngày ${BLANK} tháng ${BLANK} năm ${year}`;
  const shortMonth = Number(month) > 2 ? String(Number(month)) : month;
  return `${where}, ngày ${day} tháng ${shortMonth} năm ${ofYear}`;
}
