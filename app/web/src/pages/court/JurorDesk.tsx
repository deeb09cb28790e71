// Being a juror: joining, the bond, what is due when, what was earned.
import { createNoopSigner } from '@solana/kit';
import { useId, useState } from 'react';
import { useAccounts, useNow } from '../../chain/hooks';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import * as addresses from '../../clients/addresses';
import { getAddBondInstruction } from '../../clients/generated/court/instructions/addBond';
import { getJoinJuryInstruction } from '../../clients/generated/court/instructions/joinJury';
import { getLeaveJuryInstruction } from '../../clients/generated/court/instructions/leaveJury';
import { getWithdrawBondInstruction } from '../../clients/generated/court/instructions/withdrawBond';
import { getWithdrawRewardsInstruction } from '../../clients/generated/court/instructions/withdrawRewards';
import { useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { whyNotInGoodStanding } from '../../domain/citizen';
import { counted, span } from '../../domain/format';
import { casesOf, owedOn, seatsFree, whyBondStays } from '../../domain/juror';
import { Act } from '../../tx/context';
import { Card, Empty, Facts, Loading, Section, Stat, Time } from '../../ui/basics';
import { useAsked } from './Asked';
import { useBalance, useCourt, useJurors, whyCannotPay } from './court';
import { ClaimJuror, SeatDuty } from './SeatPanel';

export function JurorDesk() {
  const me = useMe();
  const jurors = useJurors();
  if (me.wallet === undefined) return <Empty>Connect a wallet to see your desk, or to join the jury.</Empty>;
  if (jurors.loading) return <Loading what="Looking for your seat" />;
  return jurors.mine === undefined ? <Joining /> : <Desk juror={jurors.mine} />;
}

function Joining() {
  const me = useMe();
  const now = useNow();
  const { data, money, address } = useCourt();
  const [text, setText] = useState('');
  const field = useId();
  const balance = useBalance(money, me.wallet);
  const { bond, unbondingSeconds } = data.params;
  const value = text === '' ? bond : money.read(text);
  const why =
    whyNotInGoodStanding(me.citizen?.data, now) ??
    (value === undefined ? 'This is no amount.' : value < bond ? `The bond is at least that of one seat, ${money.write(bond)}.` : whyCannotPay(money, balance, value));
  return (
    <Section title="Join the jury">
      <div className="columns">
        <Card>
          <p>
            Jurors are drawn by lot for each case. Who chooses what is ruled in the end is paid, and shares the bonds of those who did not; who stays away, or chooses otherwise, loses the bond of that seat.
          </p>
          <Facts
            rows={[
              ['At risk for each seat', money.write(bond)],
              ['Pay for each seat', <>{money.write(data.params.fee)} and more, shared by those who chose what was ruled</>],
              ['To commit', `up to ${span(data.params.commitSeconds)}`],
              ['To reveal', `up to ${span(data.params.revealSeconds)}`],
              ['Leaving takes', span(unbondingSeconds)],
            ]}
          />
        </Card>
        <Card className="stack">
          <label htmlFor={field}>Your bond in {money.unit}</label>
          <input id={field} inputMode="decimal" value={text} placeholder={money.write(bond).split(' ')[0]} onChange={(event) => setText(event.target.value)} />
          <p className="note">
            {value !== undefined && value >= bond ? `Enough for ${counted(value / bond, 'seat')} at a time.` : 'One bond for each seat at a time.'}
            {balance !== undefined && ` You have ${money.write(balance)}.`}
          </p>
          <Act
            primary
            why={why}
            draft={async (wallet) => {
              if (!me.citizen || value === undefined) throw new Error('Your wallet is no citizen of this nation.');
              const join = getJoinJuryInstruction({
                payer: createNoopSigner(wallet),
                wallet: createNoopSigner(wallet),
                source: await money.of(wallet),
                court: address,
                citizen: me.citizen.address,
                juror: await addresses.juror(address, data.nextJuror),
                jurorOf: await addresses.jurorOf(address, me.citizen.data.serial),
                escrow: data.escrow,
                mint: money.mint,
                tokenProgram: money.program,
                bond: value,
              });
              return { title: 'Join the jury', note: `Puts up ${money.write(value)}. You get it back when you leave, less what you lose.`, instructions: [join] };
            }}
          >
            Join the jury
          </Act>
        </Card>
      </div>
    </Section>
  );
}

function Desk({ juror }: { readonly juror: Held<DataOf<'juror'>> }) {
  const me = useMe();
  const now = useNow();
  const { money, data } = useCourt();
  const j = juror.data;
  return (
    <>
      {j.wallet !== me.wallet && <ClaimJuror juror={juror} />}
      <div className="stats">
        <Stat label="Your bond" value={money.write(j.bond)} note={`enough for ${counted(seatsFree(j, data.params.bond), 'more seat')}`} />
        <Stat label="At risk now" value={money.write(j.locked)} note={counted(casesOf(j).length, 'seat')} />
        <Stat label="Earned" value={money.write(j.due)} note={j.due > 0n ? 'to withdraw' : 'nothing to withdraw'} />
        <Stat label="Juror" value={`No. ${j.index}`} note={<>since <Time at={j.joinedAt} style="date" /></>} />
      </div>
      <Duties juror={juror} now={now} />
      <Section title="Bond and pay">
        <Bond juror={juror} now={now} />
      </Section>
    </>
  );
}

function Duties({ juror, now }: { readonly juror: Held<DataOf<'juror'>>; readonly now: number }) {
  const nation = useNation();
  const court = useCourt();
  const cases = useAccounts('case', 'court', court.address);
  const seats = useAccounts('seat', 'juror', juror.address);
  const mine = seats.list
    .flatMap((seat) => {
      const held = cases.byAddress.get(seat.data.case);
      return held && seat.data.settled === 0 ? [{ seat, held, owed: owedOn(seat.data, held.data, now) }] : [];
    })
    .sort((a, b) => Number(b.owed.urgent) - Number(a.owed.urgent) || Number((a.owed.until ?? 0n) - (b.owed.until ?? 0n)));
  const tell = useAsked(mine.map(({ held }) => held.data));
  return (
    <Section title="What is due" note="Each seat that you hold. Deadlines are the chain’s time.">
      {seats.status === 'loading' && <Loading />}
      {seats.status === 'ready' && mine.length === 0 && <Empty>You hold no seat. When the lot falls on you, it is shown here, and on the case.</Empty>}
      <div className="stack">
        {mine.map(({ seat, held }) => (
          <div key={seat.address} className="duty-of">
            <h3>
              <a href={href(nation.slug, 'court', held.data.id)}>
                Case {String(held.data.id)}: {tell.title(held.data)}
              </a>
            </h3>
            <SeatDuty address={held.address} c={held.data} seat={seat} juror={juror} now={now} />
          </div>
        ))}
      </div>
    </Section>
  );
}

function Bond({ juror, now }: { readonly juror: Held<DataOf<'juror'>>; readonly now: number }) {
  const me = useMe();
  const { money, data, address: court } = useCourt();
  const [text, setText] = useState('');
  const field = useId();
  const balance = useBalance(money, me.wallet);
  const j = juror.data;
  const value = money.read(text);
  const other = j.wallet === me.wallet ? undefined : 'Only the juror’s wallet can do this.';
  const leaving = j.leavesAt > 0n ? 'You are leaving.' : undefined;
  const pending = now < Number(j.addedAt) + data.longestDraw ? 'A draw may still run for which your last addition does not count; wait until it is over.' : undefined;
  const paid = { court, juror: juror.address, escrow: data.escrow, mint: money.mint, tokenProgram: money.program };
  return (
    <div className="columns">
      <Card className="stack">
        <h3>Add to the bond</h3>
        <label htmlFor={field}>Amount in {money.unit}</label>
        <input id={field} inputMode="decimal" value={text} onChange={(event) => setText(event.target.value)} />
        <Act
          why={other ?? leaving ?? pending ?? (value === undefined || value === 0n ? 'Write an amount.' : whyCannotPay(money, balance, value))}
          draft={async (wallet) => ({
            title: 'Add to the bond',
            note: 'It does not count for cases whose jurors are frozen already.',
            instructions: [getAddBondInstruction({ ...paid, wallet: createNoopSigner(wallet), source: await money.of(wallet), amount: value ?? 0n })],
          })}
        >
          Add
        </Act>
      </Card>
      <Card className="stack">
        <h3>Pay</h3>
        <p>{j.due > 0n ? `You have earned ${money.write(j.due)}.` : 'You have nothing to withdraw.'}</p>
        <Act
          why={other ?? (j.due > 0n ? undefined : 'Nothing is due to you.')}
          draft={async (wallet) => ({
            title: 'Withdraw what you have earned',
            instructions: [getWithdrawRewardsInstruction({ ...paid, wallet: createNoopSigner(wallet), destination: await money.of(wallet) })],
          })}
        >
          Withdraw
        </Act>
      </Card>
      <Card className="stack">
        <h3>Leave</h3>
        {j.leavesAt === 0n ? (
          <p>You can still be drawn for {span(data.params.unbondingSeconds)}; then the bond is yours again.</p>
        ) : (
          <p>
            You are leaving; the bond is free <Time at={j.leavesAt} />.
          </p>
        )}
        {j.leavesAt === 0n ? (
          <Act why={other} draft={(wallet) => ({ title: 'Leave the jury', instructions: [getLeaveJuryInstruction({ wallet: createNoopSigner(wallet), court, juror: juror.address })] })}>
            Begin to leave
          </Act>
        ) : (
          <Act
            why={other ?? whyBondStays(j, now)}
            draft={async (wallet) => ({
              title: 'Withdraw the bond',
              instructions: [
                getWithdrawBondInstruction({ ...paid, wallet: createNoopSigner(wallet), jurorOf: await addresses.jurorOf(court, j.serial), rentPayer: j.rentPayer, destination: await money.of(wallet) }),
              ],
            })}
          >
            Withdraw the bond
          </Act>
        )}
      </Card>
    </div>
  );
}
