import type { Bad } from "./case";
import { container, controllers, pod, podOf } from "./objects";

const policy = "requests-and-limits";
const requests = "state resources.requests for cpu and memory";
const limits = "state resources.limits for memory";

export const badResources: readonly Bad[] = [
  { policy, title: "nothing stated", object: podOf({ resources: undefined }), message: `container web: ${requests}` },
  {
    policy,
    title: "no CPU requested",
    object: podOf({ resources: { requests: { memory: "1Gi" }, limits: { memory: "1Gi" } } }),
    message: `container web: ${requests}`,
  },
  {
    policy,
    title: "no memory requested or limited",
    object: podOf({ resources: { requests: { cpu: "1" }, limits: { cpu: "1" } } }),
    message: `container web: ${requests}`,
  },
  {
    policy,
    title: "no limit on memory",
    object: podOf({ resources: { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1" } } }),
    message: `container web: ${limits}`,
  },
  {
    policy,
    title: "no limits at all",
    object: podOf({ resources: { requests: { cpu: "1", memory: "1Gi" } } }),
    message: `container web: ${limits}`,
  },
  {
    policy,
    title: "nothing stated by two of three",
    object: pod({
      containers: [container(), container({ name: "proxy", resources: {} })],
      initContainers: [container({ name: "setup", resources: { limits: {} } })],
    }),
    message: `container proxy, container setup: ${requests}`,
  },
  ...controllers({ containers: [container({ resources: {} })] }).map((object): Bad => {
    return { policy, title: `nothing stated in a ${object.kind}`, object, message: `container web: ${requests}` };
  }),
];
