import type { Mutations } from "./mutation";

export const charts: Mutations = {
  "chart-not-recorded": {
    "a version that nobody looked at": (demo) =>
      demo.changed(demo.address(/^helm_release\.metrics-server/), (body) => {
        body.version = "3.99.0";
      }),
  },
};
