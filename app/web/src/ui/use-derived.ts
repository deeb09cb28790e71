import { useEffect, useState } from 'react';

/** The value of a promise that `make` returns for these `inputs`; undefined until it is there. */
export function useDerived<T>(make: () => Promise<T> | undefined, inputs: readonly unknown[]): T | undefined {
  const [held, setHeld] = useState<{ key: string; value: T }>();
  const key = inputs.map(String).join(' ');
  useEffect(() => {
    let left = false;
    void make()?.then(
      (value) => {
        if (!left) setHeld({ key, value });
      },
      () => undefined, // An address that cannot be derived is one that nothing lies at.
    );
    return () => {
      left = true;
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the inputs are what `make` depends on
  }, [key]);
  return held?.key === key ? held.value : undefined;
}
