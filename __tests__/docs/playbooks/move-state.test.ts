import { loadEnvironment } from "../../../environments/load";
import type { Environment } from "../../../environments/schema/environment";
import { environmentOutput, outputOf, type SynthesizedPlatform } from "../../support/demo";
import type { Body } from "../../support/synthesize";

const example = loadEnvironment("example-s3");
const kept: Readonly<Record<Environment["state"]["kind"], SynthesizedPlatform>> = {
  s3: environmentOutput("example-s3"),
  local: outputOf({ ...example, state: { kind: "local", folder: "state" } }),
  "hcp-terraform": outputOf({
    ...example,
    state: {
      kind: "hcp-terraform",
      organization: "larkfield",
      project: "Platform",
      hostname: "app.terraform.io",
      provider: "create",
      terraformVersion: "1.11.4",
      healthAssessments: true,
    },
  }),
};
const others = ["local", "hcp-terraform"] as const;
const later = ["managed-infrastructure", "kubernetes-cluster", "cluster-services", "app-services", "apps"] as const;

/** HCP Terraform has no role for reviews, and so the cluster has no access entry for one. */
function unreviewed({ aws_eks_access_entry: entries, ...others }: Body): Body {
  if (!entries) return others;
  const kept = Object.entries(entries).filter(([name]) => !name.endsWith("-review"));
  expect(kept.length).toBe(Object.keys(entries).length - 4);
  return { ...others, aws_eks_access_entry: Object.fromEntries(kept) };
}

it.each(others.flatMap((kind) => later.map((stack) => ({ kind, stack }))))(
  "$stack declares the same under $kind as under S3: its plan is empty after a move",
  ({ kind, stack }) => {
    const [here, there] = [kept.s3[stack].json, kept[kind][stack].json];
    expect(Object.keys(here.resource ?? {}).length).toBeGreaterThan(0);
    expect([there.resource, there.output]).toEqual([
      kind === "local" ? here.resource : unreviewed(here.resource),
      here.output,
    ]);
    const { terraform_remote_state: _, ...data } = here.data ?? {};
    expect(there.data).toMatchObject(data);
  },
);

it.each(others)("of identity nothing but policies, trust and providers differ under %s", (kind) => {
  const of = (platform: SynthesizedPlatform) =>
    platform.identity.json.resource as Record<string, Record<string, object>>;
  const [here, there] = [of(kept.s3), of(kept[kind])];
  const differing = new Set<string>();
  for (const type of new Set([...Object.keys(here), ...Object.keys(there)])) {
    const names = new Set([...Object.keys(here[type] ?? {}), ...Object.keys(there[type] ?? {})]);
    for (const name of names) {
      const [one, other] = [here[type]?.[name], there[type]?.[name]];
      if (JSON.stringify(one) === JSON.stringify(other)) continue;
      const roles = type === "aws_iam_role" && one && other;
      if (roles) expect({ ...one, ...policyOf(other) }).toEqual(other);
      differing.add(type);
    }
  }
  const allowed = [
    "aws_iam_policy",
    "aws_iam_role",
    "aws_iam_role_policy_attachment",
    "aws_iam_openid_connect_provider",
  ];
  expect(differing.size).toBeGreaterThan(0);
  expect([...differing].filter((type) => !allowed.includes(type))).toEqual([]);
});

/** Trust, and what makes Terraform wait: all that may differ of a role. */
function policyOf(role: object): object {
  const { assume_role_policy, depends_on } = role as Record<string, unknown>;
  return { assume_role_policy, ...(depends_on !== undefined && { depends_on }) };
}
