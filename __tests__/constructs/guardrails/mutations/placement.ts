import type { Mutations } from "./mutation";

const web = "kubernetes_deployment_v1.storefront_web_deployment";

export const placement: Mutations = {
  "iam-outside-identity": {
    "a provider of identities beside the app that trusts it": (demo) =>
      demo.added("apps", "aws_iam_openid_connect_provider", "uploader", { url: "https://login.example" }),
    "a policy that an app service brings along": (demo) =>
      demo.added("app-services", "aws_iam_policy", "uploads", { policy: '{"Statement":[]}' }),
  },
  "type-not-allowed": {
    "a database among the apps": (demo) =>
      demo.moved(demo.address(/^aws_rds_cluster_parameter_group\./), "apps/orders"),
    "a cluster role among the apps": (demo) =>
      demo.added("apps", "kubernetes_cluster_role_v1", "viewer", { metadata: { name: "viewer" }, rule: [] }),
  },
  "provider-not-allowed": {
    "Helm in the stack of the network": (demo) =>
      demo.moved(demo.address(/^provider\.helm$/), "managed-infrastructure/helm"),
  },
  provisioner: {
    "a command after an app's deployment": (demo) =>
      demo.changed(web, (body) => {
        body.provisioner = [{ "local-exec": { command: "kubectl rollout status deployment/web" } }];
      }),
  },
  "missing-tags": {
    "a provider without default tags": (demo) =>
      demo.changed("provider.aws", (body) => {
        delete body.default_tags;
      }),
    "a resource that claims another stack": (demo) =>
      demo.changed(demo.address(/^aws_sqs_queue\./), (body) => {
        body.tags = { ...body.tags, "strata:stack": "apps" };
      }),
  },
  "name-too-long": {
    "a bucket of 64 characters": (demo) =>
      demo.changed(demo.address(/^aws_s3_bucket\./), (body) => {
        body.bucket = "b".repeat(64);
      }),
    "a cron job of 53 characters": (demo) =>
      demo.changed(demo.address(/^kubernetes_cron_job_v1\./), (body) => {
        [body.metadata].flat()[0].name = "j".repeat(53);
      }),
  },
};
