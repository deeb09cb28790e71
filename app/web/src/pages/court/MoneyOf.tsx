// What the end of a case leaves to be paid and closed.
import { createNoopSigner, type Instruction } from '@solana/kit';
import { getCloseCaseInstruction } from '../../clients/generated/court/instructions/closeCase';
import { getCloseEvidenceAccountInstruction } from '../../clients/generated/court/instructions/closeEvidenceAccount';
import { getCloseSeatInstruction } from '../../clients/generated/court/instructions/closeSeat';
import { getSettleSeatInstruction } from '../../clients/generated/court/instructions/settleSeat';
import { getWithdrawBountyInstruction } from '../../clients/generated/court/instructions/withdrawBounty';
import { getWithdrawCaseInstruction } from '../../clients/generated/court/instructions/withdrawCase';
import { useMe } from '../../app/nation';
import { enforceable, RECORD_SECONDS } from '../../domain/case';
import { counted } from '../../domain/format';
import { Act } from '../../tx/context';
import { Card, Facts, Section, Time } from '../../ui/basics';
import { useCourt } from './court';
import { partyCitizen } from './PartySteps';
import type { CaseView } from './view';

/** Instructions of these kinds that fit a transaction with room to spare: each names two accounts of its own. */
const BATCH = 8;

export function MoneyOf({ held, phase, side, seats, evidence, now }: CaseView) {
  const me = useMe();
  const { money, data, address: court } = useCourt();
  const c = held.data;
  const bounties = c.rounds.slice(0, c.round + 1).flatMap((round, number) => (round.capturedSlot > 0n && round.bounty > 0n && round.capturer === me.wallet ? [number] : []));
  if (phase !== 'final' && bounties.length === 0) return null;
  const due = side === 'claimant' ? c.claimantDue : side === 'respondent' ? c.respondentDue : 0n;
  const open = seats.filter(({ data }) => data.settled === 0);
  const closable: Instruction[] = [
    ...seats.filter(({ data }) => data.settled !== 0).map(({ address, data }) => getCloseSeatInstruction({ case: held.address, seat: address, rentPayer: data.rentPayer })),
    ...evidence.map(({ address, data }) => getCloseEvidenceAccountInstruction({ case: held.address, evidence: address, rentPayer: data.rentPayer })),
  ];
  const overAt = Number(c.finalAt) + RECORD_SECONDS;
  const whyKept =
    c.claimantDue > 0n || c.respondentDue > 0n
      ? 'Money is still due to a party.'
      : open.length > 0
        ? 'Seats are not settled yet.'
        : enforceable(c) && now < overAt
          ? 'The remedy is not enforced yet; without that it stays on record for a year.'
          : undefined;
  const paid = { court, case: held.address, escrow: data.escrow, mint: money.mint, tokenProgram: money.program };
  return (
    <Section title="Money and accounts">
      <Card>
        <Facts
          rows={[
            phase === 'final' && ['Due to the claimant', c.claimantDue > 0n ? money.write(c.claimantDue) : 'nothing, or withdrawn'],
            phase === 'final' && ['Due to the respondent', c.respondentDue > 0n ? money.write(c.respondentDue) : 'nothing, or withdrawn'],
            phase === 'final' && ['Seats', open.length > 0 ? `${open.length} to be settled` : 'all settled'],
            phase === 'final' && ['Final', <Time key="final" at={c.finalAt} />],
          ]}
        />
        <div className="deeds-row">
          <Act
            primary={due > 0n || bounties.length > 0}
            why={due > 0n || bounties.length > 0 ? undefined : side === undefined ? 'Nothing is due to you in this case.' : 'Nothing is due to you, or you have withdrawn it.'}
            draft={async (wallet) => {
              const destination = await money.of(wallet);
              const signer = createNoopSigner(wallet);
              const instructions: Instruction[] = bounties.map((round) => getWithdrawBountyInstruction({ ...paid, capturer: signer, destination, round }));
              if (due > 0n) instructions.push(getWithdrawCaseInstruction({ ...paid, party: signer, ...partyCitizen(c, wallet, me.citizen?.address), destination }));
              return { title: 'Withdraw what is due to you', instructions };
            }}
          >
            Withdraw
          </Act>
          {phase === 'final' && (
            <>
              <Act
                primary={open.length > 0}
                why={open.length > 0 ? undefined : 'Every seat is settled.'}
                draft={() => {
                  const some = open.slice(0, BATCH);
                  return {
                    title: `Settle ${counted(some.length, 'seat')}`,
                    note: 'Pays or fines each juror by the final ruling, and sets the bonds free.',
                    instructions: some.map(({ address, data }) => getSettleSeatInstruction({ court, case: held.address, seat: address, juror: data.juror })),
                  };
                }}
              >
                Settle the seats
              </Act>
              <Act
                why={whyKept}
                draft={() => {
                  const some = closable.slice(0, BATCH);
                  const all = some.length === closable.length;
                  return {
                    title: all ? 'Close the case' : `Close ${counted(some.length, 'account')}`,
                    note: 'What is closed leaves nothing on chain but its transactions; rent returns to whoever paid it.',
                    instructions: all ? [...some, getCloseCaseInstruction({ court, case: held.address, rentPayer: c.rentPayer })] : some,
                  };
                }}
              >
                Close the case
              </Act>
            </>
          )}
        </div>
      </Card>
    </Section>
  );
}
