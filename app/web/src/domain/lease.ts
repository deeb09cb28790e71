// Leases, auctions and campaigns, as the land program decides on them (programs/land, programs/rules: rent, harberger,
// auction, campaign), with the reason as a sentence where something is not possible now.
import type { Auction, Campaign, Lease } from '../clients/generated/land/accounts';
import { NOBODY } from '../clients/addresses';
import { whyNotInGoodStanding, type CitizenData } from './citizen';
import { dateTime } from './format';
import * as fixed from './rent';
import * as declared from './harberger';

export const LEASE_STATE = ['offered', 'active', 'in arrears', 'in default', 'ended', 'evicted', 'withdrawn'] as const;
const [OFFERED, ACTIVE, ARREARS, DEFAULT] = [0, 1, 2, 3] as const;
const HARBERGER = 1;
/** How long after its close the sale of an auction can be settled, and a campaign's money paid out. */
export const SETTLE_TIME = 30n * 86_400n;

export type LeaseData = Pick<
  Lease,
  | 'state' | 'terms' | 'startsAt' | 'endsAt' | 'paidPeriods' | 'nextRent' | 'credit' | 'price' | 'paidThrough' | 'noticed' | 'noticedAt'
  | 'offerExpiresAt' | 'tenant' | 'tenantSerial' | 'renewalsLeft' | 'auction'
>;

export const isRunning = ({ state }: Pick<Lease, 'state'>) => state === ACTIVE || state === ARREARS || state === DEFAULT;
export const isOffered = ({ state }: Pick<Lease, 'state'>) => state === OFFERED;
export const isDeclared = ({ terms }: Pick<Lease, 'terms'>) => terms.kind === HARBERGER;

export function rentTerms(lease: LeaseData): fixed.RentTerms {
  const { rent, period, grace, cure, lateFeeBps, escalatorBps } = lease.terms;
  return {
    rent,
    period: BigInt(period),
    start: lease.startsAt,
    end: lease.endsAt,
    grace: BigInt(grace),
    cure: BigInt(cure),
    lateFeeBps: BigInt(lateFeeBps),
    escalatorBps: BigInt(escalatorBps),
  };
}

export const rentAccount = (lease: LeaseData): fixed.RentAccount => ({ paidPeriods: lease.paidPeriods, rent: lease.nextRent, credit: lease.credit });

export const holdingTerms = ({ terms }: Pick<Lease, 'terms'>): declared.HarbergerTerms => ({
  rentBps: BigInt(terms.rentBps),
  notice: BigInt(terms.notice),
  cure: BigInt(terms.cure),
});

export const holdingOf = (lease: LeaseData): declared.Holding => ({
  price: lease.price,
  paidThrough: lease.paidThrough,
  noticedAt: lease.noticed === 0 ? undefined : lease.noticedAt,
});

const earlier = (a: bigint, b: bigint) => (a < b ? a : b);
const second = (now: number) => BigInt(Math.floor(now));

/** What must be paid now for nothing to be due. The time after the end costs nothing. */
export function rentDue(lease: LeaseData, now: number): bigint {
  if (!isRunning(lease)) return 0n;
  return isDeclared(lease)
    ? declared.owed(holdingTerms(lease), holdingOf(lease), earlier(second(now), lease.endsAt))
    : fixed.due(rentTerms(lease), rentAccount(lease), now);
}

/** The most that `pay_rent` takes now. */
export function mostRent(lease: LeaseData, now: number): bigint {
  return isDeclared(lease)
    ? declared.mostRent(holdingTerms(lease), holdingOf(lease), second(now), lease.endsAt)
    : fixed.costToEnd(rentTerms(lease), rentAccount(lease), now);
}

/** The first second that is not paid for. */
export const paidThrough = (lease: LeaseData): bigint => (isDeclared(lease) ? lease.paidThrough : fixed.begins(rentTerms(lease), lease.paidPeriods));

/** Where a running lease stands by its books now, whatever was declared of it. */
export function rentState(lease: LeaseData, now: number): 'paid' | 'due' | 'late' | 'in default' {
  if (isDeclared(lease)) {
    if (rentDue(lease, now) === 0n) return 'paid';
    const forfeit = second(now) >= declared.forfeitAt(holdingTerms(lease), holdingOf(lease));
    return forfeit && !declared.underNotice(holdingTerms(lease), holdingOf(lease), second(now)) ? 'in default' : 'late';
  }
  switch (fixed.rentStanding(rentTerms(lease), rentAccount(lease), now)) {
    case 'default':
      return 'in default';
    case 'arrears':
      return 'late';
    default:
      return rentDue(lease, now) > 0n ? 'due' : 'paid';
  }
}

/** What the tenant should know next: when rent falls due, is late, or costs the lease. */
export function nextDate(lease: LeaseData, now: number): { readonly what: string; readonly at: bigint } | undefined {
  const time = second(now);
  if (isDeclared(lease)) {
    const paid = lease.paidThrough;
    if (paid >= lease.endsAt) return undefined;
    return paid > time ? { what: 'Rent is owed from', at: paid } : { what: 'The lease is forfeit from', at: declared.forfeitAt(holdingTerms(lease), holdingOf(lease)) };
  }
  const at = fixed.deadlines(rentTerms(lease), rentAccount(lease));
  if (at === undefined) return undefined;
  const due = paidThrough(lease);
  if (time < due) return { what: 'Rent is due next', at: due };
  return time < at.late ? { what: 'Late from', at: at.late } : { what: 'In default from', at: at.default };
}

/** Why rent cannot be paid; anybody may pay it for whomever. */
export function whyNoRent(lease: LeaseData, now: number, amount: bigint | undefined, show: (value: bigint) => string): string | undefined {
  if (!isRunning(lease)) return 'The lease does not run.';
  const most = mostRent(lease, now);
  if (most === 0n) return isDeclared(lease) ? 'Rent is paid as far ahead as it can be: a year, or to the end of the lease.' : 'The whole lease is paid.';
  if (amount === undefined) return 'Name an amount first.';
  if (isDeclared(lease)) {
    const seconds = declared.secondsFor(BigInt(lease.terms.rentBps), lease.price, amount);
    return seconds === 0n ? 'This buys not one second of the lease.' : undefined;
  }
  return amount > most ? `To its end the lease costs ${show(most)}; more is not taken.` : undefined;
}

/** Why this wallet cannot take the lease that is offered. */
export function whyNoAcceptance(lease: LeaseData, wallet: string | undefined, citizen: CitizenData | null | undefined, now: number): string | undefined {
  if (!isOffered(lease)) return 'The lease is no longer offered.';
  if (lease.terms.byAuction !== 0) return 'It goes to whoever bids most.';
  if (second(now) >= lease.offerExpiresAt) return 'The offer has expired.';
  if (lease.tenant !== NOBODY && lease.tenant !== wallet) return 'It is offered to somebody else.';
  return whyNotInGoodStanding(citizen, now);
}

/** Why this wallet cannot renew the lease. */
export function whyNoRenewal(lease: LeaseData, wallet: string | undefined, citizen: CitizenData | null | undefined, now: number): string | undefined {
  if (lease.tenant !== wallet) return 'Only the tenant can renew it.';
  if (!isRunning(lease)) return 'The lease does not run.';
  if (second(now) >= lease.endsAt) return 'Its time is over.';
  const standing = whyNotInGoodStanding(citizen, now);
  if (standing !== undefined) return standing;
  if (lease.state !== ACTIVE || !['paid', 'due'].includes(rentState(lease, now))) return 'Rent is late. Pay it first.';
  return lease.renewalsLeft === 0 ? 'No renewal is left.' : undefined;
}

export type AuctionData = Pick<Auction, 'reserve' | 'highest' | 'bids' | 'raiseBps' | 'opensAt' | 'closesAt' | 'closesAtLast' | 'extension' | 'outcome' | 'leader'>;

/** The least that the next bid may be. */
export function minimumBid({ bids, reserve, highest, raiseBps }: AuctionData): bigint {
  if (bids === 0) return reserve === 0n ? 1n : reserve;
  const raise = (highest * BigInt(raiseBps) + 9_999n) / 10_000n;
  return highest + (raise === 0n ? 1n : raise);
}

export type AuctionState = 'to open' | 'open' | 'unsold' | 'sold' | 'lapsed' | 'settled';

export function auctionState(auction: AuctionData, now: number): AuctionState {
  const time = second(now);
  if (auction.outcome !== 0) return 'settled';
  if (time < auction.opensAt) return 'to open';
  if (time < auction.closesAt) return 'open';
  if (auction.bids === 0) return 'unsold';
  return time < auction.closesAt + SETTLE_TIME ? 'sold' : 'lapsed';
}

/** Whether a wallet's bid may not be taken back: it leads, and the lease can still come to it. */
export function isBound(auction: AuctionData, wallet: string, now: number): boolean {
  return auction.leader === wallet && ['open', 'to open', 'sold'].includes(auctionState(auction, now));
}

export function whyNoBid(auction: AuctionData, citizen: CitizenData | null | undefined, now: number, amount: bigint | undefined, show: (value: bigint) => string): string | undefined {
  const state = auctionState(auction, now);
  if (state === 'to open') return `Bidding opens on ${dateTime(auction.opensAt)}.`;
  if (state !== 'open') return 'Bidding has closed.';
  const standing = whyNotInGoodStanding(citizen, now);
  if (standing !== undefined) return standing;
  if (amount === undefined) return 'Name an amount first.';
  const least = minimumBid(auction);
  return amount < least ? `The least that is accepted is ${show(least)}.` : undefined;
}

export type CampaignData = Pick<Campaign, 'goal' | 'deadline' | 'pledged' | 'refunded' | 'paidOut'>;
export type CampaignState = 'open' | 'funded' | 'failed' | 'paid out';

export function campaignState({ goal, deadline, pledged, paidOut }: CampaignData, now: number): CampaignState {
  const time = second(now);
  const met = pledged >= goal;
  if (paidOut !== 0) return 'paid out';
  if (met && time < deadline + SETTLE_TIME) return 'funded';
  return !met && time < deadline ? 'open' : 'failed';
}

/** Why nothing can be pledged. Whoever has a wallet may pledge, citizen or not. */
export function whyNoPledge(campaign: CampaignData, now: number, amount: bigint | undefined): string | undefined {
  if (campaign.paidOut !== 0) return 'The campaign is over: the treasury has the money.';
  if (second(now) >= campaign.deadline) return 'The campaign is over.';
  return amount === undefined ? 'Name an amount first.' : undefined;
}
