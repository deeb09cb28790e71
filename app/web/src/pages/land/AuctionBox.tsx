// An auction of a lease: where it stands, the least next bid, and whose money waits to be taken back.
import { createNoopSigner } from '@solana/kit';
import { useState } from 'react';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccount, useAccounts, useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { getBidInstruction } from '../../clients/generated/land/instructions/bid';
import { getReclaimBidInstruction } from '../../clients/generated/land/instructions/reclaimBid';
import { getSettleAuctionInstruction } from '../../clients/generated/land/instructions/settleAuction';
import { useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { amount, basisPoints, counted, span } from '../../domain/format';
import { auctionState, isBound, minimumBid, SETTLE_TIME, whyNoBid, type AuctionState } from '../../domain/lease';
import { parseAmount } from '../../domain/treasury';
import { Act } from '../../tx/context';
import { Addr, Badge, Card, Facts, Loading, TableBox, Time, type Tone } from '../../ui/basics';
import { useCoin, type Coin } from '../../ui/coin';
import { useNames } from '../../ui/names';
import { useDerived } from '../../ui/use-derived';
import { AmountField } from '../../ui/AmountField';
import { purse } from './money';

const TONE: Readonly<Record<AuctionState, Tone>> = { 'to open': 'neutral', open: 'accent', unsold: 'neutral', sold: 'good', lapsed: 'warn', settled: 'neutral' };
const SAID: Readonly<Record<AuctionState, string>> = {
  'to open': 'not open yet',
  open: 'open for bids',
  unsold: 'closed without a bid',
  sold: 'closed, to be settled',
  lapsed: 'not settled in time',
  settled: 'settled',
};

export function AuctionBox({ lease, ledgers }: { readonly lease: Held<DataOf<'lease'>>; readonly ledgers: Listing<DataOf<'ledger'>> }) {
  const coin = useCoin(lease.data.mint);
  const at = useDerived(() => addresses.auction(lease.address), [lease.address]);
  const auction = useAccount('auction', at);
  if (auction === undefined) return <Loading what="Reading the auction" />;
  if (auction === null) return <p className="note">The auction is settled and closed.</p>;
  return <Auction auction={auction} lease={lease} coin={coin} ledgers={ledgers} />;
}

function Auction({ auction, lease, coin, ledgers }: {
  readonly auction: Held<DataOf<'auction'>>;
  readonly lease: Held<DataOf<'lease'>>;
  readonly coin: Coin | undefined;
  readonly ledgers: Listing<DataOf<'ledger'>>;
}) {
  const nation = useNation();
  const now = useNow();
  const me = useMe();
  const name = useNames();
  const bids = useAccounts('bid', 'auction', auction.address);
  const [typed, setTyped] = useState('');
  const { data } = auction;
  const { deposit } = lease.data.terms;
  const show = (value: bigint) => coin?.show(value) ?? `${value} units`;
  const state = auctionState(data, now);
  const least = minimumBid(data);
  const value = coin && parseAmount(typed, coin.decimals);
  const mine = bids.list.find((bid) => bid.data.bidder === me.wallet);
  const winning = bids.list.find((bid) => bid.data.bidder === data.leader);
  const ledger = ledgers.list.find((one) => one.data.mint === lease.data.mint);
  const sorted = [...bids.list].sort((a, b) => (a.data.escrowed < b.data.escrowed ? 1 : -1));
  return (
    <Card>
      <div className="row">
        <h3>Auction</h3>
        <Badge tone={TONE[state]}>{SAID[state]}</Badge>
        <a className="land-raw" href={href(nation.slug, 'audit', 'auction', auction.address)}>
          account
        </a>
      </div>
      <div className="rent">
        <div>
          <span className="rent-label">{data.bids === 0 ? 'Reserve' : 'Highest bid'}</span>
          <span className="rent-value">{show(data.bids === 0 ? data.reserve : data.highest)}</span>
        </div>
        <p className="rent-next">
          {data.bids === 0 ? 'Nobody has bid.' : <>By <Addr address={data.leader} name={name(data.leader)} />, after {counted(data.bids, 'bid')}.</>}{' '}
          {state === 'to open' ? <>Opens <Time at={data.opensAt} />.</> : <>{state === 'open' ? 'Closes' : 'Closed'} <Time at={data.closesAt} />.</>}
        </p>
      </div>
      {state === 'open' || state === 'to open' ? (
        <AmountField label="Your bid" coin={coin} value={typed} onChange={setTyped} offers={coin ? [[`the least: ${show(least)}`, amount(least, coin.decimals).replaceAll(',', '')]] : []}>
          <Act
            primary
            why={whyNoBid(data, me.citizen?.data, now, value, show)}
            draft={async (bidder) => {
              if (coin === undefined || value === undefined) throw new Error('There is no amount.');
              const signer = createNoopSigner(bidder);
              const held = mine?.data.escrowed ?? 0n;
              return {
                title: `Bid ${coin.show(value)}`,
                note: `With the deposit, ${coin.show(value + deposit)} will lie in escrow${held > 0n ? `, of which ${coin.show(held)} is there already` : ''}. Whoever leads cannot take it back; who is outbid can.`,
                instructions: [
                  getBidInstruction({
                    payer: signer,
                    bidder: signer,
                    source: await purse(bidder, coin),
                    citizen: await addresses.citizen(nation.address, bidder),
                    lease: lease.address,
                    auction: auction.address,
                    bid: await addresses.bid(auction.address, bidder),
                    escrow: lease.data.escrow,
                    mint: lease.data.mint,
                    tokenProgram: coin.program,
                    amount: value,
                  }),
                ],
                done: () => setTyped(''),
              };
            }}
          >
            Bid
          </Act>
        </AmountField>
      ) : (
        <div className="land-acts">
          <Act
            primary
            why={
              state === 'settled' ? 'It is settled.'
              : state === 'sold' && (winning === undefined || ledger === undefined) ? 'The winner’s bid or the ledger of its money cannot be read.'
              : undefined
            }
            draft={async () => {
              if (coin === undefined) throw new Error('The mint cannot be read.');
              const sold = state === 'sold' ? winning : undefined;
              return {
                title: 'Settle the auction',
                note: sold ? 'The highest bid goes to the treasury, and its bidder becomes the tenant.' : 'The offer is withdrawn; bids can be taken back.',
                instructions: [
                  getSettleAuctionInstruction({
                    registry: await addresses.registry(nation.address),
                    parcel: lease.data.parcel,
                    lease: lease.address,
                    auction: auction.address,
                    ...(sold ? { bid: sold.address } : {}),
                    bidRentPayer: sold?.data.rentPayer ?? auction.data.rentPayer,
                    escrow: lease.data.escrow,
                    ledger: ledger?.address ?? NOBODY,
                    holding: ledger?.data.holding ?? NOBODY,
                    mint: lease.data.mint,
                    tokenProgram: coin.program,
                  }),
                ],
              };
            }}
          >
            Settle
          </Act>
        </div>
      )}
      {mine && (
        <div className="land-acts">
          <Act
            why={isBound(data, mine.data.bidder, now) ? 'Your bid leads: its money stays until you are outbid or the sale has lapsed.' : undefined}
            draft={async (owner) => {
              if (coin === undefined) throw new Error('The mint cannot be read.');
              return {
                title: `Take back ${coin.show(mine.data.escrowed)}`,
                instructions: [
                  getReclaimBidInstruction({
                    owner: createNoopSigner(owner),
                    lease: lease.address,
                    auction: auction.address,
                    bid: mine.address,
                    rentPayer: mine.data.rentPayer,
                    escrow: lease.data.escrow,
                    destination: await purse(owner, coin),
                    mint: lease.data.mint,
                    tokenProgram: coin.program,
                  }),
                ],
              };
            }}
          >
            Take back your {show(mine.data.escrowed)}
          </Act>
        </div>
      )}
      {sorted.length > 0 && (
        <TableBox label="Money in escrow">
          <table>
            <thead>
              <tr>
                <th scope="col">Bidder</th>
                <th scope="col" className="num">Bid</th>
                <th scope="col" className="num">In escrow</th>
              </tr>
            </thead>
            <tbody>
              {sorted.map(({ address, data: bid }) => (
                <tr key={address}>
                  <th scope="row">
                    <Addr address={bid.bidder} name={name(bid.bidder) ?? `No. ${bid.serial}`} />
                    {bid.bidder === data.leader && <> <Badge tone="good">leads</Badge></>}
                  </th>
                  <td className="num">{show(bid.escrowed - deposit)}</td>
                  <td className="num">{show(bid.escrowed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <Facts
        rows={[
          ['Least raise', `${basisPoints(data.raiseBps)}, now to ${show(least)}`],
          ['A late bid', `moves the close so that ${span(data.extension)} are left to answer it`],
          ['Never beyond', <Time key="last" at={data.closesAtLast} />],
          ['To be settled', <>by anyone, until <Time key="settle" at={data.closesAt + SETTLE_TIME} style="date" /></>],
        ]}
      />
    </Card>
  );
}
