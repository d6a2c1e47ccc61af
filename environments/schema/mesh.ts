import { z } from "zod";

/**
 * A service mesh for the teams' namespaces: mutual TLS between their pods. To turn it off apply `kubernetes-cluster`
 * before `cluster-services`, as any change, so that pods leave the mesh before it goes.
 * @default - none
 */
export const mesh = z
  .discriminatedUnion("kind", [
    /** Pods speak to each other as they like. */
    z.strictObject({ kind: z.literal("none") }),
    /** Istio in ambient mode: a proxy on each node, none in pods. */
    z.strictObject({ kind: z.literal("istio-ambient") }),
  ])
  .default({ kind: "none" });
