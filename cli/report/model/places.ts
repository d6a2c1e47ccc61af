import type { Output } from "../output/output";

/** Where an environment lies, by what its stacks say. */
export interface Place {
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
}

export function placeOf(output: Output): Place {
  const [first = ""] = output.stackIds;
  const [aws = {}] = output.stack(first).provider?.aws ?? [];
  return {
    environment: String(aws.default_tags?.[0]?.tags?.["strata:environment"] ?? ""),
    region: String(aws.region ?? ""),
    accountId: String(aws.allowed_account_ids?.[0] ?? ""),
  };
}
