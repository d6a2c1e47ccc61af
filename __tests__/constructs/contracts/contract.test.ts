import fs from "node:fs";
import path from "node:path";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { type Contract, contract, outputName, text } from "../../../constructs/contracts/contract";
import { PlatformApp } from "../../../constructs/stack/platform-app";
import { PlatformStack } from "../../../constructs/stack/platform-stack";
import { stackIds } from "../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../environments/load";
import { identityContract } from "../../../stacks/1-identity/contract";
import { managedInfrastructureContract } from "../../../stacks/2-managed-infrastructure/contract";
import { kubernetesClusterContract } from "../../../stacks/3-kubernetes-cluster/contract";
import { clusterServicesContract } from "../../../stacks/4-cluster-services/contract";
import { appServicesContract } from "../../../stacks/5-app-services/contract";
import { environmentOutput } from "../../support/demo";
import { configErrorOf, Producer, producerContract, twoStacks } from "../../support/two-stacks";

const contracts: readonly Contract[] = [
  identityContract,
  managedInfrastructureContract,
  kubernetesClusterContract,
  clusterServicesContract,
  appServicesContract,
];

describe("a contract", () => {
  it("is published under names that follow from its fields alone, with its version", () => {
    const { producer } = twoStacks().synth();
    expect(Object.keys(producer.output)).toEqual(["contract_version", "names", "subnet_ids", "vpc_id"]);
    expect(producer.output.contract_version.value).toBe(3);
    expect(producer.output.vpc_id).toMatchObject({ value: "${aws_vpc.vpc.id}", description: "the VPC" });
    expect(producer.output.subnet_ids.value).toEqual({ a: "${aws_vpc.vpc.id}", b: "${aws_vpc.vpc.arn}" });
    expect(outputName("clusterCertificateAuthority")).toBe("cluster_certificate_authority");
  });

  it("is read through a data source that carries the producer's name", () => {
    const stacks = twoStacks();
    const { infrastructure } = stacks.consumer;
    new SecurityGroup(stacks.consumer, "queue", {
      name: infrastructure.vpcId,
      description: infrastructure.subnetIds.at("a-1"),
    });
    const { consumer } = stacks.synth();
    expect(Object.keys(consumer.data.terraform_remote_state)).toEqual(["managed-infrastructure"]);
    expect(consumer.resource.aws_security_group.queue).toMatchObject({
      name: "${data.terraform_remote_state.managed-infrastructure.outputs.vpc_id}",
      description: '${data.terraform_remote_state.managed-infrastructure.outputs.subnet_ids["a-1"]}',
    });
  });

  it("makes its version and the keys that are asked for a condition of the read", () => {
    const stacks = twoStacks();
    stacks.consumer.infrastructure.subnetIds.at("z");
    stacks.consumer.infrastructure.subnetIds.at("a");
    const { consumer } = stacks.synth();
    const { postcondition } = consumer.data.terraform_remote_state["managed-infrastructure"].lifecycle;
    expect(postcondition).toHaveLength(2);
    expect(postcondition[0].condition).toBe("${try(tonumber(self.outputs.contract_version), 0) >= 3}");
    expect(postcondition[0].error_message).toContain("npx cdktf deploy managed-infrastructure");
    expect(postcondition[1].condition).toContain(
      'for key in ["a","z"] : key if !contains(try(keys(self.outputs.subnet_ids), [])',
    );
    expect(postcondition[1].error_message).toContain("npx cdktf deploy managed-infrastructure");
  });

  it("makes the reader wait for the producer", () => {
    const { consumer, producer } = twoStacks();
    expect(consumer.dependsOn(producer)).toBe(true);
  });

  it("is listed in contracts.json with its outputs and its readers", () => {
    expect(twoStacks().synth().contracts).toEqual({
      "managed-infrastructure": {
        version: 3,
        outputs: {
          vpc_id: { kind: "text", meaning: "the VPC" },
          names: { kind: "list", meaning: "some names" },
          subnet_ids: { kind: "map", meaning: "subnets by zone" },
        },
        readBy: ["kubernetes-cluster"],
      },
    });
  });

  it("refuses a field that sounds like a secret, and takes the ARN of one", () => {
    expect(() => contract("apps", 1, { databasePassword: text("x") })).toThrow(
      "Contract of apps: the field databasePassword sounds like a secret, and every reader of the state would see it. " +
        "Pass the ARN of a Secrets Manager secret, as databasePasswordArn.",
    );
    expect(() => contract("apps", 1, { databasePasswordArn: text("x") })).not.toThrow();
  });

  it("can't be read by a stack whose boundary does not name it, or by an earlier one", () => {
    class Reader extends PlatformStack {
      constructor(app: PlatformApp, id: "identity" | "cluster-services", read: Contract) {
        super(app, id);
        this.read(read);
      }
    }
    const app = () => {
      const created = new PlatformApp({ environment: loadEnvironment("demo") });
      new Producer(created);
      return created;
    };
    expect(configErrorOf(() => new Reader(app(), "identity", producerContract)).message).toBe(
      "Stack identity: 1 problem\n  - identity reads the contract of managed-infrastructure: contracts are read from " +
        "earlier stacks only. Fix: move what identity needs into an earlier stack. [CONTRACT_NOT_READABLE]",
    );
    const later = { ...producerContract, stack: "apps" as const };
    expect(configErrorOf(() => new Reader(app(), "cluster-services", later)).findings).toHaveLength(1);
  });
});

describe("the contracts of the six stacks", () => {
  /** Fields of every version ever released: a change without a new version would reach readers that don't expect it. */
  const released = JSON.parse(fs.readFileSync(path.join(__dirname, "../../../stacks/contract-versions.json"), "utf8"));

  it.each(contracts.map((c) => [c.stack, c] as const))(
    "%s has the fields that its version was released with",
    (stack, c) => {
      const fields = Object.fromEntries(Object.entries(c.fields).map(([name, { kind }]) => [name, kind]));
      expect(released[stack]?.[c.version]).toEqual(fields);
      expect(Math.max(...Object.keys(released[stack]).map(Number))).toBe(c.version);
    },
  );

  it("are those of all stacks but the last", () => {
    expect(contracts.map(({ stack }) => stack)).toEqual(stackIds.slice(0, -1));
    expect(Object.keys(released)).toEqual(stackIds.slice(0, -1));
  });

  it.each(["demo", "example-s3", "example-hcp"])(
    "are read in %s as the boundaries say, and no others",
    (environment) => {
      const { boundaries } =
        jest.requireActual<typeof import("../../../stacks/boundaries")>("../../../stacks/boundaries");
      const file = environmentOutput(environment).file("contracts.json");
      for (const reader of stackIds) {
        const read = stackIds.filter((producer) => file[producer]?.readBy.includes(reader));
        expect([reader, read]).toEqual([reader, [...boundaries[reader].reads]]);
      }
    },
  );
});
