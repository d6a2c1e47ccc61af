import type { BoundaryKind } from "../../../constructs/names";
import type { StackId } from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { outputOf, type SynthesizedPlatform } from "../../support/demo";
import type { ActionFacts } from "./action-facts";
import { attempt } from "./attack";
import { CaseBook, type Case as Need } from "./cases";
import { cutOff } from "./cuts";
import { endOf, paths } from "./escalation";
import { ends } from "./escalation-ends";
import { attack, told } from "./isolation";
import {
  type Exceptions,
  intoOtherEnvironments,
  linesOf,
  onUntaggedThings,
  usesOfOtherStacks,
} from "./isolation-exceptions";
import { lint } from "./lint";
import { deployer, type ProvenPlatform, proven, provenIn } from "./proven";
import { describe as call, verdictOn } from "./simulator";
import { on, statesOf } from "./states";
import { type Owner, reached } from "./strangers";
import {
  contents,
  contentsOfEnvironments,
  contentsOfStrangers,
  leftOfEnvironments,
  leftOfStrangers,
} from "./strangers-exceptions";
import {
  administratorOf,
  aliasMoves,
  chain,
  entries,
  giveaways,
  handovers,
  keysMoved,
  nameOf,
  rewritten,
  silencings,
  type Try,
  tryAll,
  unbounded,
  withinEach,
} from "./takeovers";
import { stackVictims, stranger, type Victim } from "./victims";

/** A proof as a function: the cases in which it fails. */
export type Check = (platform: ProvenPlatform) => Promise<readonly string[]>;

/** The proofs on an environment, each on the slice of it that is asked for: a whole matrix per mutation would take hours. */
export class Checks {
  readonly platform: ProvenPlatform;
  private readonly synthesized: SynthesizedPlatform;
  private readonly other: ProvenPlatform;
  private readonly victims: readonly Victim[];
  private readonly otherVictims: readonly Victim[];
  private readonly stranger: Victim;
  private needs: Promise<readonly Need[]> | undefined;

  constructor(private readonly environment: Environment) {
    this.synthesized = outputOf(environment);
    this.platform = provenIn(this.synthesized, environment);
    this.other = proven({ ...environment, name: "other" });
    this.victims = stackVictims(this.platform);
    this.otherVictims = stackVictims(this.other);
    this.stranger = stranger(this.platform);
  }

  /** `attacker` reaches nothing of `owner`'s but what is listed. */
  isolated(attacker: StackId, owner: StackId): Check {
    return (platform) => this.reached(platform, attacker, this.victims, owner, usesOfOtherStacks);
  }

  /** A stack's deployer reaches nothing of the same stack of another environment but what is listed. */
  apart(stack: StackId): Check {
    return (platform) => this.reached(platform, stack, this.otherVictims, stack, intoOtherEnvironments);
  }

  /** A stack's deployer reaches nothing of strangers but what is listed. */
  keepingOff(stack: StackId): Check {
    return (platform) => this.reached(platform, stack, [this.stranger], undefined, onUntaggedThings);
  }

  private async reached(
    platform: ProvenPlatform,
    attacker: StackId,
    victims: readonly Victim[],
    owner: StackId | undefined,
    exceptions: Exceptions,
  ): Promise<readonly string[]> {
    const by = [unbounded(deployer(platform, attacker, "apply"))];
    const found: string[] = [];
    for (const victim of victims.filter(({ stack }) => stack === owner)) {
      found.push(...told((await attack(platform, victim, by)).reached));
    }
    return found.filter((line) => !linesOf(exceptions).includes(line));
  }

  /** A stack's deployer hands over no role beyond those that it hands over as things are. */
  handing(stack: StackId): Check {
    return (platform) => this.more(platform, stack, handovers(this.sampled, this.sampled));
  }

  /** The same of aliases, of whatever keys. */
  aliasing(stack: StackId): Check {
    return (platform) =>
      this.more(platform, stack, [...aliasMoves(this.platform, this.other), ...keysMoved(this.platform)]);
  }

  /** The same of whom it lets into the cluster. */
  lettingIn(stack: StackId): Check {
    return (platform) => this.more(platform, stack, entries(this.sampled));
  }

  /** The platform with the first and the last role of each path. */
  private get sampled(): ProvenPlatform {
    const byPath = (roles: ProvenPlatform["roles"]) =>
      new Map(roles.map((role) => [role.arn.slice(0, role.arn.lastIndexOf("/")), role])).values();
    const { roles } = this.platform;
    return { ...this.platform, roles: [...new Set([...byPath(roles), ...byPath([...roles].reverse())])] };
  }

  /** What a stack's deployer gets through beyond what it gets through as things are. */
  private async more(platform: ProvenPlatform, stack: StackId, tries: readonly Try[]): Promise<readonly string[]> {
    if (platform === this.platform) return [];
    const before = await tryAll(platform, [unbounded(deployer(this.platform, stack, "apply"))], tries);
    const after = await tryAll(platform, [unbounded(deployer(platform, stack, "apply"))], tries);
    const left = [...before.allowed];
    return after.allowed.filter((line) => {
      const index = left.indexOf(line);
      if (index >= 0) left.splice(index, 1);
      return index < 0;
    });
  }

  readonly records: Check = async (platform) => {
    const tried = platform.deployers.map((role) =>
      tryAll(
        platform,
        [unbounded(role)],
        silencings(this.platform).filter(({ owner }) => owner !== role.stack),
      ),
    );
    return (await Promise.all(tried)).flatMap(({ allowed }) => allowed);
  };

  readonly chaining: Check = async (platform) => {
    const callers = [...platform.deployers, ...platform.people];
    const callersRewritten = [...callers.map(rewritten), administratorOf(platform)];
    return (await chain(platform, [...callers, ...callersRewritten])).allowed;
  };

  /** No stack gives its own things away. */
  kept(stackId: StackId): Check {
    return async (platform) => {
      const [victim] = this.victims.filter(({ stack }) => stack === stackId);
      const found: string[] = [];
      for (const one of victim ? await giveaways(this.platform, victim) : []) {
        const by = unbounded(deployer(platform, stackId, "apply"));
        if (await attempt(by, one.action, one.target)) found.push(`${one.action} on ${one.on}`);
      }
      // No right rests on the tags of these.
      return found.filter((line) => !/ on (bucket|hostedzone)$/.test(line));
    };
  }

  /** No known path leads a stack's deployer further than it does as things are. */
  escalating(stackId: StackId): Check {
    return async (platform) => {
      const found: string[] = [];
      for (const role of platform.deployers.filter(({ stack }) => stack === stackId)) {
        const name = nameOf(role).replace(`strata-${platform.environment}-`, "");
        for (const [id, path] of Object.entries(paths)) {
          const end = await endOf(platform, role, path);
          const isListed = end === "contained" && ends[name]?.contained.includes(id);
          if (end !== "denied" && !isListed) found.push(`${name}: ${id} is ${end}`);
        }
      }
      return found;
    };
  }

  /** What identity's apply role, given everything, does to the root of trust, and hands over. */
  readonly root: Check = async (platform) => {
    const { roles } = this.platform;
    const role = `arn:aws:iam::${platform.account}:role/strata/${platform.environment}/apps/any/any`;
    const root = roles.flatMap(({ arn }) => (arn.includes("/root/") ? [arn] : []));
    const handed = (arn: string, service: string): Try => {
      return { action: "iam:PassRole", arn, asked: { "iam:PassedToService": service } };
    };
    const { allowed } = await tryAll(
      platform,
      [rewritten(deployer(platform, "identity", "apply"))],
      [
        ...root.map((arn) => ({ action: "iam:UpdateAssumeRolePolicy", arn })),
        ...roles.map(({ boundary }) => ({ action: "iam:CreatePolicyVersion", arn: boundary })),
        { action: "iam:CreateRole", arn: role, without: ["iam:PermissionsBoundary"] },
        { action: "iam:DeleteRolePermissionsBoundary", arn: role },
        { action: "iam:CreateUser", arn: `arn:aws:iam::${platform.account}:user/any` },
        ...roles.map(({ arn }) => handed(arn, "lambda.amazonaws.com")),
      ],
    );
    return allowed;
  };

  /** What identity's apply role makes with another kind's boundary, or outside of its paths. */
  readonly born: Check = async (platform) => {
    const iam = (resource: string) => `arn:aws:iam::${platform.account}:${resource}`;
    const path = `/strata/${platform.environment}`;
    const bounded = (kind: string): Try["given"] => {
      return { "iam:PermissionsBoundary": iam(`policy${path}/root/strata-${platform.environment}-boundary-${kind}`) };
    };
    const { allowed } = await tryAll(
      platform,
      [unbounded(deployer(platform, "identity", "apply"))],
      [
        { action: "iam:CreateRole", arn: iam(`role${path}/pipelines/any/any`), given: bounded("workloads") },
        { action: "iam:CreateRole", arn: iam(`role${path}/runners/any`), given: bounded("people") },
        { action: "iam:CreateRole", arn: iam(`role${path}/root/any`), given: bounded("identity") },
        { action: "iam:AddRoleToInstanceProfile", arn: iam(`instance-profile${path}/root/any`) },
        { action: "iam:CreatePolicyVersion", arn: iam(`policy${path}/root/any`) },
        { action: "iam:SetDefaultPolicyVersion", arn: iam("policy/any") },
      ],
    );
    return allowed;
  };

  /** What a boundary leaves of another owner's things beyond what is listed, among the actions that are asked about. */
  leaving(kind: BoundaryKind, owner: Owner, asked: RegExp): Check {
    return async (platform) => {
      const { environment, boundaries } = platform;
      const known = owner.environment
        ? [leftOfEnvironments, contentsOfEnvironments]
        : [leftOfStrangers, contentsOfStrangers];
      const [role] = withinEach({ ...platform, boundaries: { [kind]: boundaries[kind] } as typeof boundaries });
      if (!role) throw new Error(`no boundary of ${kind} in ${environment}`);
      const isAsked = ({ action, writes }: ActionFacts) => asked.test(action) && (writes || contents.includes(action));
      const { allowed } = await reached(platform, role, owner, isAsked);
      const listed = known.flatMap(linesOf);
      return allowed.map((line) => `${kind}: ${line}`).filter((line) => !listed.includes(line));
    };
  }

  /** No known path leads beyond the boundary of those roles. */
  ending(kind: BoundaryKind): Check {
    return async (platform) => {
      const found: string[] = [];
      for (const role of withinEach(platform).filter((one) =>
        one.roleArn.endsWith(`-${platform.environment}-${kind}`),
      )) {
        for (const [id, path] of Object.entries(paths))
          if ((await endOf(platform, role, path)) === "open") found.push(id);
      }
      return found;
    };
  }

  /** What the boundary takes away of what a role, by the end of its name, has in its policies. */
  sparing(name: string): Check {
    return async (platform) => {
      const [role] = [...platform.workloads, ...platform.people].filter((one) => one.name === name);
      if (!role) throw new Error(`no role ${name}`);
      const tags = { "strata:environment": platform.environment, "strata:stack": "kubernetes-cluster" };
      const marks = { ...tags, "elbv2.k8s.aws/cluster": `strata-${platform.environment}` };
      const known = Object.fromEntries(Object.entries(marks).map(([key, value]) => [`aws:ResourceTag/${key}`, value]));
      return (await cutOff(platform, role, known, /./)).allowed;
    };
  }

  /** Calls that a stack's resources take, and that its roles are refused. */
  sufficient(stackId: StackId): Check {
    return async (platform) => {
      const needs = (await this.allNeeds()).filter(({ stack }) => stack === stackId);
      return this.refused(platform, stackId, needs);
    };
  }

  /** A stack's plan role makes no writing call. */
  planning(stackId: StackId): Check {
    return async (platform) => {
      const writes = (await this.allNeeds()).filter(({ stack, writes: isWrite }) => stack === stackId && isWrite);
      const role = deployer(platform, stackId, "plan");
      const found: string[] = [];
      for (const { call: one } of writes) if ((await verdictOn(role, one)) === "Allowed") found.push(call(one));
      return found;
    };
  }

  /** Each deployer uses its own state, and reads those of its contracts, and does nothing with any other. */
  readonly states: Check = async (platform) => {
    const found: string[] = [];
    for (const state of statesOf(this.synthesized, this.environment)) {
      for (const role of platform.deployers) {
        const own = role.stack === state.stack;
        const reads = own || state.readers.includes(role.stack);
        const asked = [
          { one: on.get(state), allowed: reads },
          { one: on.put(state), allowed: own && role.action === "apply" },
          { one: on.object(state, "s3:DeleteObject", state.lock), allowed: own },
          { one: on.key(state, "kms:Decrypt"), allowed: reads },
        ];
        for (const { one, allowed } of asked) {
          if (((await verdictOn(role, one)) === "Allowed") !== allowed) found.push(`${nameOf(role)}: ${call(one)}`);
        }
      }
    }
    return found;
  };

  /** What AWS's data says against the policies of a stack. */
  lawful(stackId: StackId): Check {
    return (platform) => {
      const { policies } = deployer(platform, stackId, "apply");
      const statements = policies.flatMap(({ document }) => document.Statement);
      return lint(statements.map(({ Action = [], Resource = [], Condition }) => ({ Action, Resource, Condition })));
    };
  }

  private async refused(platform: ProvenPlatform, stack: StackId, needs: readonly Need[]): Promise<readonly string[]> {
    const role = deployer(platform, stack, "apply");
    const found: string[] = [];
    for (const { call: one } of needs) if ((await verdictOn(role, one)) !== "Allowed") found.push(call(one));
    return found;
  }

  /** Every call that is needed and granted as things are, each once. */
  private allNeeds(): Promise<readonly Need[]> {
    this.needs ??= this.findNeeds();
    return this.needs;
  }

  private async findNeeds(): Promise<readonly Need[]> {
    const { cases } = await new CaseBook(this.synthesized, this.environment.aws).all();
    const unique = [...new Map(cases.map((one) => [`${one.stack} ${JSON.stringify(one.call)}`, one])).values()];
    const granted: Need[] = [];
    for (const one of unique) {
      const role = deployer(this.platform, one.stack, "apply");
      if ((await verdictOn(role, one.call)) === "Allowed") granted.push(one);
    }
    return granted;
  }
}
