import { WebAcl } from "../../constructs/delivery/web-acl";
import { reachesInternet } from "../../constructs/network/reaches-internet";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

/** The web ACL before the public load balancers, unless the environment does without, or the controller can't reach it. */
export function declareWebAcl(stack: PlatformStack, logKeyArn: string): WebAcl | undefined {
  const { network, waf } = stack.environment;
  if (!(waf.enabled ?? reachesInternet(network))) return undefined;
  return new WebAcl(stack, "web-acl", {
    ...waf,
    name: stack.names.webAcl,
    log: {
      name: stack.names.webAclLogGroup,
      keyArn: logKeyArn,
      retentionDays: waf.logRetentionDays,
      of: waf.logged,
    },
  });
}
