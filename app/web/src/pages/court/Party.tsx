import { useNation } from '../../app/nation';
import { href } from '../../app/router';
import { NO_SERIAL } from '../../domain/case';
import { count } from '../../domain/format';
import { Addr } from '../../ui/basics';
import { useNames } from '../../ui/names';

/** A party: by its number where it is a citizen, else by its name or address. */
export function Party({ wallet, serial, plain }: { readonly wallet: string; readonly serial: bigint; readonly plain?: boolean }) {
  const nation = useNation();
  const name = useNames()(wallet);
  if (serial !== NO_SERIAL) {
    const text = `citizen No. ${count(serial)}`;
    return (
      <>
        {plain ? text : <a href={href(nation.slug, 'citizens', serial)}>{text}</a>}
        {name === 'you' && ' (you)'}
      </>
    );
  }
  if (plain) return <>{name ?? `${wallet.slice(0, 4)}…${wallet.slice(-4)}`}</>;
  return <Addr address={wallet} name={name} />;
}
