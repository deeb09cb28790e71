// Campaigns: many pledge towards an acquisition; the treasury gets all of it if the goal is met, everybody their own if not.
import { createNoopSigner } from '@solana/kit';
import { useState } from 'react';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { textOf, toHex } from '../../chain/bytes';
import { useAccount, useAccounts, useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { getPledgeInstruction } from '../../clients/generated/land/instructions/pledge';
import { getReclaimPledgeInstruction } from '../../clients/generated/land/instructions/reclaimPledge';
import { getSettleCampaignInstruction } from '../../clients/generated/land/instructions/settleCampaign';
import { useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { count, percent } from '../../domain/format';
import { campaignState, SETTLE_TIME, whyNoPledge, type CampaignState } from '../../domain/lease';
import { parseAmount } from '../../domain/treasury';
import { Act } from '../../tx/context';
import { Addr, Badge, Card, ChainLink, Empty, Facts, Hash, Section, Time, type Tone } from '../../ui/basics';
import { useCoin } from '../../ui/coin';
import { useNames } from '../../ui/names';
import { useDerived } from '../../ui/use-derived';
import { AmountField } from '../../ui/AmountField';
import { purse } from './money';

const TONE: Readonly<Record<CampaignState, Tone>> = { open: 'accent', funded: 'good', failed: 'neutral', 'paid out': 'good' };
const SAID: Readonly<Record<CampaignState, string>> = { open: 'open', funded: 'goal met', failed: 'goal missed', 'paid out': 'paid out' };
const ORDER: readonly CampaignState[] = ['open', 'funded', 'failed', 'paid out'];

export function Campaigns({ ledgers }: { readonly ledgers: Listing<DataOf<'ledger'>> }) {
  const nation = useNation();
  const now = useNow();
  const campaigns = useAccounts('campaign', 'nation', nation.address);
  const rank = ({ data }: Held<DataOf<'campaign'>>) => ORDER.indexOf(campaignState(data, now));
  const sorted = [...campaigns.list].sort((a, b) => rank(a) - rank(b) || Number(b.data.id - a.data.id));
  return (
    <Section title="Campaigns" note="Money for land, pledged by whoever wants to. The treasury gets all of it if the goal is met in time; otherwise everybody takes their own back.">
      {campaigns.status === 'ready' && sorted.length === 0 && <Empty>There has been no campaign.</Empty>}
      <div className="land-pair">
        {sorted.map((campaign) => (
          <Campaign key={campaign.address} campaign={campaign} ledgers={ledgers} />
        ))}
      </div>
    </Section>
  );
}

function Campaign({ campaign, ledgers }: { readonly campaign: Held<DataOf<'campaign'>>; readonly ledgers: Listing<DataOf<'ledger'>> }) {
  const nation = useNation();
  const now = useNow();
  const me = useMe();
  const name = useNames();
  const { data } = campaign;
  const coin = useCoin(data.mint);
  const [typed, setTyped] = useState('');
  const at = useDerived(() => (me.wallet === undefined ? undefined : addresses.pledge(campaign.address, me.wallet)), [campaign.address, me.wallet]);
  const mine = useAccount('pledge', at);
  const show = (value: bigint) => coin?.show(value) ?? `${value} units`;
  const state = campaignState(data, now);
  const value = coin && parseAmount(typed, coin.decimals);
  const taking = now < Number(data.deadline) && data.paidOut === 0;
  const ledger = ledgers.list.find((one) => one.data.mint === data.mint);
  const share = Math.min(100, (Number(data.pledged) / Number(data.goal)) * 100);
  return (
    <Card>
      <div className="row">
        <h3>Campaign {count(data.id)}</h3>
        <Badge tone={TONE[state]}>{SAID[state]}</Badge>
        <a className="land-raw" href={href(nation.slug, 'audit', 'campaign', campaign.address)}>
          account
        </a>
      </div>
      <div className="goal" role="img" aria-label={`${percent(data.pledged, data.goal)} of the goal is pledged`}>
        <i style={{ width: `${share}%` }} />
      </div>
      <p className="tabular">
        <b>{show(data.pledged)}</b> pledged of {show(data.goal)} <span className="soft">({percent(data.pledged, data.goal, 0)})</span>
      </p>
      <Facts
        rows={[
          [taking ? 'Ends' : 'Ended', <Time key="deadline" at={data.deadline} />],
          ['Opened', <>by <Addr address={data.opener} name={name(data.opener)} /> on <Time at={data.openedAt} style="date" /></>],
          ['Pledges not closed', count(data.openPledges)],
          data.refunded > 0n && ['Taken back', show(data.refunded)],
          ['For', textOf(data.purposeUri) === '' ? <>a text with the hash <Hash hex={toHex(data.purposeHash)} /></> : <ChainLink key="uri" uri={textOf(data.purposeUri)} />],
          mine !== null && mine !== undefined && ['You pledged', show(mine.data.amount)],
        ]}
      />
      <div className="land-acts">
        {taking && (
          <AmountField label="Pledge" coin={coin} value={typed} onChange={setTyped}>
            <Act
              primary
              describe={`to campaign ${data.id}`}
              why={whyNoPledge(data, now, value)}
              draft={async (pledger) => {
                if (coin === undefined || value === undefined) throw new Error('There is no amount.');
                const signer = createNoopSigner(pledger);
                return {
                  title: `Pledge ${coin.show(value)}`,
                  note: 'A pledge can be taken back only if the campaign misses its goal, or is not paid out in time.',
                  instructions: [
                    getPledgeInstruction({
                      payer: signer,
                      pledger: signer,
                      source: await purse(pledger, coin),
                      campaign: campaign.address,
                      pledge: await addresses.pledge(campaign.address, pledger),
                      escrow: data.escrow,
                      mint: data.mint,
                      tokenProgram: coin.program,
                      amount: value,
                    }),
                  ],
                  done: () => setTyped(''),
                };
              }}
            >
              Pledge
            </Act>
          </AmountField>
        )}
        {state === 'funded' && (
          <Act
            describe={`of campaign ${data.id}`}
            why={ledger === undefined ? 'The treasury has no ledger for this money.' : undefined}
            draft={async () => {
              if (coin === undefined || ledger === undefined) throw new Error('The ledger cannot be read.');
              return {
                title: `Pay ${coin.show(data.pledged)} to the treasury`,
                instructions: [
                  getSettleCampaignInstruction({
                    campaign: campaign.address,
                    escrow: data.escrow,
                    ledger: ledger.address,
                    holding: ledger.data.holding,
                    mint: data.mint,
                    tokenProgram: coin.program,
                  }),
                ],
              };
            }}
          >
            Pay out to the treasury
          </Act>
        )}
        {mine && (
          <Act
            describe={`from campaign ${data.id}`}
            why={state === 'failed' ? undefined : state === 'paid out' ? 'The treasury has it.' : `It can be taken back only if the campaign fails; it can be paid out until ${new Date(Number(data.deadline + SETTLE_TIME) * 1_000).toLocaleDateString('en-GB')}.`}
            draft={async (owner) => {
              if (coin === undefined) throw new Error('The mint cannot be read.');
              return {
                title: `Take back ${coin.show(mine.data.amount)}`,
                instructions: [
                  getReclaimPledgeInstruction({
                    pledger: createNoopSigner(owner),
                    campaign: campaign.address,
                    pledge: mine.address,
                    rentPayer: mine.data.rentPayer,
                    escrow: data.escrow,
                    destination: await purse(owner, coin),
                    mint: data.mint,
                    tokenProgram: coin.program,
                  }),
                ],
              };
            }}
          >
            Take back {show(mine.data.amount)}
          </Act>
        )}
      </div>
    </Card>
  );
}
