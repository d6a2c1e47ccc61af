import type { TerraformBackend, TerraformRemoteState, TerraformStack } from "cdktf";
import type { Environment } from "../../environments/schema/environment";
import type { StackId } from "../stack/stack-id";
import { HcpTerraformState } from "./hcp-terraform-state";
import { LocalState } from "./local-state";
import { S3State } from "./s3-state";

/** Where the states lie: one of the three kinds of `state` in an environment. */
export interface StateLocation {
  /** Keeps the stack's own state here. `roleArn`: the role that reads and writes it; none: the caller's own. */
  keepStateOf(stack: TerraformStack, id: StackId, roleArn?: string): TerraformBackend;
  /** Reads an earlier stack's state with the credentials of the stack that reads: the producer's never appear. */
  readStateOf(producer: StackId, reader: TerraformStack, roleArn?: string): TerraformRemoteState;
  /** For people: where this stack's state lies. */
  describe(id: StackId): string;
}

export function stateLocationOf(environment: Environment): StateLocation {
  const { state } = environment;
  switch (state.kind) {
    case "local":
      return new LocalState(environment, state);
    case "s3":
      return new S3State(environment, state);
    case "hcp-terraform":
      return new HcpTerraformState(environment, state);
  }
}
