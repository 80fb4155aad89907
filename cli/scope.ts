/** The scope of a role must exist. */
import type { Desk } from '../bot/desk.ts';
import { type Caller, ownBlock, ownUnit } from '../bot/roles.ts';
import { findUnit } from '../db/units.ts';
import { CommandError, EXIT } from './context.ts';

/** @throws CommandError when the unit or block of a role does not exist */
export async function requireScope({ db, ruleSet }: Desk, caller: Caller, where = ''): Promise<void> {
  const unit = ownUnit(caller);
  if (unit !== undefined && (await findUnit(db, unit)) === undefined) {
    throw new CommandError(EXIT.usage, `${where}Không có đơn vị "${unit}".`);
  }
  const block = ownBlock(caller);
  const blocks = [...new Set([...ruleSet.schemes.values()].flatMap((scheme) => [...scheme.blocks.keys()]))];
  if (block !== undefined && !blocks.includes(block)) {
    throw new CommandError(
      EXIT.usage,
      `${where}Không có khối "${block}". Dùng một trong: ${blocks.join(', ')}.`,
    );
  }
}
