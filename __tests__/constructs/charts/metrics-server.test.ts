import { at, charts } from "./all-charts";

const chart = charts["metrics-server"];

it("lives with the services that all share", () => {
  expect(chart.namespace).toBe("cluster-services");
});

it("makes its certificate at run time, so that the release holds no key", () => {
  expect(at(chart, "tls")).toEqual({ type: "metrics-server" });
});

it("leaves off what pod security restricted would refuse: the host's network, a second container, more volumes", () => {
  for (const setting of ["hostNetwork", "addonResizer", "extraVolumes"]) expect(at(chart, setting)).toBeUndefined();
});
