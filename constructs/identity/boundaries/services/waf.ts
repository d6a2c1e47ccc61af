import { at, born, tagged } from "../own";
import { type Reach, reads } from "./reach";

/** The one web ACL of the environment, with its log and the groups of rules that AWS keeps. Nobody here puts it before anything. */
export const webAcl: Reach = (context) => {
  const acl = at(context, "wafv2", `regional/webacl/${context.names.webAcl}/*`);
  const groups = at(context, "wafv2", "regional/managedruleset/*");
  const changes = ["*LoggingConfiguration", "*TagResource", "DeleteWebACL", "UpdateWebACL"];
  return [
    reads("wafv2:Get*", "wafv2:List*"),
    { actions: changes.map((change) => `wafv2:${change}`), resources: [acl], conditions: tagged(context) },
    { actions: ["wafv2:CreateWebACL", "wafv2:TagResource"], resources: [acl, groups], conditions: born(context) },
    { actions: ["wafv2:UpdateWebACL"], resources: [groups] },
    {
      actions: ["logs:*KmsKey", "logs:*LogGroup", "logs:*Retention*", "logs:*TagResource"],
      resources: [at(context, "logs", `log-group:${context.names.webAclLogGroup}`)],
    },
  ];
};
