import { certified, domainOf } from "../../constructs/delivery/certified-hosts";
import type { Names } from "../../constructs/names";
import { subnetBlocks } from "../../constructs/network/address-blocks";
import { scraperOf } from "../../constructs/observability/app-metrics";
import { type Image, imageReference } from "../../constructs/workloads/image";
import type { PublicAddress } from "../../constructs/workloads/ingress";
import type { AppPeer } from "../../constructs/workloads/network-policy";
import type { LastingWorkloadProps, WorkloadProps } from "../../constructs/workloads/workload-props";
import type { App, AppOf, Environment } from "../../environments/schema/environment";
import { Links } from "./links";
import { keyOf, Peers } from "./peers";
import type { Upstream } from "./upstream";

type LastingApp = Extract<App, { readonly sideCars: unknown }>;

/** Turns an app of the environment into what its workload is given: names into endpoints, roles and peers. */
export class AppWiring {
  private readonly links: Links;
  private readonly peers: Peers;

  constructor(
    private readonly environment: Environment,
    private readonly names: Names,
    private readonly upstream: Upstream,
  ) {
    this.links = new Links(environment, names, upstream.services);
    this.peers = new Peers(environment.apps, upstream.kubernetes);
  }

  /** What every kind of workload is given. */
  propsOf(app: App): WorkloadProps {
    const { team, name, image, command, args, resources, settings, files, secrets, volumes, outside, tier, shutdown } =
      app;
    return {
      ...this.peers.peerOf(app),
      image: this.imageOf(app, image),
      command,
      args,
      resources,
      settings,
      files,
      secrets,
      volumes,
      outside,
      tier,
      tolerations: app.tolerations,
      nodeLabels: app.nodeLabels,
      shutdown,
      initContainers: app.initContainers.map(({ image: own, settings: variables, ...container }) => {
        return { ...container, variables, ...(own && { image: this.imageOf(app, own) }) };
      }),
      role: { arn: this.names.appRoleArn(team, name), clusterName: this.names.cluster },
      calls: this.peers.calledBy(app),
      ...this.links.of(app),
    };
  }

  /** What the kinds are given beside that run all the time. */
  lastingPropsOf(app: LastingApp): Pick<LastingWorkloadProps, "sideCars" | "metrics"> {
    const sideCars = app.sideCars.map(({ image, settings, ...container }) => {
      return { ...container, image: this.imageOf(app, image), variables: settings };
    });
    const scrapedBy = scraperOf(this.environment.monitoring.kind);
    return { sideCars, ...(app.metrics && scrapedBy && { metrics: { ...app.metrics, scrapedBy } }) };
  }

  callersOf(app: App): readonly AppPeer[] {
    return this.peers.callersOf(app);
  }

  private imageOf(app: App, image: Image): string {
    return imageReference(image, () => this.upstream.infrastructure.repositoryUrls.at(keyOf(app)));
  }

  /** Each team's apps share a load balancer: fewer to pay for, and none whose trouble reaches another team. */
  publicAddressOf({ team, exposure, subdomain }: AppOf<"web-service">): PublicAddress | undefined {
    if (subdomain === undefined) return undefined;
    const { dns, network } = this.environment;
    const { publicIngressClassNames, internalIngressClassNames } = this.upstream.services;
    // Nothing is open to the world without TLS.
    const open = exposure === "public" && certified(dns, "public");
    return {
      host: `${subdomain}.${domainOf(dns, exposure)}`,
      ingressClassName: (open ? publicIngressClassNames : internalIngressClassNames).at(team),
      loadBalancerAddresses: Object.values(subnetBlocks(network)[open ? "public" : "private"]),
      encrypted: open || certified(dns, "internal"),
    };
  }
}
