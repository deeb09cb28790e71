// The kinds of accounts that a nation is made of: how each is recognised, decoded, and found for its nation.
import type { Address, Decoder } from '@solana/kit';
import * as court from '../clients/generated/court/accounts';
import { COURT_PROGRAM_ADDRESS } from '../clients/generated/court/program';
import * as diplomacy from '../clients/generated/diplomacy/accounts';
import { DIPLOMACY_PROGRAM_ADDRESS } from '../clients/generated/diplomacy/program';
import * as governor from '../clients/generated/governor/accounts';
import { GOVERNOR_PROGRAM_ADDRESS } from '../clients/generated/governor/program';
import * as land from '../clients/generated/land/accounts';
import { LAND_PROGRAM_ADDRESS } from '../clients/generated/land/program';
import * as membership from '../clients/generated/membership/accounts';
import { MEMBERSHIP_PROGRAM_ADDRESS } from '../clients/generated/membership/program';
import * as treasury from '../clients/generated/treasury/accounts';
import { TREASURY_PROGRAM_ADDRESS } from '../clients/generated/treasury/program';

export interface Kind<T> {
  /** `program.Account`, as in the IDL. */
  readonly name: string;
  readonly program: Address;
  readonly discriminator: ArrayLike<number>;
  readonly decoder: Decoder<T>;
  /** Where the account names what it belongs to, by what that is: offsets in bytes, the type's eight included. */
  readonly belongs: Readonly<Record<string, number>>;
}

function kind<T>(
  name: string,
  program: Address,
  discriminator: ArrayLike<number>,
  decoder: Decoder<T>,
  belongs: Readonly<Record<string, number>> = {},
): Kind<T> {
  return { name, program, discriminator, decoder, belongs };
}

const [m, g, t, l, c, d] = [
  MEMBERSHIP_PROGRAM_ADDRESS,
  GOVERNOR_PROGRAM_ADDRESS,
  TREASURY_PROGRAM_ADDRESS,
  LAND_PROGRAM_ADDRESS,
  COURT_PROGRAM_ADDRESS,
  DIPLOMACY_PROGRAM_ADDRESS,
] as const;

export const kinds = {
  nation: kind('membership.Nation', m, membership.NATION_DISCRIMINATOR, membership.getNationDecoder()),
  citizen: kind('membership.Citizen', m, membership.CITIZEN_DISCRIMINATOR, membership.getCitizenDecoder(), { nation: 8, wallet: 40 }),
  application: kind('membership.Application', m, membership.APPLICATION_DISCRIMINATOR, membership.getApplicationDecoder(), { nation: 8 }),
  reissue: kind('membership.Reissue', m, membership.REISSUE_DISCRIMINATOR, membership.getReissueDecoder(), { nation: 8 }),
  office: kind('membership.Office', m, membership.OFFICE_DISCRIMINATOR, membership.getOfficeDecoder(), { nation: 8 }),

  governor: kind('governor.Governor', g, governor.GOVERNOR_DISCRIMINATOR, governor.getGovernorDecoder(), { nation: 8 }),
  proposal: kind('governor.Proposal', g, governor.PROPOSAL_DISCRIMINATOR, governor.getProposalDecoder(), { governor: 8, nation: 40 }),
  page: kind('governor.BallotPage', g, governor.BALLOT_PAGE_DISCRIMINATOR, governor.getBallotPageDecoder(), { proposal: 8, electorate: 40 }),
  action: kind('governor.Action', g, governor.ACTION_DISCRIMINATOR, governor.getActionDecoder(), { proposal: 8 }),
  stake: kind('governor.Stake', g, governor.STAKE_DISCRIMINATOR, governor.getStakeDecoder(), { governor: 8, wallet: 40 }),

  treasury: kind('treasury.Treasury', t, treasury.TREASURY_DISCRIMINATOR, treasury.getTreasuryDecoder(), { nation: 8 }),
  ledger: kind('treasury.Ledger', t, treasury.LEDGER_DISCRIMINATOR, treasury.getLedgerDecoder(), { nation: 8 }),
  budget: kind('treasury.Budget', t, treasury.BUDGET_DISCRIMINATOR, treasury.getBudgetDecoder(), { nation: 8 }),
  stream: kind('treasury.Stream', t, treasury.STREAM_DISCRIMINATOR, treasury.getStreamDecoder(), { nation: 8 }),

  registry: kind('land.Registry', l, land.REGISTRY_DISCRIMINATOR, land.getRegistryDecoder(), { nation: 8 }),
  parcel: kind('land.Parcel', l, land.PARCEL_DISCRIMINATOR, land.getParcelDecoder(), { registry: 8, nation: 40 }),
  parcelVersion: kind('land.ParcelVersion', l, land.PARCEL_VERSION_DISCRIMINATOR, land.getParcelVersionDecoder(), { parcel: 8 }),
  lease: kind('land.Lease', l, land.LEASE_DISCRIMINATOR, land.getLeaseDecoder(), { nation: 8, parcel: 40 }),
  auction: kind('land.Auction', l, land.AUCTION_DISCRIMINATOR, land.getAuctionDecoder(), { nation: 8, lease: 40 }),
  bid: kind('land.Bid', l, land.BID_DISCRIMINATOR, land.getBidDecoder(), { auction: 8 }),
  claim: kind('land.Claim', l, land.CLAIM_DISCRIMINATOR, land.getClaimDecoder(), { nation: 8 }),
  campaign: kind('land.Campaign', l, land.CAMPAIGN_DISCRIMINATOR, land.getCampaignDecoder(), { nation: 8 }),
  pledge: kind('land.Pledge', l, land.PLEDGE_DISCRIMINATOR, land.getPledgeDecoder(), { campaign: 8, wallet: 40 }),

  court: kind('court.Court', c, court.COURT_DISCRIMINATOR, court.getCourtDecoder(), { nation: 8 }),
  juror: kind('court.Juror', c, court.JUROR_DISCRIMINATOR, court.getJurorDecoder(), { court: 8 }),
  case: kind('court.Case', c, court.CASE_DISCRIMINATOR, court.getCaseDecoder(), { court: 8, nation: 40 }),
  seat: kind('court.Seat', c, court.SEAT_DISCRIMINATOR, court.getSeatDecoder(), { case: 8, juror: 40 }),
  evidence: kind('court.Evidence', c, court.EVIDENCE_DISCRIMINATOR, court.getEvidenceDecoder(), { case: 8 }),

  body: kind('diplomacy.Body', d, diplomacy.BODY_DISCRIMINATOR, diplomacy.getBodyDecoder()),
  censusReport: kind('diplomacy.CensusReport', d, diplomacy.CENSUS_REPORT_DISCRIMINATOR, diplomacy.getCensusReportDecoder(), { nation: 8 }),
  recognition: kind('diplomacy.Recognition', d, diplomacy.RECOGNITION_DISCRIMINATOR, diplomacy.getRecognitionDecoder(), { from: 8, to: 40 }),
  entry: kind('diplomacy.Entry', d, diplomacy.ENTRY_DISCRIMINATOR, diplomacy.getEntryDecoder(), { recognition: 8 }),
  treaty: kind('diplomacy.Treaty', d, diplomacy.TREATY_DISCRIMINATOR, diplomacy.getTreatyDecoder(), { one: 8, other: 40 }),
  visa: kind('diplomacy.Visa', d, diplomacy.VISA_DISCRIMINATOR, diplomacy.getVisaDecoder(), { treaty: 8, home: 40, host: 72 }),
  stage: kind('diplomacy.Stage', d, diplomacy.STAGE_DISCRIMINATOR, diplomacy.getStageDecoder(), { nation: 8 }),
} as const;

export type KindName = keyof typeof kinds;

/** What an account of a kind decodes to. */
export type DataOf<K extends KindName> = (typeof kinds)[K] extends Kind<infer T> ? T : never;

/** Every kind, where its type does not matter. */
export const everyKind = Object.entries(kinds) as unknown as readonly (readonly [KindName, Kind<unknown>])[];
