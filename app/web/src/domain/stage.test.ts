import { describe, expect, it } from 'vitest';
import { all, time } from '../../test/fixtures/justice';
import { NOBODY } from '../clients/addresses';
import { periodAt, stageOf, STAGES, thresholds, type StageFacts } from './stage';

const STATE: StageFacts = { population: 500n, countries: 2, selfGoverned: true, hasPurse: true, recognised: true };

describe('stages', () => {
  it('are what the chain has computed', () => {
    const stages = all('stage');
    expect(stages.length).toBeGreaterThan(1);
    for (const { data } of stages) {
      const facts = { population: data.population, countries: data.countries, selfGoverned: data.selfGoverned !== 0, hasPurse: data.hasPurse !== 0, recognised: data.recognition !== NOBODY };
      expect(stageOf(facts)).toBe(data.stage);
    }
    expect(new Set(stages.map(({ data }) => data.stage)).size).toBeGreaterThan(1);
  });

  it('each include the ones before', () => {
    expect(stageOf(STATE)).toBe(3);
    expect(stageOf({ ...STATE, population: 499n })).toBe(2);
    expect(stageOf({ ...STATE, recognised: false })).toBe(2);
    expect(stageOf({ ...STATE, countries: 1 })).toBe(1);
    expect(stageOf({ ...STATE, population: 149n })).toBe(0);
    expect(stageOf({ ...STATE, selfGoverned: false })).toBe(0);
    expect(stageOf({ ...STATE, hasPurse: false })).toBe(0);
  });

  it('say what is missing', () => {
    const missing = thresholds({ ...STATE, population: 200n, recognised: false }).map((all) => all.filter(({ met }) => !met).map(({ what }) => what));
    expect(missing).toEqual([[], [], [], ['500 members', 'recognition that counts']]);
    expect(thresholds(STATE)).toHaveLength(STAGES.length);
  });

  it('have censuses by periods of thirty days', () => {
    for (const { data } of all('censusReport')) expect(periodAt(Number(data.reportedAt))).toBe(data.period);
    expect(periodAt(time)).toBeGreaterThan(600);
    expect(periodAt(-1)).toBe(0);
  });
});
