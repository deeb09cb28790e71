/** An amount that a person wrote in units with a point, in the smallest unit; undefined for what is none. */
export function readAmount(text: string, decimals: number): bigint | undefined {
  const [whole = '', part = '', ...rest] = text.trim().replaceAll(',', '').split('.');
  if (rest.length > 0 || !/^\d+$/.test(whole) || !/^\d*$/.test(part) || part.length > decimals) return undefined;
  const value = BigInt(whole + part.padEnd(decimals, '0'));
  return value < 1n << 64n ? value : undefined;
}
