import fs from "node:fs";
import path from "node:path";
import type { PolicyDocument } from "../../../constructs/identity/policy-document";
import type { Ledger } from "../../../constructs/ledger/ledger";
import type { StatePolicies } from "../../../constructs/permissions/state-policies";
import {
  type DeployerAction,
  type DeployerRole as RoleOfDeployer,
  type StackId,
  stackIds,
} from "../../../constructs/stack/stack-id";
import type { Environment } from "../../../environments/schema/environment";
import { platform } from "../../../main";

/** The parts of a synthesized stack that the suites look at. */
export interface SynthesizedStack {
  readonly terraform: { readonly backend: { readonly s3?: S3Settings; readonly local?: { readonly path: string } } };
  readonly provider: {
    readonly aws: readonly { readonly assume_role?: readonly RoleSettings[] }[];
    /** The login of each is `exec`: a list with the one, an object with the other. */
    readonly kubernetes?: readonly { readonly exec?: readonly Login[] }[];
    readonly helm?: readonly { readonly kubernetes?: { readonly exec?: Login } }[];
  };
  readonly data?: { readonly terraform_remote_state?: Record<string, RemoteState> };
}

/** How a provider gets a token for the cluster. */
export interface Login {
  readonly command: string;
  readonly args: readonly string[];
}

export interface RoleSettings {
  readonly role_arn: string;
}

export interface S3Settings {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly kms_key_id: string;
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly assume_role?: RoleSettings;
}

export interface RemoteState {
  readonly backend: string;
  readonly config: { readonly assume_role?: RoleSettings };
}

/** A deployer as `cdktf.out/permissions/<stack>.json` describes it. */
export interface DeployerRole {
  readonly roleArn: string;
  readonly policies: readonly { readonly name: string; readonly document: PolicyDocument }[];
  readonly trust: PolicyDocument;
  readonly boundary: PolicyDocument;
}

export interface PermissionFile extends Readonly<Record<RoleOfDeployer, DeployerRole>> {
  readonly state: StatePolicies;
}

/** The six stacks of an environment, synthesized into a folder. */
export class StackFolders {
  constructor(
    /** Holds `cdktf.out` and, with local state, `state`. */
    readonly root: string,
    private readonly environment: Environment,
    /** What is deployed, as it was recorded. @default - nothing is recorded */
    private readonly ledger?: Ledger,
  ) {}

  /** Writes the stacks, over what is there. */
  synthesize(deployAs?: DeployerAction): this {
    const outdir = path.join(this.root, "cdktf.out");
    platform({ environment: this.environment, ledger: this.ledger, outdir, deployAs }).synth();
    return this;
  }

  /** Where Terraform runs for a stack. */
  of(id: StackId): string {
    return path.join(this.root, "cdktf.out/stacks", id);
  }

  json(id: StackId): SynthesizedStack {
    return JSON.parse(fs.readFileSync(path.join(this.of(id), "cdk.tf.json"), "utf8")) as SynthesizedStack;
  }

  /** The derived permissions of a stack whose state lies in S3. */
  permissions(id: StackId): PermissionFile {
    return JSON.parse(fs.readFileSync(path.join(this.root, "cdktf.out/permissions", `${id}.json`), "utf8"));
  }

  /** The stacks whose state a stack reads, by the names of the data sources. */
  readsOf(id: StackId): readonly StackId[] {
    const reads = Object.keys(this.json(id).data?.terraform_remote_state ?? {});
    return stackIds.filter((upstream) => reads.includes(upstream));
  }

  /** File of a stack's local state. */
  stateFile(id: StackId): string {
    return path.join(this.root, "state", this.environment.name, `${id}.tfstate`);
  }

  /** The same stacks, as initialized and applied as they are, in another folder. */
  copyTo(root: string): StackFolders {
    fs.cpSync(this.root, root, { recursive: true, verbatimSymlinks: true });
    return new StackFolders(root, this.environment);
  }
}
