import { readDocument, type Statement } from "../identity/policy-document";
import { type Ledger, recordedOf } from "./ledger";

/** What an app's role was applied with, for what the app is about to lose. */
export interface DeployedAccess {
  queue(name: string): "send" | "receive" | "send-receive";
  /** Whether the queue keeps order, which its name says. */
  fifo(name: string): boolean;
  bucket(name: string): "read" | "read-write";
  table(name: string): "read" | "read-write";
}

/**
 * Read from the recorded policies: while pods run that use a thing, they keep what they had of it, and get no more. Of
 * what no policy speaks of they get the least.
 */
export function deployedAccess(ledger: Ledger | undefined, team: string, app: string): DeployedAccess {
  const statements = (part: string) => statementsOf(ledger, `aws_iam_policy.apps_${team}-${app}_policy-${part}`);
  const [queues, buckets, tables] = [statements("queues"), statements("buckets"), statements("tables")];
  const writes = (of: readonly Statement[], end: RegExp) => (mentions(of, "Write", end) ? "read-write" : "read");
  return {
    queue: (name) => {
      const [send, receive] = ["Send", "Receive"].map((id) => mentions(queues, id, ended(`${name}(\\.fifo)?`)));
      if (send && receive) return "send-receive";
      return receive ? "receive" : "send";
    },
    fifo: (name) => mentions(queues, undefined, ended(`${name}\\.fifo`)),
    bucket: (name) => writes(buckets, ended(`team-${name}/\\*`)),
    table: (name) => writes(tables, ended(name)),
  };
}

function statementsOf(ledger: Ledger | undefined, address: string): readonly Statement[] {
  const policy = recordedOf(ledger, "identity").elements[address]?.body?.policy;
  return typeof policy === "string" ? readDocument(policy).Statement : [];
}

/** Names have no character that means anything else here; before them stands the prefix of the environment. */
function ended(name: string): RegExp {
  return new RegExp(`-${name}$`);
}

function mentions(statements: readonly Statement[], id: string | undefined, end: RegExp): boolean {
  return statements.some(
    ({ Sid, Resource = [] }) => (id === undefined || Sid === id) && Resource.some((resource) => end.test(resource)),
  );
}
