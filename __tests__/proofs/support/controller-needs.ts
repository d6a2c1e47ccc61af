import type { Controller } from "../../../constructs/names";
import { controllers, namesOf } from "../../../constructs/names";
import type { Environment } from "../../../environments/schema/environment";
import type { SynthesizedPlatform } from "../../support/demo";
import { madeUpIds } from "../../support/deployed";
import alertmanager from "../data/controllers/alertmanager.json";
import certManager from "../data/controllers/cert-manager.json";
import ebsCsi from "../data/controllers/ebs-csi.json";
import efsCsi from "../data/controllers/efs-csi.json";
import externalDns from "../data/controllers/external-dns.json";
import externalSecrets from "../data/controllers/external-secrets.json";
import fluentBit from "../data/controllers/fluent-bit.json";
import karpenter from "../data/controllers/karpenter.json";
import loadBalancerController from "../data/controllers/load-balancer-controller.json";
import prometheus from "../data/controllers/prometheus.json";
import velero from "../data/controllers/velero.json";
import vpcCni from "../data/controllers/vpc-cni.json";
import { type ControllerThing, controllerThings, defaultTags, extraVolumeTags, type Tags } from "./controller-things";
import type { Call } from "./simulator";

type Context = NonNullable<Call["context"]>;

/** Calls that a controller's vendor says it makes; texts in braces stand for the environment's own. */
interface Need {
  readonly actions: readonly string[];
  /** Names of things, as in `controller-things.ts`. */
  readonly on: readonly string[];
  /** Tags that the request carries. */
  readonly asks?: Tags;
  /** Tags beside those, which a setting of ours adds. */
  readonly asksAlso?: keyof typeof settings;
  /** Service that asks KMS in the controller's name. */
  readonly via?: string;
  readonly context?: Context;
}

interface Published {
  /** Repository, version and path, or address, of the pages that say so. */
  readonly sources: readonly string[];
  readonly needs: readonly Need[];
}

/** Tags that a setting of ours has a controller put on all that it makes. */
const settings = { defaultTags, extraVolumeTags };

const published: Readonly<Record<Controller, unknown>> = {
  "vpc-cni": vpcCni,
  "ebs-csi": ebsCsi,
  "efs-csi": efsCsi,
  "fluent-bit": fluentBit,
  alertmanager,
  prometheus,
  karpenter,
  "external-secrets": externalSecrets,
  velero,
  "load-balancer-controller": loadBalancerController,
  "external-dns": externalDns,
  // The same program, in another zone.
  "external-dns-private": inPrivateZone(externalDns),
  "cert-manager": certManager,
};

function inPrivateZone(facts: unknown): unknown {
  return JSON.parse(
    JSON.stringify(facts).replaceAll('"zone"', '"private zone"').replaceAll("{domain}", "{privateDomain}"),
  );
}

export interface NeededCall {
  /** `<action> on <thing>`. */
  readonly key: string;
  readonly call: Call;
}

export function sourcesOf(controller: Controller): readonly string[] {
  return (published[controller] as Published).sources;
}

/** Every call of a controller, as AWS would ask about it. */
export function neededCalls(
  controller: Controller,
  platform: SynthesizedPlatform,
  environment: Environment,
): readonly NeededCall[] {
  const { needs } = filledIn(published[controller] as Published, environment);
  const things = controllerThings(platform, environment, madeUpIds);
  const session = sessionOf(controller, environment);
  return needs.flatMap((need) => {
    const request = requestOf(need, platform, environment);
    return need.on.flatMap((name) => {
      const thing = things[name];
      if (!thing) throw new Error(`${controller}: there is no "${name}" among the things of controllers`);
      return need.actions.map((action) => ({
        key: `${action} on ${name}`,
        call: callOf(action, thing, { ...inRegion(action, environment), ...request, ...session }),
      }));
    });
  });
}

function callOf(action: string, { arn, tags = {}, context, resourcePolicy }: ControllerThing, request: Context): Call {
  return {
    action,
    resource: arn,
    context: { ...prefixed("aws:ResourceTag", tags), ...context, ...request },
    resourcePolicy,
  };
}

/** Services that answer in one region for all: their requests carry that region. */
const global = ["iam", "pricing", "route53", "shield"];

function inRegion(action: string, { aws }: Environment): Context {
  const [service = ""] = action.split(":");
  return { "aws:RequestedRegion": global.includes(service) ? "us-east-1" : aws.region };
}

function requestOf(
  { asks, asksAlso, via, context }: Need,
  platform: SynthesizedPlatform,
  { aws }: Environment,
): Context {
  const tags = { ...asks, ...(asksAlso && settings[asksAlso](platform)) };
  const keys = Object.keys(tags);
  return {
    ...prefixed("aws:RequestTag", tags),
    ...(keys.length > 0 && { "aws:TagKeys": keys }),
    ...(via && { "kms:ViaService": `${via}.${aws.region}.amazonaws.com` }),
    ...context,
  };
}

/** Tags that Pod Identity gives every session: Amazon EKS User Guide, "Grant Pods access ... based on tags". */
function sessionOf(controller: Controller, environment: Environment): Context {
  const { namespace, serviceAccount } = controllers[controller];
  const { cluster, clusterArn } = namesOf(environment);
  return prefixed("aws:PrincipalTag", {
    "eks-cluster-arn": clusterArn,
    "eks-cluster-name": cluster,
    "kubernetes-namespace": namespace,
    "kubernetes-service-account": serviceAccount,
  });
}

function prefixed(key: string, tags: Tags): Context {
  return Object.fromEntries(Object.entries(tags).map(([name, value]) => [`${key}/${name}`, value]));
}

function filledIn(facts: Published, { name, aws, dns, teams }: Environment): Published {
  const { cluster } = namesOf({ name, aws });
  const texts = {
    cluster,
    environment: name,
    account: aws.accountId,
    domain: dns.domain,
    privateDomain: dns.privateZone?.domain ?? dns.domain,
    team: teams[0]?.name ?? "",
  };
  const fill = (text: string, [key, value]: [string, string]) => text.replaceAll(`{${key}}`, value);
  return JSON.parse(Object.entries(texts).reduce(fill, JSON.stringify(facts)));
}
