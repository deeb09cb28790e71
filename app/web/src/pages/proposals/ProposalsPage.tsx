import { useRoute } from '../../app/router';
import { Notice } from '../../ui/basics';
import { ProposalList } from './ProposalList';
import { NewProposal } from './NewProposal';
import { ProposalPage } from './ProposalPage';
import './proposals.css';

export default function ProposalsPage() {
  const [id] = useRoute().rest;
  if (id === undefined) return <ProposalList />;
  if (id === 'new') return <NewProposal />;
  if (!/^\d{1,19}$/.test(id)) return <Notice tone="warn">Proposals have numbers; “{id}” is none.</Notice>;
  return <ProposalPage key={id} id={BigInt(id)} />;
}
