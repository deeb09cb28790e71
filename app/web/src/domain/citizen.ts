// Who may do what, as the programs decide it (programs/rules/src/eligibility.rs), with the reason as a sentence.
import type { Citizen } from '../clients/generated/membership/accounts';

export const STATUS = ['active', 'renounced', 'revoked'] as const;
export const TIER = ['visitor', 'resident', 'citizen'] as const;
export const ADMISSION = ['open', 'vouched', 'approved'] as const;
/** The delegate of who has none. */
export const NO_DELEGATE = 0xffff_ffff_ffff_ffffn;

export type CitizenData = Pick<
  Citizen,
  'status' | 'tier' | 'expiresAt' | 'suspendedUntil' | 'joinedAt' | 'charterVersion' | 'serial' | 'nation' | 'wallet' | 'delegate'
>;

/** How a citizen stands now, in a word. */
export function standing(citizen: CitizenData, now: number): 'active' | 'lapsed' | 'suspended' | 'renounced' | 'revoked' {
  if (citizen.status === 1) return 'renounced';
  if (citizen.status === 2) return 'revoked';
  if (now >= Number(citizen.expiresAt)) return 'lapsed';
  if (now < Number(citizen.suspendedUntil)) return 'suspended';
  return 'active';
}

/** Why somebody is not in good standing; undefined for who is. */
export function whyNotInGoodStanding(citizen: CitizenData | null | undefined, now: number): string | undefined {
  if (citizen === null || citizen === undefined) return 'Only citizens of this nation can do this, and your wallet is none of them.';
  switch (standing(citizen, now)) {
    case 'renounced':
      return 'You have renounced your citizenship.';
    case 'revoked':
      return 'Your citizenship was revoked.';
    case 'lapsed':
      return citizen.tier === 2 ? 'Your term has ended. Renew it to take part again.' : 'Your term has ended.';
    case 'suspended':
      return 'A court has suspended you for the time being.';
    case 'active':
      return citizen.tier === 2 ? undefined : `As a ${TIER[citizen.tier] ?? 'guest'} you have no vote.`;
  }
}

export interface Requirement {
  /** Latest time of joining. */
  readonly joinedBy: bigint;
  /** Lowest charter version that must be signed. */
  readonly charterVersion: number;
  /** Serials below this are of the electorate. */
  readonly seats: bigint;
}

/** Why somebody may not vote on a proposal; undefined for who may. */
export function whyMayNotVote(citizen: CitizenData | null | undefined, requirement: Requirement, now: number): string | undefined {
  const general = whyNotInGoodStanding(citizen, now);
  if (general !== undefined || citizen === null || citizen === undefined) return general;
  if (citizen.charterVersion < requirement.charterVersion) {
    return `This vote requires charter version ${requirement.charterVersion}; you have signed version ${citizen.charterVersion}. Sign the charter, then vote.`;
  }
  if (citizen.joinedAt > requirement.joinedBy || citizen.serial >= requirement.seats) {
    return 'You joined after this proposal was submitted, or too shortly before it.';
  }
  return undefined;
}
