/** Who asks. Roles are those of the outside contract, scoped to a block or a unit by ":". */
const SCOPES = {
  'lanh-dao-tinh': 'none',
  'to-chuc-tinh': 'none',
  'phu-trach-khoi': 'block',
  'chuyen-vien-cchc': 'none',
  'tham-dinh': 'block',
  'quan-tri': 'none',
  'thu-truong': 'unit',
  'can-bo': 'unit',
  khach: 'none',
} as const;

export type RoleName = keyof typeof SCOPES;

export interface Caller {
  readonly role: RoleName;
  /** The block or unit of a scoped role. */
  readonly scope?: string;
  readonly personId?: string;
}

/** Reads "thu-truong:kh-so-tu-phap"; undefined when the role is unknown or its scope missing or superfluous. */
export function parseRole(text: string): Caller | undefined {
  const [name = '', scope, ...rest] = text.split(':');
  if (!Object.hasOwn(SCOPES, name) || rest.length > 0) return undefined;
  const role = name as RoleName;
  if ((SCOPES[role] === 'none') !== (scope === undefined) || scope === '') return undefined;
  return scope === undefined ? { role } : { role, scope };
}

/** The unit that the caller means when none is named. */
export function ownUnit(caller: Caller): string | undefined {
  return SCOPES[caller.role] === 'unit' ? caller.scope : undefined;
}

/** The block that a scoped role is about. */
export function ownBlock(caller: Caller): string | undefined {
  return SCOPES[caller.role] === 'block' ? caller.scope : undefined;
}
