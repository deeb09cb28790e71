// The recount: every ballot read again from the raw bytes of the pages, in this browser.
import { useEffect, useMemo, useState } from 'react';
import type { Held, Listing } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { useAccounts } from '../../chain/hooks';
import { toHex } from '../../chain/bytes';
import * as addresses from '../../clients/addresses';
import { useMe, useNation } from '../../app/nation';
import { count, counted, date } from '../../domain/format';
import { choiceNames, RECOUNT_SECONDS, verdictText, type Phase } from '../../domain/proposal';
import { ballotOf, ballots, csvOf, recount, type Recount } from '../../domain/recount';
import { Card, Loading, Notice, Section, TableBox } from '../../ui/basics';
import { saveFile } from '../../ui/save-file';

interface Props {
  readonly proposal: Held<DataOf<'proposal'>>;
  readonly pages: Listing<DataOf<'page'>>;
  readonly phase: Phase;
}

interface Done extends Recount {
  readonly milliseconds: number;
}

export function RecountPanel({ proposal, pages, phase }: Props) {
  const nation = useNation();
  const me = useMe();
  const citizens = useAccounts('citizen', 'nation', nation.address);
  const [done, setDone] = useState<Done>();
  const p = proposal.data;
  const raw = useMemo(() => pages.list.map((page) => ({ address: page.address as string, bytes: page.raw })), [pages.list]);
  const names = choiceNames(p.kind, p.choices);
  const ready = pages.status === 'ready';

  useEffect(() => {
    if (!ready || p.submission === 0n) return undefined;
    let left = false;
    const began = performance.now();
    void recount({ address: proposal.address, bytes: proposal.raw }, raw, (chamber, index) => addresses.page(proposal.address, chamber, index)).then((result) => {
      if (!left) setDone({ ...result, milliseconds: performance.now() - began });
    });
    return () => {
      left = true;
    };
  }, [ready, raw, proposal, p.submission]);

  if (phase === 'draft' || phase === 'review') return null;
  const closed = p.pagesLeft < p.citizenPages + p.stakePages;
  const serial = me.citizen?.data.serial;

  const downloadCsv = () => {
    const wallets = new Map(citizens.list.map(({ data }) => [data.serial, data.wallet as string]));
    const text = csvOf(ballots(raw), names, ({ chamber, seat }) => (chamber === 1 ? (wallets.get(seat) ?? '') : ''));
    saveFile(`${nation.slug}-proposal-${p.id}-ballots.csv`, 'text/csv', text);
  };

  const downloadReceipt = () => {
    if (serial === undefined) return;
    const page = pages.list.find(({ data }) => data.chamber === 1 && serial >= data.first && serial < data.first + BigInt(data.capacity));
    const ballot = ballotOf(raw, serial);
    const place = page === undefined ? 0 : Number(serial - page.data.first);
    const offset = 336 + (place >> 1);
    const receipt = {
      nation: nation.address,
      proposal: proposal.address,
      title: nation.slug,
      wallet: me.wallet,
      serial: String(serial),
      page: page?.address ?? null,
      byte: offset,
      half: place % 2 === 0 ? 'lower' : 'upper',
      value: page === undefined ? null : toHex(page.raw.subarray(offset, offset + 1)),
      choice: ballot?.choice ?? 0,
      choiceName: ballot ? names[ballot.choice - 1] : 'none',
      inPerson: ballot?.inPerson ?? false,
      howToCheck: 'Read the account “page” from any node: this half of this byte holds your choice in its three lower bits, and in its highest whether you voted in person.',
    };
    saveFile(`${nation.slug}-proposal-${p.id}-my-ballot.json`, 'application/json', `${JSON.stringify(receipt, null, 2)}\n`);
  };

  return (
    <Section title="Recount" note="Your browser reads every ballot from the raw bytes of the ballot pages, adds them up with code of its own, and compares.">
      <Card>
        {closed ? (
          <Notice>
            The ballot pages were closed after the time for recounts, {counted(RECOUNT_SECONDS / 86_400, 'day')} from the decision on {date(p.decidedAt)}. What is left is the tally.
          </Notice>
        ) : done === undefined ? (
          <Loading what="Counting" />
        ) : (
          <>
            <Notice tone={done.disagreements.length === 0 ? 'good' : 'bad'} title={done.disagreements.length === 0 ? 'The chain agrees with its ballots.' : 'The chain disagrees with its ballots.'}>
              <p className="tabular" data-testid="recount">
                {counted(done.ballots, 'ballot')} on {counted(done.pages, 'page')} counted in {Math.max(1, Math.round(done.milliseconds))} ms
                {done.verdict && <>; they say: {verdictText(done.verdict)}</>}.
              </p>
              {done.disagreements.map((sentence) => (
                <p key={sentence}>{sentence}</p>
              ))}
            </Notice>
            {done.chambers.map((chamber) => (
              <TableBox key={chamber.chamber} label={`Recount of the ${chamber.name} chamber`}>
                <table>
                  <thead>
                    <tr>
                      <th scope="col">{chamber.chamber === 1 ? 'Citizens' : 'Stakers'}</th>
                      <th scope="col" className="num">counted here</th>
                      <th scope="col" className="num">the chain says</th>
                    </tr>
                  </thead>
                  <tbody>
                    {names.map((name, i) => (
                      <tr key={name}>
                        <th scope="row">{name}</th>
                        <td className="num">{count(chamber.byChoice[i + 1] ?? 0n)}</td>
                        <td className="num">{count(chainSays(pages, chamber.chamber, i + 1))}</td>
                      </tr>
                    ))}
                    {chamber.chamber === 1 && (
                      <tr>
                        <th scope="row">of these, by delegates</th>
                        <td className="num">{count(chamber.delegated)}</td>
                        <td className="num">{count(pages.list.reduce((sum, { data }) => sum + (data.chamber === 1 ? data.delegated : 0), 0))}</td>
                      </tr>
                    )}
                  </tbody>
                </table>
              </TableBox>
            ))}
            <div className="row" style={{ marginTop: '1rem' }}>
              <button type="button" className="button" onClick={downloadCsv}>
                Every ballot as CSV
              </button>
              <button type="button" className="button" onClick={downloadReceipt} aria-disabled={serial === undefined}>
                Receipt of your ballot
              </button>
              {serial === undefined && <span className="note">A receipt needs your citizen’s wallet.</span>}
            </div>
          </>
        )}
      </Card>
    </Section>
  );
}

function chainSays(pages: Listing<DataOf<'page'>>, chamber: number, choice: number): bigint {
  return pages.list.reduce((sum, { data }) => sum + (data.chamber === chamber ? (data.counts[choice] ?? 0n) : 0n), 0n);
}
