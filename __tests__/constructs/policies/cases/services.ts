import type { Bad } from "./case";
import { service } from "./objects";

const policy = "no-exposed-services";
const type = "set spec.type to ClusterIP, and let an Ingress lead to the Service";

export const badServices: readonly Bad[] = [
  { policy, title: "a port of every node", object: service({ type: "NodePort" }), message: type },
  { policy, title: "a load balancer of its own", object: service({ type: "LoadBalancer" }), message: type },
  {
    policy,
    title: "an address of somebody else",
    object: service({ externalIPs: ["203.0.113.7"] }),
    message: "leave spec.externalIPs out, and let an Ingress lead to the Service",
  },
  {
    policy,
    title: "a change to a port of every node",
    operation: "UPDATE",
    oldObject: service({ type: "ClusterIP" }),
    object: service({ type: "NodePort" }),
    message: type,
  },
];
