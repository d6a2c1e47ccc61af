import type { TerraformRemoteState } from "cdktf";
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
export function receive<F extends Fields>(contract: Contract<F>, remoteState: TerraformRemoteState): Received<F> {
  const conditions = new ReadConditions(contract, remoteState);
  const read: Record<FieldKind, (output: string) => unknown> = {
    text: (output) => remoteState.getString(output),
    list: (output) => remoteState.getList(output),
    map: (output): Keyed => ({
      at(key) {
        conditions.require(output, key);
        return remoteState.getString(`${output}[${JSON.stringify(key)}]`);
      },
    }),
  };
  const received = Object.entries(contract.fields).map(([name, { kind }]) => [name, read[kind](outputName(name))]);
  return Object.fromEntries(received) as Received<F>;
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

  private write(): void {
    const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);
    const keys = [...this.keys].sort(byName).map(([output, wanted]) => this.keysCondition(output, [...wanted].sort()));
    this.remoteState.addOverride("lifecycle", { postcondition: [this.versionCondition(), ...keys] });
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
