import { geoDistance } from 'd3-geo';
import { describe, expect, it } from 'vitest';
import { around, between, gather, hexagonRadius, metresPerPixel, moved, projectionOf, scaleBar, zoomed } from './view';

const size = { width: 800, height: 400 };
const plots = [[-122.01, 37.409], [-122.005, 37.412]] as const;

describe('the map', () => {
  it('shows what it is asked to show, with room around it', () => {
    const view = around(plots, size);
    const project = projectionOf(view, size);
    for (const plot of plots) {
      const [x, y] = project([...plot]) ?? [NaN, NaN];
      expect(x).toBeGreaterThan(40);
      expect(x).toBeLessThan(760);
      expect(y).toBeGreaterThan(20);
      expect(y).toBeLessThan(380);
    }
    expect(around([], size)).toBeUndefined();
    expect(around([[0, 0], [179, 0]], size)).toBeUndefined();
  });

  it('is true to scale', () => {
    const view = around(plots, size);
    const [[x1, y1], [x2, y2]] = plots.map((plot) => projectionOf(view, size)([...plot]) ?? [0, 0]) as [[number, number], [number, number]];
    const metres = geoDistance([...plots[0]], [...plots[1]]) * 6_371_008.8;
    expect(Math.hypot(x1 - x2, y1 - y2) * metresPerPixel(view, size)).toBeCloseTo(metres, 1);
    expect(((3 * Math.sqrt(3)) / 2) * hexagonRadius(307) ** 2).toBeCloseTo(307);
    expect(scaleBar(3, 120)).toMatchObject({ metres: 200, text: '200 m' });
    expect(scaleBar(40, 120)).toMatchObject({ metres: 2_000, text: '2 km' });
  });

  it('moves with the hand', () => {
    const view = { center: [10, 50], degrees: 1 } as const;
    const after = moved(view, size, 80, 0);
    expect(projectionOf(after, size)([10, 50])?.[0]).toBeCloseTo(480, 0);
  });

  it('zooms from the whole Earth and back', () => {
    const near = zoomed(undefined, 2, [10, 50]);
    expect(near).toEqual({ center: [10, 50], degrees: 60 });
    expect(zoomed(near, 0.25, [0, 0])).toBeUndefined();
    expect(zoomed(undefined, 0.5, [0, 0])).toBeUndefined();
    expect(zoomed({ center: [0, 0], degrees: 0.001 }, 100, [0, 0])?.degrees).toBe(0.0008);
  });

  it('goes from one view to the other', () => {
    const [from, to] = [{ center: [170, 0], degrees: 100 }, { center: [-170, 10], degrees: 1 }] as const;
    expect(between(from, to, 0)).toEqual(from);
    expect(between(from, to, 1).center[0]).toBeCloseTo(190);
    expect(between(from, to, 1).degrees).toBeCloseTo(1);
  });

  it('gathers what lies on each other', () => {
    const spots = gather([{ x: 0, y: 0, of: 'a' }, { x: 4, y: 0, of: 'b' }, { x: 100, y: 0, of: 'c' }], 20);
    expect(spots).toEqual([{ x: 2, y: 0, of: ['a', 'b'] }, { x: 100, y: 0, of: ['c'] }]);
  });
});
