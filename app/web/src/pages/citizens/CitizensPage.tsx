import { useRoute } from '../../app/router';
import { PageHead } from '../../ui/basics';
import { Applications } from './Applications';
import { CitizenList } from './CitizenList';
import { MyCitizenship } from './MyCitizenship';
import { Profile } from './Profile';
import './citizens.css';

export default function CitizensPage() {
  const [serial] = useRoute().rest;
  if (serial !== undefined && /^\d{1,19}$/.test(serial)) return <Profile key={serial} serial={BigInt(serial)} />;
  return (
    <>
      <PageHead title="Citizens" lead="Who the nation is: joined by consent, with a number for life." />
      <MyCitizenship />
      <Applications />
      <CitizenList />
    </>
  );
}
