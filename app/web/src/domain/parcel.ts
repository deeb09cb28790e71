// What a parcel is, as people read it.
import type { Facts } from '../clients/generated/land/types';
import { textOf } from '../chain/bytes';

export const TENURE = ['owned', 'leased in', 'claimed'] as const;
export const TENURE_MEANS = ['The nation owns the land.', 'The nation holds the land on lease from somebody outside.', 'The nation claims the land, and nobody outside has agreed.'] as const;

/** The name of an H3 cell: its number in hexadecimal digits. */
export const cellName = (cell: bigint): string => cell.toString(16);

export const jurisdictionOf = (facts: Pick<Facts, 'jurisdiction'>): string => textOf(facts.jurisdiction);

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** "United States" of "US-CA". */
export function countryOf(jurisdiction: string): string {
  const code = jurisdiction.slice(0, 2);
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : 'nowhere';
}

/** "United States, US-CA": the country by name, a part of it by its code. */
export function placeName(jurisdiction: string): string {
  const country = countryOf(jurisdiction);
  return jurisdiction.length > 2 ? `${country}, ${jurisdiction}` : country;
}

export type Position = readonly [longitude: number, latitude: number];

export const positionOf = ({ longitudeE7, latitudeE7 }: Pick<Facts, 'longitudeE7' | 'latitudeE7'>): Position => [longitudeE7 / 1e7, latitudeE7 / 1e7];

/** "37.40979° N, 122.00680° W" */
export function coordinates([longitude, latitude]: Position): string {
  const one = (value: number, plus: string, minus: string) => `${Math.abs(value).toFixed(5)}° ${value < 0 ? minus : plus}`;
  return `${one(latitude, 'N', 'S')}, ${one(longitude, 'E', 'W')}`;
}

const precise = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** An area given in square decimetres: in square metres, hectares or square kilometres. */
export function area(dm2: bigint | number): string {
  const metres = Number(dm2) / 100;
  if (metres < 10_000) return `${precise.format(Math.round(metres * 10) / 10)} m²`;
  if (metres < 10_000_000) return `${precise.format(metres / 10_000)} ha`;
  return `${precise.format(metres / 1e6)} km²`;
}
