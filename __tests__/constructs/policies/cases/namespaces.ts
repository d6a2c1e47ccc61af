import { sessionOf } from "../../../support/admission";
import type { Bad, Good } from "./case";
import { namespace, networkPolicy } from "./objects";

const alone = "leave the network policy default-deny alone, and allow a path by a policy of another name";
const callers =
  "name the peers of every rule under spec.ingress: by from, not all namespaces by an empty selector, not all addresses by a block that ends in /0";
const called = "name the peers of every rule under spec.egress: by to, not all namespaces by an empty selector";
const labels =
  "leave the labels pod-security.kubernetes.io/* of the namespace alone: the stack kubernetes-cluster sets them";

const everything = networkPolicy("default-deny", { policyTypes: [] });
const nothing = networkPolicy("default-deny", {});
const peer = { podSelector: { matchLabels: { app: "web" } } };
const restricted = namespace({ "pod-security.kubernetes.io/enforce": "restricted", team: "a" });

export const badNamespaces: readonly Bad[] = [
  {
    policy: "default-deny-stays",
    title: "the end of default-deny",
    operation: "DELETE",
    object: nothing,
    message: alone,
  },
  {
    policy: "default-deny-stays",
    title: "a default-deny that denies nothing",
    operation: "UPDATE",
    oldObject: nothing,
    object: everything,
    message: alone,
  },
  {
    policy: "default-deny-stays",
    title: "the end of default-deny by another stack's deployer",
    operation: "DELETE",
    object: nothing,
    // Starts like the one that may.
    user: sessionOf("strata-demo-kubernetes-cluster-apply-2"),
    message: alone,
  },
  {
    policy: "default-deny-stays",
    title: "connections from everybody",
    object: networkPolicy("open", { ingress: [{ from: [peer] }, {}] }),
    message: callers,
  },
  {
    policy: "default-deny-stays",
    title: "connections from everybody to one port",
    object: networkPolicy("open", { ingress: [{ ports: [{ port: 8080 }], from: [] }] }),
    message: callers,
  },
  {
    policy: "default-deny-stays",
    title: "connections from all namespaces",
    object: networkPolicy("open", { ingress: [{ from: [peer, { namespaceSelector: {} }] }] }),
    message: callers,
  },
  {
    policy: "default-deny-stays",
    title: "connections from all addresses",
    object: networkPolicy("open", { ingress: [{ from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }] }),
    message: callers,
  },
  {
    policy: "default-deny-stays",
    title: "connections to all namespaces",
    object: networkPolicy("open", { egress: [{ to: [{ namespaceSelector: {}, podSelector: {} }] }] }),
    message: called,
  },
  {
    policy: "default-deny-stays",
    title: "connections to everybody",
    object: networkPolicy("open", { egress: [{ ports: [{ port: 443 }] }] }),
    message: called,
  },
  {
    policy: "default-deny-stays",
    title: "a change that lets everybody in",
    operation: "UPDATE",
    oldObject: networkPolicy("open", { ingress: [{ from: [peer] }] }),
    object: networkPolicy("open", { ingress: [{}] }),
    message: callers,
  },
  {
    policy: "pod-security-stays",
    title: "a lower level of pod security",
    operation: "UPDATE",
    oldObject: restricted,
    object: namespace({ "pod-security.kubernetes.io/enforce": "privileged", team: "a" }),
    message: labels,
  },
  {
    policy: "pod-security-stays",
    title: "no level of pod security",
    operation: "UPDATE",
    oldObject: restricted,
    object: namespace({ team: "a" }),
    message: labels,
  },
  {
    policy: "pod-security-stays",
    title: "an older version of pod security",
    operation: "UPDATE",
    oldObject: restricted,
    object: namespace({ ...restricted.metadata.labels, "pod-security.kubernetes.io/enforce-version": "v1.20" }),
    message: labels,
  },
];

export const goodNamespaces: readonly Good[] = [
  ...["strata-demo-kubernetes-cluster-apply", "strata-demo-people-break-glass"].map((role): Good => {
    return { title: `a deletion by ${role}`, operation: "DELETE", object: nothing, user: sessionOf(role) };
  }),
  {
    title: "the deletion of all that a deleted namespace holds",
    operation: "DELETE",
    object: nothing,
    user: "system:serviceaccount:kube-system:namespace-controller",
  },
  {
    title: "the finalizer of the controller of network policies",
    operation: "UPDATE",
    oldObject: nothing,
    object: { ...nothing, metadata: { ...nothing.metadata, finalizers: ["networking.k8s.aws/resources"] } },
    user: "eks:network-policy-controller",
  },
  {
    title: "a path to some pods and to some addresses",
    object: networkPolicy("paths", {
      ingress: [{ from: [peer, { ...peer, namespaceSelector: { matchLabels: { a: "b" } } }] }],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 5432 }] }],
    }),
  },
  {
    title: "connections to the internet",
    object: networkPolicy("out", { egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443 }] }] }),
  },
  { title: "the end of a path", operation: "DELETE", object: networkPolicy("paths", { ingress: [{ from: [peer] }] }) },
  {
    title: "another label of a namespace",
    operation: "UPDATE",
    oldObject: restricted,
    object: namespace({ ...restricted.metadata.labels, team: "b" }),
  },
  {
    title: "a higher level by the stack that declares namespaces",
    operation: "UPDATE",
    oldObject: namespace({}),
    object: restricted,
    user: sessionOf("strata-demo-kubernetes-cluster-apply"),
  },
];
