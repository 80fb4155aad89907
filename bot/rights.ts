/** Who may know what. A refused thing reads the same as an absent one. */
import type { Unit } from '../db/units.ts';
import { FILE_KINDS, type FileKind } from './load-templates.ts';
import type { Caller, RoleName } from './roles.ts';

/** `everything`: of every unit. `scope`: of the own unit or block. `published`: published results only. */
type Reach = 'everything' | 'scope' | 'published';

const REACH: Readonly<Record<RoleName, Reach>> = {
  'lanh-dao-tinh': 'everything',
  'to-chuc-tinh': 'everything',
  'chuyen-vien-cchc': 'everything',
  'quan-tri': 'everything',
  'phu-trach-khoi': 'scope',
  'tham-dinh': 'scope',
  'thu-truong': 'scope',
  'can-bo': 'scope',
  khach: 'published',
};

/** Whether the caller may know more of the unit than what was published: running figures, warnings, consequences. */
export function mayKnow(caller: Caller, unit: Unit): boolean {
  const reach = REACH[caller.role];
  if (reach !== 'scope') return reach === 'everything';
  return caller.scope === unit.id || caller.scope === unit.block;
}

/** Whether the caller may know who handles the unit's dossiers: its own people, and the provincial organiser. */
export function mayKnowOfficers({ role, scope }: Caller, unit: Unit): boolean {
  return role === 'to-chuc-tinh' || ((role === 'thu-truong' || role === 'can-bo') && scope === unit.id);
}

/** An officer as personal files name one. */
export interface OfficerRef {
  readonly unitId: string;
  /** The code of files, or the id under which the officer is linked. */
  readonly officer: string;
}

/** Whether the caller may see figures and grades of a single officer: the officer, the head of the unit, the provincial organiser. */
export function mayKnowOfficer(caller: Caller, { unitId, officer }: OfficerRef): boolean {
  if (caller.role === 'to-chuc-tinh') return true;
  if (caller.role === 'thu-truong') return caller.scope === unitId;
  return caller.personId === officer && officer !== '';
}

/** Which files a role may load by chat; of a unit's own people only figures of that unit. */
const LOADS: Readonly<Record<RoleName, readonly FileKind[]>> = {
  'chuyen-vien-cchc': FILE_KINDS,
  'quan-tri': FILE_KINDS,
  'thu-truong': ['figures'],
  'can-bo': ['figures'],
  'lanh-dao-tinh': [],
  'to-chuc-tinh': [],
  'phu-trach-khoi': [],
  'tham-dinh': [],
  khach: [],
};

export function mayLoad(caller: Caller, kind: FileKind): boolean {
  return LOADS[caller.role].includes(kind);
}
