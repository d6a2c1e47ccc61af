import fs from "node:fs";

/** One call of a stand-in provider, as it writes it to the file that OFFLINE_PROVIDER_LOG names. */
export interface ProviderCall {
  readonly provider: string;
  readonly type: string;
  readonly action: "create" | "read" | "update" | "delete";
  readonly name: string;
  readonly failed: boolean;
  readonly account?: string;
  readonly assume_role?: string;
}

/** The calls that a log holds so far; none where it does not exist. */
export function callsIn(log: string): readonly ProviderCall[] {
  if (!fs.existsSync(log)) return [];
  const lines = fs.readFileSync(log, "utf8").trim().split("\n").filter(Boolean);
  return lines.map((line) => JSON.parse(line) as ProviderCall);
}

/** `type name` of what was created (or deleted) with success, sorted, once for each time. */
export function done(calls: readonly ProviderCall[], action: ProviderCall["action"]): readonly string[] {
  return calls
    .filter((call) => call.action === action && !call.failed)
    .map((call) => `${call.type} ${call.name}`)
    .sort();
}
