import { TerraformElement, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "../../environments/schema/environment";
import { boundaryOf } from "../../stacks/boundaries";
import type { Contract, Fields, Published, Received } from "../contracts/contract";
import { notReadable } from "../contracts/not-readable";
import { PublishedContract } from "../contracts/publish";
import { ContractRead } from "../contracts/read";
import { type Names, namesOf } from "../names";
import { type StateLocation, stateLocationOf } from "../state/state-location";
import { awsProvider } from "./aws-provider";
import type { PlatformApp } from "./platform-app";
import { resolveIn } from "./resolved-tree";
import { type StackId, stacksBefore } from "./stack-id";

/** What all stacks share: a state of their own, the AWS provider, tags, and contracts as the only way to others. */
export abstract class PlatformStack extends TerraformStack {
  readonly environment: Environment;
  readonly names: Names;
  /** ARN of the stack's own role when `DEPLOY_AS` asks for one; without it, Terraform runs as its caller. */
  readonly deployerRoleArn: string | undefined;
  /** What was laid over the whole stack with `addOverride`, kept for the checks that look for foreign references. */
  readonly overrides: Record<string, unknown> = {};
  readonly published: PublishedContract<Fields> | undefined;
  readonly contractReads: ContractRead[] = [];
  /** The backend as it was made: no other state may be written in the end. */
  readonly madeBackend: object;
  /** Stacks that this one was told to wait for although they do not come before it, kept for the checks. */
  readonly backwardDependencies: TerraformStack[] = [];
  /** When building began, for the summary; nothing in the output depends on it. */
  readonly startedAt = performance.now();
  private readonly states: StateLocation;
  private prepared = false;

  constructor(
    readonly platform: PlatformApp,
    readonly id: StackId,
  ) {
    super(platform, id);
    const { environment, deployAs } = platform;
    this.environment = environment;
    this.names = namesOf(environment);
    this.deployerRoleArn = deployAs && this.names.deployerRoleArn(id, deployAs);
    this.states = stateLocationOf(environment);
    const backend = this.states.keepStateOf(this, id, this.deployerRoleArn);
    this.madeBackend = resolveIn(this, backend.toTerraform()).terraform;
    awsProvider(this);
  }

  /** Reads an earlier stack's contract with this stack's own credentials. */
  protected read<F extends Fields>(contract: Contract<F>): Received<F> {
    if (!boundaryOf(this.id).reads.includes(contract.stack)) throw notReadable(this.id, contract.stack);
    const remoteState = this.states.readStateOf(contract.stack, this, this.deployerRoleArn);
    const read = new ContractRead(contract, remoteState);
    this.contractReads.push(read);
    this.addDependency(this.platform.stack(contract.stack));
    return read.received;
  }

  get contractsRead(): readonly Contract[] {
    return this.contractReads.map(({ contract }) => contract);
  }

  /** Publishes all that later stacks may know of this one. */
  protected publish<F extends Fields>(contract: Contract<F>, values: Published<F>): void {
    Object.assign(this, { published: new PublishedContract(this, contract, values) });
  }

  /** For people: where the state of this stack lies. */
  get stateDescription(): string {
    return this.states.describe(this.id);
  }

  override addOverride(path: string, value: unknown): void {
    this.overrides[path] = value;
    super.addOverride(path, value);
  }

  /** All overrides of the whole stack as CDKTF will merge them in. */
  get mergedOverrides(): object {
    // biome-ignore lint/complexity/useLiteralKeys: private in cdktf, which gives no other way to what was laid over
    return this["rawOverrides"];
  }

  /** CDKTF would end a backward dependency with a stack trace; here it becomes a finding among the others. */
  override addDependency(dependency: TerraformStack): void {
    if (stacksBefore(this.id).includes(dependency.node.id as StackId)) super.addDependency(dependency);
    else this.backwardDependencies.push(dependency);
  }

  /** The app resolves every stack itself, once and before anything is written. */
  override prepareStack(): void {
    if (!this.prepared) super.prepareStack();
  }

  markPrepared(): void {
    this.prepared = true;
  }

  /**
   * Terraform names are construct paths joined by `_`, without cdktf's hash: a plan then reads as the code does. They
   * stay unique because ids hold no `_` themselves.
   */
  protected override allocateLogicalId(element: TerraformElement | Construct["node"]): string {
    const node = TerraformElement.isTerraformElement(element) ? element.node : (element as Construct["node"]);
    const ids = node.scopes.slice(node.scopes.indexOf(this) + 1).map((scope) => scope.node.id);
    const clashing = ids.find((id) => id.includes("_"));
    if (clashing) {
      const problem = `the id "${clashing}" holds an underscore, which separates ids in Terraform names`;
      throw new Error(`${node.path}: ${problem}. Use a hyphen.`);
    }
    return ids.join("_");
  }
}
