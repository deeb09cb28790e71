import { describe, expect, it } from 'vitest';
import { all, time } from '../../test/fixtures/justice';
import { attemptsOf, deadlineOf, enforceable, feeOf, FOR_CLAIMANT, FOR_RESPONDENT, groupOf, mayAppeal, mayAskCitizens, momentsOf, nextAppeal, NO_SERIAL, phaseOf, present, REFUSE, seatsOf, sideOf, standing, UNDECIDED, type CaseData } from './case';
import { drawn, search } from './lot';
import { hasCommitted, outcomeOf, owedOn, whyBondStays } from './juror';
import { asked, lasting } from './remedy';

const cases = all('case').sort((a, b) => Number(a.data.id - b.data.id));
const held = (id: number) => {
  const found = cases.find(({ data }) => data.id === BigInt(id));
  if (found === undefined) throw new Error(`the fixture has no case ${id}`);
  return found;
};
const seatsIn = (id: number, round: number) => all('seat').filter(({ data }) => data.case === held(id).address && data.round === round);
const money = (value: bigint) => `${value} units`;

/** The case in which answers are taken, and the one whose panel judges. */
const [pleading, judging, appealed] = [held(9).data, held(8).data, held(2).data];

describe('the course of a case', () => {
  it('is where the localnet left each', () => {
    expect(cases.map(({ data }) => [Number(data.id), phaseOf(data, time), groupOf(data, time)])).toEqual([
      ...[1, 2, 3, 4, 5, 6, 7].map((id) => [id, 'final', 'over']),
      [8, 'commit', 'panel'],
      [9, 'answer', 'parties'],
    ]);
  });

  it('gives each second to the next window when one ends', () => {
    const { answerUntil, evidenceUntil } = pleading;
    const at = (seconds: bigint) => [phaseOf(pleading, Number(seconds)), deadlineOf(pleading, Number(seconds))];
    expect(at(answerUntil - 1n)).toEqual(['answer', answerUntil]);
    expect(at(answerUntil)).toEqual(['evidence', evidenceUntil]);
    expect(at(evidenceUntil - 1n)).toEqual(['evidence', evidenceUntil]);
    expect(at(evidenceUntil)).toEqual(['evidence over', undefined]);
  });

  it('moves a panel on by time, and by what its jurors do', () => {
    const { commitUntil, revealUntil } = judging;
    const withRound = (round: Partial<CaseData['rounds'][0]>): CaseData => ({ ...judging, rounds: [{ ...present(judging), ...round }, ...judging.rounds.slice(1)] });
    expect(phaseOf(judging, Number(judging.drawUntil) - 1)).toBe('draw');
    expect(phaseOf(judging, Number(commitUntil) - 1)).toBe('commit');
    expect(phaseOf(judging, Number(commitUntil))).toBe('count'); // nobody has committed
    const committed = withRound({ committed: 2 });
    expect([phaseOf(committed, Number(commitUntil)), deadlineOf(committed, Number(commitUntil))]).toEqual(['reveal', revealUntil]);
    expect(phaseOf(withRound({ committed: 2, forClaimant: 1, refused: 1 }), Number(commitUntil))).toBe('count');
    expect(phaseOf(committed, Number(revealUntil))).toBe('count');
    expect(phaseOf(withRound({ seats: 0 }), Number(judging.drawUntil))).toBe('count');
  });

  it('is told in sentences', () => {
    expect(standing(pleading, time, money)).toMatch(/both parties may bring evidence/);
    expect(standing(judging, time, money)).toBe('The panel judges: 0 of 3 jurors committed.');
    expect(standing(appealed, time, money)).toBe('Final: for the respondent. Nothing is changed.');
    const ruled: CaseData = { ...judging, stage: 2, ruling: FOR_CLAIMANT, appealUntil: BigInt(time + 1) };
    expect(standing(ruled, time, money)).toBe('Ruled for the claimant; can be appealed to a panel of 7 for 7014 units.');
    expect(groupOf(ruled, time)).toBe('ruled');
    expect(standing(ruled, time + 1, money)).toMatch(/not appealed in time/);
  });

  it('has its moments in order, and both panels of an appeal', () => {
    for (const { data } of cases) {
      const moments = momentsOf(data, time).map(({ at }) => at);
      expect([...moments].sort((a, b) => Number(a - b))).toEqual(moments);
    }
    expect(momentsOf(appealed, time).map(({ name }) => name)).toContain('Appealed');
  });

  it('waits for enforcement where the claimant has won', () => {
    const won: CaseData = { ...held(3).data, enforcedAt: 0n };
    expect(enforceable(won)).toBe(true);
    expect(groupOf(won, time)).toBe('enforcement');
    expect(enforceable(appealed)).toBe(false);
    expect(enforceable(held(3).data)).toBe(false);
  });
});

describe('panels and appeals', () => {
  it('grow as the rules say', () => {
    expect([0, 1, 2, 3, 4, 5].map((round) => seatsOf(3, round))).toEqual([3, 7, 15, 31, 63, undefined]);
    expect(seatsOf(17, 4)).toBeUndefined();
    expect(appealed.rounds.slice(0, 2).map(({ panel }) => panel)).toEqual([3, 7]);
  });

  it('cost what the chain took', () => {
    const [first, second] = appealed.rounds;
    expect(feeOf(appealed.params.fee, 3, 0)).toBe((first?.pool ?? 0n) + (first?.costs ?? 0n));
    expect(feeOf(appealed.params.fee, 7, 1)).toBe((second?.pool ?? 0n) + (second?.costs ?? 0n));
    expect(nextAppeal(appealed)).toEqual({ seats: 15, fee: 15_030n });
    expect(nextAppeal({ ...appealed, round: 2 })).toBeUndefined();
    expect(attemptsOf(60)).toBe(256);
  });

  it('are for whom the ruling is against', () => {
    expect([FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED].map((ruling) => mayAppeal(ruling, 'claimant'))).toEqual([false, true, true, true]);
    expect([FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED].map((ruling) => mayAppeal(ruling, 'respondent'))).toEqual([true, false, true, true]);
    expect([FOR_CLAIMANT, FOR_RESPONDENT, REFUSE, UNDECIDED].map((ruling) => mayAskCitizens(ruling, 'respondent'))).toEqual([true, false, false, false]);
    expect([FOR_RESPONDENT, REFUSE].map((ruling) => mayAskCitizens(ruling, 'claimant'))).toEqual([true, true]);
  });

  it('know a party by wallet, and by serial after a reissue', () => {
    expect(sideOf(judging, judging.claimant, undefined)).toBe('claimant');
    expect(sideOf(judging, 'another wallet', judging.respondentSerial)).toBe('respondent');
    expect(sideOf(judging, 'another wallet', 1n)).toBeUndefined();
    expect(sideOf({ ...judging, respondentSerial: NO_SERIAL }, 'another wallet', NO_SERIAL)).toBeUndefined();
    expect(sideOf(judging, undefined, judging.claimantSerial)).toBeUndefined();
  });
});

describe('the lot', () => {
  it('falls as the chain drew it', async () => {
    // Each seat records the attempt that drew it, and by which index; all of them are drawn again from the round's hash.
    for (const { address, data } of cases) {
      for (const seat of seatsIn(Number(data.id), data.round).map((one) => one.data)) {
        const rounds = data.rounds.map((round, i) => (i === data.round ? { ...round, seats: seat.number, attempt: seat.attempt } : round));
        expect(await drawn(address, { ...data, rounds })).toBe(seat.index);
      }
    }
    expect(await drawn(held(9).address, pleading)).toBeUndefined();
  });

  it('is searched in the list of past slots', () => {
    const sysvar = (...slots: bigint[]) => {
      const bytes = new Uint8Array(8 + 40 * slots.length);
      const view = new DataView(bytes.buffer);
      view.setBigUint64(0, BigInt(slots.length), true);
      slots.forEach((slot, i) => view.setBigUint64(8 + 40 * i, slot, true));
      return bytes;
    };
    expect(search(sysvar(9n, 8n, 5n), 10n)).toBe('too early');
    expect(search(sysvar(9n, 8n, 5n), 9n)).toBe('found');
    expect(search(sysvar(9n, 8n, 5n), 6n)).toBe('found');
    expect(search(sysvar(9n, 8n, 5n), 5n)).toBe('found');
    expect(search(sysvar(9n, 8n, 5n), 4n)).toBe('aged out');
    expect(search(new Uint8Array(0), 1n)).toBe('too early');
  });
});

describe('what a juror owes', () => {
  const [seat] = seatsIn(8, 0).map(({ data }) => data);
  if (seat === undefined) throw new Error('the panel of case 8 is empty');

  it('is a commitment, then its opening', () => {
    expect(hasCommitted(seat)).toBe(false);
    expect(owedOn(seat, judging, time)).toMatchObject({ duty: 'commit', until: judging.commitUntil, urgent: true });
    const done = { ...seat, commitment: new Uint8Array(32).fill(1) };
    expect(owedOn(done, judging, time)).toMatchObject({ duty: 'wait', urgent: false });
    const revealing: CaseData = { ...judging, rounds: [{ ...present(judging), committed: 2 }, ...judging.rounds.slice(1)] };
    const at = Number(judging.commitUntil);
    expect(owedOn(done, revealing, at)).toMatchObject({ duty: 'reveal', until: judging.revealUntil, urgent: true });
    expect(owedOn(seat, revealing, at).what).toMatch(/bond of the seat is lost/);
    expect(owedOn({ ...done, choice: 2 }, revealing, at)).toMatchObject({ duty: 'wait', urgent: false });
    expect(owedOn(done, { ...revealing, round: 1 }, at).duty).toBe('wait');
    expect(owedOn(done, { ...revealing, stage: 4, finalAt: 1n }, at).duty).toBe('settle');
  });

  it('ends with what the chain has paid', () => {
    const [first, second] = appealed.rounds;
    const told = (round: number, choice: number) => outcomeOf({ ...seat, round, choice }, appealed);
    expect(told(0, FOR_CLAIMANT)).toEqual({ earned: 0n, lost: 10_000n });
    expect(told(0, FOR_RESPONDENT)).toEqual({ earned: first?.reward, lost: 0n });
    expect(told(1, FOR_RESPONDENT)).toEqual({ earned: second?.reward, lost: 0n });
    expect(told(1, 0)).toEqual({ earned: 0n, lost: 10_000n });
    expect(outcomeOf({ ...seat, choice: 1 }, { ...appealed, ruling: UNDECIDED })).toEqual({ earned: 0n, lost: 0n });
    expect(outcomeOf(seat, judging)).toBeUndefined();
  });

  it('keeps the bond until the juror has left', () => {
    const cases = Array<bigint>(16).fill(0n);
    expect(whyBondStays({ leavesAt: 0n, cases }, time)).toMatch(/Leave the jury first/);
    expect(whyBondStays({ leavesAt: BigInt(time + 1), cases }, time)).toMatch(/not over yet/);
    expect(whyBondStays({ leavesAt: BigInt(time), cases: [9n, ...cases.slice(1)] }, time)).toMatch(/seats/);
    expect(whyBondStays({ leavesAt: BigInt(time), cases }, time)).toBeUndefined();
  });
});

describe('remedies', () => {
  it('are sentences', () => {
    const sentences = cases.map(({ data }) => asked(data, 'it', money));
    expect(sentences[0]).toBe('Split the deposit of it: 48000 units to the landlord');
    expect(sentences[1]).toBe('Suspend it for 60 days');
    expect(asked({ remedy: 99, amount: 0n, seconds: 0 }, 'it', money)).toMatch(/does not know/);
    expect(lasting(90_000)).toBe('1 day 1 hour');
  });
});
