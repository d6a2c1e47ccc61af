import { namesOf } from "../../constructs/names";
import { wholeDemo } from "../support/whole-demo";
import type { ActionFacts } from "./support/action-facts";
import { cutOff, type Known } from "./support/cuts";
import { type Exceptions, linesOf } from "./support/isolation-exceptions";
import { printed } from "./support/printed";
import { proven } from "./support/proven";
import { type Owner, reached } from "./support/strangers";
import {
  contents,
  contentsOfEnvironments,
  contentsOfStrangers,
  leftOfEnvironments,
  leftOfStrangers,
} from "./support/strangers-exceptions";
import { nameOf, withinEach } from "./support/takeovers";

const environment = wholeDemo;
const platform = proven(environment);
const strangers: Owner = {};
/** The hardest one: all its names begin with ours. */
const otherEnvironment: Owner = { environment: "demo-two" };

const writes = ({ writes }: ActionFacts) => writes;
const shows = ({ action }: ActionFacts) => contents.includes(action);

const tag = (key: string) => `aws:ResourceTag/${key}`;
const { cluster } = namesOf(environment);

const ofControllers: Known = {
  [tag("strata:environment")]: environment.name,
  [tag("strata:stack")]: "kubernetes-cluster",
  [tag("elbv2.k8s.aws/cluster")]: cluster,
  [tag("ebs.csi.aws.com/cluster")]: "true",
};
const ofEks: Known = { [tag(`kubernetes.io/cluster/${cluster}`)]: "owned" };
const ofPlugin: Known = {
  [tag("cluster.k8s.amazonaws.com/name")]: cluster,
  "ec2:ResourceTag/eks:eni:owner": "amazon-vpc-cni",
};
const beingMade: Known = {
  "ec2:CreateAction": "RunInstances",
  "elasticloadbalancing:CreateAction": "CreateLoadBalancer",
};

/** AWS makes it under its own path, where no role of the platform lies. */
const linkedRole = "eks-control-plane: iam:CreateServiceLinkedRole on role";

describe("whatever is written into the policies, the boundaries leave nothing", () => {
  it.each<[string, Owner, (facts: ActionFacts) => boolean, Exceptions]>([
    ["to change of what is strangers'", strangers, writes, leftOfStrangers],
    ["to change of what is another environment's", otherEnvironment, writes, leftOfEnvironments],
    ["to see of strangers' secrets, data, images and logs", strangers, shows, contentsOfStrangers],
    ["to see of another environment's secrets, data, images and logs", otherEnvironment, shows, contentsOfEnvironments],
  ])(
    "%s, but for what is listed",
    async (what, owner, isAsked, exceptions) => {
      const allowed: string[] = [];
      let tried = 0;
      for (const role of withinEach(platform)) {
        const found = await reached(platform, role, owner, isAsked);
        tried += found.tried;
        const boundary = nameOf(role).slice(`strata-${platform.environment}-`.length);
        allowed.push(...found.allowed.map((line) => `${boundary}: ${line}`));
      }
      printed("boundaries", tried, `calls tried ${what}; ${allowed.length} come through`);
      expect(allowed.sort()).toEqual(linesOf(exceptions));
    },
    60_000,
  );
});

describe("the boundaries take nothing away from roles that are no deployers'", () => {
  const roles = [...platform.workloads, ...platform.people.filter(({ name }) => name !== "people-break-glass")];

  it.each<[string, Known, RegExp, readonly string[]]>([
    ["with the environment's tag, and the mark of who made them", ofControllers, /./, [linkedRole]],
    ["with EKS' mark alone, as its security group and scaling groups", ofEks, /^(autoscaling|ec2):/, []],
    ["with the network plugin's mark alone, as its interfaces", ofPlugin, /^ec2:/, []],
    ["that get their tags because they are just being made", beingMade, /:(AddTags|CreateTags)$/, []],
  ])(
    "on things %s",
    async (what, known, asked, meant) => {
      const cut: string[] = [];
      let tried = 0;
      for (const role of roles) {
        const found = await cutOff(platform, role, known, asked);
        tried += found.tried;
        cut.push(...found.allowed);
      }
      printed("boundaries", tried, `calls of ${roles.length} roles on things ${what}`);
      expect(cut).toEqual(meant);
    },
    60_000,
  );
});
