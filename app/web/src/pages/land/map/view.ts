// What part of the Earth the map shows, and where things are on it.
import { geoAzimuthalEqualArea, geoCentroid, geoDistance, geoEqualEarth, type GeoProjection } from 'd3-geo';
import type { Position } from '../../../domain/parcel';

/** A part of the Earth around a place; undefined for all of it. */
export interface View {
  readonly center: Position;
  /** What the map's width spans, in degrees of a great circle. */
  readonly degrees: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Mean radius of the Earth, in metres. */
const EARTH = 6_371_008.8;
const RADIANS = Math.PI / 180;
/** Below this span coasts are too coarse to say where land is, and the map is a plan with a grid. */
export const PLAN_DEGREES = 1;
export const LEAST_DEGREES = 0.0008;
export const MOST_DEGREES = 120;
/** The least that a view of a parcel spans across, in degrees: some 350 m. */
const LEAST_AROUND = 0.0032;

export const isPlan = (view: View | undefined): boolean => view !== undefined && view.degrees < PLAN_DEGREES;

export function projectionOf(view: View | undefined, { width, height }: Size): GeoProjection {
  if (view === undefined) {
    return geoEqualEarth().fitExtent([[6, 6], [width - 6, height - 6]], { type: 'Sphere' });
  }
  return geoAzimuthalEqualArea()
    .rotate([-view.center[0], -view.center[1]])
    .translate([width / 2, height / 2])
    .scale(width / (view.degrees * RADIANS))
    .clipAngle(Math.min(100, view.degrees + 1))
    .clipExtent([[-40, -40], [width + 40, height + 40]]);
}

/** Metres that a pixel is, near the middle of the view. */
export function metresPerPixel(view: View | undefined, { width }: Size): number {
  return ((view?.degrees ?? 360) * RADIANS * EARTH) / width;
}

const metresToDegrees = (metres: number) => metres / EARTH / RADIANS;

/** The radius of the circle around a regular hexagon of so many square metres. */
export const hexagonRadius = (squareMetres: number): number => Math.sqrt((2 * squareMetres) / (3 * Math.sqrt(3)));

/** The corners of a regular hexagon on the screen, for an SVG polygon. */
export function hexagon([x, y]: readonly [number, number], radius: number): string {
  return Array.from({ length: 6 }, (_, i) => {
    const angle = (i / 6) * 2 * Math.PI + Math.PI / 6;
    return `${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`;
  }).join(' ');
}

/** A view in which all of these places are, with some room, and so much around each. */
export function around(places: readonly Position[], { width, height }: Size, metres = 0): View | undefined {
  if (places.length === 0) return undefined;
  const center = geoCentroid({ type: 'MultiPoint', coordinates: places.map(([x, y]) => [x, y]) }) as [number, number];
  const reach = Math.max(...places.map((place) => geoDistance(center, [...place]) / RADIANS)) + metresToDegrees(metres);
  const across = Math.max(2.3 * reach, LEAST_AROUND) * Math.max(1, width / height);
  return across >= MOST_DEGREES ? undefined : { center, degrees: across };
}

/** The view after zooming by a factor; below the smallest scale it is the whole Earth. */
export function zoomed(view: View | undefined, factor: number, toward: Position): View | undefined {
  if (view === undefined) return factor > 1 ? { center: toward, degrees: MOST_DEGREES / factor } : undefined;
  const degrees = view.degrees / factor;
  if (degrees > MOST_DEGREES) return undefined;
  return { ...view, degrees: Math.max(degrees, LEAST_DEGREES) };
}

/** The view after its picture was moved by so many pixels. */
export function moved(view: View, size: Size, dx: number, dy: number): View {
  const center = projectionOf(view, size).invert?.([size.width / 2 - dx, size.height / 2 - dy]);
  if (!center || !center.every(Number.isFinite)) return view;
  return { ...view, center: [center[0], Math.max(-85, Math.min(85, center[1]))] };
}

/** A length for the scale bar: a round number of metres of at most so many pixels. */
export function scaleBar(metresAPixel: number, most: number): { readonly metres: number; readonly pixels: number; readonly text: string } {
  const rough = metresAPixel * most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const metres = ([5, 2, 1].find((n) => n * power <= rough) ?? 1) * power;
  return { metres, pixels: metres / metresAPixel, text: metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m` };
}

/** Between two views, `t` from 0 to 1. */
export function between(from: View, to: View, t: number): View {
  const ease = t < 0.5 ? 2 * t * t : 1 - (2 - 2 * t) ** 2 / 2;
  // Zooming is by factors; the place moves as fast as the scale lets one see it.
  const degrees = from.degrees * (to.degrees / from.degrees) ** ease;
  const share = from.degrees === to.degrees ? ease : (degrees - from.degrees) / (to.degrees - from.degrees);
  let turn = to.center[0] - from.center[0];
  if (turn > 180) turn -= 360;
  if (turn < -180) turn += 360;
  return { degrees, center: [from.center[0] + turn * share, from.center[1] + (to.center[1] - from.center[1]) * share] };
}

export interface Spot<T> {
  readonly x: number;
  readonly y: number;
  readonly of: readonly T[];
}

/** Gathers what would lie on each other on the screen: each spot is of one thing or of several. */
export function gather<T>(things: readonly { readonly x: number; readonly y: number; readonly of: T }[], apart: number): readonly Spot<T>[] {
  const spots: { x: number; y: number; of: T[] }[] = [];
  for (const { x, y, of } of things) {
    const near = spots.find((spot) => Math.hypot(spot.x / spot.of.length - x, spot.y / spot.of.length - y) < apart);
    if (near === undefined) spots.push({ x, y, of: [of] });
    else {
      near.x += x;
      near.y += y;
      near.of.push(of);
    }
  }
  return spots.map(({ x, y, of }) => ({ x: x / of.length, y: y / of.length, of }));
}
