import { Construct } from "constructs";
import { type Controller, controllers } from "../../names";
import type { Policies } from "../policy-document";
import { PlatformRole } from "../role";
import { podTrust } from "../trust/pod-trust";
import { alertmanager } from "./alertmanager";
import { certManager } from "./cert-manager";
import type { ControllerContext, ControllerPolicy } from "./controller-context";
import { ebsCsi } from "./ebs-csi";
import { efsCsi } from "./efs-csi";
import { externalDns, externalDnsPrivate } from "./external-dns";
import { externalSecrets } from "./external-secrets";
import { fluentBit } from "./fluent-bit";
import { karpenter } from "./karpenter";
import { loadBalancerController } from "./load-balancer-controller";
import { prometheus } from "./prometheus";
import { velero } from "./velero";
import { vpcCni } from "./vpc-cni";

const policies: Readonly<Record<Controller, (context: ControllerContext) => Policies>> = {
  "vpc-cni": one(vpcCni),
  "ebs-csi": one(ebsCsi),
  "efs-csi": one(efsCsi),
  "fluent-bit": one(fluentBit),
  alertmanager: one(alertmanager),
  prometheus: one(prometheus),
  karpenter,
  "external-secrets": one(externalSecrets),
  velero: one(velero),
  "load-balancer-controller": loadBalancerController,
  "external-dns": one(externalDns),
  "external-dns-private": one(externalDnsPrivate),
  "cert-manager": one(certManager),
};

function one(policy: ControllerPolicy): (context: ControllerContext) => Policies {
  return (context) => ({ permissions: policy(context) });
}

export interface ControllerRolesProps extends ControllerContext {
  /** ARN of the boundary of what makes the cluster run. */
  readonly boundaryArn: string;
  /** Those that the environment runs. */
  readonly controllers: readonly Controller[];
}

/** One role for each controller that the environment runs, for its service account alone. */
export class ControllerRoles extends Construct {
  /** By controller. */
  readonly arns: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ControllerRolesProps,
  ) {
    super(scope, id);
    this.arns = Object.fromEntries(props.controllers.map((controller) => [controller, this.role(controller).arn]));
  }

  private role(controller: Controller): PlatformRole {
    const { names, accountId, partition, boundaryArn } = this.props;
    return new PlatformRole(this, controller, {
      name: names.controllerRole(controller),
      path: names.rolePath("controllers"),
      description: `What ${controller} does in AWS, for its pods in the cluster ${names.cluster}.`,
      trust: podTrust({ accountId, clusterArn: names.clusterArn, ...controllers[controller] }),
      boundaryArn,
      policies: policies[controller](this.props),
      partition,
    });
  }
}
