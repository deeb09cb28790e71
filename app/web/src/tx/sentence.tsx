import type { Described } from '../clients/describe';
import { useNames } from '../ui/names';
import { Addr } from '../ui/basics';

/** A name without its first word where the sentence has just said it: "citizen No. 5" after "of citizen". */
function afterWords(name: string | undefined, before: string): string | undefined {
  const [word = ''] = name?.split(' ') ?? [];
  return name !== undefined && name !== word && before.trimEnd().endsWith(word) ? name.slice(word.length + 1) : name;
}

/** What an instruction does, with the addresses in it by name where they have one. */
export function Sentence({ described }: { readonly described: Described }) {
  const name = useNames();
  return (
    <span className="sentence">
      {described.sentence.map((piece, i) => {
        if ('text' in piece) return <span key={i}>{piece.text}</span>;
        const before = described.sentence[i - 1];
        return <Addr key={i} address={piece.address} name={afterWords(name(piece.address), before && 'text' in before ? before.text : '')} />;
      })}
    </span>
  );
}
