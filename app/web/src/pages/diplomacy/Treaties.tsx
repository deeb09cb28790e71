import { createNoopSigner } from '@solana/kit';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccount, useAccounts, useNow } from '../../chain/hooks';
import { textOf, toHex } from '../../chain/bytes';
import * as addresses from '../../clients/addresses';
import { getIssueVisaInstruction } from '../../clients/generated/diplomacy/instructions/issueVisa';
import { useMe, useNation } from '../../app/nation';
import { whyNotInGoodStanding } from '../../domain/citizen';
import { count } from '../../domain/format';
import { lasting } from '../../domain/remedy';
import { Act } from '../../tx/context';
import { Badge, Card, ChainLink, Empty, Facts, Hash, Section, TableBox, Time } from '../../ui/basics';
import { useDerived } from '../../ui/use-derived';
import { Party } from './Recognitions';

const STATES = ['proposed', 'signed', 'denounced'] as const;

export function Treaties() {
  const nation = useNation();
  const one = useAccounts('treaty', 'one', nation.address);
  const other = useAccounts('treaty', 'other', nation.address);
  const visas = useAccounts('visa', 'host', nation.address);
  const abroad = useAccounts('visa', 'home', nation.address);
  const treaties = [...one.list, ...other.list];
  const now = useNow();
  const running = (list: typeof visas.list) => list.filter(({ data }) => data.expelled === 0 && Number(data.until) > now).length;
  return (
    <Section
      title="Treaties"
      note={`Two nations honour each other’s passports: citizens of one are visitors of the other. Here now: ${count(running(visas.list))}; of ours abroad: ${count(running(abroad.list))}.`}
    >
      {treaties.length === 0 && <Empty>There is no treaty with this nation.</Empty>}
      <div className="stack">
        {treaties.map((treaty) => (
          <Treaty key={treaty.address} treaty={treaty} now={now} />
        ))}
      </div>
      <Visas list={[...visas.list, ...abroad.list]} now={now} />
    </Section>
  );
}

/** Who visits whom: visas that have not been closed. */
function Visas({ list, now }: { readonly list: readonly Held<DataOf<'visa'>>[]; readonly now: number }) {
  const sorted = [...list].sort((a, b) => Number(b.data.until - a.data.until));
  if (sorted.length === 0) return null;
  return (
    <>
      <h3 className="steps-below">Visas</h3>
      <TableBox label="Visas">
        <table>
          <thead>
            <tr>
              <th scope="col">Citizen</th>
              <th scope="col">Of</th>
              <th scope="col">Visits</th>
              <th scope="col">State</th>
              <th scope="col">Until</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ address, data }) => (
              <tr key={address}>
                <th scope="row">No. {count(data.serial)}</th>
                <td>
                  <Party address={data.home} />
                </td>
                <td>
                  <Party address={data.host} />
                </td>
                <td>{data.expelled !== 0 ? <Badge tone="bad">expelled</Badge> : now < Number(data.until) ? <Badge tone="good">valid</Badge> : <Badge>over</Badge>}</td>
                <td>
                  <Time at={data.until} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
    </>
  );
}

function state(treaty: DataOf<'treaty'>, now: number): string {
  if (treaty.state === 2 && now < Number(treaty.endsAt)) return 'denounced, holds until its end';
  if (treaty.state === 2) return 'ended';
  return STATES[treaty.state] ?? 'unknown';
}

function Treaty({ treaty, now }: { readonly treaty: Held<DataOf<'treaty'>>; readonly now: number }) {
  const nation = useNation();
  const me = useMe();
  const { data } = treaty;
  const host = data.nationA === nation.address ? data.nationB : data.nationA;
  const holds = data.state === 1 || (data.state === 2 && now < Number(data.endsAt));
  const at = useDerived(() => (me.citizen ? addresses.visa(treaty.address, nation.address, me.citizen.data.serial) : undefined), [treaty.address, nation.address, me.citizen?.address]);
  const visa = useAccount('visa', at);
  const until = Math.min(now + data.terms.visit, Number(me.citizen?.data.expiresAt ?? 0n));
  const why =
    whyNotInGoodStanding(me.citizen?.data, now) ??
    (!holds ? 'The treaty is not in force.' : visa ? 'You have a visa under this treaty.' : undefined);
  return (
    <Card>
      <div className="row">
        <h3>
          Treaty {data.number} with <Party address={host} />
        </h3>
        <Badge tone={data.state === 1 ? 'good' : data.state === 0 ? 'accent' : 'warn'}>{state(data, now)}</Badge>
      </div>
      <Facts
        rows={[
          ['Text', <ChainLink key="uri" uri={textOf(data.textUri)} />],
          ['SHA-256', <Hash key="hash" hex={toHex(data.terms.textHash)} />],
          ['A visit lasts', `up to ${lasting(data.terms.visit)}`],
          ['Notice', lasting(data.terms.notice)],
          ['Proposed', <Time key="at" at={data.proposedAt} style="date" />],
          data.signedAt > 0n && ['Signed', <Time key="signed" at={data.signedAt} style="date" />],
          data.state === 0 && ['Can be signed until', <Time key="open" at={data.openUntil} />],
          data.state === 2 && ['Ends', <Time key="ends" at={data.endsAt} />],
          visa && ['Your visa', <>until <Time at={visa.data.until} />{visa.data.expelled !== 0 && ', expelled'}</>],
        ]}
      />
      <Act
        why={why}
        draft={async (wallet) => {
          if (!me.citizen) throw new Error('Your wallet is no citizen of this nation.');
          const issue = getIssueVisaInstruction({
            payer: createNoopSigner(wallet),
            wallet: createNoopSigner(wallet),
            citizen: me.citizen.address,
            treaty: treaty.address,
            visa: await addresses.visa(treaty.address, nation.address, me.citizen.data.serial),
            until: BigInt(until),
          });
          return { title: 'Take a visa', instructions: [issue] };
        }}
      >
        Visit as a citizen
      </Act>
    </Card>
  );
}
