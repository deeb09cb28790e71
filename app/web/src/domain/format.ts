// How figures, times and addresses are written. English, with the reader's digits in groups of three.
const whole = new Intl.NumberFormat('en');
const dated = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const timed = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZoneName: 'short',
});

export function count(value: number | bigint): string {
  return whole.format(value);
}

/** "1 ballot", "2 ballots". */
export function counted(value: number | bigint, one: string, many = `${one}s`): string {
  return `${count(value)} ${BigInt(value) === 1n ? one : many}`;
}

/** A share in percent with one decimal; a dash of nothing. */
export function percent(part: number | bigint, of: number | bigint, decimals = 1): string {
  const total = Number(of);
  return total === 0 ? '–' : `${((Number(part) * 100) / total).toFixed(decimals)} %`;
}

/** Basis points in percent, without needless zeros. */
export function basisPoints(bps: number): string {
  return `${Number((bps / 100).toFixed(2))} %`;
}

export function date(seconds: number | bigint): string {
  return dated.format(Number(seconds) * 1_000);
}

export function dateTime(seconds: number | bigint): string {
  return timed.format(Number(seconds) * 1_000);
}

const UNITS: readonly [number, string][] = [
  [31_557_600, 'year'],
  [2_629_800, 'month'],
  [86_400, 'day'],
  [3_600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
];

/** A length of time in its largest unit, and the next where that says more: "3 days 4 hours". */
export function span(seconds: number | bigint): string {
  const total = Math.max(0, Math.floor(Number(seconds)));
  const first = UNITS.findIndex(([unit]) => total >= unit);
  if (first < 0) return '0 seconds';
  const [unit, name] = UNITS[first] as [number, string];
  const n = Math.floor(total / unit);
  const text = counted(n, name);
  const next = UNITS[first + 1];
  if (next === undefined || n >= 10) return text;
  const rest = Math.floor((total - n * unit) / next[0]);
  return rest === 0 ? text : `${text} ${counted(rest, next[1])}`;
}

/** "in 3 days", "2 hours ago", "now". */
export function relative(seconds: number | bigint, now: number): string {
  const apart = Number(seconds) - now;
  if (apart === 0) return 'now';
  return apart > 0 ? `in ${span(apart)}` : `${span(-apart)} ago`;
}

/** The ends of an address, by which people tell addresses apart. */
export function shortAddress(address: string): string {
  return address.length <= 12 ? address : `${address.slice(0, 4)}…${address.slice(-4)}`;
}

/** An amount in a mint's smallest unit, as people write it. */
export function amount(value: bigint, decimals: number): string {
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(decimals + 1, '0');
  const cut = digits.length - decimals;
  const fraction = digits.slice(cut).replace(/0+$/, '');
  const text = whole.format(BigInt(digits.slice(0, cut))) + (fraction === '' ? '' : `.${fraction}`);
  return negative ? `−${text}` : text;
}

export function sol(lamports: bigint): string {
  return `${amount(lamports, 9)} SOL`;
}
