import { type Changes, findingsOn, validated } from "./broken";

type Refusal = readonly [title: string, changes: Changes, findings: readonly string[]];

/** An app beside the five of the demo that are web services. */
const app = (more: object): Changes => ({
  "apps.5": { name: "labels", team: "fulfilment", image: { tag: "1.0.0" }, ...more },
});

describe("kinds of apps", () => {
  it.each<Refusal>([
    [
      "a kind that there is not",
      app({ kind: "workr" }),
      [
        'apps[5].kind (labels) is "workr": the choices are web-service, worker, stateful-service, daemon-service, scheduled-job, job. Fix: write worker. [ENV_CHOICE]',
      ],
    ],
    [
      "what another kind has",
      app({ kind: "worker", port: 8080, subdomain: "labels" }),
      [
        "apps[5].port (labels): apps[5] (labels) has no such key. Fix: leave it out, or choose among kind, name, team, image, command, args, pipeline, resources, settings, files, secrets, volumes, initContainers, uses, outside, tier, tolerations, nodeLabels, shutdown, probes, replicas, scaling, rollout, sideCars, metrics. [ENV_UNKNOWN_KEY]",
        "apps[5].subdomain (labels): apps[5] (labels) has no such key. Fix: leave it out, or choose among kind, name, team, image, command, args, pipeline, resources, settings, files, secrets, volumes, initContainers, uses, outside, tier, tolerations, nodeLabels, shutdown, probes, replicas, scaling, rollout, sideCars, metrics. [ENV_UNKNOWN_KEY]",
      ],
    ],
    [
      "a stateful service of one pod in production",
      app({ kind: "stateful-service", replicas: 1 }),
      [
        "apps[5].replicas (labels) is 1: in production an app has two replicas or more, so that a node may be drained. Fix: write 2 or more, or write production: false if nobody depends on this environment. [ENV_PRODUCTION_APP]",
      ],
    ],
    [
      "callers of what has no port",
      app({ kind: "daemon-service", calledBy: ["storefront/web"] }),
      [
        'apps[5].calledBy (labels) is ["storefront/web"]: an app that others call has a port. Fix: add the port, as in port: 8080, or leave calledBy out. [ENV_APP_CALLED_PORT]',
      ],
    ],
    [
      "a rollout that can't move",
      app({ kind: "worker", rollout: { kind: "rolling", maxSurge: "0%", maxUnavailable: "0" } }),
      [
        'apps[5].rollout.maxSurge (labels) is "0%": a rollout may have a pod too many or one too few. Fix: write "1" or more for one of the two. [ENV_ROLLOUT_STUCK]',
      ],
    ],
    [
      "shares of pods that are none",
      app({ kind: "worker", rollout: { kind: "rolling", maxSurge: "half", maxUnavailable: "101%" } }),
      [
        'apps[5].rollout.maxSurge (labels) is "half": a share of pods is a number of them, or a percentage of 0 to 100. Fix: write it as in "1" or "25%". [ENV_POD_SHARE]',
        'apps[5].rollout.maxUnavailable (labels) is "101%": a share of pods is a number of them, or a percentage of 0 to 100. Fix: write it as in "1" or "25%". [ENV_POD_SHARE]',
      ],
    ],
    [
      "somebody outside who is named twice",
      app({ kind: "worker", outside: [{ name: "bank" }, { name: "bank", port: 8443 }] }),
      [
        'apps[5].outside[1].name (labels) is "bank": whoever an app calls outside has a name of its own. Fix: choose another name. [ENV_OUTSIDE_REPEATED]',
      ],
    ],
    [
      "times of a pod's end that are none",
      app({ kind: "worker", shutdown: { drainSeconds: -1, finishSeconds: 1801 } }),
      [
        "apps[5].shutdown.drainSeconds (labels) is -1: a pod that is to go has 0 to 1800 seconds, a whole number. Fix: write a number such as 30. [ENV_SHUTDOWN_SECONDS]",
        "apps[5].shutdown.finishSeconds (labels) is 1801: a pod that is to go has 0 to 1800 seconds, a whole number. Fix: write a number such as 30. [ENV_SHUTDOWN_SECONDS]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("scaling", () => {
  it.each<Refusal>([
    [
      "shares that are none",
      app({ kind: "worker", scaling: { cpuPercent: 5, memoryPercent: 70.5 } }),
      [
        "apps[5].scaling.cpuPercent (labels) is 5: pods use, of what they request, 10 to 400 percent, a whole number. Fix: write a number such as 70. [ENV_UTILIZATION]",
        "apps[5].scaling.memoryPercent (labels) is 70.5: pods use, of what they request, 10 to 400 percent, a whole number. Fix: write a number such as 70. [ENV_UTILIZATION]",
      ],
    ],
    [
      "a metric without a name or a number",
      app({
        kind: "worker",
        metrics: { port: 9464 },
        scaling: { metrics: [{ kind: "external", name: "queue length", average: "0" }] },
      }),
      [
        'apps[5].scaling.metrics[0].name (labels) is "queue length": the name of a metric has letters, digits, underscores and colons, and begins with no digit. Fix: write it as Prometheus has it, as in requests_in_flight. [ENV_METRIC_NAME]',
        'apps[5].scaling.metrics[0].average (labels) is "0": the target of a metric is a quantity above zero: a number, or one with m, k, M or G. Fix: write it as in "20" or "500m". [ENV_METRIC_QUANTITY]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("jobs", () => {
  it.each<Refusal>([
    [
      "a schedule of four fields",
      app({ kind: "scheduled-job", schedule: "15 3 * *" }),
      [
        'apps[5].schedule (labels) is "15 3 * *": a schedule has the five fields of cron: minute, hour, day of the month, month and day of the week. Fix: write it as in "15 3 * * *", which is every night at a quarter past three. [ENV_SCHEDULE]',
      ],
    ],
    [
      "a schedule that never comes",
      app({ kind: "scheduled-job", schedule: "15 24 * * *" }),
      [
        'apps[5].schedule (labels) is "15 24 * * *": a schedule has the five fields of cron: minute, hour, day of the month, month and day of the week. Fix: write it as in "15 3 * * *", which is every night at a quarter past three. [ENV_SCHEDULE]',
      ],
    ],
    [
      "an hour that is a day",
      app({ kind: "scheduled-job", schedule: "15 mon * * *" }),
      [
        'apps[5].schedule (labels) is "15 mon * * *": a schedule has the five fields of cron: minute, hour, day of the month, month and day of the week. Fix: write it as in "15 3 * * *", which is every night at a quarter past three. [ENV_SCHEDULE]',
      ],
    ],
    [
      "no schedule at all",
      app({ kind: "scheduled-job" }),
      [
        'apps[5].schedule (labels): it is missing, and there is no default for it. Fix: add schedule, as in schedule: "15 3 * * *". [ENV_MISSING]',
      ],
    ],
    [
      "a zone that is not in the database",
      app({ kind: "scheduled-job", schedule: "0 3 * * *", timeZone: "Europe/Hamburg" }),
      [
        'apps[5].timeZone (labels) is "Europe/Hamburg": a time zone is one of the IANA database, by its full name. Fix: write it as in Europe/Berlin, or Etc/UTC. [ENV_TIME_ZONE]',
      ],
    ],
    [
      "an abbreviated zone",
      app({ kind: "scheduled-job", schedule: "0 3 * * *", timeZone: "CET" }),
      [
        'apps[5].timeZone (labels) is "CET": a time zone is one of the IANA database, by its full name. Fix: write it as in Europe/Berlin, or Etc/UTC. [ENV_TIME_ZONE]',
      ],
    ],
    [
      "numbers beyond their bounds",
      app({
        kind: "scheduled-job",
        schedule: "0 3 * * *",
        retries: 21,
        deadlineSeconds: 9,
        parallelism: 0,
        startingDeadlineSeconds: 5,
        history: { failed: 51 },
      }),
      [
        "apps[5].retries (labels) is 21: a job is tried again 0 to 20 times, a whole number. Fix: write a number such as 2. [ENV_JOB_RETRIES]",
        "apps[5].deadlineSeconds (labels) is 9: a job has 10 to 86400 seconds, a whole number: an apply waits for it, and no run may go on for more than a day. Fix: write a number such as 600. [ENV_JOB_DEADLINE]",
        "apps[5].parallelism (labels) is 0: a job has 1 to 1000 pods, a whole number. Fix: write a number such as 1. [ENV_JOB_PODS]",
        "apps[5].startingDeadlineSeconds (labels) is 5: a run may be late by 10 to 86400 seconds, a whole number: Kubernetes looks every ten seconds. Fix: write a number such as 300. [ENV_STARTING_DEADLINE]",
        "apps[5].history.failed (labels) is 51: a scheduled job keeps 0 to 50 ended runs, a whole number. Fix: write a number such as 3. [ENV_JOB_HISTORY]",
      ],
    ],
    [
      "side-cars, which would keep it from ending",
      app({ kind: "job", sideCars: [] }),
      [
        "apps[5].sideCars (labels): apps[5] (labels) has no such key. Fix: leave it out, or choose among kind, name, team, image, command, args, pipeline, resources, settings, files, secrets, volumes, initContainers, uses, outside, tier, tolerations, nodeLabels, shutdown, retries, deadlineSeconds, parallelism, completions, waited. [ENV_UNKNOWN_KEY]",
      ],
    ],
    [
      "a name too long for a job with its hash",
      app({ name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", kind: "job" }),
      [
        "apps[5].name is \"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\": the IAM role name computed from it, strata-demo-app-fulfilment-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, has 82 characters, and 64 are allowed. Fix: shorten this name, its team's or the environment's by 18 characters. [ENV_NAME_LIMIT]",
        'apps[5].name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": the Kubernetes job name computed from it, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-00000000, has 64 characters, and 63 are allowed. Fix: shorten this name by 1 character. [ENV_NAME_LIMIT]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("containers and volumes", () => {
  it.each<Refusal>([
    [
      "containers of one name",
      app({
        kind: "worker",
        initContainers: [{ name: "proxy" }],
        sideCars: [
          { name: "proxy", image: { tag: "1" } },
          { name: "labels", image: { tag: "1" } },
        ],
      }),
      [
        'apps[5].sideCars[0].name (labels) is "proxy": every container of an app has a name of its own, and none that of the app, which its own container bears. Fix: choose another name. [ENV_CONTAINER_REPEATED]',
        'apps[5].sideCars[1].name (labels) is "labels": every container of an app has a name of its own, and none that of the app, which its own container bears. Fix: choose another name. [ENV_CONTAINER_REPEATED]',
      ],
    ],
    [
      "a volume that the app does not have",
      app({ kind: "worker", initContainers: [{ name: "unpack", mounts: ["work"] }] }),
      [
        'apps[5].initContainers[0].mounts[0] (labels) is "work": the app has no volume of this name; it has none. Fix: declare it, or leave it out. [ENV_MOUNT_UNKNOWN]',
      ],
    ],
    [
      "a mistyped volume",
      app({
        kind: "worker",
        volumes: [{ kind: "scratch", name: "work", mountPath: "/work", sizeLimit: "1Gi" }],
        initContainers: [{ name: "unpack", mounts: ["wrok"] }],
      }),
      [
        'apps[5].initContainers[0].mounts[0] (labels) is "wrok": the app has no volume of this name; it has work. Fix: choose one of those, or declare it. [ENV_MOUNT_UNKNOWN]',
      ],
    ],
    [
      "volumes of one name, and of the platform's",
      app({
        kind: "worker",
        volumes: [
          { kind: "scratch", name: "work", mountPath: "/a", sizeLimit: "1Gi" },
          { kind: "scratch", name: "work", mountPath: "/b", sizeLimit: "1Gi" },
          { kind: "scratch", name: "tmp", mountPath: "/c", sizeLimit: "1Gi" },
        ],
      }),
      [
        'apps[5].volumes[1].name (labels) is "work": every volume of an app has a name of its own, and none of tmp, tmp-…, config-files and secret-…. Fix: choose another name. [ENV_VOLUME_REPEATED]',
        'apps[5].volumes[2].name (labels) is "tmp": every volume of an app has a name of its own, and none of tmp, tmp-…, config-files and secret-…. Fix: choose another name. [ENV_VOLUME_REPEATED]',
      ],
    ],
    [
      "volumes that hide each other",
      app({
        kind: "worker",
        files: { mountPath: "/etc/labels", contents: {} },
        volumes: [{ kind: "scratch", name: "work", mountPath: "/etc", sizeLimit: "1Gi" }],
      }),
      [
        'apps[5].files.mountPath (labels) is "/etc/labels": work is mounted at /etc, and one of the two would hide the other. Fix: choose another path. [ENV_MOUNT_PATH_TAKEN]',
      ],
    ],
    [
      "mount paths that are none",
      app({
        kind: "worker",
        volumes: [
          { kind: "scratch", name: "a", mountPath: "work", sizeLimit: "1Gi" },
          { kind: "scratch", name: "b", mountPath: "/tmp/work", sizeLimit: "1Gi" },
          { kind: "scratch", name: "c", mountPath: "/", sizeLimit: "1Gi" },
        ],
      }),
      [
        'apps[5].volumes[0].mountPath (labels) is "work": a mount path is absolute, without a slash at its end, and neither the root nor /tmp, /proc, /sys or /dev. Fix: write it as in /etc/app. [ENV_MOUNT_PATH]',
        'apps[5].volumes[1].mountPath (labels) is "/tmp/work": a mount path is absolute, without a slash at its end, and neither the root nor /tmp, /proc, /sys or /dev. Fix: write it as in /etc/app. [ENV_MOUNT_PATH]',
        'apps[5].volumes[2].mountPath (labels) is "/": a mount path is absolute, without a slash at its end, and neither the root nor /tmp, /proc, /sys or /dev. Fix: write it as in /etc/app. [ENV_MOUNT_PATH]',
      ],
    ],
    [
      "a shared volume without file storage",
      app({ kind: "worker", volumes: [{ kind: "shared", name: "labels", mountPath: "/labels", size: "1Gi" }] }),
      [
        'apps[5].volumes[0].kind (labels) is "shared": an app has shared volumes where the environment has file storage. Fix: write fileStorage: { enabled: true }. [ENV_VOLUME_SHARED]',
      ],
    ],
    [
      "a probe of no port",
      app({
        kind: "worker",
        probes: { liveness: { kind: "tcp" } },
        sideCars: [{ name: "proxy", image: { tag: "1" }, probes: { readiness: { kind: "http", path: "/" } } }],
      }),
      [
        'apps[5].probes.liveness (labels) is {"kind":"tcp"}: a probe by path or connection names a port where its container has none. Fix: add a port, or ask by exec. [ENV_PROBE_PORT]',
        'apps[5].sideCars[0].probes.readiness (labels) is {"kind":"http","path":"/"}: a probe by path or connection names a port where its container has none. Fix: add a port, or ask by exec. [ENV_PROBE_PORT]',
      ],
    ],
    [
      "a pace that is none",
      app({ kind: "worker", probes: { liveness: { kind: "tcp", port: 9000, periodSeconds: 0, failureThreshold: 0 } } }),
      [
        "apps[5].probes.liveness.periodSeconds (labels) is 0: a probe is made, or waited for, every 1 to 600 seconds, a whole number. Fix: write a number such as 10. [ENV_PROBE_SECONDS]",
        "apps[5].probes.liveness.failureThreshold (labels) is 0: a probe has to fail 1 to 600 times, a whole number. Fix: write a number such as 3. [ENV_PROBE_FAILURES]",
      ],
    ],
    [
      "a kind of probe that there is not",
      app({ kind: "worker", probes: { liveness: { kind: "grpc" } } }),
      [
        'apps[5].probes.liveness.kind (labels) is "grpc": the choices are http, tcp, exec. Fix: write one of them. [ENV_CHOICE]',
      ],
    ],
    [
      "a file with a folder in its name",
      app({ kind: "worker", files: { mountPath: "/etc/labels", contents: { "conf/app.yaml": "" } } }),
      [
        'apps[5].files.contents["conf/app.yaml"] (labels) is "": the name of a file has up to 200 letters, digits, dots, underscores and hyphens. Fix: write it as in app.yaml. [ENV_CONFIG_FILE_NAME]',
      ],
    ],
    [
      "files of more than half a mebibyte",
      app({ kind: "worker", files: { mountPath: "/etc/labels", contents: { a: "x".repeat(512 * 1024 + 1) } } }),
      [
        'apps[5].files.contents (labels) is {"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...: the configuration files of an app have up to 512 KiB together. Fix: put what is larger into the image, a bucket or a volume. [ENV_FILES_SIZE]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("secrets", () => {
  it.each<Refusal>([
    [
      "names and versions that are none",
      app({ kind: "worker", secrets: [{ name: "Team/Stripe", version: "the latest", variables: { KEY: "k" } }] }),
      [
        'apps[5].secrets[0].name (labels) is "Team/Stripe": a secret is named by lower-case words joined by hyphens, up to 40 characters, below the team\'s own path. Fix: write it as in stripe, for strata-<environment>/<team>/stripe. [ENV_SECRET_NAME]',
        'apps[5].secrets[0].version (labels) is "the latest": a secret\'s version is the id of one, a staging label, or the number of one in Parameter Store. Fix: write what `aws secretsmanager list-secret-version-ids` shows. [ENV_SECRET_VERSION]',
      ],
    ],
    [
      "a secret in place of the name of its property",
      app({ kind: "worker", secrets: [{ name: "stripe", variables: { KEY: "s3cr3t with spaces" } }] }),
      [
        'apps[5].secrets[0].variables.KEY (labels): what is taken of a secret is a property of its JSON by name, or . for the whole. Fix: write the property\'s name, as in "api-key". [ENV_SECRET_PROPERTY]',
      ],
    ],
    [
      "a secret that nobody reads, and one that stands twice",
      app({ kind: "worker", secrets: [{ name: "stripe" }, { name: "stripe", variables: { KEY: "k" } }] }),
      [
        'apps[5].secrets[0].name (labels) is "stripe": a secret of an app stands once, and becomes a variable or a file. Fix: add variables or files, or leave it out. [ENV_SECRET_UNUSED]',
        'apps[5].secrets[1].name (labels) is "stripe": a secret of an app stands once, and becomes a variable or a file. Fix: add to secrets[0], and leave this one out. [ENV_SECRET_UNUSED]',
      ],
    ],
    [
      "a variable that a secret and a setting set",
      app({ kind: "worker", settings: { KEY_ID: "1" }, secrets: [{ name: "stripe", variables: { KEY_ID: "k" } }] }),
      [
        "apps[5].settings.KEY_ID (labels): the secret stripe, which the app uses, sets this variable. Fix: rename the setting, or leave it out and use the value of the link. [ENV_SETTING_TAKEN]",
      ],
    ],
    [
      "a variable that a link, or another secret, sets too",
      app({
        kind: "worker",
        uses: { databases: ["orders"] },
        secrets: [
          { name: "stripe", variables: { DATABASE_ORDERS_HOST: "k", KEY: "k" } },
          { name: "bank", variables: { KEY: "k" } },
        ],
      }),
      [
        "apps[5].secrets[0].variables.DATABASE_ORDERS_HOST (labels): the database orders, which the app uses, sets this variable, and so does stripe. Fix: rename this one. [ENV_SECRET_VARIABLE_TAKEN]",
        "apps[5].secrets[1].variables.KEY (labels): the secret stripe, which the app uses, sets this variable, and so does bank. Fix: rename this one. [ENV_SECRET_VARIABLE_TAKEN]",
      ],
    ],
    [
      "a credential in a command, a file and a side-car",
      app({
        kind: "worker",
        args: ["--token", "ghp_abcdefghijklmnopqrstuvwxyz0123"],
        files: { mountPath: "/etc/labels", contents: { "a.env": "AKIAABCDEFGHIJKLMNOP" } },
        sideCars: [{ name: "proxy", image: { tag: "1" }, settings: { URL: "https://me:pass@example.com" } }],
      }),
      [
        "apps[5].sideCars[0].settings.URL (labels): a setting is never a secret, and this value looks like a credential. Fix: leave it out, and name the secret under secrets; what stands here is in Git, in the state and in the pod's description. [ENV_SETTING_SECRET_VALUE]",
        "apps[5].args[1] (labels): nothing in an environment is a secret, and this looks like a credential. Fix: keep it in Secrets Manager, and write its ARN or name where one is asked for; take this one back from whoever issued it, since it stands in Git. [ENV_CREDENTIAL]",
        'apps[5].files.contents["a.env"] (labels): nothing in an environment is a secret, and this looks like a credential. Fix: keep it in Secrets Manager, and write its ARN or name where one is asked for; take this one back from whoever issued it, since it stands in Git. [ENV_CREDENTIAL]',
      ],
    ],
    [
      "a name too long for the release of a secret",
      app({
        name: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        kind: "worker",
        secrets: [{ name: "card-processor-of-europe", variables: { KEY: "k" } }],
      }),
      [
        'apps[5].name is "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": the Helm release name computed from it, aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.card-processor-of-europe.00000000, has 64 characters, and 53 are allowed. Fix: shorten this name or the secret\'s by 11 characters. [ENV_NAME_LIMIT]',
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

describe("quotas of apps of every kind", () => {
  it.each<Refusal>([
    [
      "volumes beyond the team's quota",
      app({
        name: "search",
        kind: "stateful-service",
        replicas: 3,
        storage: [{ name: "index", mountPath: "/index", size: "100Gi" }],
      }),
      [
        "teams[1].quota.storage (fulfilment) is \"200Gi\": the team's apps request 300Gi at their maximum of replicas (search 1 x 300Gi). Fix: raise the quota to 300Gi or more, or lower the apps' requests or maximum. [ENV_QUOTA]",
      ],
    ],
    [
      "side-cars and init containers beyond it",
      app({
        kind: "worker",
        replicas: { minimum: 2, maximum: 4 },
        resources: { cpu: "1" },
        sideCars: [{ name: "proxy", image: { tag: "1" }, resources: { cpu: "2" } }],
        initContainers: [{ name: "build", resources: { cpu: "5" } }],
      }),
      [
        "teams[1].quota.cpu (fulfilment) is \"16\": the team's apps request 22100m at their maximum of replicas (orders 6 x 250m, tracking 6 x 100m, labels 4 x 5). Fix: raise the quota to 22100m or more, or lower the apps' requests or maximum. [ENV_QUOTA]",
      ],
    ],
    [
      "runs that overlap beyond it",
      app({
        kind: "scheduled-job",
        schedule: "* * * * *",
        concurrency: "Allow",
        parallelism: 3,
        resources: { cpu: "3" },
      }),
      [
        "teams[1].quota.cpu (fulfilment) is \"16\": the team's apps request 20100m at their maximum of replicas (orders 6 x 250m, tracking 6 x 100m, labels 6 x 3). Fix: raise the quota to 20100m or more, or lower the apps' requests or maximum. [ENV_QUOTA]",
      ],
    ],
  ])("refuses %s", (_, changes, findings) => expect(findingsOn(changes)).toEqual(findings));
});

it.each([
  ["a worker on nothing but defaults", { kind: "worker" }],
  ["a daemon service that nobody calls", { kind: "daemon-service" }],
  ["a stateful service", { kind: "stateful-service", storage: [{ name: "index", mountPath: "/index", size: "10Gi" }] }],
  ["a job", { kind: "job" }],
  [
    "lists, ranges, steps and names in a schedule",
    { kind: "scheduled-job", schedule: "*/15 8-18,22 1,15 jan-mar mon-fri" },
  ],
  [
    "every part of a pod",
    {
      kind: "worker",
      command: ["labels"],
      files: { mountPath: "/etc/labels", contents: { "app.yaml": "${name}: %{x}" } },
      secrets: [
        {
          name: "stripe",
          version: "AWSCURRENT",
          variables: { KEY: "." },
          files: { mountPath: "/etc/stripe", contents: { ca: "ca" } },
        },
      ],
      volumes: [{ kind: "scratch", name: "work", mountPath: "/work", sizeLimit: "1Gi", memory: true }],
      sideCars: [
        {
          name: "proxy",
          image: { tag: "proxy-1" },
          port: 9000,
          probes: { readiness: { kind: "tcp" } },
          mounts: ["work", "config-files", "secret-stripe"],
        },
      ],
      rollout: { kind: "recreate" },
      tier: "critical",
      tolerations: [{ key: "example.com/interruptible", effect: "NoSchedule" }],
      nodeLabels: { "example.com/price": "low" },
    },
  ],
])("accepts %s", (_, more) => expect(findingsOn(app(more))).toEqual([]));

it("an app that names no kind is a web service", () => {
  expect(validated(app({})).apps[5]).toMatchObject({ kind: "web-service", port: 8080, healthPath: "/healthz" });
});

it("keeps two services of one namespace apart, and lets those of two namespaces be", () => {
  const search = { kind: "stateful-service", name: "search", team: "fulfilment", image: { tag: "1" } };
  const members = { name: "search-members", image: { tag: "1" } };
  const beside = (team: string) => findingsOn({ "apps.5": search, "apps.6": { ...members, team } });
  expect(beside("storefront")).toEqual([]);
  expect(beside("fulfilment")).toEqual([
    'apps[6].name is "search-members": the Kubernetes service name computed for the app fulfilment/search-members, search-members, is also that of the app fulfilment/search. Fix: rename one of the two. [ENV_NAME_COLLISION]',
  ]);
});
