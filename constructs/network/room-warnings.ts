import type { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { TerraformElement } from "cdktf";
import type { Construct } from "constructs";
import type { Condition } from "./existing-conditions";

/** A subnet, and what a plan warns of when it does not hold. */
export interface Watched {
  readonly subnet: DataAwsSubnet;
  readonly room: Condition;
}

/**
 * Warns at each plan and apply of what does not hold, and stops neither: a `check` block, which CDKTF has no class for.
 * https://developer.hashicorp.com/terraform/language/block/check
 */
export class RoomWarnings extends TerraformElement {
  constructor(
    scope: Construct,
    id: string,
    private readonly watched: readonly Watched[],
  ) {
    super(scope, id);
  }

  override toTerraform(): object {
    const assert = this.watched.map(({ subnet, room: { condition, errorMessage } }) => {
      // Out here the data source is no `self`.
      const named = (text: string) =>
        text.replaceAll("self.", `data.${subnet.terraformResourceType}.${subnet.friendlyUniqueId}.`);
      return { condition: named(condition), error_message: named(errorMessage) };
    });
    return { check: { [this.friendlyUniqueId]: { assert } } };
  }
}
