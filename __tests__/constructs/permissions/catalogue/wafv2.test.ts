import { logs } from "../../../../constructs/permissions/catalogue/logs";
import { wafv2 } from "../../../../constructs/permissions/catalogue/wafv2";
import { derive } from "../../../../constructs/permissions/derive";
import { operations } from "../../../../constructs/permissions/entry";
import { merge } from "../../../../constructs/permissions/merge";
import { loadEnvironment } from "../../../../environments/load";
import { platform } from "../../../../main";
import { lint } from "../../../proofs/support/lint";
import { tags, verdict } from "./platform-needs";

const { resources } = derive(platform({ environment: loadEnvironment("demo") }).resolveAll(), { ...wafv2, ...logs });
const grants = resources
  .filter(({ type }) => type.startsWith("aws_wafv2_"))
  .flatMap(({ needs }) => operations.flatMap((operation) => needs[operation]));
const acl = (name: string) => `arn:aws:wafv2:eu-central-1:111122223333:regional/webacl/${name}/1`;
const can = (action: string, resource: string, context = {}) => verdict(grants, { action, resource, context });

it("agrees with AWS's service authorization data", async () => expect(await lint(merge(grants))).toEqual([]));

it("makes the environment's web ACL with the own tags, out of rules that AWS manages", () => {
  const born = tags("RequestTag", "app-services");
  expect(can("wafv2:CreateWebACL", acl("strata-demo"), born)).toBe("allowed");
  expect(can("wafv2:CreateWebACL", acl("strata-demo"))).toBe("denied");
  expect(can("wafv2:CreateWebACL", acl("legacy"), born)).toBe("denied");
  const group = "arn:aws:wafv2:eu-central-1:111122223333:regional/managedruleset/AWSManagedRulesCommonRuleSet/1";
  expect(can("wafv2:CreateWebACL", group, born)).toBe("allowed");
});

it.each(["wafv2:UpdateWebACL", "wafv2:DeleteWebACL"])("changes its own web ACL: %s", (action) => {
  expect(can(action, acl("strata-demo"), tags("ResourceTag", "app-services"))).toBe("allowed");
  expect(can(action, acl("strata-demo"), tags("ResourceTag", "apps"))).toBe("denied");
  expect(can(action, acl("legacy"), tags("ResourceTag", "app-services"))).toBe("denied");
});

it("logs to the web ACL's own group, and to nobody else's", () => {
  const to = (group: string) =>
    can("wafv2:PutLoggingConfiguration", acl("strata-demo"), {
      "wafv2:LogDestinationResource": `arn:aws:logs:eu-central-1:111122223333:log-group:${group}`,
    });
  expect(to("aws-waf-logs-strata-demo")).toBe("allowed");
  expect(to("aws-waf-logs-of-strangers")).toBe("denied");
});

it("puts no web ACL before anything, and takes none away", () => {
  const actions = grants.flatMap((grant) => grant.actions).filter((action) => action.includes("ssociate"));
  expect(actions).toEqual([]);
});
