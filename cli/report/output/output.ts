import fs from "node:fs";
import path from "node:path";
import type { GuardrailsFile } from "../../../constructs/guardrails/guardrails-file";
import type { Waiting } from "../../../constructs/ledger/waiting";
import type { RoleFile } from "../../../constructs/permissions/identity-roles";
import { inStackOrder } from "./stack-order";
import { type Element, resourcesIn, type TerraformJson } from "./terraform-json";

/** `contracts.json`: what each stack publishes. */
export type ContractsFile = Readonly<
  Record<
    string,
    {
      readonly version: number;
      readonly outputs: Readonly<Record<string, { readonly kind: string; readonly meaning: string }>>;
      readonly readBy: readonly string[];
    }
  >
>;

/** A resource of `permissions/resources.json`: which actions Terraform needs for it. */
export interface Needs {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly arn: string;
  readonly changedBy?: string;
  readonly create: readonly string[];
  readonly read: readonly string[];
  readonly update: readonly string[];
  readonly delete: readonly string[];
}

/** The text of a file of the output by its path; undefined where there is none. */
export type ReadFile = (file: string) => string | undefined;

/** What one synthesis wrote. Each file is parsed once, when somebody asks for it. */
export class Output {
  /** The stacks in the order of their deployment. */
  readonly stackIds: readonly string[];
  private readonly parsed = new Map<string, unknown>();
  private readonly elements = new Map<string, readonly Element[]>();

  constructor(
    stackIds: readonly string[],
    private readonly read: ReadFile,
  ) {
    this.stackIds = inStackOrder(stackIds);
  }

  stack(id: string): TerraformJson {
    return this.file(`stacks/${id}/cdk.tf.json`, {});
  }

  resources(id: string): readonly Element[] {
    const known = this.elements.get(id) ?? resourcesIn(this.stack(id));
    this.elements.set(id, known);
    return known;
  }

  get contracts(): ContractsFile {
    return this.file("contracts.json", {});
  }

  get guardrails(): GuardrailsFile {
    return this.file("guardrails.json", { rules: [], waivers: [] });
  }

  get needs(): readonly Needs[] {
    return this.file("permissions/resources.json", []);
  }

  get waiting(): readonly Waiting[] {
    return this.file("waiting.json", []);
  }

  /** A stack's deployers by the kind of their role, such as `plan`, and in S3 the policies of its state. */
  permissions(id: string): Readonly<Record<string, Partial<RoleFile & StateRules>>> {
    return this.file(`permissions/${id}.json`, {});
  }

  /** `otherwise`: what an output says that is older than the file. */
  private file<T>(name: string, otherwise: T): T {
    const text = this.parsed.has(name) ? undefined : this.read(name);
    if (text !== undefined) this.parsed.set(name, JSON.parse(text));
    return (this.parsed.get(name) as T | undefined) ?? otherwise;
  }
}

/** Policies of a state's bucket and key. */
export interface StateRules {
  readonly bucketPolicy: RoleFile["boundary"];
  readonly keyPolicy: RoleFile["boundary"];
}

/** The output in a folder, such as `cdktf.out`. What lies there of stacks that are no more is left out. */
export function outputIn(folder: string): Output {
  const read: ReadFile = (file) => {
    const full = path.join(folder, file);
    return fs.existsSync(full) ? fs.readFileSync(full, "utf8") : undefined;
  };
  const { stacks } = JSON.parse(read("manifest.json") ?? '{"stacks":{}}');
  return new Output(Object.keys(stacks), read);
}
