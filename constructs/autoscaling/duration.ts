const seconds = { h: 3600, m: 60, s: 1 } as const;

/** Seconds in `336h` or `1h30m`, as Kubernetes and Karpenter write durations; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+[hms])+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+)([hms])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * seconds[unit as keyof typeof seconds], 0);
}
