import {
  DataTerraformRemoteStateLocal,
  LocalBackend,
  type TerraformBackend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Environment } from "../../environments/schema/environment";
import type { State } from "../../environments/schema/state";
import type { StackId } from "../stack/stack-id";
import type { StateLocation } from "./state-location";

/** One file per stack beside `cdktf.out`, which the CDKTF command empties of what it does not know. */
export class LocalState implements StateLocation {
  constructor(
    private readonly environment: Pick<Environment, "name">,
    private readonly state: Extract<State, { kind: "local" }>,
  ) {}

  keepStateOf(stack: TerraformStack, id: StackId): TerraformBackend {
    return new LocalBackend(stack, { path: this.path(id) });
  }

  readStateOf(producer: StackId, reader: TerraformStack): TerraformRemoteState {
    return new DataTerraformRemoteStateLocal(reader, producer, { path: this.path(producer) });
  }

  describe(id: StackId): string {
    return this.file(id);
  }

  private file(id: StackId): string {
    return `${this.state.folder}/${this.environment.name}/${id}.tfstate`;
  }

  /** Relative to the stack's own folder, `cdktf.out/stacks/<id>`: an absolute path would differ by checkout. */
  private path(id: StackId): string {
    return `../../../${this.file(id)}`;
  }
}
