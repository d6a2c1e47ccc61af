import { sectionRule } from "../section-rule";

export const internalAppsHaveNames = sectionRule({
  code: "ENV_APP_INTERNAL",
  states: "an internal app has a subdomain, and the environment a private zone for its name",
  needs: ["apps", "dns"],
  *breaches({ apps, dns }) {
    for (const [index, app] of apps.entries()) {
      if (app.kind !== "web-service") continue;
      const { exposure, subdomain } = app;
      if (exposure === "public" || (subdomain !== undefined && dns.privateZone)) continue;
      yield {
        path: ["apps", index, "exposure"],
        fix:
          subdomain === undefined
            ? "add subdomain, or leave exposure out: without a subdomain an app is reached inside the cluster only"
            : 'add dns.privateZone, as in privateZone: { source: "create" }',
      };
    }
  },
});
