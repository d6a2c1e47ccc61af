import type { Mutations } from "./mutation";

export const secrets: Mutations = {
  "secret-type": {
    "a random password": (demo) => demo.added("app-services", "random_password", "admin", { length: 20 }),
  },
  "secret-argument": {
    "a master password in place of a managed one": (demo) =>
      demo.changed(demo.address(/^aws_rds_cluster\./), (body) => {
        body.master_password = "change-me-soon";
      }),
  },
  "secret-text": {
    "an access key in an app's variable": (demo) =>
      demo.changed("kubernetes_deployment_v1.storefront_web_deployment", (body) => {
        body.spec.template.spec.container[0].env = [{ name: "UPLOADER", value: "AKIAABCDEFGHIJKLMNOP" }];
      }),
  },
};
