import { restrictedViolations } from "./restricted";
import { daemonService, job, podOf, scheduledJob, statefulService, templateOf, webService, worker } from "./support";

const kinds = {
  "web-service": webService,
  worker,
  "stateful-service": statefulService,
  "daemon-service": daemonService,
  "scheduled-job": scheduledJob,
  job,
} as const;

describe.each(Object.entries(kinds))("%s", (component, synthesized) => {
  it("keeps the restricted profile, side-cars and init containers included", () => {
    const lasting = { sideCars: [{ name: "proxy", image: "proxy:1", resources: { cpu: "1m", memory: "1Mi" } }] };
    const stack = synthesized({ initContainers: [{ name: "prepare" }], ...lasting });
    expect(podOf(stack).init_container).toHaveLength(1);
    expect(restrictedViolations(podOf(stack))).toEqual([]);
  });

  it("says in its labels what it is", () => {
    expect(templateOf(synthesized()).metadata.labels).toMatchObject({
      "app.kubernetes.io/component": component,
      "strata/team": "storefront",
    });
  });

  it("runs as an account of its own, with its AWS role, and without a token for the Kubernetes API", () => {
    const stack = synthesized({ role: { arn: "arn:aws:iam::111122223333:role/app", clusterName: "strata-demo" } });
    const { name } = stack.only("kubernetes_service_account_v1").metadata;
    expect(podOf(stack)).toMatchObject({ service_account_name: name, automount_service_account_token: false });
    expect(stack.only("aws_eks_pod_identity_association").service_account).toBe(name);
  });

  it("opens no connection unless it is asked for, but that between the pods of a stateful service", () => {
    const paths = Object.keys(synthesized().all("kubernetes_network_policy_v1"));
    const members = ["search_from-members", "search_to-dns", "search_to-members"];
    expect(paths).toEqual(component === "stateful-service" ? members : []);
  });

  it("stands on nodes with a taint, and on some nodes alone, only where that is said", () => {
    expect(podOf(synthesized())).not.toHaveProperty("toleration");
    expect(podOf(synthesized())).not.toHaveProperty("node_selector");
    const tolerations = [{ key: "gpu" }, { key: "capacity", value: "spot", effect: "NoSchedule" }] as const;
    expect(podOf(synthesized({ tolerations, nodeLabels: { "example.com/price": "low" } }))).toMatchObject({
      node_selector: { "example.com/price": "low" },
      toleration: [
        { key: "gpu", operator: "Exists" },
        { key: "capacity", operator: "Equal", value: "spot", effect: "NoSchedule" },
      ],
    });
  });

  it("replaces its pods when a setting or a file changes", () => {
    const { annotations } = templateOf(
      synthesized({ files: { mountPath: "/etc/app", contents: { "app.yaml": "a: 1" } } }),
    ).metadata;
    expect(annotations["strata/settings-hash"]).toContain("_settings.data");
    expect(annotations["strata/files-hash"]).toContain("_files.data");
  });

  it("finds everything there when its first pod starts", () => {
    const stack = synthesized({
      role: { arn: "arn:aws:iam::111122223333:role/app", clusterName: "strata-demo" },
      calls: [{ team: "checkout", name: "cart", namespace: "checkout", port: 8080 }],
      secrets: [{ name: "stripe", variables: { STRIPE_KEY: "key" } }],
      volumes: [{ kind: "shared", name: "images", mountPath: "/images", size: "1Gi" }],
    });
    const [, controller] = Object.entries(stack.json.resource ?? {})
      .flatMap(([, all]) => Object.entries(all))
      .filter(([, body]) => body.spec?.[0]?.template ?? body.spec?.template ?? body.spec?.job_template)[0] ?? ["", {}];
    const around = ["account", "identity", "to-checkout--cart", "to-dns", "volume-images", "secret-stripe"];
    for (const part of around) {
      expect(controller.depends_on).toContainEqual(expect.stringMatching(new RegExp(`_${part}$`)));
    }
  });
});

it("pods that nobody calls stop at once, and have half a minute to finish", () => {
  for (const synthesized of [worker, scheduledJob, job, daemonService]) {
    const [container] = podOf(synthesized()).container;
    expect(container).not.toHaveProperty("lifecycle");
    expect(podOf(synthesized()).termination_grace_period_seconds).toBe(30);
  }
});

it("only what runs to its end may be displaced by all others, unless an app says otherwise", () => {
  const classOf = (stack: ReturnType<typeof job>) => podOf(stack).priority_class_name;
  expect([scheduledJob(), job()].map(classOf)).toEqual(["apps-batch", "apps-batch"]);
  expect([webService(), worker(), statefulService(), daemonService()].map(classOf)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
  expect([webService({ tier: "critical" }), job({ tier: "standard" })].map(classOf)).toEqual([
    "apps-critical",
    undefined,
  ]);
});
