import { pipelineKey } from "../../constructs/identity/app-pipelines";
import { deployerRolesOf } from "../../constructs/identity/deployer-roles";
import type { PolicyDocument, Statement } from "../../constructs/identity/policy-document";
import { namesOf, type PeopleRole } from "../../constructs/names";
import { deployerRoles, stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { boundaries } from "../../stacks/boundaries";
import { declaredPipelines } from "../../stacks/pipelines";
import { decide } from "../constructs/identity/support/iam";
import { environmentOutput, synthesizePlatform } from "../support/demo";
import type { SynthesizedStack } from "../support/synthesize";

interface Policy {
  readonly name: string;
  readonly path: string;
  readonly policy: string;
}
interface Role {
  readonly name: string;
  readonly path: string;
  readonly permissions_boundary: string;
  readonly assume_role_policy: string;
  readonly depends_on?: readonly string[];
}

const rolesOf = (stack: SynthesizedStack) => Object.values(stack.all("aws_iam_role")) as Role[];
const policiesOf = (stack: SynthesizedStack) => Object.values(stack.all("aws_iam_policy")) as Policy[];
const trustOf = (role: Role) => (JSON.parse(role.assume_role_policy) as PolicyDocument).Statement;
const permissions = (stack: SynthesizedStack) => policiesOf(stack).filter(({ name }) => !name.includes("-boundary-"));
const statements = ({ policy }: Policy) => (JSON.parse(policy) as PolicyDocument).Statement;
const roleOf = (stack: SynthesizedStack, id: string): Role => stack.named("aws_iam_role", `${id}_role`);
const built = (environment: Environment) => synthesizePlatform({ environment }).identity;

/** Boundary of a role that is neither a deployer's nor people's: that of what makes the cluster run, or of apps. */
function ofWhatRuns(role: string): "controllers" | "workloads" {
  return /-(ctl|svc|db|eks)-|-runner$/.test(role) ? "controllers" : "workloads";
}

describe.each(["demo", "example-s3", "example-hcp"])("%s", (name) => {
  const environment = loadEnvironment(name);
  const names = namesOf(environment);
  const { identity } = environmentOutput(name);
  const roles = rolesOf(identity);
  const made = deployerRolesOf(environment);

  it("every role has the boundary of its kind", () => {
    expect(roles.length).toBeGreaterThan(20);
    const kinds = roles.map(({ name, permissions_boundary }) => [
      name,
      /aws_iam_policy\.boundaries_([a-z-]+)\.arn/.exec(permissions_boundary)?.[1],
    ]);
    for (const [role, kind] of kinds) {
      const deployer = stackIds.find((stack) => deployerRoles.some((one) => role === names.deployerRole(stack, one)));
      const person = /-(people|dev)-/.test(role ?? "") ? "people" : undefined;
      const glass = role === names.personRole("break-glass") ? "break-glass" : undefined;
      const pipeline = /-(ci|team-ci)-/.test(role ?? "") ? "pipelines" : undefined;
      expect([role, kind]).toEqual([role, deployer ?? glass ?? person ?? pipeline ?? ofWhatRuns(role ?? "")]);
    }
  });

  it("every role and its policies lie under the path of their kind and, where they are a team's, of the team", () => {
    const deployers = new Map(
      stackIds.flatMap((stack) => deployerRoles.map((role) => [names.deployerRole(stack, role), stack] as const)),
    );
    const kinds: Readonly<Record<string, string>> = {
      ctl: names.rolePath("controllers"),
      svc: names.rolePath("services"),
      db: names.databaseUsersPath,
      eks: names.rolePath("cluster"),
      runner: names.rolePath("runners"),
    };
    const ofTeams = { app: "apps", ci: "pipelines", dev: "people", sec: "secrets", "team-ci": "pipelines" } as const;
    const pathOf = (name: string): string | undefined => {
      const stack = deployers.get(name);
      if (stack) return names.deployerPath(stack);
      const [, kind = "", rest = ""] = /^-(team-ci|[a-z]+)(?:-(.*))?$/.exec(name.slice(names.prefix.length)) ?? [];
      const team = environment.teams.find((one) => `${rest}-`.startsWith(`${one.name}-`))?.name ?? "";
      if (kind in ofTeams) return names.teamRolePath(ofTeams[kind as keyof typeof ofTeams], team);
      return kind === "people" ? names.personPath(rest as PeopleRole) : kinds[kind];
    };
    const nested = permissions(identity).map(({ name, path }) => {
      const owner = roles.find((role) => name.startsWith(`${role.name}-`) && role.path === path);
      return [name, owner?.path];
    });
    expect(roles.map(({ name, path }) => [name, path])).toEqual(roles.map(({ name }) => [name, pathOf(name)]));
    expect(nested).toEqual(permissions(identity).map(({ name, path }) => [name, path]));
  });

  it("the root of trust is the boundaries, identity's own deployers and break-glass", () => {
    const inRoot = [...roles, ...policiesOf(identity)]
      .filter(({ path }) => path === names.rootPath)
      .map((one) => one.name);
    const expected = /-boundary-|-identity-(plan|apply|review)(-|$)|-people-break-glass$/;
    expect(inRoot.filter((one) => !expected.test(one))).toEqual([]);
    expect(inRoot).toEqual(expect.arrayContaining([names.boundary("people"), names.deployerRole("identity", "apply")]));
    expect([...roles, ...policiesOf(identity)].filter(({ path }) => !path.startsWith(names.iamPath))).toEqual([]);
  });

  it("keeps to IAM's limits", () => {
    expect(roles.filter(({ name }) => name.length > 64)).toEqual([]);
    expect(roles.filter(({ assume_role_policy }) => assume_role_policy.length > 2048)).toEqual([]);
    expect(policiesOf(identity).filter(({ name, policy }) => name.length > 128 || policy.length > 6144)).toEqual([]);
    const attachments = Object.values(identity.all("aws_iam_role_policy_attachment")).map(({ role }) => role);
    for (const role of new Set(attachments))
      expect(attachments.filter((one) => one === role).length).toBeLessThanOrEqual(10);
  });

  it("names the actions of every permission one by one, and attaches no policy of AWS's that is wider than meant", () => {
    const wide = permissions(identity)
      .flatMap(statements)
      .flatMap(({ Action, NotAction }) => {
        return [...(Action ?? []).filter((action) => action.includes("*")), ...(NotAction ?? [])];
      });
    expect(wide).toEqual([]);
    const attached = Object.values(identity.all("aws_iam_role_policy_attachment")).map(
      ({ policy_arn }) => policy_arn as string,
    );
    expect([...new Set(attached.filter((arn) => arn.startsWith("arn:")))].sort()).toEqual([
      "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPullOnly",
      "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy",
      "arn:aws:iam::aws:policy/AmazonEKSWorkerNodePolicy",
      "arn:aws:iam::aws:policy/PowerUserAccess",
      "arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
    ]);
  });

  it("holds plain IAM JSON: no token of Terraform, and no id twice in a document", () => {
    const documents = [
      ...policiesOf(identity).map(({ policy }) => policy),
      ...roles.map((role) => role.assume_role_policy),
    ];
    for (const document of documents) {
      expect(document).not.toContain("${");
      const sids = (JSON.parse(document) as PolicyDocument).Statement.flatMap(({ Sid }) => Sid ?? []);
      expect(sids.filter((sid) => !/^[A-Za-z0-9]+$/.test(sid))).toEqual([]);
      expect(new Set(sids).size).toBe(sids.length);
    }
  });

  it("trusts nobody by a pattern but people, and them by account and ARN", () => {
    const all = roles.flatMap(trustOf);
    expect(all.length).toBeGreaterThanOrEqual(roles.length);
    for (const { Principal, Condition = {} } of all) {
      if (Principal && "Federated" in Principal) expect(Object.keys(Condition)).toEqual(["StringEquals"]);
      if (Principal && "AWS" in Principal) {
        expect(Principal.AWS.filter((arn) => !/^arn:aws:iam::\d{12}:root$/.test(arn))).toEqual([]);
        expect(Condition).toHaveProperty(["ArnLike", "aws:PrincipalArn"]);
      }
    }
  });

  it("gives each app's pods their own role: namespace of the team, service account of the app", () => {
    for (const { team, name } of environment.apps) {
      const [statement] = trustOf(roleOf(identity, `apps_${team}-${name}`));
      expect(statement?.Condition).toEqual({
        StringEquals: {
          "aws:SourceAccount": environment.aws.accountId,
          "aws:RequestTag/kubernetes-namespace": names.teamNamespace(team),
          "aws:RequestTag/kubernetes-service-account": name,
        },
        ArnEquals: { "aws:SourceArn": names.clusterArn },
      });
    }
  });

  it("the names that others compute are those of the roles", () => {
    const arns = new Set(roles.map(({ path, name }) => names.iamArn("role", path, name)));
    const computed = [
      ...stackIds.flatMap((stack) => made.map((role) => names.deployerRoleArn(stack, role))),
      names.clusterRoleArn("control-plane"),
      names.clusterRoleArn("node"),
      names.serviceRoleArn("flow-logs"),
      names.serviceRoleArn("database-monitoring"),
      names.controllerRoleArn("external-dns"),
      ...environment.teams.map((team) => names.secretsRoleArn(team.name)),
      ...(environment.runners === "in-vpc" ? [names.runnerRoleArn] : []),
      ...environment.apps.map(({ team, name }) => names.appRoleArn(team, name)),
    ];
    expect(computed.filter((arn) => !arns.has(arn))).toEqual([]);
  });

  it("publishes every role by its key", () => {
    const { output = {} } = identity.json;
    const keys = (field: string) => Object.keys(output[field].value).sort();
    expect(keys("app_role_arns")).toEqual(environment.apps.map(({ team, name }) => `${team}/${name}`).sort());
    expect(keys("deployer_role_arns")).toEqual(
      stackIds.flatMap((stack) => made.map((role) => `${stack}/${role}`)).sort(),
    );
    expect(output.deployer_role_arns.value["apps/plan"]).toBe("${aws_iam_role.deployers_apps-plan_role.arn}");
    expect(keys("team_secret_role_arns")).toEqual(environment.teams.map((team) => team.name).sort());
    expect(keys("pipeline_role_arns")).toEqual(declaredPipelines(environment).map(pipelineKey).sort());
    expect(keys("runner_names")).toEqual(environment.runners === "in-vpc" ? ["instanceProfile", "role"] : []);
    expect(output.node_instance_profile_name.value).toBe("${aws_iam_instance_profile.cluster_node-profile.name}");
    expect(output.node_role_arn.value).toBe("${aws_iam_role.cluster_node_role.arn}");
    expect(output.flow_log_role_arn.value).toBe("${aws_iam_role.services_flow-logs_role.arn}");
  });

  it("has the nodes' role in an instance profile of its own, below the path of the cluster", () => {
    expect(identity.named("aws_iam_instance_profile", "cluster_node-profile")).toMatchObject({
      name: names.nodeInstanceProfile,
      path: names.rolePath("cluster"),
      role: "${aws_iam_role.cluster_node_role.name}",
    });
  });

  it("lets nodes pull images and nothing else of ECR's, and gives pods their addresses by another role", () => {
    const attached = Object.values(identity.all("aws_iam_role_policy_attachment"))
      .filter(({ role }) => role === "${aws_iam_role.cluster_node_role.name}")
      .map(({ policy_arn }) => (policy_arn as string).replace(/^.*\//, ""));
    // The first pull of a copy makes the copy's repository.
    const copies = environment.images.pullThroughCache.length > 0;
    expect(attached.sort()).toEqual([
      ...(copies ? ["${aws_iam_policy.cluster_node_policy-first-pulls.arn}"] : []),
      "AmazonEC2ContainerRegistryPullOnly",
      "AmazonEKSWorkerNodePolicy",
    ]);
  });

  it("declares nothing but IAM, and asks AWS nothing", () => {
    expect(identity.types.filter((type) => !type.startsWith("aws_iam_"))).toEqual([]);
    expect(identity.json.data).toBeUndefined();
  });
});

describe("who deploys", () => {
  const subjects = (stack: SynthesizedStack, host: string) =>
    Object.fromEntries(
      stackIds.flatMap((id) =>
        deployerRoles
          .filter((role) => `deployers_${id}-${role}_role` in stack.all("aws_iam_role"))
          .map((role) => {
            const found = trustOf(roleOf(stack, `deployers_${id}-${role}`)).map(
              ({ Condition }) => Condition?.StringEquals?.[`${host}:sub`],
            );
            return [`${id}/${role}`, found.filter(Boolean)];
          }),
      ),
    );
  const people = (stack: SynthesizedStack, role: string) =>
    trustOf(roleOf(stack, `deployers_${role}`)).flatMap(
      ({ Condition }) => Condition?.ArnLike?.["aws:PrincipalArn"] ?? [],
    );

  it("demo: each role to one GitHub environment, whose provider is made first", () => {
    const { identity } = environmentOutput("demo");
    const expected = stackIds.flatMap((stack) =>
      deployerRoles.map((role) => [
        `${stack}/${role}`,
        [`repo:tideline-outdoor/platform:environment:demo-${stack}-${role}`],
      ]),
    );
    expect(subjects(identity, "token.actions.githubusercontent.com")).toEqual(Object.fromEntries(expected));
    const provider = "aws_iam_openid_connect_provider.oidc_github";
    expect(roleOf(identity, "deployers_apps-plan").depends_on).toEqual([provider]);
    expect(Object.keys(identity.all("aws_iam_openid_connect_provider"))).toEqual(["oidc_github"]);
  });

  it("example-s3: an existing provider is neither made nor waited for", () => {
    const { identity } = environmentOutput("example-s3");
    expect(identity.types).not.toContain("aws_iam_openid_connect_provider");
    expect(roleOf(identity, "deployers_apps-plan")).not.toHaveProperty("depends_on");
    const [statement] = trustOf(roleOf(identity, "deployers_apps-plan")) as [Statement];
    expect(statement.Principal).toEqual({
      Federated: "arn:aws:iam::222233334444:oidc-provider/token.actions.githubusercontent.com",
    });
  });

  it("example-hcp: each role to one phase of one workspace", () => {
    const found = subjects(environmentOutput("example-hcp").identity, "app.terraform.io");
    expect(found["apps/plan"]).toEqual([
      "organization:quillstone:project:Platform:workspace:strata-example-hcp-apps:run_phase:plan",
    ]);
    expect(new Set(Object.values(found).flat()).size).toBe(12);
  });

  it("from a terminal: root administrators everything, operators what only reads", () => {
    const { identity } = environmentOutput("demo");
    const { rootAdministrators, people: listed } = loadEnvironment("demo");
    expect(people(identity, "identity-plan")).toEqual(rootAdministrators);
    expect(people(identity, "identity-apply")).toEqual(rootAdministrators);
    expect(people(identity, "identity-review")).toEqual(rootAdministrators);
    expect(people(identity, "apps-plan")).toEqual([...rootAdministrators, ...listed.operators]);
    expect(people(identity, "apps-review")).toEqual([...rootAdministrators, ...listed.operators]);
    expect(people(identity, "apps-apply")).toEqual(rootAdministrators);
  });

  it("without a pipeline: no provider, no federated trust, and operators apply", () => {
    const demo = loadEnvironment("demo");
    const teams = demo.teams.map((team) => ({ ...team, pipeline: undefined }));
    const apps = demo.apps.map((app) => ({ ...app, pipeline: undefined }));
    const identity = built({ ...demo, teams, apps, ci: {} });
    expect(identity.types).not.toContain("aws_iam_openid_connect_provider");
    expect(
      rolesOf(identity)
        .flatMap(trustOf)
        .filter(({ Principal }) => Principal && "Federated" in Principal),
    ).toEqual([]);
    expect(people(identity, "apps-apply")).toEqual([...demo.rootAdministrators, ...demo.people.operators]);
  });
});

it("makes no role for whom nobody is named", () => {
  const demo = loadEnvironment("demo");
  const identity = built({ ...demo, people: { ...demo.people, databaseAdministrators: [] } });
  expect(Object.keys(identity.all("aws_iam_role"))).not.toContain("people_database-administrator_role");
  expect(Object.keys(identity.json.output?.people_role_arns.value).sort()).toEqual([
    "auditor",
    "break-glass",
    "operator",
  ]);
});

describe("states of example-s3", () => {
  const output = environmentOutput("example-s3");
  const environment = loadEnvironment("example-s3");
  const documents = (stack: string, action: string): PolicyDocument[] => {
    const { name } = roleOf(output.identity, `deployers_${stack}-${action}`);
    return permissions(output.identity)
      .filter((policy) => policy.name === `${name}-state`)
      .map(({ policy }) => JSON.parse(policy));
  };

  it.each(stackIds)("%s reaches the very state that its backend names, and those that it reads", (stack) => {
    const { bucket, key, kms_key_id: alias } = output[stack].json.terraform.backend.s3;
    const state = `arn:aws:s3:::${bucket}/${key}`;
    expect(decide(documents(stack, "apply"), { action: "s3:PutObject", resource: state })).toBe("allowed");
    expect(decide(documents(stack, "plan"), { action: "s3:PutObject", resource: state })).toBe("denied");
    expect(decide(documents(stack, "plan"), { action: "s3:PutObject", resource: `${state}.tflock` })).toBe("allowed");
    const context = {
      "kms:ResourceAliases": [alias.slice(alias.indexOf("alias/"))],
      "kms:ViaService": `s3.${environment.aws.region}.amazonaws.com`,
    };
    const resource = `arn:aws:kms:${environment.aws.region}:${environment.aws.accountId}:key/1`;
    expect(decide(documents(stack, "plan"), { action: "kms:GenerateDataKey", resource, context })).toBe("allowed");
    for (const other of stackIds.filter((id) => id !== stack)) {
      const foreign = output[other].json.terraform.backend.s3;
      const read = decide(documents(stack, "plan"), {
        action: "s3:GetObject",
        resource: `arn:aws:s3:::${foreign.bucket}/${foreign.key}`,
      });
      const reads = (boundaries[stack].reads as readonly string[]).includes(other);
      expect([other, read]).toEqual([other, reads ? "allowed" : "denied"]);
    }
  });
});

it("log groups: what ships logs may write to the groups that are there", () => {
  const output = environmentOutput("demo");
  const groupsOf = (stack: SynthesizedStack) =>
    Object.values(stack.all("aws_cloudwatch_log_group")).map(({ name }) => name as string);
  const may = (policy: string, group: string) =>
    decide([JSON.parse(output.identity.named("aws_iam_policy", policy).policy)], {
      action: "logs:PutLogEvents",
      resource: `arn:aws:logs:eu-central-1:111122223333:log-group:${group}:log-stream:x`,
    });
  const shipped = groupsOf(output["cluster-services"]);
  expect(shipped.length).toBeGreaterThan(0);
  for (const group of shipped)
    expect([group, may("controllers_fluent-bit_policy-permissions", group)]).toEqual([group, "allowed"]);
  for (const group of groupsOf(output["managed-infrastructure"])) {
    expect([group, may("services_flow-logs_policy-deliver", group)]).toEqual([group, "allowed"]);
  }
});
