// Names of addresses that people meet: programs, the nation's own accounts, citizens by number.
import { createContext, useContext } from 'react';

export type Naming = (address: string) => string | undefined;

export const NamesContext = createContext<Naming>(() => undefined);

/** Finds the name of an address on this page; undefined where it has none. */
export function useNames(): Naming {
  return useContext(NamesContext);
}
