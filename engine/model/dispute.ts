/** What becomes of a dispute: the unit opens and may withdraw it, policy staff accept or refuse it; nothing comes after. */
export const DISPUTE_STATES = ['open', 'accepted', 'refused', 'withdrawn'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

export const DISPUTE_STATE_WORDS: Readonly<Record<DisputeState, string>> = {
  open: 'chưa giải quyết',
  accepted: 'đã chấp nhận',
  refused: 'không chấp nhận',
  withdrawn: 'đơn vị đã rút',
};
