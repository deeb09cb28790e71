import { describe, expect, it } from 'vitest';
import { accounts, all, one, time } from '../../test/fixtures/parliament';
import * as addresses from '../clients/addresses';
import { readPassport } from '../domain/passport';
import { textOf } from './bytes';
import { everyKind } from './kinds';

describe('accounts of a real nation', () => {
  it('are found at the addresses that are derived for them', async () => {
    const nation = one('nation');
    const slug = textOf(nation.data.slug);
    expect(await addresses.nation(slug)).toBe(nation.address);
    const governor = one('governor');
    expect(await addresses.governor(nation.address)).toBe(governor.address);
    expect(await addresses.executor(governor.address)).toBe(governor.data.executor);
    for (const { address, data } of all('citizen')) expect(await addresses.citizen(nation.address, data.wallet)).toBe(address);
    for (const { address, data } of all('proposal')) expect(await addresses.proposal(governor.address, data.id)).toBe(address);
    for (const { address, data } of all('page')) expect(await addresses.page(data.proposal, data.chamber, data.index)).toBe(address);
    for (const { address, data } of all('action')) expect(await addresses.action(data.proposal, data.index)).toBe(address);
    const treasury = one('treasury');
    expect(await addresses.treasury(nation.address)).toBe(treasury.address);
    for (const { address, data } of all('ledger')) {
      expect(await addresses.ledger(treasury.address, data.mint)).toBe(address);
      expect(await addresses.holding(treasury.data.vault, data.mint, data.tokenProgram)).toBe(data.holding);
    }
    for (const { address, data } of all('stream')) expect(await addresses.stream(treasury.address, data.id)).toBe(address);
    for (const { address, data } of all('budget')) expect(await addresses.budget(treasury.address, data.id)).toBe(address);
    const registry = one('registry');
    for (const { address, data } of all('parcel')) expect(await addresses.parcel(registry.address, data.cell)).toBe(address);
    for (const { address, data } of all('campaign')) expect(await addresses.campaign(registry.address, data.id)).toBe(address);
    for (const { address, data } of all('lease')) expect(await addresses.lease(data.parcel, data.number)).toBe(address);
  });

  it('decode to what happened', () => {
    const { data } = one('nation');
    expect(textOf(data.slug)).toBe('bundestag-19');
    expect(data.nextSerial).toBe(747n);
    expect(Number(data.foundedAt)).toBeLessThan(time);
    expect(all('proposal')).toHaveLength(17);
  });

  it('name what they belong to where the kinds say so', () => {
    const { address } = one('nation');
    for (const [name, kind] of everyKind) {
      if (kind.belongs.nation === undefined) continue;
      for (const { data } of all(name)) expect((data as { nation: string }).nation, name).toBe(address);
    }
  });

  it('have passports that wallets can read', () => {
    const read = accounts.flatMap(({ raw }) => readPassport(raw) ?? []).filter(({ name }) => name.startsWith('bundestag-19 #'));
    expect(read.length).toBeGreaterThan(0);
    for (const passport of read) {
      expect(passport.soulbound).toBe(true);
      expect(passport.supply).toBe(1n);
      expect(passport.symbol).toBe('BT19');
      expect(passport.fields.map(([key]) => key)).toEqual(['nation', 'serial']);
    }
  });
});
