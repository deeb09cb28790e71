// Everything that the nation is on chain: every account, decoded and raw, and who could change the programs.
import { isAddress } from '@solana/kit';
import { useRoute } from '../../app/router';
import { kinds, type KindName } from '../../chain/kinds';
import { Notice } from '../../ui/basics';
import { AccountList } from './AccountList';
import { AccountPage } from './AccountPage';
import { Overview } from './Overview';
import './audit.css';

export default function AuditPage() {
  const [kind, address] = useRoute().rest;
  if (kind === undefined) return <Overview />;
  if (kind === 'at' && address !== undefined) return isAddress(address) ? <AccountPage address={address} /> : <Notice tone="warn">“{address}” is no address.</Notice>;
  if (!(kind in kinds)) return <Notice tone="warn">There is no kind of account called “{kind}”.</Notice>;
  if (address === undefined) return <AccountList kind={kind as KindName} />;
  return isAddress(address) ? <AccountPage address={address} /> : <Notice tone="warn">“{address}” is no address.</Notice>;
}
