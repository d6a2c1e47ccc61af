/** What a node has to give. */
export interface Size {
  /** Thousandths of a vCPU. */
  readonly cpu: number;
  /** Bytes. */
  readonly memory: number;
}

const gibibytesPerCpu: Readonly<Record<string, number>> = { c: 2, m: 4, r: 8 };

/**
 * Size of an instance type of the families c, m and r from the fifth generation on, which all keep to one table but
 * c5n; undefined for any other.
 * https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-type-specifications.html
 */
export function sizeOf(instanceType: string): Size | undefined {
  const [, family, variant, size = "", times] =
    /^([cmr])((?:[5-9]|[1-9]\d)[a-z]*(?:-flex)?)\.(medium|large|(\d*)xlarge)$/.exec(instanceType) ?? [];
  const memory = gibibytesPerCpu[family ?? ""];
  if (memory === undefined || `${family}${variant}` === "c5n") return undefined;
  const cpus = { medium: 1, large: 2 }[size] ?? 4 * Number(times || 1);
  return { cpu: cpus * 1000, memory: cpus * memory * 2 ** 30 };
}
