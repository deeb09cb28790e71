// Coasts and borders: Natural Earth (public domain), as packed by world-atlas. Loaded when a map is shown, the finer one
// when it is looked at closely. A picture to find one's way by: it decides nothing about whose land is whose.
import { geoAzimuthalEqualArea, geoCentroid, geoDistance } from 'd3-geo';
import type { Feature, MultiLineString, MultiPolygon, Polygon, Position as Place } from 'geojson';
import { useEffect, useState } from 'react';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { Position } from '../../../domain/parcel';
import type { Size, View } from './view';

export interface World {
  readonly land: MultiPolygon;
  readonly borders: MultiLineString;
  readonly countries: readonly Feature<Polygon | MultiPolygon, { readonly name: string }>[];
}

type Atlas = Topology<{ countries: GeometryCollection<{ name: string }>; land: GeometryCollection }>;

function unpack(json: unknown): World {
  const atlas = json as Atlas;
  const countries = feature(atlas, atlas.objects.countries).features as World['countries'];
  const land = feature(atlas, atlas.objects.land).features.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon' ? geometry.coordinates
    : geometry.type === 'Polygon' ? [geometry.coordinates]
    : [],
  );
  return { countries, land: { type: 'MultiPolygon', coordinates: land }, borders: mesh(atlas, atlas.objects.countries, (a, b) => a !== b) };
}

const known = new Map<'coarse' | 'fine', Promise<World>>();

function load(detail: 'coarse' | 'fine'): Promise<World> {
  let found = known.get(detail);
  if (found === undefined) {
    const atlas = detail === 'fine' ? import('world-atlas/countries-50m.json') : import('world-atlas/countries-110m.json');
    found = atlas.then(({ default: json }) => unpack(json));
    known.set(detail, found);
    found.catch(() => known.delete(detail)); // The next map tries again.
  }
  return found;
}

/** Coasts and borders; undefined until they are there, or where they cannot be had. */
export function useWorld(detail: 'coarse' | 'fine', wanted = true): World | undefined {
  const [world, setWorld] = useState<World>();
  useEffect(() => {
    let left = false;
    if (wanted) {
      load(detail).then(
        (found) => !left && setWorld(found),
        () => undefined, // The map is still right without coasts.
      );
    }
    return () => {
      left = true;
    };
  }, [detail, wanted]);
  return world;
}

const parts = ({ geometry }: World['countries'][number]): Place[][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** A view of the part of a country that is nearest to a place: its mainland, not its islands overseas. */
export function countryView(world: World, country: string, place: Position, { width, height }: Size): View | undefined {
  const named = world.countries.filter(({ properties: { name } }) => name.startsWith(country));
  let best: { apart: number; ring: Place[] } | undefined;
  for (const [outer] of (named.length > 0 ? named : world.countries).flatMap(parts)) {
    if (outer === undefined) continue;
    const apart = Math.min(...outer.map((corner) => geoDistance(corner as [number, number], [...place])));
    if (best === undefined || apart < best.apart) best = { apart, ring: outer };
  }
  if (best === undefined) return undefined;
  const outline: Polygon = { type: 'Polygon', coordinates: [best.ring] };
  const [lon, lat] = geoCentroid(outline);
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).fitExtent([[24, 24], [width - 24, height - 24]], outline);
  const center = projection.invert?.([width / 2, height / 2]);
  return center ? { center, degrees: Math.min(width / projection.scale() / (Math.PI / 180), 110) } : undefined;
}
