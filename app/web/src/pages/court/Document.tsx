// A text that lies elsewhere and is bound by its hash: writing one, and checking one.
import { useId, useState, type ReactNode } from 'react';
import { toHex } from '../../chain/bytes';
import { ChainLink, Hash } from '../../ui/basics';
import { saveFile } from '../../ui/save-file';

/** Bytes of an address on chain. */
const URI_BYTES = 128;

async function sha256(bytes: BufferSource): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export interface Document {
  readonly fields: ReactNode;
  /** Why it cannot be sent yet. */
  readonly why: string | undefined;
  /** Its hash and where it can be read. */
  readonly read: () => Promise<{ readonly hash: Uint8Array; readonly uri: string }>;
}

/** The fields of a text that is brought: written here or chosen as a file, and where it can be read. */
export function useDocument(what: string): Document {
  const [text, setText] = useState('');
  const [file, setFile] = useState<File>();
  const [uri, setUri] = useState('');
  const [body, chosen, link] = [useId(), useId(), useId()];
  const long = new TextEncoder().encode(uri.trim()).length > URI_BYTES;
  const why =
    text === '' && file === undefined ? `Write the ${what}, or choose it as a file.` : long ? `The address is longer than ${URI_BYTES} bytes.` : undefined;
  return {
    why,
    read: async () => ({
      hash: await sha256(file === undefined ? new TextEncoder().encode(text) : await file.arrayBuffer()),
      uri: uri.trim(),
    }),
    fields: (
      <div className="stack document">
        <div>
          <label htmlFor={body}>{what[0]?.toUpperCase() + what.slice(1)}</label>
          <textarea id={body} rows={4} value={text} disabled={file !== undefined} onChange={(event) => setText(event.target.value)} />
          {text !== '' && file === undefined && (
            <button type="button" className="link note" onClick={() => saveFile(`${what}.txt`, 'text/plain', text)}>
              Save it as a file, to publish exactly this
            </button>
          )}
        </div>
        <div>
          <label htmlFor={chosen}>Or a file</label>
          <input id={chosen} type="file" onChange={(event) => setFile(event.target.files?.[0])} />
        </div>
        <div>
          <label htmlFor={link}>Where it can be read</label>
          <input id={link} type="url" value={uri} placeholder="https://… or ipfs://…" aria-invalid={long} onChange={(event) => setUri(event.target.value)} />
        </div>
        <p className="note">Only its SHA-256 and the address go on chain. It is read and hashed here, and sent nowhere: publish it yourself.</p>
      </div>
    ),
  };
}

/** A text by where it is and its hash, with a check of a file against it. */
export function TextRef({ uri, hash }: { readonly uri: string; readonly hash: ArrayLike<number> }) {
  const [result, setResult] = useState<string>();
  const id = useId();
  const hex = toHex(hash);
  const check = async (file: File | undefined) => {
    if (file === undefined) return setResult(undefined);
    setResult(toHex(await sha256(await file.arrayBuffer())) === hex ? 'This is the text.' : 'This is another text: its hash differs.');
  };
  return (
    <div className="text-ref">
      <div>{uri === '' ? <span className="soft">Published nowhere that the chain knows of.</span> : <ChainLink uri={uri} />}</div>
      <div className="note">
        SHA-256 <Hash hex={hex} />
      </div>
      <details>
        <summary>Check a file against it</summary>
        <label htmlFor={id} className="visually-hidden">
          File to check
        </label>
        <input id={id} type="file" onChange={(event) => void check(event.target.files?.[0])} />
        <p role="status">{result}</p>
      </details>
    </div>
  );
}
