import { changedLines, compare } from "../../../cli/report/model/comparison";
import { reportOf } from "../../../cli/report/model/report";
import { inStackOrder } from "../../../cli/report/output/stack-order";
import { boundaries } from "../../../stacks/boundaries";
import { environmentOutput, outputOf } from "../../support/demo";
import { inClosedNetwork, inExistingNetwork } from "../../support/networks";
import { edited, outputFrom, type RoleFiles, reportOn } from "./support";

const demo = reportOn("demo");
const inS3 = reportOn("example-s3");

type Stack = { resource: Record<string, Record<string, Record<string, unknown>>> };

describe("stacks and contracts", () => {
  it("are those of the boundaries", () => {
    const reads = (id: string) => demo.contracts.filter(({ reader }) => reader === id).map(({ producer }) => producer);
    const declared = Object.entries(boundaries).map(([id, boundary]) => [id, boundary.reads]);
    expect(demo.stacks.map(({ id }) => [id, reads(id)])).toEqual(declared);
  });

  it("say which output is used by what", () => {
    const arrow = demo.contracts.find(({ producer, reader }) => producer === "app-services" && reader === "apps");
    const endpoints = arrow?.outputs.find(({ name }) => name === "database_endpoints");
    expect(endpoints?.usedBy).toContain("kubernetes_config_map_v1.fulfilment_orders_settings");
    expect(arrow?.outputs.some(({ usedBy }) => usedBy.length === 0)).toBe(true);
  });

  it("stand in the order of deployment, shards in the place of their stack", () => {
    const ids = ["apps-storefront", "app-services", "cluster-services", "identity", "apps", "apps-fulfilment"];
    expect(inStackOrder(ids)).toEqual([
      ...["identity", "cluster-services", "app-services", "apps", "apps-fulfilment", "apps-storefront"],
    ]);
  });
});

describe("access to states", () => {
  const usesOf = (report: typeof demo, stack: string) =>
    Object.fromEntries(
      (report.states.find((state) => state.stack === stack)?.uses ?? []).map(({ role, reads, writes, locks }) => [
        role,
        `${reads ? "R" : ""}${writes ? "W" : ""}${locks ? "L" : ""}`,
      ]),
    );
  const own = { "app-services-plan": "RL", "app-services-apply": "RWL", "app-services-review": "R" };
  const expected = { ...own, "apps-plan": "R", "apps-apply": "R", "apps-review": "R" };

  it("is that of policies and bucket policies in S3, and of Terraform elsewhere", () => {
    expect(usesOf(inS3, "app-services")).toEqual(expected);
    expect(usesOf(demo, "app-services")).toEqual(expected);
    expect([inS3.states[0]?.by, demo.states[0]?.by]).toEqual(["policies", "declared"]);
  });

  it("lets pass root administrators beside our own roles, whatever wildcards name those; and whom else a policy names", () => {
    const roots = [
      "arn:aws:iam::222233334444:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_PlatformRoot_*",
      "arn:aws:iam::222233334444:role/break-glass/platform-root",
    ];
    for (const { others, otherWriters } of inS3.states) expect([others, otherWriters]).toEqual([roots, roots]);

    const wide = "arn:aws:iam::222233334444:role/*";
    const file = "permissions/app-services.json";
    type File = { state: { bucketPolicy: { Statement: { Sid: string; Condition: Condition }[] } } };
    type Condition = { ArnNotLike: { "aws:PrincipalArn": string[] } };
    const passes = edited<File>("example-s3", file, ({ state }) => {
      state.bucketPolicy.Statement.find(({ Sid }) => Sid === "Strangers")?.Condition.ArnNotLike[
        "aws:PrincipalArn"
      ].push(wide);
    });
    const opened = reportOn("example-s3", passes).states.find(({ stack }) => stack === "app-services");
    expect([opened?.others, opened?.otherWriters]).toEqual([[wide, ...roots].sort(), roots]);
  });

  const state = "arn:aws:s3:::larkfield-states-app-services/app-services.tfstate";
  const widened = (...parts: readonly ("policy" | "boundary" | "bucket")[]) => ({
    ...edited<RoleFiles>("example-s3", "permissions/cluster-services.json", ({ apply }) => {
      const statement = { Effect: "Allow" as const, Action: ["s3:*"], Resource: [state] };
      const [policy] = apply?.policies ?? [];
      if (parts.includes("policy")) Object.assign(policy?.document ?? {}, { Statement: [statement] });
      if (parts.includes("boundary")) apply?.boundary.Statement.push(statement);
    }),
    ...(parts.includes("bucket") &&
      edited<{ state: object }>("example-s3", "permissions/app-services.json", (file) => {
        file.state = {};
      })),
  });

  it.each([
    [["policy"] as const, undefined],
    [["policy", "boundary"] as const, undefined],
    [["policy", "bucket"] as const, undefined],
    [["policy", "boundary", "bucket"] as const, "RW"],
  ])("is that of a stranger once %j let him", (parts, shown) => {
    expect(usesOf(reportOn("example-s3", widened(...parts)), "app-services")["cluster-services-apply"]).toBe(shown);
  });
});

describe("roles", () => {
  it("are all that identity declares, each once, by kind", () => {
    const kinds = [...new Set(demo.roles.map(({ kind }) => kind))];
    expect(kinds).toEqual(["deployers", "people", "pipelines", "controllers", "workloads"]);
    expect(new Set(demo.roles.map(({ key }) => key)).size).toBe(demo.stacks[0]?.resources.aws && demo.roles.length);
  });

  it("of another kind than those that there are, are shown as well", () => {
    const audit = edited<Record<string, unknown>>("demo", "permissions/apps.json", (file) => {
      file.audit = {
        ...(file.plan as object),
        roleArn: "arn:aws:iam::111122223333:role/strata/demo/deployers/strata-demo-apps-audit",
      };
    });
    expect(reportOn("demo", audit).roles.map(({ key }) => key)).toContain("apps-audit");
  });
});

describe("access to the cluster", () => {
  const grants = (subject: string) =>
    demo.kubernetes.grants
      .filter((one) => one.subject === subject)
      .map(({ namespace, by }) => `${by} ${namespace ?? "*"}`);

  it("follows access entries and groups to the roles of identity", () => {
    expect(grants("apps-apply")).toEqual(["Role strata:apply-apps fulfilment", "Role strata:apply-apps storefront"]);
    expect(grants("people-break-glass")).toEqual(["EKS access policy AmazonEKSClusterAdminPolicy *"]);
    expect(grants("dev-storefront")).toEqual([
      "Role strata:dashboards-storefront cluster-services",
      "Role strata:developers storefront",
    ]);
    const entries = Object.keys(
      environmentOutput("demo")["kubernetes-cluster"].json.resource?.aws_eks_access_entry ?? {},
    );
    expect(demo.kubernetes.letIn).toHaveLength(entries.length);
  });

  it("names service accounts with their AWS roles", () => {
    const dispatch = {
      namespace: "fulfilment",
      serviceAccount: "dispatch",
      role: "app-fulfilment-dispatch",
      stack: "apps",
    };
    expect(demo.kubernetes.pods).toContainEqual(dispatch);
  });
});

describe("the network", () => {
  it("has tiers from the internet inwards, each with its way out", () => {
    const ways = demo.network.tiers.map(({ name, subnets }) => [name, subnets[0]?.routes.map(({ target }) => target)]);
    expect(ways).toEqual([
      ["public", ["internet gateway"]],
      ["private", ["NAT gateway in eu-central-1a"]],
      ["data", []],
      ["control-plane", []],
    ]);
    expect(demo.network.zones).toEqual(["eu-central-1a", "eu-central-1b", "eu-central-1c"]);
    expect(demo.network.endpoints.map(({ service, type }) => `${service} ${type}`)).toEqual([
      "dynamodb Gateway",
      "s3 Gateway",
    ]);
    expect(demo.network.api).toEqual({ private: true, public: true, cidrs: ["203.0.113.0/24"] });
  });

  it("without NAT has no way out; pods have subnets of their own", () => {
    const { network } = reportOf(outputFrom(outputOf(inClosedNetwork())));
    const leads = network.tiers
      .filter(({ name }) => name !== "public")
      .flatMap(({ subnets }) => subnets.flatMap(({ routes }) => routes));
    expect(leads).toEqual([]);
    expect(network.tiers.map(({ name }) => name)).toContain("pods");
  });

  it("of somebody else is shown as far as it is stated", () => {
    const { network } = reportOf(outputFrom(outputOf(inExistingNetwork())));
    expect(network.existing).toBe(true);
    const sizes = network.tiers.map(({ name, subnets }) => [name, subnets.length]);
    expect(sizes).toEqual(["public", "private", "pods", "data", "control-plane"].map((name) => [name, 3]));
    expect(network.zones).toHaveLength(3);
  });

  it("names each door by both sides", () => {
    const door = demo.network.doors.find(({ port }) => port === "tcp 5432");
    expect(door).toMatchObject({ of: "database-orders/access/group", peer: "control-plane/cluster", direction: "in" });
  });
});

it("sizes are those that IAM counts, and nothing is above its limit", () => {
  const policy = demo.sizes.find(({ name }) => name === "strata-demo-apps-apply-compute");
  const document = demo.roles
    .find(({ key }) => key === "apps-apply")
    ?.policies.find(({ name }) => name === policy?.name)?.document;
  expect(policy).toMatchObject({
    owner: "apps-apply",
    what: "policy",
    size: JSON.stringify(document).length,
    limit: 6144,
  });
  expect(demo.sizes.filter(({ size, limit }) => size > limit)).toEqual([]);
  expect(demo.sizes.filter(({ what }) => what === "attachments")).toHaveLength(demo.roles.length);
});

describe("a comparison", () => {
  const against = (changes: Readonly<Record<string, string>>) =>
    compare(demo, reportOn("demo", changes), { ref: "main", commit: "0123456789" });

  it("with the same says nothing", () => {
    expect(changedLines(against({}))).toEqual({ gained: 0, lost: 0, changed: 0 });
  });

  it("says what roles, the cluster and waivers gain and lose", () => {
    const changes = {
      ...edited<RoleFiles>("demo", "permissions/apps.json", ({ plan }) => {
        const [policy] = plan?.policies ?? [];
        Object.assign(policy?.document.Statement[0] ?? {}, { Action: ["eks:DescribeCluster"] });
      }),
      ...edited<{ waivers: { reason: string }[] }>("demo", "guardrails.json", ({ waivers }) => {
        waivers.length = 0;
      }),
    };
    const { roles, waivers } = against(changes);
    expect(roles.map(({ stack, role, counts }) => ({ stack, role, counts }))).toEqual([
      { stack: "apps", role: "plan", counts: { gained: 1, lost: 1 } },
    ]);
    expect([waivers.gained.length, waivers.lost.length]).toEqual([0, demo.guardrails.waivers.length]);
  });

  it("says what is opened to the world: doors, the API, routes, endpoints and hosts", () => {
    const changes = {
      ...edited<Stack>("demo", "stacks/app-services/cdk.tf.json", ({ resource }) => {
        for (const rule of Object.values(resource.aws_vpc_security_group_ingress_rule ?? {})) {
          delete rule.referenced_security_group_id;
          rule.cidr_ipv4 = "0.0.0.0/0";
        }
      }),
      ...edited<Stack>("demo", "stacks/kubernetes-cluster/cdk.tf.json", ({ resource }) => {
        for (const cluster of Object.values(resource.aws_eks_cluster ?? {})) {
          const config = [cluster.vpc_config].flat()[0] as Record<string, unknown>;
          config.public_access_cidrs = ["0.0.0.0/0"];
        }
      }),
      ...edited<Stack>("demo", "stacks/managed-infrastructure/cdk.tf.json", ({ resource }) => {
        const [route] = Object.values(resource.aws_route ?? {});
        Object.assign(route ?? {}, { destination_cidr_block: "10.0.0.0/8" });
        const [endpoint] = Object.values(resource.aws_vpc_endpoint ?? {});
        delete endpoint?.policy;
      }),
    };
    const opened = compare(reportOn("demo"), reportOn("demo", changes), { ref: "main", commit: "0123456789" });
    expect(opened.network.gained).toEqual(
      expect.arrayContaining([
        "the Kubernetes API answers from 0.0.0.0/0",
        "app-services: database-orders/access/group lets in 0.0.0.0/0 on tcp 5432",
        expect.stringMatching(/^subnet \w+ in \S+ leads 10\.0\.0\.0\/8 to /),
      ]),
    );
    expect(opened.network.lost).toContain("the Kubernetes API answers from 203.0.113.0/24");
    expect(opened.changed).toContainEqual(
      expect.stringMatching(
        /^app-services: aws_vpc_security_group_ingress_rule\.\S+: cidr_ipv4, referenced_security_group_id$/,
      ),
    );
    expect(opened.changed).toContainEqual(
      expect.stringMatching(/^kubernetes-cluster: aws_eks_cluster\.\S+: vpc_config$/),
    );
  });

  it("names arguments that are otherwise, and none for another order of keys or notes of CDKTF", () => {
    const file = "stacks/apps/cdk.tf.json";
    const kind = "kubernetes_deployment_v1";
    const reversed = edited<Stack>("demo", file, ({ resource }) => {
      for (const [name, body] of Object.entries(resource[kind] ?? {})) {
        const entries = Object.entries({ ...body, "//": "another note" }).reverse();
        Object.assign(resource[kind] ?? {}, { [name]: Object.fromEntries(entries) });
      }
    });
    expect(changedLines(against(reversed))).toEqual({ gained: 0, lost: 0, changed: 0 });
    const waits = edited<Stack>("demo", file, ({ resource }) => {
      for (const body of Object.values(resource[kind] ?? {}).slice(0, 1)) body.wait_for_rollout = "never";
    });
    expect(against(waits).changed).toEqual([
      expect.stringMatching(/^apps: kubernetes_deployment_v1\.\w+: wait_for_rollout$/),
    ]);
  });
});

describe("what the internet reaches by load balancers", () => {
  it("is the hosts of public classes, with who is let in and whether AWS WAF stands before", () => {
    const portal = { app: "billing/portal", host: "my.meters.larkfield.example", cidrs: ["0.0.0.0/0"], firewall: true };
    const intake = { app: "metering/intake", host: "intake.meters.larkfield.example", firewall: true };
    expect(inS3.network.ingresses).toMatchObject([portal, intake]);

    const bare = edited<Stack>("example-s3", "stacks/app-services/cdk.tf.json", ({ resource }) => {
      const release = resource.helm_release?.["ingress-classes"] ?? {};
      release.values = [release.values].flat().map((text) => {
        return String(text)
          .replace(/"wafv2AclName": .*,$/gm, "")
          .replaceAll('"0.0.0.0/0"', '"198.51.100.0/24"');
      });
    });
    const narrow = { cidrs: ["198.51.100.0/24"], firewall: false };
    expect(reportOn("example-s3", bare).network.ingresses).toMatchObject([narrow, narrow]);
  });

  it("is what annotations ask for where no class says otherwise, Services included", () => {
    const changes = edited<Stack>("demo", "stacks/apps/cdk.tf.json", ({ resource }) => {
      const annotations = { "alb.ingress.kubernetes.io/scheme": "internet-facing" };
      const spec = { ingress_class_name: "alb", rule: [{ host: "open.example" }] };
      resource.kubernetes_ingress_v1 = { ...resource.kubernetes_ingress_v1, open: { metadata: { annotations }, spec } };
      const service = { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internet-facing" };
      resource.kubernetes_service_v1 = {
        ...resource.kubernetes_service_v1,
        tcp: { metadata: { annotations: service }, spec: { type: "LoadBalancer" } },
      };
    });
    const { ingresses } = reportOn("demo", changes).network;
    expect(ingresses.map(({ app, host }) => `${app} ${host}`)).toEqual(["open open.example", "tcp *"]);
  });

  it("is nothing where all classes are internal", () => {
    expect(demo.network.ingresses).toEqual([]);
  });
});
