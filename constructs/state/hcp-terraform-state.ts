import {
  CloudBackend,
  DataTerraformRemoteState,
  NamedCloudWorkspace,
  type TerraformBackend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Environment } from "../../environments/schema/environment";
import type { State } from "../../environments/schema/state";
import { type Names, namesOf } from "../names";
import type { StackId } from "../stack/stack-id";
import type { StateLocation } from "./state-location";

/** One HCP Terraform workspace per stack, by name. The workspace chooses the roles, so none stands here. */
export class HcpTerraformState implements StateLocation {
  private readonly names: Names;

  constructor(
    environment: Environment,
    private readonly state: Extract<State, { kind: "hcp-terraform" }>,
  ) {
    this.names = namesOf(environment);
  }

  keepStateOf(stack: TerraformStack, id: StackId): TerraformBackend {
    const { hostname, organization, project } = this.state;
    return new CloudBackend(stack, {
      hostname,
      organization,
      workspaces: new NamedCloudWorkspace(this.names.workspace(id), project),
    });
  }

  readStateOf(producer: StackId, reader: TerraformStack): TerraformRemoteState {
    const { hostname, organization } = this.state;
    const workspaces = { name: this.names.workspace(producer) };
    return new DataTerraformRemoteState(reader, producer, { hostname, organization, workspaces });
  }

  describe(id: StackId): string {
    return `${this.state.hostname}/${this.state.organization}/${this.names.workspace(id)}`;
  }
}
