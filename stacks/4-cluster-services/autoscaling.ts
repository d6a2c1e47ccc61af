import type { ITerraformDependable } from "cdktf";
import { InterruptionQueue } from "../../constructs/autoscaling/interruption-queue";
import { imageAlias, pinnedImageAlias } from "../../constructs/autoscaling/node-image";
import { NodePools } from "../../constructs/autoscaling/node-pools";
import { Controller } from "../../constructs/charts/controller";
import { HelmChart } from "../../constructs/charts/helm-chart";
import { karpenter, karpenterKinds } from "../../constructs/charts/karpenter";
import { karpenterTraffic } from "../../constructs/charts/karpenter-traffic";
import { workerNodeLabel } from "../../constructs/charts/system-nodes";
import { clusterAddresses } from "../../constructs/cluster/network-peers";
import type { Received } from "../../constructs/contracts/contract";
import { controllers } from "../../constructs/names";
import { podBlocks } from "../../constructs/network/address-blocks";
import { reachesInternet } from "../../constructs/network/reaches-internet";
import type { PlatformStack } from "../../constructs/stack/platform-stack";
import type { Environment } from "../../environments/schema/environment";
import type { managedInfrastructureContract } from "../2-managed-infrastructure/contract";
import type { kubernetesClusterContract } from "../3-kubernetes-cluster/contract";
import { controllerIdentity } from "../controller-identity";

export interface AutoscalingSurroundings {
  readonly infrastructure: Received<(typeof managedInfrastructureContract)["fields"]>;
  readonly kubernetes: Received<(typeof kubernetesClusterContract)["fields"]>;
}

/** What starts nodes for the pods that wait for one, and ends those that nothing needs; where the environment has it. */
export function declareAutoscaling(stack: PlatformStack, surroundings: AutoscalingSurroundings): void {
  if (!stack.environment.autoscaling.enabled) return;
  const queue = declareQueue(stack, surroundings);
  const kinds = new HelmChart(stack, "karpenter-crd", { chart: karpenterKinds() });
  const controller = declareController(stack, surroundings, [...queue.all, kinds]);
  declareNodes(stack, surroundings, controller.release);
}

function declareQueue(stack: PlatformStack, { infrastructure }: AutoscalingSurroundings): InterruptionQueue {
  const { names, environment } = stack;
  return new InterruptionQueue(stack, "interruptions", {
    name: names.interruptionQueue,
    arn: names.arn("sqs", names.interruptionQueue),
    keyArn: infrastructure.keyArns.at("queues"),
    accountId: environment.aws.accountId,
    ruleName: (event) => names.interruptionRule(event),
    ruleArn: (event) => names.arn("events", `rule/${names.interruptionRule(event)}`),
  });
}

function declareController(
  stack: PlatformStack,
  { kubernetes }: AutoscalingSurroundings,
  after: readonly ITerraformDependable[],
): Controller {
  const { names, environment } = stack;
  const { aws, network, cluster, autoscaling } = environment;
  return new Controller(stack, "karpenter", {
    chart: karpenter({
      clusterName: names.cluster,
      clusterEndpoint: kubernetes.clusterEndpoint,
      region: aws.region,
      interruptionQueue: names.interruptionQueue,
      podSubnets: Object.keys(podBlocks(network)).length > 0,
      internet: reachesInternet(network),
      spotToSpotConsolidation: autoscaling.spotToSpotConsolidation,
    }),
    traffic: karpenterTraffic(clusterAddresses(network, cluster)),
    identity: controllerIdentity(names, "karpenter"),
    after,
  });
}

function declareNodes(
  stack: PlatformStack,
  { infrastructure, kubernetes }: AutoscalingSurroundings,
  controller: ITerraformDependable,
): void {
  const { names, environment } = stack;
  const { name, aws, network, autoscaling } = environment;
  const { operatingSystem, diskGiB } = autoscaling.nodes;
  new NodePools(stack, "node-pools", {
    namespace: controllers.karpenter.namespace,
    nodeClass: {
      operatingSystem,
      imageAlias: imagesOf(environment),
      instanceProfile: names.nodeInstanceProfile,
      subnetIds: network.zones.map((zone) => infrastructure.privateSubnetIds.at(zone)),
      securityGroupId: kubernetes.clusterSecurityGroupId,
      diskGiB,
      volumeKeyArn: infrastructure.keyArns.at("volumes"),
      // The stack's own tag is left out: what Karpenter makes is no stack's to change.
      tags: { ...aws.tags, "strata:environment": name },
    },
    pools: autoscaling.nodePools.map((pool) => ({ ...pool, labels: { ...pool.labels, ...workerNodeLabel } })),
    after: [controller],
  });
}

/** The release that the environment names for these nodes, or for the system nodes, if they run the same. */
function imagesOf({ cluster: { systemNodes }, autoscaling: { nodes } }: Environment): string {
  const inherited = systemNodes.operatingSystem === nodes.operatingSystem ? systemNodes.releaseVersion : undefined;
  const release = nodes.releaseVersion ?? inherited;
  return release === undefined ? pinnedImageAlias : imageAlias(nodes.operatingSystem, release);
}
