import type { Environment } from "../../../environments/schema/environment";
import type { Deployer, ProvenPlatform } from "./proven";
import { type Call, type ProvenRole, describe as told, verdictOn } from "./simulator";
import type { Relation } from "./state-calls";
import type { State } from "./states";

/** Whoever may ask for a state: all twelve deployers, and all people. */
export interface Asker extends ProvenRole {
  readonly stack?: Deployer["stack"];
  relation(state: State): Relation;
}

export function askersOf({ deployers, people }: ProvenPlatform): readonly Asker[] {
  return [
    ...deployers.map((one): Asker => {
      const relation = ({ stack, readers }: State): Relation => {
        if (stack === one.stack) return `own ${one.action}`;
        return readers.includes(one.stack) ? "reader" : "stranger";
      };
      return { ...one, relation };
    }),
    ...people.map((one): Asker => ({ ...one, relation: () => "stranger" })),
  ];
}

/** A deployer with the most that its policies can say: its boundary is all that holds it. People stay as they are. */
export function withAllPolicies(asker: Asker): Asker {
  return asker.stack ? { ...asker, policies: allowedEverything(asker.roleArn).policies } : asker;
}

/** The same role without a boundary. */
export function withEverything(asker: Asker): Asker {
  return { ...asker, ...allowedEverything(asker.roleArn) };
}

/** A session of the first of them, whose role may do everything. */
export function rootAdministrator({ rootAdministrators: [first = ""] }: Environment, pattern = first): ProvenRole {
  return allowedEverything(pattern.replaceAll("*", "0123456789abcdef"));
}

/** A role that nothing but policies of buckets and keys holds back. */
export function allowedEverything(roleArn: string): ProvenRole {
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["*"], Resource: ["*"] }] } as const;
  return { roleArn, policies: [{ name: "everything", document }], boundary: document };
}

export interface Question {
  readonly asker: ProvenRole;
  readonly call: Call;
  readonly allowed: boolean;
}

/** Questions with another answer than they should have. */
export async function wrong(questions: readonly Question[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { asker, call, allowed } of questions) {
    const verdict = await verdictOn(asker, call);
    if ((verdict === "Allowed") !== allowed) found.push(`${asker.roleArn}, ${verdict}: ${told(call)}`);
  }
  return found;
}
