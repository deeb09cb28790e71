// Boundaries of parcels: the chain has the SHA-256 of a text that depends on nothing but the boundary. How that text is made
// is told in app/cli/src/survey/boundary.rs. A survey that somebody has as a file can so be held against the chain.
import type { Position } from './parcel';

/** Rings of a polygon: around it, then around each hole. */
export type Rings = readonly (readonly Position[])[];

export interface Surveyed {
  readonly name: string;
  readonly rings: Rings;
}

function isPosition(value: unknown): value is readonly [number, number, ...number[]] {
  return Array.isArray(value) && value.length >= 2 && value.every((part) => typeof part === 'number' && Number.isFinite(part));
}

function ringOf(value: unknown): Position[] | undefined {
  if (!Array.isArray(value) || !value.every(isPosition)) return undefined;
  const positions = value.map(([x, y]): Position => [x, y]);
  // Repeats are left out; what closes the ring is put back at the end.
  const open = positions.filter(([x, y], i) => {
    const before = positions[(i || positions.length) - 1] as Position;
    return x !== before[0] || y !== before[1];
  });
  return open.length < 3 ? undefined : open;
}

const compare = (a: Position, b: Position) => a[0] - b[0] || a[1] - b[1];

/** Twice the area within a ring, positive when it turns counterclockwise. */
function turning(ring: readonly Position[]): number {
  const [[x0, y0]] = ring as [Position];
  return ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as Position;
    return sum + (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0);
  }, 0);
}

function canonicalRing(ring: readonly Position[], counterclockwise: boolean): Position[] {
  const turned = turning(ring) > 0 === counterclockwise ? [...ring] : [...ring].reverse();
  const first = turned.reduce((best, position, i) => (compare(position, turned[best] as Position) < 0 ? i : best), 0);
  const begun = [...turned.slice(first), ...turned.slice(0, first)];
  return [...begun, begun[0] as Position];
}

/** A polygon in the one form that its hash is of; undefined for what is no polygon. */
export function canonical(coordinates: unknown): Rings | undefined {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return undefined;
  const rings = coordinates.map(ringOf);
  if (rings.some((ring) => ring === undefined)) return undefined;
  const [outer, ...holes] = (rings as Position[][]).map((ring, i) => canonicalRing(ring, i === 0));
  const ordered = holes.sort((a, b) => {
    for (let i = 0; i < Math.min(a.length, b.length); i++) {
      const order = compare(a[i] as Position, b[i] as Position);
      if (order !== 0) return order;
    }
    return a.length - b.length;
  });
  return [outer as Position[], ...ordered];
}

export const canonicalText = (rings: Rings): string => JSON.stringify({ coordinates: rings, type: 'Polygon' });

/** The hash that a parcel with this boundary has on chain, in hexadecimal digits. */
export async function boundaryHash(rings: Rings): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalText(rings)));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The polygons of a GeoJSON document, whatever they are in. */
export function polygonsOf(document: unknown): readonly Surveyed[] {
  if (typeof document !== 'object' || document === null) return [];
  const { type, features, geometry, properties, coordinates } = document as Record<string, unknown>;
  if (type === 'FeatureCollection' && Array.isArray(features)) return features.flatMap(polygonsOf);
  if (type === 'Feature') {
    const given = (properties as { name?: unknown } | null | undefined)?.name;
    return polygonsOf(geometry).map(({ rings }) => ({ name: typeof given === 'string' ? given : '', rings }));
  }
  const rings = type === 'Polygon' ? canonical(coordinates) : undefined;
  return rings === undefined ? [] : [{ name: '', rings }];
}
