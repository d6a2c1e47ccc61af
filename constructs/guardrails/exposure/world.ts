import { isExpression } from "../provider-values";

/** Wider than what the environment may name for the Kubernetes API (`ENV_ALLOWED_CIDR_WIDE`). */
const widest = { ipv4: 8, ipv6: 16 };

/** Whether a block is so wide that it stands for everybody: `0.0.0.0/0`, one half of it, `2000::/3`. */
export function isWorld(block: unknown): boolean {
  if (block === undefined || block === null || isExpression(block)) return false;
  const [address = "", length] = String(block).trim().split("/");
  if (length === undefined || !/^\d+$/.test(length)) return false;
  // Unique local addresses are nobody's on the internet.
  if (address.includes(":")) return Number(length) < widest.ipv6 && !/^f[cd]/i.test(address);
  return Number(length) < widest.ipv4;
}
