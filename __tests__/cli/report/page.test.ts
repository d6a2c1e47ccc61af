import { createHash } from "node:crypto";
import { rightsOf } from "../../../cli/permissions/rights";
import { Data } from "../../../cli/report/client/data";
import { contractDetail } from "../../../cli/report/client/details/contract";
import { permissionDetail } from "../../../cli/report/client/details/permission";
import { resourceDetail } from "../../../cli/report/client/details/resource";
import { roleDetail } from "../../../cli/report/client/details/role";
import { escaped, html } from "../../../cli/report/html/html";
import { changedLines, compare } from "../../../cli/report/model/comparison";
import { mayChangeIam } from "../../../cli/report/model/iam-changes";
import { encoded } from "../../../cli/report/page/encode";
import { page } from "../../../cli/report/page/page";
import { comparisonView } from "../../../cli/report/views/comparison";
import { glanceView } from "../../../cli/report/views/glance";
import { networkView } from "../../../cli/report/views/network";
import { edited, type RoleFiles, reportOn } from "./support";

const report = reportOn("demo");
const inS3 = reportOn("example-s3");
const data = new Data(JSON.parse(JSON.stringify(encoded(report))));

/** What is read of markup. */
const plain = (markup: string) =>
  markup
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .replace(/ ([,.;])/g, "$1");

describe("a template", () => {
  it("escapes whatever is not HTML already, in text and in attributes", () => {
    const hostile = `"><img src=x onerror='alert(1)'>`;
    expect(html`<b title="${hostile}">${hostile}</b>`.text).toBe(
      `<b title="${escaped(hostile)}">${escaped(hostile)}</b>`,
    );
    expect(escaped(hostile)).not.toMatch(/["'<>]/);
  });

  it("joins lists, keeps HTML, and writes nothing for nothing", () => {
    expect(html`${[html`<i>1</i>`, "&"]}${undefined}${false}${0}`.text).toBe("<i>1</i>&amp;0");
  });
});

describe("the page", () => {
  let text = "";
  beforeAll(async () => {
    text = await page(report);
  });

  it("is one file below 2 MB that loads nothing", () => {
    expect(text.length).toBeLessThan(2_000_000);
    // Links lead within the page; addresses of XML vocabularies are no places.
    const [markup = ""] = text.split("<script>");
    expect(markup.match(/(?:src|href)="(?!#|data:,")[^"]*"/g)).toBeNull();
    expect(markup).not.toMatch(/@import|url\((?!#arrow\))/);
  });

  it("lets no script or style run but its own", () => {
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)?.[1]?.replaceAll("&#39;", "'") ?? "";
    expect(policy).toMatch(/^default-src 'none'; img-src data:; style-src 'sha256-\S+'; script-src 'sha256-\S+'; /);
    for (const tag of ["style", "script"]) {
      const content = new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(text)?.[1] ?? "";
      expect(policy).toContain(`'sha256-${createHash("sha256").update(content).digest("base64")}'`);
    }
    expect(text).not.toMatch(/ (?:style|on[a-z]+)="/);
  });

  it("says the same each time", async () => {
    expect(await page(reportOn("demo"))).toBe(text);
  });

  it("is written whatever reasons and names say, and none of it becomes a tag", async () => {
    const hostile = "</script><script>alert(1)</script>";
    const changes = edited<{ waivers: { reason: string; address: string }[] }>(
      "demo",
      "guardrails.json",
      ({ waivers }) => {
        Object.assign(waivers[0] ?? {}, { reason: hostile, address: hostile });
      },
    );
    const changed = reportOn("demo", changes);
    const owners = {
      ...changed,
      sizes: [{ owner: hostile, what: "policy" as const, name: hostile, size: 1, limit: 2 }],
    };
    const written = await page(owners);
    expect(written).not.toContain("<script>alert");
    expect(written).toContain(escaped(hostile));
    expect(written).toContain("\\u003c/script>\\u003cscript>alert");
  });

  it("shows a comparison in colour and in signs", async () => {
    const before = reportOn(
      "demo",
      edited<{ waivers: unknown[] }>("demo", "guardrails.json", ({ waivers }) => waivers.pop()),
    );
    const comparison = compare(before, report, { ref: "feature/<b>", commit: "0123456789" });
    const written = await page({ ...report, comparison });
    expect(written).toContain("<code>feature/&lt;b&gt;</code> (0123456)");
    expect(written.match(/<li class="gained">\+ [a-z-]+: \S+ does not follow/g)).toHaveLength(1);
    expect(text).toContain("npx platform report --compare main");
  });
});

describe("a role that came or went", () => {
  const without = { ...report, roles: report.roles.filter(({ key }) => key !== "apps-apply") };
  const between = (before: typeof report, now: typeof report) => {
    const comparison = compare(before, now, { ref: "main", commit: "0123456789" });
    return { total: changedLines(comparison), text: comparisonView({ ...now, comparison }).text };
  };
  const role = report.roles.find(({ key }) => key === "apps-apply");
  const rights = rightsOf(role ?? fail("no apps-apply")).filter(({ source, effect }) => {
    return source !== "boundary" && effect === "Allow";
  });
  // Rights that two policies give are one.
  const count = new Set(rights.map((right) => JSON.stringify(right))).size;

  it("gains or loses what its policies and trust allow, and nothing else", () => {
    const [came, went] = [between(without, report), between(report, without)];
    expect([came.total, went.total]).toMatchObject([
      { gained: count, lost: 0 },
      { gained: 0, lost: count },
    ]);
    expect(plain(came.text)).toContain(`apps, apply role (new): ${count} gained, 0 lost`);
    expect(plain(went.text)).toContain(`apps, apply role (removed): 0 gained, ${count} lost`);
  });

  it("shows its boundary folded and without colour", () => {
    const { text } = between(without, report);
    const [shown = "", folded = ""] = text.split("<details><summary>What holds it");
    expect(shown).not.toMatch(/boundary|class="lost">\S* ?−|denies/);
    expect(folded).toContain('<th scope="row">boundary denies</th>');
    expect(folded).not.toMatch(/<tr class="(gained|lost)"/);
  });
});

describe("at a glance", () => {
  const answer = (question: string, of = report) => {
    const found =
      glanceView(of)
        .text.split("<dt>")
        .find((one) => one.startsWith(question)) ?? "";
    return plain(found.replace(/^.*?<\/dt>/s, ""));
  };

  it("IAM is changed by identity, by whoever has a policy of AWS's that may, and by root administrators", () => {
    const question = "Who may change IAM?";
    const root = "arn:aws:iam::222233334444:role/break-glass/platform-root";
    const alone = answer(question, inS3);
    expect(alone).toMatch(/^ identity-apply\. Above the platform: root administrators \( arn\S+/);
    expect(alone).toContain(root);

    const withPolicy = (name: string, bounded: boolean) =>
      answer(
        question,
        reportOn(
          "example-s3",
          edited<RoleFiles>("example-s3", "permissions/apps.json", ({ plan }) => {
            const statement = { Effect: "Allow" as const, Action: [`all of AWS's policy ${name}`], Resource: ["*"] };
            plan?.policies.push({ name, document: { Version: "2012-10-17", Statement: [statement] } });
            if (!bounded) plan?.boundary.Statement.push({ Effect: "Allow", Action: ["iam:Put*"], Resource: ["*"] });
          }),
        ),
      );
    expect(withPolicy("AdministratorAccess", false)).toMatch(/^ identity-apply, apps-plan\./);
    expect(withPolicy("AdministratorAccess", true)).toBe(alone);
    expect(withPolicy("ReadOnlyAccess", false)).toBe(alone);
  });

  it.each([
    ["iam:UploadServerCertificate", true],
    ["iam:Pa*", true],
    ["*", true],
    ["iam:GetRole", false],
    ["iam:PassRole", false],
    ["s3:*", false],
  ])("%s changes IAM: %s", (action, changes) => {
    const statement = { Effect: "Allow" as const, Action: [action], Resource: ["*"] };
    const document = { Version: "2012-10-17" as const, Statement: [statement] };
    const [role] = report.roles;
    const found = role && mayChangeIam({ ...role, policies: [{ name: "one", document }], boundary: document });
    expect(found).toBe(changes);
    const denied = [statement, { ...statement, Effect: "Deny" as const, Action: ["iam:*"] }];
    const held = { ...document, Statement: denied };
    expect(role && mayChangeIam({ ...role, policies: [{ name: "one", document }], boundary: held })).toBe(false);
  });

  it("a state is written by root administrators too, by whoever reaches a file, or a workspace", () => {
    const question = "Who may write a state?";
    const ours = "Of the platform's roles, each of the 6 states its own apply role alone.";
    const root = "arn:aws:iam::222233334444:role/break-glass/platform-root";
    expect(answer(question, inS3)).toContain(`${ours} The buckets' policies exempt root administrators`);
    expect(answer(question, inS3)).toContain(root);
    expect(answer(question)).toContain(`${ours} 6 states in local files, guarded by nobody`);
    expect(answer(question, reportOn("example-hcp"))).toContain("6 states in HCP Terraform: whoever may write");
    const bare = edited<{ state: object }>("example-s3", "permissions/apps.json", (file) => {
      file.state = {};
    });
    expect(answer(question, reportOn("example-s3", bare))).toContain("1 state in buckets without a policy");
  });

  it("a table says who from outside may take which role", () => {
    const [, table = ""] = plain(glanceView(report).text).split("Who from outside may take a role? ");
    expect(table).toMatch(
      / people-auditor arn\S+AWSReservedSSO_SecurityAudit_\* \S+config-collector 111122223333, this one 444455556666 /,
    );
    expect(table).toMatch(/ apps-plan \S+ (\S+ )*repo:tideline-outdoor\/platform:environment:demo-apps-plan /);
    expect(table).toMatch(/ctl-cert-manager, .* and \d+ more pods\.eks\.amazonaws\.com/);
  });

  it("the internet reaches the hosts of public load balancers, or nothing by them", () => {
    expect(answer("What does the internet reach?", inS3)).toContain(
      "By load balancers my.meters.larkfield.example (billing/portal, AWS WAF: yes), intake.meters.larkfield.example",
    );
    expect(answer("What does the internet reach?")).toContain("By load balancers nothing public.");
    expect(plain(networkView(inS3).text)).toMatch(
      /Load balancers that face the internet.* my\.meters\S+ billing\/portal 0\.0\.0\.0\/0 yes apps/,
    );
    expect(plain(networkView(report).text)).toContain("Nothing public");
  });
});

describe("what stands behind", () => {
  const textOf = (detail: ReturnType<typeof roleDetail>) => plain(detail?.body.text ?? "");

  it("an arrow: outputs, what they are, and what uses them", () => {
    const shown = textOf(contractDetail(data, ["app-services", "apps"]));
    expect(shown).toContain("it uses 8 of 14 outputs");
    expect(shown).toMatch(
      /database_endpoints map writer endpoints of the databases, by name .*fulfilment_orders_settings/,
    );
  });

  it("a cell: statements with conditions, and the resources that ask for each action", () => {
    const shown = textOf(permissionDetail(data, ["apps-apply", "eks"]));
    expect(shown).toContain("eks:CreatePodIdentityAssociation cluster/strata-demo tags given: demo/apps");
    expect(shown).toMatch(/eks:DeletePodIdentityAssociation 12 resources aws_eks_pod_identity_association\.\S+ delete/);
    expect(shown).not.toContain("iam:PassRole");
  });

  it("a role: who may assume it, and its boundary", () => {
    const shown = textOf(roleDetail(data, ["apps-apply"]));
    expect(shown).toContain(
      "token.actions.githubusercontent.com:sub = repo:tideline-outdoor/platform:environment:demo-apps-apply",
    );
    expect(shown).toContain("NoRoleChaining");
  });

  it("a resource: its ARN, and who needs which actions; what the root administrator changes, by him", () => {
    const shown = textOf(resourceDetail(data, ["managed-infrastructure", "aws_kms_alias.keys_volumes_alias"]));
    expect(shown).toContain("alias/strata/demo/volumes");
    expect(shown).toMatch(
      /create kms:CreateAlias managed-infrastructure-apply read kms:ListAliases all of its deployers/,
    );
    const root = data.resources.find(({ changedBy }) => changedBy === "administrator");
    expect(textOf(resourceDetail(data, ["identity", root?.address ?? ""]))).toMatch(/create \S+ .*administrator/);
  });

  it("an address that leads nowhere: nothing", () => {
    expect([contractDetail(data, ["apps", "identity"]), roleDetail(data, ["nobody"])]).toEqual([undefined, undefined]);
  });
});

it("what the page is given and what it was made from say the same", () => {
  const roles = report.roles.map(({ policies }) =>
    policies.flatMap(({ document }) => document.Statement.map((one) => one.Action ?? [])),
  );
  expect(
    data.roles.map(({ policies }) => policies.flatMap(({ statements }) => statements.map(({ actions }) => actions))),
  ).toEqual(roles);
  expect(data.resources.map(({ address }) => address)).toEqual(report.resources.map(({ address }) => address));
});
