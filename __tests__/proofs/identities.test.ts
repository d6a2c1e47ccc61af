import { machineRoles } from "../../constructs/identity/machine-roles";
import { type BoundaryKind, namesOf } from "../../constructs/names";
import { stackIds } from "../../constructs/stack/stack-id";
import { loadEnvironment } from "../../environments/load";
import type { Environment } from "../../environments/schema/environment";
import { printed } from "./support/printed";
import { deployer, proven } from "./support/proven";
import { type Try, tryAll } from "./support/takeovers";

const environments: readonly (readonly [string, Environment])[] = [
  ["demo", { ...loadEnvironment("demo"), state: { kind: "s3" } }],
  ["example-s3", loadEnvironment("example-s3")],
  ["example-hcp", loadEnvironment("example-hcp")],
];

/** Paths below the environment's own, the boundary of the roles there, and the name of a role where it decides. */
const kinds: readonly (readonly [path: string, boundary: BoundaryKind, role?: string])[] = [
  ["apps/any", "workloads"],
  ["secrets/any", "workloads"],
  ["cluster", "controllers"],
  ["controllers", "controllers"],
  ["people", "people"],
  ["people/any", "people"],
  ["pipelines/any", "pipelines"],
  ["runners", "controllers"],
  ["services", "controllers"],
  ...stackIds
    .filter((stack) => stack !== "identity")
    .flatMap((stack) =>
      (["plan", "apply"] as const).map((action): [string, BoundaryKind, string] => {
        return ["deployers", stack, `${stack}-${action}`];
      }),
    ),
];

describe.each(environments)("identity's apply role in %s", (name, environment) => {
  const platform = proven(environment);
  const apply = deployer(platform, "identity", "apply");
  const names = namesOf(environment);
  const { prefix, iamPath } = names;
  const iam = (resource: string) => `arn:aws:iam::${platform.account}:${resource}`;
  const role = (path: string, last: string) => iam(`role${iamPath}${path}/${prefix}-${last}`);
  const through = (tries: readonly Try[]) => tryAll(platform, [apply], tries);
  const boundaries = Object.keys(platform.boundaries) as BoundaryKind[];

  it.each(["iam:CreateRole", "iam:PutRolePermissionsBoundary"])(
    "%s: gives each kind its own boundary alone",
    async (action) => {
      const wanted = kinds.map(([path, boundary, last = "any"]) => ({ action, arn: role(path, last), boundary }));
      const tries = wanted.flatMap(({ arn }) =>
        boundaries.map((kind): Try & { kind: BoundaryKind } => {
          return { action, arn, kind, asked: { "iam:PermissionsBoundary": names.boundaryArn(kind) } };
        }),
      );
      const allowed: string[] = [];
      for (const one of tries) if ((await through([one])).allowed.length > 0) allowed.push(`${one.arn} ${one.kind}`);
      expect(allowed).toEqual(wanted.map(({ arn, boundary }) => `${arn} ${boundary}`));
      printed(`identities, ${name}`, tries.length, `tries of ${action}, of which ${wanted.length} are meant`);
    },
  );

  it("attaches and detaches on roles of these kinds, and its own policies or the few of AWS's", async () => {
    const [policy, foreign] = [iam(`policy${iamPath}apps/any/any`), iam("policy/any")];
    const attach = (arn: string, policyArn: string): Try => {
      const given = { "iam:PermissionsBoundary": names.boundaryArn("workloads") };
      return { action: "iam:AttachRolePolicy", arn, given, asked: { "iam:PolicyARN": policyArn } };
    };
    const app = role("apps/any", "any");
    expect((await through([attach(app, policy)])).allowed).toHaveLength(1);
    const refused = [
      attach(app, foreign),
      attach(app, "arn:aws:iam::aws:policy/AdministratorAccess"),
      attach(app, names.boundaryArn("workloads")),
      attach(role("root", "any"), policy),
      attach(iam("role/any"), policy),
    ];
    expect((await through(refused)).allowed).toEqual([]);
  });

  it("changes policies by path, since IAM asks for no boundary there: of every kind, none of the root, none of others", async () => {
    const actions = ["iam:CreatePolicyVersion", "iam:SetDefaultPolicyVersion", "iam:CreatePolicy", "iam:DeletePolicy"];
    const on = (arn: string) => actions.map((action): Try => ({ action, arn }));
    const own = kinds.map(([path]) => iam(`policy${iamPath}${path}/any`));
    expect((await through(own.flatMap(on))).allowed).toHaveLength(own.length * actions.length);
    const others = [
      ...boundaries.map((kind) => names.boundaryArn(kind)),
      ...apply.policies.map(({ name: own }) => iam(`policy${names.rootPath}${own}`)),
    ];
    const foreign = ["/any", "/strata/any/apps/any", `${iamPath}any`, `${names.rootPath}any`].map((path) =>
      iam(`policy${path}`),
    );
    const { tried, allowed } = await through([...others, ...foreign].flatMap(on));
    expect(allowed).toEqual([]);
    printed(`identities, ${name}`, tried, "changes of policies refused");
  });

  it("fills instance profiles of the cluster and of runners with the roles of machines, for EC2 alone", async () => {
    const actions = [
      "CreateInstanceProfile",
      "AddRoleToInstanceProfile",
      "RemoveRoleFromInstanceProfile",
      "TagInstanceProfile",
      "UntagInstanceProfile",
      "DeleteInstanceProfile",
    ];
    const on = (path: string) =>
      actions.map((action): Try => ({ action: `iam:${action}`, arn: iam(`instance-profile${path}any`) }));
    const places = [names.rolePath("cluster"), names.rolePath("runners")];
    expect((await through(places.flatMap(on))).allowed).toHaveLength(places.length * actions.length);
    const elsewhere = ["/", "/strata/any/cluster/", names.rootPath, names.rolePath("controllers")];
    expect((await through(elsewhere.flatMap(on))).allowed).toEqual([]);
    const pass = (arn: string, service: string): Try => ({
      action: "iam:PassRole",
      arn,
      asked: { "iam:PassedToService": service },
    });
    const machines = machineRoles(names);
    const meant = machines.map((arn) => pass(arn, "ec2.amazonaws.com"));
    expect((await through(meant)).allowed).toHaveLength(machines.length);
    const others = platform.roles.map(({ arn }) => arn).filter((arn) => !machines.includes(arn));
    const refused = [
      ...["eks.amazonaws.com", "lambda.amazonaws.com", "ssm.amazonaws.com"].map((service) =>
        pass(names.clusterRoleArn("node"), service),
      ),
      ...[...others, iam("role/any")].map((arn) => pass(arn, "ec2.amazonaws.com")),
    ];
    expect((await through(refused)).allowed).toEqual([]);
  });

  it("only reads the root of trust and the OIDC providers", async () => {
    const root = [
      ...platform.roles.map(({ arn }) => arn).filter((arn) => arn.includes(names.rootPath)),
      names.boundaryArn("people"),
    ];
    const reads = root.map((arn): Try => ({ action: arn.includes(":role/") ? "iam:GetRole" : "iam:GetPolicy", arn }));
    const provider = iam("oidc-provider/token.actions.githubusercontent.com");
    const all = [...reads, { action: "iam:GetOpenIDConnectProvider", arn: provider }];
    expect((await through(all)).allowed).toHaveLength(all.length);
    const writes = [
      "iam:TagRole",
      "iam:DeleteRole",
      "iam:UpdateRole",
      "iam:UpdateAssumeRolePolicy",
      "iam:DetachRolePolicy",
    ];
    const refused = [
      ...root.filter((arn) => arn.includes(":role/")).flatMap((arn) => writes.map((action) => ({ action, arn }))),
      { action: "iam:UpdateOpenIDConnectProviderThumbprint", arn: provider },
      { action: "iam:AddClientIDToOpenIDConnectProvider", arn: provider },
      { action: "iam:DeleteOpenIDConnectProvider", arn: provider },
    ];
    expect((await through(refused)).allowed).toEqual([]);
  });
});
