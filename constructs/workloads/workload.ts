import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { PodIdentity } from "../cluster/pod-identity";
import { SharedClaim } from "./claims";
import type { WorkloadObject } from "./labels";
import { openPath } from "./network-policy";
import type { PodContent } from "./pod/content";
import { type PodControl, podOf } from "./pod/pod";
import { SecretsOfWorkload } from "./secrets";
import { WorkloadAccount } from "./service-account";
import { ConfigFiles, Settings } from "./settings";
import { type Connections, workloadPaths } from "./workload-paths";
import type { LastingWorkloadProps, SharedVolume } from "./workload-props";
import { settingsOf } from "./workload-settings";

/** What a workload is, beside what every kind may have. */
export interface WorkloadKind extends Connections {
  /** What part it plays, such as `web-service`. */
  readonly component: string;
}

/** What stands around the pods of a workload, whatever controls them. All of it is there before the first pod starts. */
export class Workload {
  readonly object: WorkloadObject;
  /** What has to be there when the first pod starts, such as its AWS role and its way through the network. */
  readonly dependsOn: readonly ITerraformDependable[];
  private readonly content: PodContent;

  constructor(
    scope: Construct,
    private readonly props: LastingWorkloadProps,
    { component, ...connections }: WorkloadKind,
  ) {
    const { name, team, namespace, role, files, secrets = [], volumes = [], metrics } = props;
    const object: WorkloadObject = { workload: { name, team, component }, namespace };
    this.object = object;

    const account = new WorkloadAccount(scope, "account", object);
    const identity = role
      ? [
          new PodIdentity(scope, "identity", {
            clusterName: role.clusterName,
            roleArn: role.arn,
            namespace,
            serviceAccount: name,
          }),
        ]
      : [];
    const settings = new Settings(scope, "settings", { ...object, values: settingsOf(scope.node.path, props) });
    const configFiles = files && new ConfigFiles(scope, "files", { ...object, contents: files.contents });
    const secretsOfWorkload = new SecretsOfWorkload(scope, object, secrets);
    const claims = volumes.filter(isShared).map(({ name: volume, size }) => {
      return new SharedClaim(scope, `volume-${volume}`, { ...object, volume, size });
    });
    const paths = workloadPaths(props, { ...connections, metrics }).map((path) => openPath(scope, object, path));

    this.dependsOn = [account, ...identity, ...paths, ...claims, ...secretsOfWorkload.objects];
    this.content = { settings, configFiles, secrets: secretsOfWorkload };
  }

  /** The pods, as their controller makes them. */
  pod(control: PodControl) {
    return podOf(this.object, this.props, this.content, control);
  }
}

function isShared(volume: { readonly kind: string }): volume is SharedVolume {
  return volume.kind === "shared";
}
