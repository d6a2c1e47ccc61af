import { byPlatform, type PlatformUsers } from "./platform-users";
import type { Policy } from "./policy";

/** A namespace's level of pod security is the platform's to choose, whoever may label namespaces otherwise. */
export function podSecurityStays(users: PlatformUsers): Policy {
  return {
    name: "pod-security-stays",
    states: "the pod security of a namespace stays as it is",
    kinds: [{ apiGroup: "", apiVersion: "v1", resources: ["namespaces"] }],
    operations: ["UPDATE"],
    variables: [byPlatform(users), labelsOf("before", "oldObject"), labelsOf("after", "object")],
    validations: [
      {
        expression: `variables.byPlatform || (${sameIn("before", "after")} && ${sameIn("after", "before")})`,
        message: `leave the labels ${prefix}* of the namespace alone: the stack kubernetes-cluster sets them`,
      },
    ],
    asksWho: true,
  };
}

const prefix = "pod-security.kubernetes.io/";

function labelsOf(name: string, of: "object" | "oldObject") {
  return { name, expression: `${of}.metadata.?labels.orValue({})` };
}

/** Each label of one is the same in the other; a map has no order, so that lists of both would not compare. */
function sameIn(one: string, other: string): string {
  const same = `variables.${other}[?key].orValue('') == variables.${one}[key]`;
  return `variables.${one}.all(key, !key.startsWith('${prefix}') || ${same})`;
}
