// Parcels with all that a page says of them: their present lease, how it stands, and their outline where it is known.
import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import { toHex } from '../../chain/bytes';
import type { Surveyed } from '../../domain/boundary';
import { isOffered, isRunning, rentState } from '../../domain/lease';
import { area, cellName, coordinates, jurisdictionOf, placeName, positionOf, TENURE, type Position } from '../../domain/parcel';
import type { Tone } from '../../ui/basics';

export type PlotState = { readonly key: 'free' | 'let' | 'late' | 'offered' | 'retired'; readonly text: string; readonly tone: Tone };

export interface Plot {
  readonly parcel: Held<DataOf<'parcel'>>;
  /** The lease that is offered or runs. */
  readonly lease: Held<DataOf<'lease'>> | undefined;
  /** The cell's name: what the parcel is called by. */
  readonly cell: string;
  /** What the survey calls it, where one was opened, or the end of the cell's name. */
  readonly label: string;
  readonly title: string;
  readonly jurisdiction: string;
  readonly place: string;
  readonly position: Position;
  readonly squareMetres: number;
  readonly area: string;
  readonly tenure: string;
  readonly state: PlotState;
  readonly surveyed: Surveyed | undefined;
  /** Its name for screen readers. */
  readonly spoken: string;
}

function stateOf(parcel: DataOf<'parcel'>, lease: DataOf<'lease'> | undefined, now: number): PlotState {
  if (parcel.retired !== 0) return { key: 'retired', text: 'Retired', tone: 'neutral' };
  if (lease === undefined) return { key: 'free', text: 'Not let', tone: 'neutral' };
  if (isOffered(lease)) return { key: 'offered', text: lease.terms.byAuction !== 0 ? (lease.auction !== 0 ? 'In an auction' : 'To be auctioned') : 'Offered to let', tone: 'accent' };
  if (!isRunning(lease)) return { key: 'free', text: 'Not let', tone: 'neutral' };
  if (now >= Number(lease.endsAt)) return { key: 'late', text: 'Let; its time is over', tone: 'warn' };
  switch (rentState(lease, now)) {
    case 'paid':
      return { key: 'let', text: 'Let, rent paid', tone: 'good' };
    case 'due':
      return { key: 'let', text: 'Let, rent due', tone: 'warn' };
    case 'late':
      return { key: 'late', text: 'Let, rent late', tone: 'bad' };
    case 'in default':
      return { key: 'late', text: 'Let, in default', tone: 'bad' };
  }
}

/** The letters and digits in which neighbouring cells differ. */
const ending = (cell: string) => cell.replace(/f{2}$/, '').slice(-5);

export function plotOf(parcel: Held<DataOf<'parcel'>>, lease: Held<DataOf<'lease'>> | undefined, surveys: ReadonlyMap<string, Surveyed>, now: number): Plot {
  const { facts } = parcel.data;
  const cell = cellName(parcel.data.cell);
  const jurisdiction = jurisdictionOf(facts);
  const surveyed = surveys.get(toHex(facts.boundaryHash));
  const named = surveyed?.name ? surveyed.name : undefined;
  const state = stateOf(parcel.data, lease?.data, now);
  const position = positionOf(facts);
  const size = area(facts.area);
  const title = named ? `Parcel ${named}` : `Parcel …${ending(cell)}`;
  const place = placeName(jurisdiction);
  return {
    parcel,
    lease,
    cell,
    label: named ?? ending(cell),
    title,
    jurisdiction,
    place,
    position,
    squareMetres: Number(facts.area) / 100,
    area: size,
    tenure: TENURE[facts.tenure] ?? 'of unknown tenure',
    state,
    surveyed,
    spoken: `${title}, ${size}, ${TENURE[facts.tenure] ?? ''}, ${place}, ${coordinates(position)}. ${state.text}.`,
  };
}
