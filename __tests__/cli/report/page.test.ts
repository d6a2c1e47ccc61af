import { createHash } from "node:crypto";
import { Data } from "../../../cli/report/client/data";
import { contractDetail } from "../../../cli/report/client/details/contract";
import { permissionDetail } from "../../../cli/report/client/details/permission";
import { resourceDetail } from "../../../cli/report/client/details/resource";
import { roleDetail } from "../../../cli/report/client/details/role";
import { escaped, html } from "../../../cli/report/html/html";
import { compare } from "../../../cli/report/model/comparison";
import { encoded } from "../../../cli/report/page/encode";
import { page } from "../../../cli/report/page/page";
import { glanceView } from "../../../cli/report/views/glance";
import { networkView } from "../../../cli/report/views/network";
import { edited, reportOn } from "./support";

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

describe("at a glance", () => {
  const answer = (question: string, of = report) => {
    const found =
      glanceView(of)
        .text.split("<dt>")
        .find((one) => one.startsWith(question)) ?? "";
    return plain(found.replace(/^.*?<\/dt>/s, ""));
  };

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
