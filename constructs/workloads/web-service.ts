import { Construct } from "constructs";
import { toDns, toPodIdentityAgent } from "../cluster/network-peers";
import type { NetworkRule } from "../cluster/network-policy";
import { PodIdentity } from "../cluster/pod-identity";
import { ConfigError } from "../errors";
import { Autoscaler, type Replicas } from "./autoscaler";
import { DisruptionBudget } from "./budget";
import { type CacheLink, cacheSettings, type DatabaseLink, databaseSettings, pathsToData } from "./data-links";
import { WorkloadDeployment } from "./deployment/deployment";
import type { Resources } from "./deployment/pod-template";
import type { Shutdown } from "./deployment/shutdown";
import { type PublicAddress, PublicIngress } from "./ingress";
import type { WorkloadObject } from "./labels";
import { type AppPeer, addresses, type NetworkPath, openPath, peerName, podsOf } from "./network-policy";
import { WorkloadService } from "./service";
import { WorkloadAccount } from "./service-account";
import { Settings } from "./settings";

/** An app that this one calls. */
export interface CalledApp extends AppPeer {
  /** Port that it listens on. */
  readonly port: number;
}

export interface WebServiceProps {
  /** Name of the app, which its Deployment, its service and its service account bear too. */
  readonly name: string;
  readonly team: string;
  /** Namespace of the team. It denies every connection that no policy allows. */
  readonly namespace: string;
  /** Full reference of the image, with a digest or a tag that never moves. */
  readonly image: string;
  /** Port that the container listens on, above 1023 since it does not run as root. */
  readonly port: number;
  /** Path that answers 200 once the app is ready. */
  readonly healthPath: string;
  readonly replicas: Replicas;
  readonly resources: Resources;
  /** AWS role of the pods, and the cluster whose agent hands it out. @default - none: the pods have no AWS role */
  readonly role?: { readonly arn: string; readonly clusterName: string };
  /** Environment variables by name: never a secret. @default - none */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the world reaches the app. @default - inside the cluster only */
  readonly publicAddress?: PublicAddress;
  /** Apps that may call this one. @default - none */
  readonly calledBy?: readonly AppPeer[];
  /** Apps that this one calls. @default - none */
  readonly calls?: readonly CalledApp[];
  /** @default - none */
  readonly databases?: readonly DatabaseLink[];
  /** @default - none */
  readonly caches?: readonly CacheLink[];
  /** @default - 20 s to drain, slept before the container stops, then 30 s to finish */
  readonly shutdown?: Shutdown;
}

/**
 * An app that answers HTTP: several pods over zones and nodes, scaled by load, replaced without losing a request, with
 * an AWS role and a network of its own. Everything is there before the first pod starts.
 */
export class WebService extends Construct {
  constructor(scope: Construct, id: string, props: WebServiceProps) {
    super(scope, id);
    const { name, team, namespace, port, healthPath, replicas, role, shutdown = {}, publicAddress } = props;
    const object: WorkloadObject = { workload: { name, team, component: "web-service" }, namespace };

    const account = new WorkloadAccount(this, "account", object);
    const identity = role
      ? [new PodIdentity(this, "identity", { ...identityOf(role), namespace, serviceAccount: name })]
      : [];
    const settings = new Settings(this, "settings", { ...object, values: this.settingsOf(props) });
    const paths = pathsOf(props).map((path) => openPath(this, object, path));
    const service = new WorkloadService(this, "service", { ...object, port });
    const ingress = publicAddress
      ? [new PublicIngress(this, "ingress", { ...object, address: publicAddress, port, healthPath })]
      : [];
    new DisruptionBudget(this, "budget", object);
    const deployment = new WorkloadDeployment(this, "deployment", {
      ...object,
      image: props.image,
      health: { port, path: healthPath },
      resources: props.resources,
      shutdown,
      replicas: replicas.minimum,
      serviceAccountName: name,
      settingsName: settings.mapName,
      settingsHash: settings.contentHash,
      dependsOn: [account, ...identity, ...paths, service, ...ingress],
    });
    new Autoscaler(this, "autoscaler", { ...object, replicas, deployment });
  }

  /** The app's own settings beside those that its links bring; none may hide another. */
  private settingsOf({ settings = {}, databases = [], caches = [] }: WebServiceProps): Record<string, string> {
    const linked = Object.assign({}, ...databases.map(databaseSettings), ...caches.map(cacheSettings));
    const taken = Object.keys(settings).filter((name) => name in linked);
    if (taken.length > 0) {
      const findings = taken.map((name) => ({
        place: `${this.node.path} settings.${name}`,
        problem: "a database or cache that the app uses sets this variable",
        fix: "rename the setting, or leave it out and use the value of the link",
        code: "WORKLOAD_SETTING_TAKEN",
      }));
      throw new ConfigError(`Workload ${this.node.path}`, findings);
    }
    return { ...linked, ...settings };
  }
}

/** All connections of the app. Who calls nobody by name looks up no names; who has no role fetches no credentials. */
function pathsOf({ port, publicAddress, calledBy = [], calls = [], role, ...props }: WebServiceProps): NetworkPath[] {
  const callees = [
    ...calls.map((app) => path("to", peerName(app), podsOf(app, app.port))),
    ...pathsToData(props.databases ?? [], props.caches ?? []),
  ];
  return [
    ...(publicAddress ? [path("from", "load-balancer", addresses(publicAddress.loadBalancerAddresses, port))] : []),
    ...calledBy.map((app) => path("from", peerName(app), podsOf(app, port))),
    ...callees,
    ...(callees.length > 0 ? [path("to", "dns", ...toDns)] : []),
    ...(role ? [path("to", "pod-identity-agent", toPodIdentityAgent)] : []),
  ];
}

function path(direction: NetworkPath["direction"], peer: string, ...rules: readonly NetworkRule[]): NetworkPath {
  return { direction, peer, rules };
}

function identityOf({ arn, clusterName }: NonNullable<WebServiceProps["role"]>) {
  return { roleArn: arn, clusterName };
}
