import type { Described } from '../clients/describe';
import { useNames } from '../ui/names';
import { Addr } from '../ui/basics';

/** What an instruction does, with the addresses in it by name where they have one. */
export function Sentence({ described }: { readonly described: Described }) {
  const name = useNames();
  return (
    <span className="sentence">
      {described.sentence.map((piece, i) =>
        'text' in piece ? <span key={i}>{piece.text}</span> : <Addr key={i} address={piece.address} name={name(piece.address)} />,
      )}
    </span>
  );
}
