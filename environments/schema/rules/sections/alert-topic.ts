import { sectionRule } from "../section-rule";

/** Publishers sign for their own region; https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-alertmanager-receiver.html */
export const alertTopicInRegion = sectionRule({
  code: "ENV_ALERT_TOPIC_REGION",
  states: "the topic of alerts is in the environment's own region",
  needs: ["aws", "monitoring"],
  *breaches({ aws, monitoring }) {
    const arn = monitoring.kind === "none" ? undefined : monitoring.alerts.snsTopicArn;
    const [, , service, region] = arn?.split(":") ?? [];
    if (service !== "sns" || region === aws.region) return;
    yield { path: ["monitoring", "alerts", "snsTopicArn"], fix: `name a topic in ${aws.region}` };
  },
});
