import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { derive } from "../../../constructs/permissions/derive";
import type { Catalogue, Entry, ResourceView } from "../../../constructs/permissions/entry";
import { References, UnfollowableReference } from "../../../constructs/permissions/references";
import type { Consumer, Producer } from "../../support/two-stacks";
import { twoStacks } from "../../support/two-stacks";

const entry = (arn: Entry["arn"], create: Entry["create"] = () => []): Entry => ({
  arn,
  create,
  read: () => [],
  update: () => [],
  delete: () => [],
});
const named = (service: string, kind: string) => (r: ResourceView) => r.names.arn(service, `${kind}/${r.text("name")}`);

const catalogue: Catalogue = {
  aws_db_subnet_group: entry(named("rds", "subgrp")),
  aws_ecr_lifecycle_policy: entry(named("ecr", "repository"), (r) => [
    { actions: ["ecr:PutLifecyclePolicy"], resources: r.arns("repository") },
  ]),
  aws_ecr_repository: entry(named("ecr", "repository")),
  aws_kms_alias: entry(named("kms", "alias")),
  aws_kms_key: entry((r) => r.names.arn("kms", "key/*")),
  aws_subnet: entry((r) => r.names.arn("ec2", "subnet/*")),
  aws_vpc: entry((r) => r.names.arn("ec2", "vpc/*")),
  aws_vpc_security_group_ingress_rule: entry((r) => r.names.arn("ec2", "security-group-rule/*")),
};

const arn = (service: string, resource: string) => `arn:aws:${service}:eu-central-1:111122223333:${resource}`;

interface Stacks {
  readonly producer: Producer;
  readonly consumer: Consumer;
}

/** How the entry of the one resource of this type sees it, wherever it stands. */
function seen(type: string, declare: (stacks: Stacks) => void, entries = catalogue): ResourceView {
  const { app, producer, consumer } = twoStacks();
  declare({ producer, consumer });
  const stacks = app.resolveAll();
  const references = new References(stacks, entries);
  for (const stack of stacks) {
    const element = stack.elements.find((one) => one.type === type);
    if (element) return references.view(stack, element);
  }
  throw new Error(`no ${type}`);
}

const derived = (declare: (stacks: Stacks) => void, entries = catalogue) => {
  const { app, producer, consumer } = twoStacks();
  declare({ producer, consumer });
  return derive(app.resolveAll(), entries);
};

describe("what a reference names", () => {
  it("is a resource of the same stack, its ARN and its text", () => {
    const view = seen("aws_ecr_lifecycle_policy", ({ producer }) => {
      const repository = new EcrRepository(producer, "images", { name: "strata-demo/web" });
      new EcrLifecyclePolicy(producer, "policy", { repository: repository.name, policy: "{}" });
    });
    expect(view.arns("repository")).toEqual([arn("ecr", "repository/strata-demo/web")]);
    expect(view.text("repository")).toBe("strata-demo/web");
    expect(view.owners("repository")).toEqual(["managed-infrastructure"]);
  });

  it("is, through a contract, what the producer published, with the producer for its owner", () => {
    const view = seen("aws_subnet", ({ consumer }) => {
      new Subnet(consumer, "subnet", { vpcId: consumer.infrastructure.vpcId });
    });
    expect(view.arns("vpc_id")).toEqual([arn("ec2", "vpc/*")]);
    expect(view.owners("vpc_id")).toEqual(["managed-infrastructure"]);
    expect(view.argumentsOf("vpc_id", "cidr_block")).toEqual(["10.0.0.0/16"]);
    expect(view.stack).toBe("kubernetes-cluster");
  });

  it("is, through a key of a contract's map, that value alone", () => {
    const view = seen("aws_subnet", ({ consumer }) => {
      new Subnet(consumer, "subnet", { vpcId: consumer.infrastructure.subnetIds.at("b") });
    });
    expect(view.arns("vpc_id")).toEqual([arn("ec2", "vpc/*")]);
    expect(view.text("vpc_id")).toBe(arn("ec2", "vpc/*"));
  });

  it("is, through a contract's list, each of its values", () => {
    const view = seen("aws_db_subnet_group", ({ consumer }) => {
      new DbSubnetGroup(consumer, "group", { name: "data", subnetIds: consumer.infrastructure.names });
    });
    expect(view.text("subnet_ids")).toBe("a");
    expect(view.owners("subnet_ids")).toEqual(["managed-infrastructure"]);
  });

  it("is what an argument of another resource names in turn", () => {
    const view = seen("aws_db_subnet_group", ({ producer }) => {
      const subnet = new Subnet(producer, "subnet", { vpcId: producer.vpc.id });
      new DbSubnetGroup(producer, "group", { name: subnet.vpcId, subnetIds: [subnet.id] });
    });
    expect(view.arns("name")).toEqual([arn("ec2", "vpc/*")]);
    expect(view.arns("subnet_ids")).toEqual([arn("ec2", "subnet/*")]);
  });

  it("is unknown text, and no ARN, where a resource computes it", () => {
    const view = seen("aws_vpc_security_group_ingress_rule", ({ producer }) => {
      new VpcSecurityGroupIngressRule(producer, "rule", {
        ipProtocol: "tcp",
        securityGroupId: `\${aws_vpc.vpc.id}`,
        referencedSecurityGroupId: `\${aws_vpc.vpc.config[0].group_id}`,
      });
    });
    expect(view.text("referenced_security_group_id")).toBe("*");
    expect(view.owners("referenced_security_group_id")).toEqual(["managed-infrastructure"]);
    expect(() => view.arns("referenced_security_group_id")).toThrow(
      "aws_vpc_security_group_ingress_rule.rule: referenced_security_group_id = a part of aws_vpc.vpc",
    );
  });

  it("stays in the middle of a text", () => {
    const view = seen("aws_ecr_repository", ({ producer }) => {
      const subnet = new Subnet(producer, "subnet", { vpcId: producer.vpc.id, cidrBlock: "10.0.1.0/24" });
      new EcrRepository(producer, "images", { name: `a-${subnet.cidrBlock}-b` });
    });
    expect(view.text("name")).toBe("a-10.0.1.0/24-b");
  });

  it("is no expression where Terraform escapes it", () => {
    const view = seen("aws_ecr_lifecycle_policy", ({ producer }) => {
      new EcrLifecyclePolicy(producer, "policy", { repository: "images", policy: "$${aws:username}" });
    });
    expect(view.text("policy")).toBe(`\${aws:username}`);
  });

  it("tells a missing argument from an empty one", () => {
    const view = seen("aws_ecr_repository", ({ producer }) => {
      new EcrRepository(producer, "images", { name: "" });
    });
    expect([view.has("name"), view.text("name")]).toEqual([true, ""]);
    expect([view.has("force_delete"), view.text("force_delete"), view.arns("force_delete")]).toEqual([false, "*", []]);
  });
});

describe("the aliases of a key", () => {
  it("are those that point at it, also for a consumer", () => {
    const view = seen("aws_ecr_repository", ({ producer }) => {
      const [key, other] = ["key", "other"].map((id) => new KmsKey(producer, id, {}));
      new KmsAlias(producer, "alias", { name: "alias/images", targetKeyId: key?.keyId ?? "" });
      new KmsAlias(producer, "another", { name: "alias/other", targetKeyId: other?.keyId ?? "" });
      new EcrRepository(producer, "images", { name: "a", encryptionConfiguration: [{ kmsKey: key?.arn }] });
    });
    expect(view.aliases("encryption_configuration[0].kms_key")).toEqual(["alias/images"]);
  });

  it("must exist: a condition on none would silently grant nothing", () => {
    const view = seen("aws_ecr_repository", ({ producer }) => {
      const key = new KmsKey(producer, "key", {});
      new EcrRepository(producer, "images", { name: key.arn });
    });
    expect(() => view.aliases("name")).toThrow(
      new UnfollowableReference("aws_kms_key.key without a KMS alias", "aws_ecr_repository.images: name"),
    );
  });
});

const policyFor = (repository: string) => (stacks: Stacks) => {
  new EcrLifecyclePolicy(stacks.producer, "policy", { repository, policy: "{}" });
};

describe("derive", () => {
  it("follows a grant's reference to the ARN of the resource", () => {
    const { resources, findings } = derived(({ producer }) => {
      const { name } = new EcrRepository(producer, "images", { name: "strata-demo/web" });
      new EcrLifecyclePolicy(producer, "policy", { repository: name, policy: "{}" });
    });
    expect(findings).toEqual([]);
    const policy = resources.find(({ type }) => type === "aws_ecr_lifecycle_policy");
    expect(policy?.address).toBe("aws_ecr_lifecycle_policy.policy");
    expect(policy?.needs.create).toEqual([
      { actions: ["ecr:PutLifecyclePolicy"], resources: [arn("ecr", "repository/strata-demo/web")] },
    ]);
  });

  it.each([
    ["a function", "${lower(aws_vpc.vpc.id)}", "lower(aws_vpc.vpc.id)"],
    ["a resource that is not there", `\${aws_ecr_repository.gone.name}`, "aws_ecr_repository.gone.name"],
    ["a contract's field that is not there", `\${data.terraform_remote_state.identity.outputs.gone}`, "identity.gone"],
    ["a name that is no ARN", "images", "images"],
    ["a directive", "%{ if true }a%{ endif }", "%{ if true }a%{ endif }"],
  ])("reports %s with place and argument", (_, repository, shown) => {
    const { resources, findings } = derived(policyFor(repository));
    expect(resources.map(({ type }) => type)).toEqual(["aws_vpc"]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({
      place: "managed-infrastructure/policy",
      code: "PERMISSIONS_UNFOLLOWABLE",
    });
    expect(String(findings[0]?.value)).toContain("aws_ecr_lifecycle_policy.policy: repository = ");
    expect(String(findings[0]?.value)).toContain(shown);
  });

  it("reports a type without an entry with the file to edit and an example", () => {
    const { findings } = derived(({ consumer }) => {
      new SqsQueue(consumer, "queue", {});
    });
    expect(findings).toEqual([
      {
        place: "kubernetes-cluster/queue",
        value: "aws_sqs_queue",
        problem: "the permission catalogue has no entry for this type, so that its deployers' rights are unknown",
        fix: expect.stringMatching(
          /"aws_sqs_queue".*constructs\/permissions\/catalogue\/.*aws_ecr_repository of ecr\.ts.*create, read, update/,
        ),
        code: "PERMISSIONS_NO_ENTRY",
      },
    ]);
  });

  it("reports a missing entry once, and not again where the resource is referred to", () => {
    const { aws_ecr_repository: _, ...without } = catalogue;
    const { findings } = derived(({ producer }) => {
      const { name } = new EcrRepository(producer, "images", { name: "strata-demo/web" });
      new EcrLifecyclePolicy(producer, "policy", { repository: name, policy: "{}" });
    }, without);
    expect(findings.map(({ place, code }) => [place, code])).toEqual([
      ["managed-infrastructure/images", "PERMISSIONS_NO_ENTRY"],
    ]);
  });

  it("lets no other error pass for a finding", () => {
    const broken = entry(() => {
      throw new TypeError("a bug in an entry");
    });
    expect(() => derived(() => {}, { ...catalogue, aws_vpc: broken })).toThrow(new TypeError("a bug in an entry"));
  });
});
