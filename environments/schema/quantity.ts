/** https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const bytesPerUnit: Readonly<Record<string, number>> = {
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** Thousandths of a CPU core in `250m`, `2` or `1.5`; undefined for anything else. */
export function parseCpu(text: string): number | undefined {
  const match = /^(?:(\d+)m|(\d+(?:\.\d{1,3})?))$/.exec(text);
  if (!match) return undefined;
  return match[1] === undefined ? Math.round(Number(match[2]) * 1000) : Number(match[1]);
}

/** Bytes in `512Mi` or `1.5Gi`; undefined for anything else, so also for `128m`, which would be a fraction of a byte. */
export function parseBytes(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([kMGTP]|[KMGTP]i)?$/.exec(text);
  const unit = bytesPerUnit[match?.[2] ?? ""];
  return match && unit ? Number(match[1]) * unit : undefined;
}

export function formatCpu(milli: number): string {
  return milli % 1000 === 0 ? `${milli / 1000}` : `${milli}m`;
}

/** In the largest binary unit that leaves a whole number. */
export function formatBytes(bytes: number): string {
  const unit = ["Pi", "Ti", "Gi", "Mi", "Ki"].find((name) => bytes % (bytesPerUnit[name] ?? 1) === 0);
  return unit ? `${bytes / (bytesPerUnit[unit] ?? 1)}${unit}` : `${bytes}`;
}
