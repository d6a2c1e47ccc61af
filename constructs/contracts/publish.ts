import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { type Contract, type Fields, outputName, type Published, versionOutput } from "./contract";

/** The outputs of a stack: the fields of its contract and the contract's version, under names that never change. */
export class PublishedContract<F extends Fields> extends Construct {
  constructor(
    scope: Construct,
    readonly contract: Contract<F>,
    values: Published<F>,
  ) {
    super(scope, "contract");
    this.output(versionOutput, contract.version, `Version of the contract of ${contract.stack}.`);
    for (const [name, field] of Object.entries(contract.fields)) {
      this.output(outputName(name), values[name], field.meaning);
    }
  }

  private output(name: string, value: unknown, description: string): void {
    new TerraformOutput(this, name, { value, description, staticId: true });
  }
}
