// What the parties have said.
import { textOf } from '../../chain/bytes';
import { counted } from '../../domain/format';
import { Badge, Card, Section, Time } from '../../ui/basics';
import { TextRef } from './Document';
import { Party } from './Party';
import type { CaseView } from './view';

export function Pleadings({ held, evidence, phase }: CaseView) {
  const c = held.data;
  const sorted = [...evidence].sort((a, b) => a.data.n - b.data.n);
  const brought = c.claimantEvidence + c.respondentEvidence;
  return (
    <Section title="Statement, answer, evidence">
      <div className="pleadings">
        <Card>
          <h3>Statement</h3>
          <p className="note">
            by the claimant, <Party wallet={c.claimant} serial={c.claimantSerial} /> · <Time at={c.filedAt} style="date" />
          </p>
          <TextRef uri={textOf(c.statementUri)} hash={c.statementHash} />
        </Card>
        <Card>
          <h3>Answer</h3>
          <p className="note">
            by the respondent, <Party wallet={c.respondent} serial={c.respondentSerial} />
          </p>
          {c.answered !== 0 ? <TextRef uri={textOf(c.answerUri)} hash={c.answerHash} /> : <p className="soft">{phase === 'answer' ? 'Not given yet.' : 'None was given.'}</p>}
        </Card>
      </div>
      {sorted.length > 0 && (
        <ul className="evidence">
          {sorted.map(({ address, data }) => (
            <li key={address} className="card">
              <div className="row">
                <h3>Evidence {data.n + 1}</h3>
                <Badge>by the {data.side === 0 ? 'claimant' : 'respondent'}</Badge>
                <span className="note">
                  <Time at={data.at} style="absolute" />
                </span>
              </div>
              <TextRef uri={textOf(data.uri)} hash={data.hash} />
            </li>
          ))}
        </ul>
      )}
      {sorted.length === 0 && <p className="soft pleadings-note">{brought === 0 ? 'No evidence was brought.' : `${counted(brought, 'piece')} of evidence, whose accounts are closed: their texts’ hashes are in the transactions that brought them.`}</p>}
    </Section>
  );
}
