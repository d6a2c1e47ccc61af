import { answerOf, asking, unheard } from "../../asking/ask";
import type { Check, Line } from "../../check";
import type { Context } from "../../context";
import { declaredOf } from "./declared";
import { judged } from "./judged";
import { quotaOf, raise } from "./service-quota";

/**
 * What EKS counts by cluster, and raises for nobody.
 * https://docs.aws.amazon.com/general/latest/gr/eks.html, https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
const perCluster = [
  {
    what: "access entries",
    type: "aws_eks_access_entry",
    list: ["list-access-entries", "accessEntries"],
    quota: 3_000,
    fix: "let people share roles: EKS raises this quota for nobody",
  },
  {
    what: "Pod Identity associations",
    type: "aws_eks_pod_identity_association",
    list: ["list-pod-identity-associations", "associations"],
    quota: 5_000,
    fix: "give apps to another cluster: EKS raises this quota for nobody",
  },
] as const;

/** https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html */
const clusters = { service: "eks", code: "L-1194D53C", byDefault: 100 };

export const clusterQuotas: Check = {
  id: "quotas of EKS",
  states: "the region has room for the cluster, and the cluster for access entries and Pod Identity associations",
  concerns: ["kubernetes-cluster", "cluster-services", "app-services", "apps"],
  run(context) {
    return asking(context, async () => {
      const { clusters: named = [] } = await answerOf(context.aws, ["eks", "list-clusters"]);
      const { cluster } = context.app.stack("kubernetes-cluster").names;
      const exists = named.includes(cluster);
      const room = judged({
        what: "clusters",
        used: named.length,
        own: exists ? 1 : 0,
        declared: 1,
        quota: await quotaOf(context.aws, clusters),
        fix: raise(clusters),
      });
      return [
        room,
        ...(await Promise.all(perCluster.map((one) => within(context, exists ? cluster : undefined, one)))),
      ];
    });
  },
};

/** Entries of others are few, and so what is there counts as the environment's. */
async function within(context: Context, cluster: string | undefined, one: (typeof perCluster)[number]): Promise<Line> {
  const { what, type, list, quota, fix } = one;
  const declared = declaredOf(context, type);
  if (cluster === undefined) return judged({ what, used: 0, own: 0, declared, quota, fix });
  const [operation, member] = list;
  const answer = await context.aws.call("eks", operation, { "cluster-name": cluster });
  if (answer.kind !== "answered") return unheard(answer, `eks ${operation}`);
  const used = (answer.content[member] ?? []).length;
  return judged({ what, used, own: used, declared, quota, fix });
}
