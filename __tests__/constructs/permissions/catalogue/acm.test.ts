import { acm } from "../../../../constructs/permissions/catalogue/acm";
import { merge } from "../../../../constructs/permissions/merge";
import { loadEnvironment } from "../../../../environments/load";
import { lint } from "../../../proofs/support/lint";
import { bears, bearsNone, grantsOf, missingCalls, needsIn, receives, rowsOf } from "./data-needs";

const own = "app-services";
const environments = ["example-hcp", "example-s3"];

it.each(Object.keys(acm))("%s: every call that the provider was seen making is granted", (type) => {
  for (const environment of environments) expect(missingCalls(environment, type)).toEqual([]);
});

it.each(environments)("says nothing of %s that AWS's authorization data contradicts", async (environment) => {
  const grants = needsIn(environment)
    .filter(({ type }) => acm[type])
    .flatMap(({ needs }) => Object.values(needs).flat());
  expect(grants.length).toBeGreaterThan(5);
  expect(await lint(merge(grants))).toEqual([]);
});

const environment = "example-s3";
const { name, dns } = loadEnvironment(environment);

it("requests a certificate of exactly its own names, proven by DNS, with its own tags", () => {
  const [request] = grantsOf(environment, "aws_acm_certificate", "create").filter(({ actions }) =>
    actions.includes("acm:RequestCertificate"),
  );
  expect(request?.because).toMatch(/no ARN/);
  expect(request?.conditions).toEqual({
    StringEquals: { ...receives(own, name).StringEquals, "acm:ValidationMethod": "DNS" },
    "ForAllValues:StringEquals": { "acm:DomainNames": [dns.domain, `*.${dns.domain}`] },
    Null: { "acm:DomainNames": "false" },
  });
});

it("gives its tags to a certificate that has none, and to nobody else's", () => {
  const [tagging] = rowsOf(environment, "aws_acm_certificate", "create").filter(
    ({ action }) => action === "acm:AddTagsToCertificate",
  );
  expect(tagging?.conditions).toEqual({ ...receives(own, name), ...bearsNone });
});

it("deletes and changes its own certificates only", () => {
  const rows = rowsOf(environment, "aws_acm_certificate", "update", "delete");
  for (const { conditions } of rows) expect(conditions?.StringEquals).toEqual(bears(own, name).StringEquals);
  expect(rows.map(({ action }) => action)).toContain("acm:DeleteCertificate");
});

it("only waits where a validation is declared", () => {
  expect(grantsOf(environment, "aws_acm_certificate_validation", "create", "update", "delete")).toEqual([]);
});
