import { type Changes, findingsOn } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];
type Acceptance = readonly [title: string, changes: Changes];

const limits = { cpu: "64", memory: "256Gi" };
/** The demo with one pool. */
const pool = (changes: object): Changes => ({ "autoscaling.nodePools": [{ name: "general", limits, ...changes }] });
const taints = [{ key: "example.com/dedicated", effect: "NoSchedule" }];

describe("autoscaling", () => {
  it.each<Refusal>([
    [
      "no pool at all",
      { "autoscaling.nodePools": [], apps: [] },
      [
        "autoscaling.nodePools is []: this list has one entry or more. Fix: name at least one, or leave the list out for its default. [ENV_POOL_CHOICE]",
      ],
    ],
    [
      "no capacity",
      pool({ capacity: [] }),
      [
        "autoscaling.nodePools[0].capacity is []: this list has one entry or more. Fix: name at least one, or leave the list out for its default. [ENV_POOL_CHOICE]",
      ],
    ],
    [
      "a capacity twice",
      pool({ capacity: ["spot", "on-demand", "spot"] }),
      [
        'autoscaling.nodePools[0].capacity[2] is "spot": every entry of a list stands in it once. Fix: leave it out. [ENV_ENTRY_REPEATED]',
      ],
    ],
    [
      "an unknown capacity",
      pool({ capacity: ["reserved"] }),
      [
        'autoscaling.nodePools[0].capacity[0] is "reserved": the choices are on-demand, spot. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
    [
      "an unknown category",
      pool({ instanceCategories: ["g"] }),
      [
        'autoscaling.nodePools[0].instanceCategories[0] is "g": an instance category is one of c, d, i, im, is, m, r, t, x and z. Fix: write c, m or r, or name another of these. [ENV_POOL_CATEGORY]',
      ],
    ],
    [
      "a type for a family",
      pool({ instanceFamilies: ["m7i.large"] }),
      [
        'autoscaling.nodePools[0].instanceFamilies[0] is "m7i.large": an instance family is a category, a generation and what sets it apart. Fix: write it as in m7i. [ENV_POOL_FAMILY]',
      ],
    ],
    [
      "an old generation",
      pool({ minimumGeneration: 4 }),
      [
        "autoscaling.nodePools[0].minimumGeneration is 4: the oldest generation of a pool's instance types is 5 to 9, a whole number: older ones run no Nitro, on which the limits of volumes and addresses rest. Fix: write a number such as 6. [ENV_POOL_GENERATION]",
      ],
    ],
    [
      "a size too small",
      pool({ instanceSizes: ["medium"] }),
      [
        'autoscaling.nodePools[0].instanceSizes[0] is "medium": a pool\'s instance sizes begin with large, which carries 110 pods. Fix: write it as in xlarge or 2xlarge. [ENV_POOL_SIZE]',
      ],
    ],
    [
      "a weight of 0",
      pool({ weight: 0 }),
      [
        "autoscaling.nodePools[0].weight is 0: a pool has a weight of 1 to 100, a whole number. Fix: write a number such as 10. [ENV_POOL_WEIGHT]",
      ],
    ],
    [
      "a pool without limits",
      { "autoscaling.nodePools.0.limits": undefined },
      [
        'autoscaling.nodePools[0].limits: it is missing, and there is no default for it. Fix: add limits, as in limits: { cpu: "100", memory: "400Gi" }. [ENV_MISSING]',
      ],
    ],
    [
      "a limit without CPU",
      { "autoscaling.nodePools.0.limits": { memory: "1Gi" } },
      [
        'autoscaling.nodePools[0].limits.cpu: it is missing, and there is no default for it. Fix: add cpu, as in cpu: "100". [ENV_MISSING]',
      ],
    ],
    [
      "a label of Karpenter",
      pool({ labels: { "karpenter.sh/x": "a" } }),
      [
        'autoscaling.nodePools[0].labels["karpenter.sh/x"] is "a": a node\'s label has a key and a value of up to 63 characters, and no domain of Kubernetes, of Karpenter or of the platform. Fix: write it as in "example.com/tier": "batch". [ENV_POOL_LABEL]',
      ],
    ],
    [
      "a label of the platform",
      pool({ labels: { "strata/nodes": "a" } }),
      [
        'autoscaling.nodePools[0].labels["strata/nodes"] is "a": a node\'s label has a key and a value of up to 63 characters, and no domain of Kubernetes, of Karpenter or of the platform. Fix: write it as in "example.com/tier": "batch". [ENV_POOL_LABEL]',
      ],
    ],
    [
      "a label of Kubernetes' subdomain",
      pool({ labels: { "node.kubernetes.io/x": "a" } }),
      [
        'autoscaling.nodePools[0].labels["node.kubernetes.io/x"] is "a": a node\'s label has a key and a value of up to 63 characters, and no domain of Kubernetes, of Karpenter or of the platform. Fix: write it as in "example.com/tier": "batch". [ENV_POOL_LABEL]',
      ],
    ],
    [
      "a label whose value is none",
      pool({ labels: { "example.com/x": "a b" } }),
      [
        'autoscaling.nodePools[0].labels["example.com/x"] is "a b": a node\'s label has a key and a value of up to 63 characters, and no domain of Kubernetes, of Karpenter or of the platform. Fix: write it as in "example.com/tier": "batch". [ENV_POOL_LABEL]',
      ],
    ],
    [
      "a label without a key",
      pool({ labels: { "example.com/": "a" } }),
      [
        'autoscaling.nodePools[0].labels["example.com/"] is "a": a node\'s label has a key and a value of up to 63 characters, and no domain of Kubernetes, of Karpenter or of the platform. Fix: write it as in "example.com/tier": "batch". [ENV_POOL_LABEL]',
      ],
    ],
    [
      "a taint whose key is none",
      pool({ taints: [{ key: "-a", effect: "PreferNoSchedule" }] }),
      [
        'autoscaling.nodePools[0].taints[0].key is "-a": the key of a taint is a word of up to 63 characters, with a domain and a slash before it or without. Fix: write it as in "example.com/dedicated". [ENV_KUBERNETES_KEY]',
      ],
    ],
    [
      "a taint whose value is none",
      pool({ taints: [{ key: "a", value: "a b", effect: "PreferNoSchedule" }] }),
      [
        'autoscaling.nodePools[0].taints[0].value is "a b": the value of a taint has up to 63 letters, digits, hyphens, underscores and dots. Fix: write it as in "batch". [ENV_KUBERNETES_VALUE]',
      ],
    ],
    [
      "a taint's effect as EKS spells it",
      pool({ taints: [{ key: "a", effect: "NO_SCHEDULE" }] }),
      [
        'autoscaling.nodePools[0].taints[0].effect is "NO_SCHEDULE": the choices are NoSchedule, PreferNoSchedule, NoExecute. Fix: write NoSchedule. [ENV_CHOICE]',
      ],
    ],
    [
      "nodes that hardly live",
      pool({ expireAfter: "23h" }),
      [
        'autoscaling.nodePools[0].expireAfter is "23h": a node gets from a day to 90 days old, in hours, minutes or seconds. Fix: write it as in "336h". [ENV_POOL_EXPIRY]',
      ],
    ],
    [
      "nodes that never go",
      pool({ expireAfter: "Never" }),
      [
        'autoscaling.nodePools[0].expireAfter is "Never": a node gets from a day to 90 days old, in hours, minutes or seconds. Fix: write it as in "336h". [ENV_POOL_EXPIRY]',
      ],
    ],
    [
      "a drain that outlives a pipeline",
      pool({ terminationGracePeriod: "13h" }),
      [
        'autoscaling.nodePools[0].terminationGracePeriod is "13h": pods have from a minute to 12 hours to leave a node. Fix: write it as in "1h". [ENV_POOL_DRAIN]',
      ],
    ],
    [
      "a delay in words",
      pool({ consolidateAfter: "5 minutes" }),
      [
        'autoscaling.nodePools[0].consolidateAfter is "5 minutes": nodes are consolidated after a time in hours, minutes or seconds, or Never. Fix: write it as in "5m". [ENV_POOL_CONSOLIDATION]',
      ],
    ],
    [
      "no disruption budget",
      pool({ budgets: [] }),
      [
        "autoscaling.nodePools[0].budgets is []: this list has one entry or more. Fix: name at least one, or leave the list out for its default. [ENV_POOL_CHOICE]",
      ],
    ],
    [
      "a budget of more than all nodes",
      pool({ budgets: [{ nodes: "101%" }] }),
      [
        'autoscaling.nodePools[0].budgets[0].nodes is "101%": a disruption budget is a number of nodes, or 0% to 100% of them. Fix: write it as a text, as in "1" or "10%". [ENV_BUDGET_NODES]',
      ],
    ],
    [
      "a schedule of four fields",
      pool({ budgets: [{ nodes: "0", schedule: "0 6 * *", duration: "12h" }] }),
      [
        'autoscaling.nodePools[0].budgets[0].schedule is "0 6 * *": a disruption budget\'s schedule is one of cron: minute, hour, day, month and day of the week, in UTC. Fix: write it as in "0 6 * * mon-fri" or "@daily". [ENV_BUDGET_SCHEDULE]',
      ],
    ],
    [
      "a duration in seconds",
      pool({ budgets: [{ nodes: "0", schedule: "@daily", duration: "90s" }] }),
      [
        'autoscaling.nodePools[0].budgets[0].duration is "90s": a disruption budget lasts for hours and minutes. Fix: write it as in "12h" or "1h30m". [ENV_BUDGET_DURATION]',
      ],
    ],
    [
      "a schedule without a duration",
      pool({ budgets: [{ nodes: "1", schedule: "@daily" }] }),
      [
        'autoscaling.nodePools[0].budgets[0] is {"nodes":"1","schedule":"@daily"}: a disruption budget\'s schedule and its duration go together. Fix: write both, or leave both out for a budget that is always in force. [ENV_BUDGET_TIMES]',
      ],
    ],
    [
      "a duration without a schedule",
      pool({ budgets: [{ nodes: "1", duration: "1h" }] }),
      [
        'autoscaling.nodePools[0].budgets[0] is {"nodes":"1","duration":"1h"}: a disruption budget\'s schedule and its duration go together. Fix: write both, or leave both out for a budget that is always in force. [ENV_BUDGET_TIMES]',
      ],
    ],
    [
      "a budget that lets no node go, ever",
      pool({ budgets: [{ nodes: "0%" }] }),
      [
        'autoscaling.nodePools[0].budgets[0].nodes is "0%": a disruption budget of no nodes has an end, else no node ever gets a new image. Fix: write 1 or more, or add schedule and duration. [ENV_BUDGET_NEVER]',
      ],
    ],
    [
      "a budget that lets no node change, ever",
      pool({ budgets: [{ nodes: "10%" }, { nodes: "0", reasons: ["Drifted"] }] }),
      [
        'autoscaling.nodePools[0].budgets[1].nodes is "0": a disruption budget of no nodes has an end, else no node ever gets a new image. Fix: write 1 or more, or add schedule and duration. [ENV_BUDGET_NEVER]',
      ],
    ],
    [
      "a budget for no reason",
      pool({ budgets: [{ nodes: "1", reasons: [] }] }),
      [
        "autoscaling.nodePools[0].budgets[0].reasons is []: this list has one entry or more. Fix: name at least one, or leave the list out for its default. [ENV_POOL_CHOICE]",
      ],
    ],
    [
      "two architectures in a pool",
      pool({ architectures: ["amd64", "arm64"] }),
      [
        'autoscaling.nodePools[0].architectures is ["amd64","arm64"]: the pools without taints are of one architecture, since an app\'s image may run on no other. Fix: write ["amd64"], or give the pool a taint that the pods which it is for tolerate. [ENV_POOL_ARCHITECTURES]',
      ],
    ],
    [
      "two architectures in pools",
      {
        "autoscaling.nodePools": [
          { name: "a", limits },
          { name: "b", limits, architectures: ["arm64"] },
        ],
      },
      [
        'autoscaling.nodePools[1].architectures is ["arm64"]: the pools without taints are of one architecture, since an app\'s image may run on no other. Fix: write ["amd64"], or give the pool a taint that the pods which it is for tolerate. [ENV_POOL_ARCHITECTURES]',
      ],
    ],
    [
      "two pools of one name",
      {
        "autoscaling.nodePools": [
          { name: "a", limits },
          { name: "a", limits },
        ],
      },
      [
        'autoscaling.nodePools[1].name is "a": a is taken by autoscaling.nodePools[0]. Fix: choose another one, or leave this entry out. [ENV_POOL_REPEATED]',
      ],
    ],
    [
      "production on spot instances alone",
      pool({ capacity: ["spot"] }),
      [
        'autoscaling.nodePools[0].capacity is ["spot"]: in production apps have nodes that AWS does not take away, and all pools without taints are of spot. Fix: add "on-demand", or a pool of it, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_SPOT]',
      ],
    ],
    [
      "Bottlerocket at whatever release",
      { "autoscaling.nodes.operatingSystem": "Bottlerocket" },
      [
        'autoscaling.nodes.releaseVersion: nodes of Bottlerocket that Karpenter starts have a pinned release. Fix: write one of https://github.com/bottlerocket-os/bottlerocket/releases, as in "1.52.0-5d9bb4bc". [ENV_POOL_RELEASE]',
      ],
    ],
    [
      "a release of another operating system",
      { "autoscaling.nodes.releaseVersion": "1.52.0-5d9bb4bc" },
      [
        'autoscaling.nodes.releaseVersion is "1.52.0-5d9bb4bc": a release of AL2023 is written as in "1.35.8-20261102". Fix: copy it from `aws eks describe-nodegroup`, or leave it out for that of the system nodes or the platform\'s own. [ENV_NODE_RELEASE]',
      ],
    ],
    [
      "a release for another version of Kubernetes",
      { "autoscaling.nodes.releaseVersion": "1.34.6-20260714" },
      [
        "autoscaling.nodes.releaseVersion is \"1.34.6-20260714\": the release is made for another Kubernetes version than the cluster's, which is 1.35. Fix: choose a release that starts with 1.35., or leave it out for that of the system nodes or the platform's own. [ENV_NODE_RELEASE_VERSION]",
      ],
    ],
    [
      "less CPU than the apps request",
      pool({ limits: { cpu: "4", memory: "256Gi" } }),
      [
        'autoscaling.nodePools[0].limits.cpu is "4": the apps\' minimum of replicas requests 4200m CPU, and the limits of the pools without taints allow for 4. Fix: raise the limit, or lower what the apps request. [ENV_POOL_LIMITS]',
      ],
    ],
    [
      "less memory than the apps request",
      pool({ limits: { cpu: "64", memory: "3Gi" } }),
      [
        'autoscaling.nodePools[0].limits.memory is "3Gi": the apps\' minimum of replicas requests 6Gi of memory, and the limits of the pools without taints allow for 3Gi. Fix: raise the limit, or lower what the apps request. [ENV_POOL_LIMITS]',
      ],
    ],
    [
      "a disk too small",
      { "autoscaling.nodes.diskGiB": 10 },
      [
        "autoscaling.nodes.diskGiB is 10: a node's disk has 20 to 16384 GiB, a whole number. Fix: write a number such as 50. [ENV_DISK_SIZE]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));

  it.each<Acceptance>([
    ["the default pool", { autoscaling: undefined }],
    ["a pool of spot beside one of worker nodes", { ...pool({ capacity: ["spot"] }), "cluster.workerNodes": {} }],
    ["production on spot instances where there are others", pool({ capacity: ["spot", "on-demand"] })],
    ["spot instances alone where nobody depends on them", { ...pool({ capacity: ["spot"] }), production: false }],
    ["spot instances alone where there are no apps", { ...pool({ capacity: ["spot"] }), apps: [] }],
    [
      "another architecture for pods that ask for it",
      {
        "autoscaling.nodePools": [
          { name: "a", limits },
          { name: "b", limits, taints, architectures: ["arm64"] },
        ],
      },
    ],
    ["one architecture, be it the other", pool({ architectures: ["arm64"] })],
    ["a budget of nothing by day", pool({ budgets: [{ nodes: "0", schedule: "0 6 * * mon-fri", duration: "1h30m" }] })],
    ["a budget of nothing for what may wait", pool({ budgets: [{ nodes: "0", reasons: ["Underutilized"] }] })],
    ["a pool that consolidates never", pool({ consolidateAfter: "Never" })],
    ["ages and times at their bounds", pool({ expireAfter: "2160h", terminationGracePeriod: "12h" })],
    ["the same from below", pool({ expireAfter: "24h", terminationGracePeriod: "60s" })],
    [
      "a pool without room for the apps beside worker nodes",
      {
        ...pool({ limits: { cpu: "1", memory: "1Gi" } }),
        "cluster.workerNodes": {},
      },
    ],
    ["limits that the apps just fill", pool({ limits: { cpu: "4200m", memory: "6400Mi" } })],
    [
      "Bottlerocket at the release of the system nodes",
      {
        "autoscaling.nodes.operatingSystem": "Bottlerocket",
        "cluster.systemNodes": { operatingSystem: "Bottlerocket", releaseVersion: "1.52.0-5d9bb4bc" },
      },
    ],
    [
      "whatever the pools are where nothing runs them",
      {
        ...pool({ capacity: ["spot"], architectures: ["amd64", "arm64"] }),
        "autoscaling.enabled": false,
        "cluster.workerNodes": { instanceTypes: ["m7i.xlarge"] },
      },
    ],
  ])("accepts %s", (_, changes) => expect(findingsOn(changes)).toEqual([]));
});
