import { ConfigError, type Finding } from "../errors";
import type { PolicyDocument } from "../identity/policy-document";
import { policyLimits } from "../identity/policy-limits";
import type { Ledger } from "../ledger/ledger";
import { knownIdsOf, recordedGrants } from "../ledger/recorded-grants";
import type { ResolvedStack } from "../stack/resolved-tree";
import { type DeployerAction, deployerActions, type StackId } from "../stack/stack-id";
import { type Derived, derive, type ResourceNeeds } from "./derive";
import type { Catalogue, Grant } from "./entry";
import { merge } from "./merge";
import { pack, TooManyPolicies } from "./pack";

/** Policies by the last part of their names. */
export type DerivedPolicies = Readonly<Record<string, PolicyDocument>>;

/** What the deployers of all stacks but identity, whose rights are written by hand, may do, and why: the resources that ask for it. */
export class DeployerGrants {
  private readonly derived: Derived;

  constructor(
    private readonly stacks: readonly ResolvedStack[],
    catalogue: Catalogue,
    private readonly ledger?: Ledger,
    /** How many managed policies a role has room for, beside those that are not derived. @default - all that IAM takes */
    private readonly room: number = policyLimits.attachments,
  ) {
    this.derived = derive(stacks, catalogue, { knownIds: knownIdsOf(ledger) });
  }

  get findings(): readonly Finding[] {
    return this.derived.findings;
  }

  get resources(): readonly ResourceNeeds[] {
    return this.derived.resources;
  }

  /**
   * The grants of a role. Plan: what all its resources read. Apply: everything. What is deployed counts beside what is
   * declared: a change must not take away the right to remove what it leaves out.
   */
  grantsOf(stack: StackId, action: DeployerAction): readonly Grant[] {
    const declared = this.derived.resources
      .filter((resource) => resource.stack === stack)
      .flatMap(({ needs }) => (action === "plan" ? needs.read : Object.values(needs).flat()));
    return [...declared, ...recordedGrants(this.ledger, stack, action)];
  }

  /** The same, merged and packed into policies. Throws a `ConfigError` when they are more than a role can take. */
  policiesOf(stack: StackId, action: DeployerAction): DerivedPolicies {
    try {
      const packed = pack(merge(this.grantsOf(stack, action)), this.room);
      return Object.fromEntries(
        packed.map(({ suffix, statements }) => [suffix, { Version: "2012-10-17", Statement: statements }]),
      );
    } catch (error) {
      if (!(error instanceof TooManyPolicies)) throw error;
      throw new ConfigError("Permissions", [tooMany(stack, action, this.room, error.message)]);
    }
  }

  /** Every action that a derived plan role reads with. */
  get reads(): readonly string[] {
    const resources = this.derived.resources.filter(({ stack }) => stack !== "identity");
    return [...new Set(resources.flatMap(({ needs }) => needs.read.flatMap(({ actions }) => actions)))].sort();
  }

  /** Every derived role. */
  get roles(): readonly { readonly stack: StackId; readonly action: DeployerAction }[] {
    const derived = this.stacks.map(({ stack }) => stack.id).filter((id) => id !== "identity");
    return derived.flatMap((stack) => deployerActions.map((action) => ({ stack, action })));
  }
}

function tooMany(stack: StackId, action: DeployerAction, room: number, policies: string): Finding {
  return {
    place: `${stack} (${action} role)`,
    value: policies,
    problem:
      `a role takes ${policyLimits.attachments} managed policies, ${room} of them derived, and what this stack declares, with what the ` +
      "ledger still holds of it, needs more",
    fix:
      "retire what is removed (npx platform permissions retire), use name prefixes in place of exact ARNs in the entries of " +
      "constructs/permissions/catalogue/, or split the stack (apps: appsStack of a team, see docs/playbooks/shard-apps.md)",
    code: "PERMISSIONS_TOO_MANY_POLICIES",
  };
}
