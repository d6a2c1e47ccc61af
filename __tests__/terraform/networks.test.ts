import fs from "node:fs";
import path from "node:path";
import { zoneCondition } from "../../constructs/network/control-plane-zones";
import {
  type Condition,
  roomCondition,
  subnetConditions,
  vpcConditions,
} from "../../constructs/network/existing-conditions";
import { ExistingNetwork } from "../../constructs/network/existing-network";
import { type StackId, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { existingNetwork, inClosedNetwork, inExistingNetwork } from "../support/networks";
import { synthesize } from "../support/synthesize";
import { wholeDemo } from "../support/whole-demo";
import { describeTerraform, describeTerraformOffline } from "./support/availability";
import { inOrder, inParallel } from "./support/parallel";
import { scratchFolder } from "./support/scratch";
import { StackFolders } from "./support/stackFolders";
import {
  apply,
  destroy,
  init,
  plan,
  planDetailedExitCode,
  stateList,
  terraformOk,
  validate,
} from "./support/terraform";

const stacks = ["identity", "managed-infrastructure", "kubernetes-cluster"] as const;
const [identity, network] = stacks;

async function prepared(name: string, environment: Environment, ids: readonly StackId[]): Promise<StackFolders> {
  const folders = new StackFolders(scratchFolder(name), environment).synthesize();
  await inParallel(ids, 2, (id) => init(folders.of(id)));
  return folders;
}

const { state: localState } = loadEnvironment("demo");
const fileStorage = { enabled: true, throughput: "bursting", backups: true } as const;

describeTerraformOffline("what was synthesized with options", () => {
  it.each<[string, Environment]>([
    ["everything", wholeDemo],
    ["an existing VPC", inExistingNetwork()],
    ["no NAT and file storage", { ...inClosedNetwork(), fileStorage }],
  ])("is initialized and valid with %s, all six stacks", async (_, environment) => {
    const folders = await prepared("options", { ...environment, state: localState }, stackIds);
    await inParallel(stackIds, 2, (id) => validate(folders.of(id)));
  });
});

// The stacks that options bear upon; what the steps leave is what the next one begins with.
describeTerraform("the first three stacks with all that they may have", () => {
  const everything: Environment = { ...wholeDemo, state: localState };
  let folders: StackFolders;

  beforeAll(async () => {
    folders = await prepared("whole", everything, stacks);
  });

  it("are applied, and have nothing left to change", async () => {
    await inOrder(stacks, (id) => apply(folders.of(id)));
    const plans = await inParallel(stacks, 2, (id) => planDetailedExitCode(folders.of(id)));
    expect(plans.flatMap(({ code, stdout }) => (code === 0 ? [] : stdout))).toEqual([]);
    const types = (await stateList(folders.of(network))).map((address) => address.split(".")[0]);
    expect(types).toEqual(
      expect.arrayContaining(["aws_efs_mount_target", "aws_guardduty_detector", "aws_ecr_pull_through_cache_rule"]),
    );
  });

  it("lose their NAT gateways, and keep every table, subnet and endpoint", async () => {
    const before = await stateList(folders.of(network));
    new StackFolders(folders.root, withoutNat(everything)).synthesize();
    await init(folders.of(network));
    const { stdout } = await plan(folders.of(network));
    expect(stdout).not.toContain("must be replaced");
    expect(stdout).toContain("Plan: 0 to add, 0 to change, 9 to destroy.");
    await apply(folders.of(network));
    const after = await stateList(folders.of(network));
    expect(before.filter((address) => !after.includes(address) && !/nat|private-route/.test(address))).toEqual([]);
  });

  it("are destroyed from the last to the first", async () => {
    await inOrder([...stacks].reverse(), (id) => destroy(folders.of(id)));
    const left = await inParallel(stacks, 2, (id) => stateList(folders.of(id)));
    expect(left).toEqual(stacks.map(() => []));
  });
});

function withoutNat(environment: Environment): Environment {
  const { network: settings } = environment;
  if (settings.source === "existing") throw new Error("an existing network has no NAT of ours to lose");
  return { ...environment, network: { ...settings, nat: "none" } };
}

describeTerraform("an existing VPC that is not as it is written", () => {
  it("stops the plan, with all that is wrong, before anything is made", async () => {
    const folders = await prepared("existing", inExistingNetwork(), [identity, network]);
    await apply(folders.of(identity));
    // The stand-in providers make VPCs up, which fit by nothing but their ids.
    const { code, stderr } = await plan(folders.of(network));
    expect(code).toBe(1);
    const message = stderr.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ");
    for (const reported of ["NETWORK_VPC_CIDR", "NETWORK_VPC_DNS", "NETWORK_VPC_TAGS"]) {
      expect(message).toContain(`[${reported}]`);
    }
  });
});

describeTerraform("an existing VPC in use whose subnets are full", () => {
  it("is planned and applied, with a warning of each", async () => {
    const { json } = synthesize((scope) => {
      const { controlPlane, pods: _, ...tiers } = existingNetwork.subnets;
      const subnets = { ...tiers, "control-plane": controlPlane };
      const known = { clusterName: "strata-demo", ownershipTags: {}, accountId: "111122223333", inUse: true };
      new ExistingNetwork(scope, "network", { ...existingNetwork, subnets, ...known });
    });
    // The stand-in providers know of no free address, and fit in nothing else either.
    const ids = Object.values(json.data?.aws_subnet ?? {}).map(({ id }) => id);
    for (const one of Object.values(json.data ?? {}))
      for (const { lifecycle } of Object.values(one)) delete lifecycle.postcondition;
    const folder = scratchFolder("room");
    const terraform = { required_providers: { aws: { source: "hashicorp/aws" } } };
    const provider = { aws: [{ region: "eu-central-1" }] };
    fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ ...json, terraform, provider }));
    await init(folder);
    const { stdout } = await apply(folder);
    const warned = stdout.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ");
    for (const id of ids) expect(warned).toContain(`subnet ${id} of`);
    expect(warned).toContain("Warning: Check block assertion failed");
  });
});

const { vpcId, subnets } = existingNetwork;
const tags = { "strata:environment": "demo", "strata:stack": "managed-infrastructure" };
const vpc = {
  owner_id: "111122223333",
  cidr_block: "10.80.0.0/16",
  enable_dns_support: true,
  enable_dns_hostnames: true,
  tags: { ...tags, Name: "shared" },
};
const subnet = {
  id: "subnet-0a1b2c3d4e5f60720",
  vpc_id: vpcId,
  availability_zone: "eu-central-1a",
  cidr_block: subnets.private["eu-central-1a"]?.cidr,
  available_ip_address_count: 32,
  map_public_ip_on_launch: false,
  tags: { ...tags, "kubernetes.io/role/internal-elb": "1", "karpenter.sh/discovery": "strata-demo" },
};
const ofVpc = vpcConditions({ vpcId, cidr: "10.80.0.0/16", accountId: "111122223333", ownershipTags: tags });
const ofSubnet = subnetConditions({
  kind: "private",
  zone: "eu-central-1a",
  vpcId,
  cidr: "10.80.16.0/20",
  clusterName: "strata-demo",
  ownershipTags: tags,
});

const room = roomCondition("private", "eu-central-1a");

/** What the conditions say of things as AWS might describe them: the messages of those that don't hold. */
async function evaluated(
  things: Readonly<Record<string, { readonly self: object; readonly conditions: readonly Condition[] }>>,
) {
  const folder = scratchFolder("conditions");
  const on = (text: string, name: string) => text.replaceAll("self.", `local.${name}.`);
  const output = Object.entries(things).map(([name, { conditions }]) => {
    const failed = conditions.map(({ condition, errorMessage }) => {
      const holds = on(condition, name).slice(2, -1);
      return `(${holds}) ? "" : "${on(errorMessage, name)}"`;
    });
    return [name, { value: `\${compact([${failed.join(", ")}])}` }];
  });
  const locals = Object.fromEntries(Object.entries(things).map(([name, { self }]) => [name, self]));
  fs.writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ locals, output: Object.fromEntries(output) }));
  await init(folder);
  await apply(folder);
  const { stdout } = await terraformOk(folder, ["output", "-json"]);
  const values: Record<string, { value: readonly string[] }> = JSON.parse(stdout);
  return Object.fromEntries(Object.entries(values).map(([name, { value }]) => [name, value]));
}

describeTerraformOffline("the condition on a zone of the control plane", () => {
  it("holds for a zone that EKS takes, and says of the other one to leave it out", async () => {
    const of = (zone_id: string) => ({ self: { zone_id }, conditions: [zoneCondition("us-east-1e", "use1-az3")] });
    expect(await evaluated({ taken: of("use1-az5"), refused: of("use1-az3") })).toEqual({
      taken: [],
      refused: [
        "us-east-1e is use1-az3 in this account, where EKS puts no control plane. Fix: leave us-east-1e out of the first three of network.zones; where the region has no other, take another region. [NETWORK_ZONE_WITHOUT_EKS]",
      ],
    });
  });
});

describeTerraformOffline("the conditions on an existing VPC", () => {
  it("hold for one that fits, and say of each other one what is wrong with it", async () => {
    const of = (self: object) => ({ self: { ...vpc, ...self }, conditions: ofVpc });
    const found = await evaluated({
      fitting: of({}),
      shared: of({ owner_id: "999900001111" }),
      elsewhere: of({ cidr_block: "10.81.0.0/16" }),
      nameless: of({ enable_dns_hostnames: false }),
      untagged: of({ tags: { "strata:environment": "other" } }),
    });
    expect(found).toEqual({
      fitting: [],
      shared: [
        "vpc-0a1b2c3d4e5f60718 belongs to the account 999900001111, and this environment to 111122223333. Fix: name a VPC of this account; rights to shared ones can't rest on tags. [NETWORK_VPC_OWNER]",
      ],
      elsewhere: [
        "The first block of vpc-0a1b2c3d4e5f60718 is 10.81.0.0/16, and network.cidr says 10.80.0.0/16. Fix: write the VPC's block. [NETWORK_VPC_CIDR]",
      ],
      nameless: [
        "vpc-0a1b2c3d4e5f60718 does not resolve names, without which nodes can't join. Fix: its owner turns on both enableDnsSupport and enableDnsHostnames. [NETWORK_VPC_DNS]",
      ],
      untagged: [
        "vpc-0a1b2c3d4e5f60718 lacks tags: strata:environment=demo, strata:stack=managed-infrastructure. Fix: its owner sets them, by which the platform and its controllers may use it. [NETWORK_VPC_TAGS]",
      ],
    });
  });

  it("hold for a subnet that fits, and say of each other one what is wrong with it", async () => {
    const of = (self: object) => ({ self: { ...subnet, ...self }, conditions: [...ofSubnet, room] });
    const found = await evaluated({
      fitting: of({}),
      foreign: of({ vpc_id: "vpc-0000000a" }),
      elsewhere: of({ availability_zone: "eu-central-1b" }),
      larger: of({ cidr_block: "10.80.0.0/18" }),
      full: of({ available_ip_address_count: 31 }),
      open: of({ map_public_ip_on_launch: true }),
      untagged: of({ tags }),
    });
    const name = "The private subnet subnet-0a1b2c3d4e5f60720 of eu-central-1a";
    expect(found).toEqual({
      fitting: [],
      foreign: [
        `${name} is in vpc-0000000a, and the network is vpc-0a1b2c3d4e5f60718. Fix: name a subnet of this VPC. [NETWORK_SUBNET_VPC]`,
      ],
      elsewhere: [`${name} is in eu-central-1b. Fix: name it under its own zone. [NETWORK_SUBNET_ZONE]`],
      larger: [
        `${name} has the block 10.80.0.0/18, and the environment says 10.80.16.0/20. Fix: write the subnet's block, which network policies go by. [NETWORK_SUBNET_CIDR]`,
      ],
      full: [
        `${name} has 31 free addresses, and what comes next needs 32. Fix: free some, or name a larger subnet where nothing stands in this one yet. [NETWORK_SUBNET_FULL]`,
      ],
      open: [
        `${name} gives what starts in it a public address. Fix: its owner turns MapPublicIpOnLaunch off. [NETWORK_SUBNET_PUBLIC]`,
      ],
      untagged: [
        `${name} lacks tags: karpenter.sh/discovery=strata-demo, kubernetes.io/role/internal-elb=1. Fix: its owner sets them, by which the platform and its controllers may use it. [NETWORK_SUBNET_TAGS]`,
      ],
    });
  });
});
