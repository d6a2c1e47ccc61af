import fs from "node:fs";
import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DataAwsSecurityGroup } from "@cdktf/provider-aws/lib/data-aws-security-group";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import {
  DataTerraformRemoteStateLocal,
  Fn,
  LocalBackend,
  S3Backend,
  type TerraformBackend,
  TerraformDataSource,
  TerraformOutput,
  type TerraformRemoteState,
} from "cdktf";
import { Construct } from "constructs";
import { loadEnvironment } from "../../../environments/load";
import { configErrorOf, twoStacks } from "../../support/two-stacks";

type Stacks = ReturnType<typeof twoStacks>;

const nativeReference = (place: string, attribute = "aws_vpc.vpc.id") =>
  `  - ${place}: the stack kubernetes-cluster uses ${attribute} of the stack managed-infrastructure directly. ` +
  `Fix: add a field for ${attribute} to the contract stacks/2-managed-infrastructure/contract.ts and read it through ` +
  "that. [native-reference]";

const contractAddress = "data.terraform_remote_state.managed-infrastructure";

const foreignProvider = (place: string) =>
  `  - ${place}: a resource of the stack kubernetes-cluster uses the provider object of the stack ` +
  "managed-infrastructure. Fix: leave provider out, or use one that kubernetes-cluster declares itself: a " +
  "provider carries its stack's role. [foreign-provider]";

const handMadeRead = (place: string, stack = "kubernetes-cluster") =>
  `  - ${place}: the stack ${stack} reads another state without a contract. Fix: read the contract of the stack that ` +
  "you need with this.read(…), so that the read shows in the permissions. [hand-made-read]";

const changedRead = (place: string) =>
  `  - ${place}: it changes how the stack kubernetes-cluster reads the contract of managed-infrastructure, and may read ` +
  "another state by that. Fix: leave the read as this.read(…) makes it: the state, and the conditions on it, belong to " +
  "the contract. [changed-read]";

const changedBackend = (place: string) =>
  `  - ${place}: it changes where the stack kubernetes-cluster keeps its state, which may then overwrite that of another ` +
  "stack. Fix: leave the backend as PlatformStack makes it: where all states lie is said once, in the environment. " +
  "[changed-backend]";

const unknownOutput = (place: string, use: string) =>
  `  - ${place} is "${use}": the contract of managed-infrastructure has no such field. Fix: add one to ` +
  "stacks/2-managed-infrastructure/contract.ts and read it through that. [unknown-output]";

const wholeState = (place: string) =>
  `  - ${place} is "${contractAddress}": it takes more of the state of managed-infrastructure than a field of its ` +
  "contract. Fix: take the fields that you need, one by one, from what this.read(…) gives back. [whole-state]";

const dangling = (place: string, address: string, stack = "kubernetes-cluster") =>
  `  - ${place} is "${address}": nothing in the stack ${stack} has this address. Fix: use the construct's own ` +
  "attribute; what another stack holds comes through its contract. [dangling-reference]";

const ignoredDependency = (place: string, target: string, fix: string) =>
  `  - ${place}: it waits for ${target} by node.addDependency, which CDKTF ignores. Fix: ${fix}. ` +
  "[ignored-dependency]";

const contractRead = (stack: Construct) => stack.node.findChild("managed-infrastructure") as TerraformRemoteState;
const backendOf = (stack: Construct) => stack.node.findChild("backend") as TerraformBackend;

const planted: readonly [string, (stacks: Stacks) => void, readonly string[]][] = [
  [
    "an attribute",
    ({ consumer, producer }) => new Subnet(consumer, "subnet", { vpcId: producer.vpc.id }),
    [nativeReference("kubernetes-cluster/subnet")],
  ],
  [
    "a dependsOn",
    ({ consumer, producer }) => new SecurityGroup(consumer, "queue", { dependsOn: [producer.vpc] }),
    [nativeReference("kubernetes-cluster/queue", "aws_vpc.vpc")],
  ],
  [
    "a token inside a function",
    ({ consumer, producer }) =>
      new SecurityGroup(consumer, "queue", { name: Fn.upper(Fn.join("-", [producer.vpc.id, "x"])) }),
    [nativeReference("kubernetes-cluster/queue")],
  ],
  [
    "an output",
    ({ consumer, producer }) => new TerraformOutput(consumer, "leak", { value: producer.vpc.id }),
    [nativeReference("kubernetes-cluster/leak")],
  ],
  [
    "an override of a resource",
    ({ consumer, producer }) => new SecurityGroup(consumer, "queue", {}).addOverride("description", producer.vpc.id),
    [nativeReference("kubernetes-cluster/queue")],
  ],
  [
    "an override of the whole stack",
    ({ consumer, producer }) => consumer.addOverride("locals.vpc", producer.vpc.id),
    [nativeReference("kubernetes-cluster (an override of the whole stack)")],
  ],
  [
    "a backward token",
    ({ consumer, producer }) => {
      const queue = new SecurityGroup(consumer, "queue", {});
      new FlowLog(producer, "flow-log", { logDestination: queue.arn });
    },
    [
      "  - managed-infrastructure/flow-log: the stack managed-infrastructure uses aws_security_group.queue.arn of the stack " +
        "kubernetes-cluster directly. Fix: data flows forward only, and kubernetes-cluster comes after " +
        "managed-infrastructure: declare what is shared in managed-infrastructure or before it. " +
        "[native-reference]",
    ],
  ],
  [
    "a provider object of another stack",
    ({ consumer, producer }) => {
      const provider = new AwsProvider(producer, "aws-elsewhere", { region: "eu-west-1", alias: "elsewhere" });
      new SecurityGroup(consumer, "queue", { provider });
      new DataAwsSecurityGroup(consumer, "zones", { provider });
    },
    [foreignProvider("kubernetes-cluster/queue"), foreignProvider("kubernetes-cluster/zones")],
  ],
  [
    "a hand-made remote-state read",
    ({ consumer }) => new DataTerraformRemoteStateLocal(consumer, "peek", { path: "x.tfstate" }),
    [handMadeRead("kubernetes-cluster/peek")],
  ],
  [
    "the same read made as a data source of no class",
    ({ consumer }) => new TerraformDataSource(consumer, "peek", { terraformResourceType: "terraform_remote_state" }),
    [handMadeRead("kubernetes-cluster/peek")],
  ],
  [
    "a read that hides under the name of a contract",
    ({ consumer }) => {
      const inner = new Construct(consumer, "inner");
      const state = new DataTerraformRemoteStateLocal(inner, "managed-infrastructure", { path: "x.tfstate" });
      state.overrideLogicalId("managed-infrastructure");
    },
    [changedRead("kubernetes-cluster/inner/managed-infrastructure")],
  ],
  [
    "a read in another construct",
    ({ consumer }) => {
      const inner = new Construct(consumer, "inner");
      new DataTerraformRemoteStateLocal(inner, "managed-infrastructure", { path: "x.tfstate" });
    },
    [handMadeRead("kubernetes-cluster/inner/managed-infrastructure")],
  ],
  [
    "a remote-state read by an override",
    ({ consumer }) => consumer.addOverride("data.terraform_remote_state.peek", { backend: "local" }),
    [handMadeRead("kubernetes-cluster (override of data.terraform_remote_state.peek)")],
  ],
  [
    "a remote-state read by an override of all data",
    ({ consumer }) => {
      consumer.addOverride("data", { terraform_remote_state: { evil: { backend: "local" } } });
      consumer.addOverride("locals.stolen", "${data.terraform_remote_state.evil.outputs}");
    },
    [handMadeRead("kubernetes-cluster (override of data)")],
  ],
  [
    "a remote-state read in an array of blocks",
    ({ producer }) => producer.addOverride("data", [{ terraform_remote_state: [{ evil: { backend: "local" } }] }]),
    [handMadeRead("managed-infrastructure (override of data)", "managed-infrastructure")],
  ],
  [
    "a remote-state read within a check",
    ({ consumer }) => consumer.addOverride("check.c.data", { terraform_remote_state: { evil: {} } }),
    [handMadeRead("kubernetes-cluster (override of check.c.data)")],
  ],
  [
    "another state under the name of a contract, by an override of its read",
    ({ consumer }) => contractRead(consumer).addOverride("config.path", "../../../state/demo/identity.tfstate"),
    [changedRead("kubernetes-cluster/managed-infrastructure")],
  ],
  [
    "another state under the name of a contract, by an override of the whole stack",
    ({ consumer }) => consumer.addOverride(`${contractAddress}.config.path`, "../../../state/demo/identity.tfstate"),
    [changedRead(`kubernetes-cluster (override of ${contractAddress}.config.path)`)],
  ],
  [
    "a contract's read that is taken away",
    ({ consumer }) => consumer.addOverride("data.terraform_remote_state", undefined),
    [changedRead("kubernetes-cluster (override of data.terraform_remote_state)")],
  ],
  [
    "a contract's read without its conditions",
    ({ consumer }) => contractRead(consumer).addOverride("lifecycle", {}),
    [changedRead("kubernetes-cluster/managed-infrastructure")],
  ],
  [
    "values for what a contract's state lacks",
    ({ consumer }) => contractRead(consumer).addOverride("defaults", { contract_version: 3 }),
    [changedRead("kubernetes-cluster/managed-infrastructure")],
  ],
  [
    "a contract's read that is changed in two ways",
    ({ consumer }) => {
      contractRead(consumer).addOverride("workspace", "other");
      consumer.addOverride(`${contractAddress}.config.path`, "x.tfstate");
    },
    [
      changedRead("kubernetes-cluster/managed-infrastructure"),
      changedRead(`kubernetes-cluster (override of ${contractAddress}.config.path)`),
    ],
  ],
  [
    "another state to write, by an override of the whole stack",
    ({ consumer }) => consumer.addOverride("terraform.backend.local.path", "../../../state/demo/identity.tfstate"),
    [changedBackend("kubernetes-cluster (override of terraform.backend.local.path)")],
  ],
  [
    "another state to write, by an override of all settings",
    ({ consumer }) => consumer.addOverride("terraform", { cloud: { organization: "x" } }),
    [changedBackend("kubernetes-cluster (override of terraform)")],
  ],
  [
    "another state to write, beside an override of other settings",
    ({ consumer }) => {
      consumer.addOverride("terraform", { required_version: ">= 1.11" });
      backendOf(consumer).addOverride("path", "x.tfstate");
    },
    [changedBackend("kubernetes-cluster/backend")],
  ],
  [
    "all settings taken away",
    ({ consumer }) => consumer.addOverride("terraform", undefined),
    [changedBackend("kubernetes-cluster (override of terraform)")],
  ],
  [
    "a backend that is taken away",
    ({ consumer }) => consumer.addOverride("terraform.backend", undefined),
    [changedBackend("kubernetes-cluster (override of terraform.backend)")],
  ],
  [
    "another state to write, by an override of the backend",
    ({ consumer }) => backendOf(consumer).addOverride("path", "../../../state/demo/identity.tfstate"),
    [changedBackend("kubernetes-cluster/backend")],
  ],
  [
    "a second backend",
    ({ consumer }) => new LocalBackend(new Construct(consumer, "inner"), { path: "x.tfstate" }),
    [changedBackend("kubernetes-cluster/inner/backend")],
  ],
  [
    "a second backend of another kind",
    ({ consumer }) => new S3Backend(new Construct(consumer, "inner"), { bucket: "x", key: "y" }),
    [changedBackend("kubernetes-cluster/inner/backend")],
  ],
  [
    "no backend at all",
    ({ consumer }) => consumer.node.tryRemoveChild("backend"),
    [changedBackend("kubernetes-cluster")],
  ],
  [
    "an output that is no field of the contract",
    ({ consumer }) =>
      new SecurityGroup(consumer, "queue", { name: `\${upper(${contractAddress}.outputs.secret_thing)}` }),
    [unknownOutput("kubernetes-cluster/queue", `${contractAddress}.outputs.secret_thing`)],
  ],
  [
    "an output that is no field of the contract, by its key or by a token",
    ({ consumer }) => {
      new SecurityGroup(consumer, "key", { name: `\${${contractAddress} . outputs["secret_thing"]}` });
      new SecurityGroup(consumer, "token", { name: contractRead(consumer).getString("other_thing") });
    },
    [
      unknownOutput("kubernetes-cluster/key", `${contractAddress}.outputs[\\"secret_thing\\"]`),
      unknownOutput("kubernetes-cluster/token", `${contractAddress}.outputs.other_thing`),
    ],
  ],
  [
    "all outputs of a contract's state",
    ({ consumer }) => {
      new SecurityGroup(consumer, "queue", { name: `\${jsonencode(${contractAddress}.outputs)}` });
      new TerraformOutput(consumer, "leak", { value: contractRead(consumer).fqn });
      consumer.addOverride("locals.each", `%{ for k, v in ${contractAddress}.outputs }\${v}%{ endfor }`);
      consumer.addOverride("locals.brace", `\${join("}", values(${contractAddress}.outputs))}`);
    },
    [
      wholeState("kubernetes-cluster/queue"),
      wholeState("kubernetes-cluster/leak"),
      wholeState("kubernetes-cluster (override of locals.each)"),
      wholeState("kubernetes-cluster (override of locals.brace)"),
    ],
  ],
  [
    "the state of a stack that is not read",
    ({ consumer }) =>
      new SecurityGroup(consumer, "queue", { name: "${data.terraform_remote_state.identity.outputs.x}" }),
    [dangling("kubernetes-cluster/queue", "data.terraform_remote_state.identity")],
  ],
  [
    "the state that a later stack reads",
    ({ producer }) => new SecurityGroup(producer, "queue", { name: `\${${contractAddress}.outputs.vpc_id}` }),
    [dangling("managed-infrastructure/queue", contractAddress, "managed-infrastructure")],
  ],
  [
    "another stack's address written by hand",
    ({ consumer }) => new SecurityGroup(consumer, "queue", { name: "x-${upper({ a = aws_vpc.vpc.id }.a)}" }),
    [nativeReference("kubernetes-cluster/queue")],
  ],
  [
    "another stack's address in an override",
    ({ consumer }) => consumer.addOverride("locals.vpc", "${aws_vpc.vpc}"),
    [nativeReference("kubernetes-cluster (override of locals.vpc)", "aws_vpc.vpc")],
  ],
  [
    "another stack's address as a dependency",
    ({ consumer }) => new SecurityGroup(consumer, "queue", { dependsOn: [{ fqn: "aws_vpc.vpc" }] }),
    [nativeReference("kubernetes-cluster/queue", "aws_vpc.vpc")],
  ],
  [
    "a data source of another stack as a token, once, and by hand elsewhere",
    ({ consumer, producer }) => {
      const zones = new DataAwsAvailabilityZones(producer, "zones", {});
      new SecurityGroup(consumer, "token", { name: zones.id });
      new SecurityGroup(consumer, "hand", { name: "${data.aws_availability_zones.zones.id}" });
    },
    [
      nativeReference("kubernetes-cluster/token", "data.aws_availability_zones.zones.id"),
      nativeReference("kubernetes-cluster/hand", "data.aws_availability_zones.zones.id"),
    ],
  ],
  [
    "a data source of another stack as a token in an override",
    ({ consumer, producer }) => {
      consumer.addOverride("locals.zones", new DataAwsAvailabilityZones(producer, "zones", {}).id);
    },
    [nativeReference("kubernetes-cluster (an override of the whole stack)", "data.aws_availability_zones.zones.id")],
  ],
  [
    "an address that exists nowhere",
    ({ consumer }) => new SecurityGroup(consumer, "queue", { name: "${aws_vpc.other.id}${aws_vpc.other.arn}" }),
    [dangling("kubernetes-cluster/queue", "aws_vpc.other")],
  ],
  [
    "a stack that is to wait for a later one",
    ({ consumer, producer }) => producer.addDependency(consumer),
    [
      "  - managed-infrastructure: it is told to wait for the stack kubernetes-cluster, which does not come before it. " +
        "Fix: leave the dependency out: what managed-infrastructure needs stands in managed-infrastructure or in an " +
        "earlier stack. [backward-dependency]",
    ],
  ],
  [
    "dependencies of nodes, which CDKTF ignores",
    ({ consumer, producer }) => {
      const queue = new SecurityGroup(consumer, "queue", {});
      const other = new SecurityGroup(consumer, "other", {});
      new Construct(consumer, "plain").node.addDependency(queue);
      other.node.addDependency(producer.vpc);
      producer.vpc.node.addDependency(queue);
    },
    [
      ignoredDependency(
        "managed-infrastructure/vpc",
        "kubernetes-cluster/queue",
        "leave it out: kubernetes-cluster does not come before managed-infrastructure, and data flows forward only",
      ),
      ignoredDependency(
        "kubernetes-cluster/other",
        "managed-infrastructure/vpc",
        "leave it out: all of managed-infrastructure is deployed before kubernetes-cluster when kubernetes-cluster " +
          "reads its contract",
      ),
      ignoredDependency(
        "kubernetes-cluster/plain",
        "kubernetes-cluster/queue",
        "pass the resource that it needs as dependsOn",
      ),
    ],
  ],
];

describe("what crosses stacks by another way than a contract is refused", () => {
  it.each(planted)("%s", (_, plant, findings) => {
    const stacks = twoStacks();
    plant(stacks);
    const error = configErrorOf(() => stacks.synth());
    const [, ...lines] = error.message.split("\n");
    // The stand-ins hold what suits the test, which rules on types and tags do not like.
    const ownLines = lines.filter((line) => !/^In [\w-]+:$|\[(type-not-allowed|missing-tags)\]$/.test(line));
    expect(ownLines.sort()).toEqual([...findings].sort());
  });

  it("all at once, in one error, with nothing written", () => {
    const stacks = twoStacks();
    new Subnet(stacks.consumer, "one", { vpcId: stacks.producer.vpc.id });
    new Subnet(stacks.consumer, "two", { vpcId: stacks.producer.vpc.id });
    new DataTerraformRemoteStateLocal(stacks.consumer, "peek", { path: "x.tfstate" });
    const { findings } = configErrorOf(() => stacks.synth());
    expect([...new Set(findings.map(({ place }) => place))]).toEqual(
      ["one", "peek", "two"].map((id) => `kubernetes-cluster/${id}`),
    );
    expect(fs.existsSync(stacks.outdir)).toBe(false);
  });

  it("references within a stack, escaped ones and plain text are left alone", () => {
    const stacks = twoStacks();
    const queue = new SecurityGroup(stacks.consumer, "queue", { name: "$${aws_vpc.vpc.id} and aws_vpc.vpc" });
    new SecurityGroup(stacks.consumer, "other", {
      name: `${queue.name}-x`,
      description: stacks.consumer.infrastructure.vpcId,
    });
    expect(() => stacks.synth()).not.toThrow();
  });

  it.each([
    ["example-s3", "config.bucket", "terraform.backend.s3.bucket"],
    ["example-hcp", "config.workspaces.name", "terraform.cloud.workspaces.name"],
  ])("another state in %s", (environment, read, backend) => {
    const stacks = twoStacks({ environment: loadEnvironment(environment) });
    contractRead(stacks.consumer).addOverride(read, "other");
    stacks.producer.addOverride(backend, "other");
    const { findings } = configErrorOf(() => stacks.synth());
    expect(findings.map(({ place, code }) => [place, code])).toEqual([
      [`managed-infrastructure (override of ${backend})`, "changed-backend"],
      ["kubernetes-cluster/managed-infrastructure", "changed-read"],
    ]);
  });

  it.each(["demo", "example-s3", "example-hcp"])("what stands in %s by itself is left alone", (environment) => {
    const stacks = twoStacks({ environment: loadEnvironment(environment) });
    stacks.consumer.infrastructure.subnetIds.at("a");
    expect(() => stacks.synth()).not.toThrow();
  });

  it("other settings, other data and fields of the contract are left alone", () => {
    const stacks = twoStacks();
    const { consumer, producer } = stacks;
    consumer.addOverride("terraform.required_version", ">= 1.10");
    consumer.addOverride("terraform", { required_version: ">= 1.11" });
    consumer.addOverride("data", { aws_region: { here: {} } });
    consumer.addOverride("locals.names", `\${${contractAddress}.outputs.names[0]}`);
    consumer.addOverride("locals.subnet", `\${${contractAddress}.outputs["subnet_ids"]["a"]}`);
    consumer.addOverride("locals.text", '${upper("aws_vpc.other.id")}');
    new SecurityGroup(consumer, "queue", { dependsOn: [contractRead(consumer)] });
    consumer.addDependency(producer);
    expect(() => stacks.synth()).not.toThrow();
  });
});
