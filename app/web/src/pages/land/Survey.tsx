// A survey that the visitor has as a file, held against the boundaries that the chain has the hashes of. It stays in this page.
import { useId, useState } from 'react';
import { toHex } from '../../chain/bytes';
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { boundaryHash, polygonsOf, type Surveyed } from '../../domain/boundary';
import { counted } from '../../domain/format';

/** Larger files are no survey of a nation's parcels. */
const MOST_BYTES = 20_000_000;

export function Survey({ parcels, onRead }: { readonly parcels: readonly Held<DataOf<'parcel'>>[]; readonly onRead: (found: ReadonlyMap<string, Surveyed>) => void }) {
  const id = useId();
  const [said, setSaid] = useState<string>();
  const read = async (file: File) => {
    if (file.size > MOST_BYTES) return 'This file is too large for a survey.';
    let polygons: readonly Surveyed[];
    try {
      polygons = polygonsOf(JSON.parse(await file.text()));
    } catch {
      return 'This file is no GeoJSON.';
    }
    if (polygons.length === 0) return 'There is no polygon in this file.';
    const wanted = new Set(parcels.map(({ data }) => toHex(data.facts.boundaryHash)));
    const hashed = await Promise.all(polygons.map(async (surveyed) => [await boundaryHash(surveyed.rings), surveyed] as const));
    const found = new Map(hashed.filter(([hash]) => wanted.has(hash)));
    onRead(found);
    return `${found.size} of ${counted(polygons.length, 'boundary', 'boundaries')} in this file ${found.size === 1 ? 'is' : 'are'} on chain, by the hash; ${counted(parcels.length - found.size, 'parcel')} of the nation ${parcels.length - found.size === 1 ? 'is' : 'are'} not in it.`;
  };
  return (
    <div className="survey">
      <label htmlFor={id}>Check a survey</label>
      <input
        id={id}
        type="file"
        accept=".json,.geojson,application/geo+json,application/json"
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) void read(file).then(setSaid, () => setSaid('This file cannot be read.'));
        }}
      />
      <p id={`${id}-note`} className="note">
        The chain has a hash of each boundary, not the boundary. Open the surveyor’s GeoJSON here, and those that agree are drawn as they are. The file stays on
        your computer. Until then a hexagon shows how large a parcel is and where, not its shape.
      </p>
      <p role="status" className="survey-said">
        {said}
      </p>
    </div>
  );
}
