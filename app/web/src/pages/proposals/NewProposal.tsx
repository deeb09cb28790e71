// Putting a question to the citizens: a motion or a poll that states their will. Proposals with actions come from the command
// line, which reads them from a file.
import { createNoopSigner } from '@solana/kit';
import { useId, useState, type ReactNode } from 'react';
import { useNow } from '../../chain/hooks';
import { textOf, toHex } from '../../chain/bytes';
import * as addresses from '../../clients/addresses';
import { getOpenPageInstruction } from '../../clients/generated/governor/instructions/openPage';
import { getOpenProposalInstruction } from '../../clients/generated/governor/instructions/openProposal';
import { getSubmitInstruction } from '../../clients/generated/governor/instructions/submit';
import { useGovernor, useMe, useNation } from '../../app/nation';
import { href } from '../../app/router';
import { whyNotInGoodStanding } from '../../domain/citizen';
import { basisPoints, counted, sol, span } from '../../domain/format';
import { CITIZENS } from '../../domain/proposal';
import { Act } from '../../tx/context';
import { Card, Facts, Hash, Loading, Notice, PageHead } from '../../ui/basics';
import { useDerived } from '../../ui/use-derived';

/** Bytes that a title and an address of a text may have. */
const TITLE = 96;
const URI = 128;
const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes(text)));

export function NewProposal() {
  const nation = useNation();
  const governor = useGovernor();
  const me = useMe();
  const now = useNow();
  const [form, setForm] = useState({ title: '', text: '', uri: '', track: 0, choices: 0 });
  const hash = useDerived(() => (form.text === '' ? undefined : sha256(form.text)), [form.text]);
  if (governor === undefined) return <Loading />;
  if (governor === null) return <Notice tone="warn">This nation has no governor, so nothing can be put to a vote.</Notice>;
  const tracks = governor.data.tracks.map((track, index) => ({ track, index })).filter(({ track }) => track.rules.votingSeconds > 0);
  const chosen = tracks.find(({ index }) => index === form.track) ?? tracks[0];
  const poll = form.choices > 0;
  const set = (change: Partial<typeof form>) => setForm({ ...form, ...change });
  const why =
    whyNotInGoodStanding(me.citizen?.data, now) ??
    (chosen === undefined ? 'The governor has no track on which to propose.'
    : chosen.track.open >= chosen.track.rules.maxOpen ? `On this track no more than ${counted(chosen.track.rules.maxOpen, 'proposal')} may be open, and as many are.`
    : form.title.trim() === '' ? 'It needs a title.'
    : bytes(form.title).length > TITLE ? `The title may have ${TITLE} bytes; it has ${bytes(form.title).length}.`
    : form.text === '' ? 'It needs a text, whose hash is put on chain.'
    : bytes(form.uri).length > URI ? `The address may have ${URI} bytes.`
    : undefined);
  return (
    <>
      <p className="note">
        <a href={href(nation.slug, 'proposals')}>All proposals</a>
      </p>
      <PageHead title="New proposal" lead="Only the hash of the text is kept on chain: publish the text itself where everybody can read it." />
      <Card className="new-proposal">
        <Field label="Title">{(id) => <input id={id} value={form.title} onChange={(event) => set({ title: event.target.value })} />}</Field>
        <Field label="Text">{(id) => <textarea id={id} rows={8} value={form.text} onChange={(event) => set({ text: event.target.value })} />}</Field>
        <Field label="Where the text can be read (optional)">
          {(id) => <input id={id} value={form.uri} onChange={(event) => set({ uri: event.target.value })} placeholder="https://… or ipfs://…" spellCheck={false} />}
        </Field>
        <div className="columns">
          <Field label="Track">
            {(id) => (
              <select id={id} value={chosen?.index ?? 0} onChange={(event) => set({ track: Number(event.target.value) })}>
                {tracks.map(({ track, index }) => (
                  <option key={index} value={index}>
                    {textOf(track.name)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="What is asked">
            {(id) => (
              <select id={id} value={form.choices} onChange={(event) => set({ choices: Number(event.target.value) })}>
                <option value={0}>For or against</option>
                {[2, 3, 4, 5, 6, 7].map((n) => (
                  <option key={n} value={n}>
                    One of {n} options
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
        {chosen && (
          <Facts
            rows={[
              ['Review, voting', `${span(chosen.track.rules.reviewSeconds)}, then ${span(chosen.track.rules.votingSeconds)}`],
              chosen.track.rules.objectionSeconds > 0 && ['Objection', span(chosen.track.rules.objectionSeconds)],
              ['Quorum', basisPoints(chosen.track.rules.quorumBps)],
              !poll && ['Threshold', `more than ${basisPoints(chosen.track.rules.thresholdBps)}`],
              ['Deposit', chosen.track.rules.deposit === 0n ? 'none' : `${sol(chosen.track.rules.deposit)}, forfeit if the quorum is missed`],
              hash && ['SHA-256 of the text', <Hash key="hash" hex={toHex(hash)} />],
            ]}
          />
        )}
        <Act
          primary
          why={why}
          draft={async (wallet) => {
            if (!me.citizen || chosen === undefined) throw new Error('Your wallet is no citizen of this nation.');
            const proposer = createNoopSigner(wallet);
            const id = governor.data.nextProposal;
            const proposal = await addresses.proposal(governor.address, id);
            const common = { proposer, citizen: me.citizen.address, governor: governor.address, proposal };
            const open = getOpenProposalInstruction({
              ...common,
              track: chosen.index,
              kind: poll ? 1 : 0,
              choices: poll ? form.choices : 3,
              title: form.title.trim(),
              uri: form.uri.trim(),
              textHash: await sha256(form.text),
            });
            const submit = getSubmitInstruction({ ...common, nation: nation.address });
            // The first page is opened at once, so that the first voter need not.
            const opening =
              (chosen.track.rules.chambers & CITIZENS) === 0
                ? []
                : [getOpenPageInstruction({ payer: proposer, proposal, page: await addresses.page(proposal, CITIZENS, 0), chamber: CITIZENS, index: 0 })];
            return {
              title: 'Put it to the vote',
              note: 'Rules, electorate and text are fixed from then on. The rent comes back when the proposal is closed.',
              instructions: [open, submit, ...opening],
              done: () => {
                location.hash = href(nation.slug, 'proposals', id);
              },
            };
          }}
        >
          Put it to the vote
        </Act>
      </Card>
    </>
  );
}

function Field({ label, children }: { readonly label: string; readonly children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
