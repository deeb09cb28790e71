import { createNoopSigner } from '@solana/kit';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccounts, useNow } from '../../chain/hooks';
import * as addresses from '../../clients/addresses';
import { NOBODY } from '../../clients/addresses';
import { getWithdrawStreamInstruction } from '../../clients/generated/treasury/instructions/withdrawStream';
import { useNation } from '../../app/nation';
import { count, dateTime, percent } from '../../domain/format';
import { allowance, earned, withdrawable } from '../../domain/treasury';
import { Act } from '../../tx/context';
import { Addr, Badge, Card, Empty, Facts, Section, Time } from '../../ui/basics';
import { useNames } from '../../ui/names';
import { useWallet } from '../../wallet/context';
import { useMoney } from './unit';

export function Streams({ ledgers }: { readonly ledgers: Listing<DataOf<'ledger'>> }) {
  const nation = useNation();
  const streams = useAccounts('stream', 'nation', nation.address);
  const sorted = [...streams.list].sort((a, b) => Number(b.data.id - a.data.id));
  return (
    <Section title="Streams" note="Pay that accrues second by second. What is earned cannot be taken back; the rest can be cancelled, or paused by the court.">
      {streams.status === 'ready' && sorted.length === 0 && <Empty>Nobody is paid by a stream.</Empty>}
      <div className="columns ledger-columns">
        {sorted.map((stream) => (
          <Stream key={stream.address} stream={stream} ledger={ledgers.byAddress.get(stream.data.ledger)} />
        ))}
      </div>
    </Section>
  );
}

function Stream({ stream, ledger }: { readonly stream: Held<DataOf<'stream'>>; readonly ledger: Held<DataOf<'ledger'>> | undefined }) {
  const now = useNow();
  const { money } = useMoney(ledger?.data.mint);
  const name = useNames();
  const { address: wallet } = useWallet();
  const { data } = stream;
  const has = earned(data, now);
  const due = withdrawable(data, now);
  const can = ledger === undefined ? due : ((most: bigint) => (due < most ? due : most))(allowance(ledger.data, now));
  const share = (value: bigint) => `${data.total === 0n ? 0 : (Number(value) / Number(data.total)) * 100}%`;
  const state = data.cancelled !== 0 ? 'cancelled' : data.paused !== 0 ? 'paused' : now < Number(data.start) ? 'not begun' : now >= Number(data.end) ? 'fully earned' : 'running';
  const why =
    wallet !== data.payee ? 'Only its payee can withdraw.'
    : due === 0n ? (now < Number(data.cliff) ? `Nothing is earned before ${dateTime(data.cliff)}.` : 'Everything that is earned is withdrawn.')
    : can === 0n ? 'The circuit breaker lets nothing out of this ledger now. Try again later in its window.'
    : undefined;
  return (
    <Card>
      <div className="row">
        <h3>Stream {count(data.id)}</h3>
        <Badge tone={state === 'running' ? 'good' : state === 'paused' ? 'bad' : 'neutral'}>{state}</Badge>
      </div>
      <div className="stream-bar" role="img" aria-label={`${percent(has, data.total)} earned, ${percent(data.withdrawn, data.total)} withdrawn`}>
        <i className="stream-earned" style={{ width: share(has) }} />
        <i className="stream-taken" style={{ width: share(data.withdrawn) }} />
      </div>
      <p className="stream-figures tabular">
        <b>{money(has, ledger?.data)}</b> earned of {money(data.total, ledger?.data)}; {money(data.withdrawn, ledger?.data)} withdrawn
      </p>
      <Facts
        rows={[
          ['Payee', <Addr key="payee" address={data.payee} name={name(data.payee)} />],
          ['From', <Time key="from" at={data.start} style="date" />],
          data.cliff > data.start && ['Nothing before', <Time key="cliff" at={data.cliff} style="date" />],
          ['To', <Time key="to" at={data.end} />],
          data.paused !== 0 && ['Paused', <Time key="paused" at={data.pausedAt} />],
          ['To withdraw', money(due, ledger?.data)],
        ]}
      />
      <Act
        why={why}
        draft={async (payee) => {
          if (ledger === undefined) throw new Error('The ledger of this stream is not there.');
          const { mint, tokenProgram, holding, treasury } = ledger.data;
          const withdraw = getWithdrawStreamInstruction({
            payee: createNoopSigner(payee),
            treasury,
            ledger: ledger.address,
            stream: stream.address,
            vault: await addresses.vault(treasury),
            holding,
            destination: mint === NOBODY ? payee : await addresses.associatedToken(payee, mint, tokenProgram),
            mint,
            tokenProgram,
            amount: can,
          });
          return { title: `Withdraw ${money(can, ledger.data)}`, instructions: [withdraw] };
        }}
      >
        Withdraw {can > 0n && money(can, ledger?.data)}
      </Act>
    </Card>
  );
}
