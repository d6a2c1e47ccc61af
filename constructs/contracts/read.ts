import type { TerraformRemoteState } from "cdktf";
import { resolveIn } from "../stack/resolved-tree";
import {
  type Contract,
  type FieldKind,
  type Fields,
  type Keyed,
  outputName,
  type Received,
  versionOutput,
} from "./contract";

/**
 * Hands the fields of an earlier stack's contract to a later one. The conditions on the read turn a missing or older
 * deployment of the producer into one message that says what to deploy first; without them the plan would fail
 * somewhere later on a null.
 */
export class ContractRead<F extends Fields = Fields> {
  readonly received: Received<F>;
  private readonly made: object;
  private readonly conditions: ReadConditions;

  constructor(
    readonly contract: Contract<F>,
    private readonly remoteState: TerraformRemoteState,
  ) {
    this.made = bodyOf(remoteState);
    this.conditions = new ReadConditions(contract, remoteState);
    const received = Object.entries(contract.fields).map(([name, { kind }]) => [
      name,
      this.receive(kind, outputName(name)),
    ]);
    this.received = Object.fromEntries(received) as Received<F>;
  }

  /** What has to stand in the configuration in the end, whatever was laid over the data source meanwhile. */
  get expected(): object {
    return { ...this.made, lifecycle: this.conditions.lifecycle };
  }

  private receive(kind: FieldKind, output: string): string | string[] | Keyed {
    switch (kind) {
      case "text":
        return this.remoteState.getString(output);
      case "list":
        return this.remoteState.getList(output);
      case "map":
        return { at: (key: string) => this.valueOf(output, key) };
    }
  }

  private valueOf(output: string, key: string): string {
    this.conditions.require(output, key);
    return this.remoteState.getString(`${output}[${JSON.stringify(key)}]`);
  }
}

function bodyOf(remoteState: TerraformRemoteState): object {
  const { data } = resolveIn(remoteState, remoteState.toTerraform());
  return data.terraform_remote_state[remoteState.friendlyUniqueId];
}

interface Condition {
  readonly condition: string;
  readonly error_message: string;
}

class ReadConditions {
  private readonly keys = new Map<string, Set<string>>();

  constructor(
    private readonly contract: Contract,
    private readonly remoteState: TerraformRemoteState,
  ) {
    this.write();
  }

  require(output: string, key: string): void {
    const known = this.keys.get(output) ?? new Set();
    this.keys.set(output, known.add(key));
    this.write();
  }

  get lifecycle(): { readonly postcondition: readonly Condition[] } {
    const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
    const keys = [...this.keys].sort(byName).map(([output, wanted]) => this.keysCondition(output, [...wanted].sort()));
    return { postcondition: [this.versionCondition(), ...keys] };
  }

  private write(): void {
    this.remoteState.addOverride("lifecycle", this.lifecycle);
  }

  private get published(): string {
    return `try(tonumber(self.outputs.${versionOutput}), 0)`;
  }

  private versionCondition(): Condition {
    const { stack, version } = this.contract;
    return {
      condition: `\${${this.published} >= ${version}}`,
      error_message:
        `This stack reads version ${version} of the contract of ${stack}, and the state of ${stack} holds ` +
        `version \${${this.published}} (0: none). Deploy ${stack} first: npx cdktf deploy ${stack}`,
    };
  }

  private keysCondition(output: string, keys: readonly string[]): Condition {
    const { stack, version } = this.contract;
    const missing = `[for key in ${JSON.stringify(keys)} : key if !contains(try(keys(self.outputs.${output}), []), key)]`;
    return {
      // An older contract has its own message, which this one would only repeat.
      condition: `\${${this.published} < ${version} || length(${missing}) == 0}`,
      error_message:
        `The state of ${stack} has no ${output} yet for: \${join(", ", ${missing})}. ` +
        `Deploy ${stack} first: npx cdktf deploy ${stack}`,
    };
  }
}
