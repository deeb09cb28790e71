import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toHex } from '../chain/bytes';
import { all } from '../../test/fixtures/parliament';
import { boundaryHash, canonical, canonicalText, polygonsOf } from './boundary';
import { area, cellName, coordinates, placeName, positionOf } from './parcel';

const survey = polygonsOf(JSON.parse(readFileSync(new URL('../../../../scenarios/parliament/parcels.geojson', import.meta.url), 'utf8')));

describe('boundaries', () => {
  it('have one text, whatever corner they begin with and whichever way they turn', () => {
    const text = '{"coordinates":[[[0,0],[1,0],[0.5,1.25],[0,0]]],"type":"Polygon"}';
    for (const ring of [
      [[0, 0], [1, 0], [0.5, 1.25], [0, 0]],
      [[1, 0, 7], [0, 0, 7], [0.5, 1.25, 7], [1, 0, 7], [1, 0, 7]],
      [[0.5, 1.25], [0.5, 1.25], [0, 0], [1, 0], [0.5, 1.25]],
    ]) {
      const rings = canonical([ring]);
      expect(rings && canonicalText(rings)).toBe(text);
    }
  });

  it('are no boundaries without corners', () => {
    for (const bad of [undefined, [], [[]], [[[0, 0], [1, 1], [0, 0]]], [[[0, 'a'], [1, 0], [2, 2]]]]) expect(canonical(bad)).toBeUndefined();
    for (const bad of [null, 1, {}, { type: 'FeatureCollection', features: 3 }, { type: 'Point', coordinates: [0, 0] }]) expect(polygonsOf(bad)).toEqual([]);
  });

  it('of the survey are those whose hashes the chain has', async () => {
    const hashes = await Promise.all(survey.map(({ rings }) => boundaryHash(rings)));
    const parcels = all('parcel').filter(({ data }) => placeName('US-CA') === placeName(new TextDecoder().decode(data.facts.jurisdiction).replaceAll('\0', '')));
    expect(parcels.length).toBeGreaterThan(0);
    for (const { data } of parcels) expect(hashes).toContain(toHex(data.facts.boundaryHash));
  });
});

describe('parcels', () => {
  it('are named, placed and measured as people read it', () => {
    expect(cellName(0x8c283470d9141ffn)).toBe('8c283470d9141ff');
    expect(coordinates(positionOf({ latitudeE7: 374097946, longitudeE7: -1220068046 }))).toBe('37.40979° N, 122.00680° W');
    expect(placeName('PT')).toBe('Portugal');
    expect(placeName('US-CA')).toBe('United States, US-CA');
    expect(area(225_676n)).toBe('2,256.8 m²');
    expect(area(14_228_087n)).toBe('14.23 ha');
    expect(area(1_422_808_700n)).toBe('14.23 km²');
  });
});
