import { at } from "../own";
import type { Reach } from "./reach";

/**
 * The one web ACL of the environment, by its name, with its log and the groups of rules that AWS keeps. To put it before
 * something takes rights on that as well, which nobody has here.
 */
export const webAcl: Reach = (context) => [
  {
    actions: ["wafv2:*"],
    resources: [
      at(context, "wafv2", `regional/webacl/${context.names.webAcl}/*`),
      at(context, "wafv2", "regional/managedruleset/*"),
    ],
  },
  {
    actions: ["logs:*KmsKey", "logs:*LogGroup", "logs:*Retention*", "logs:*TagResource"],
    resources: [at(context, "logs", `log-group:${context.names.webAclLogGroup}*`)],
  },
];
