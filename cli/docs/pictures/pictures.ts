import type { PlatformApp } from "../../../constructs/stack/platform-app";
import { checkedPlatform } from "../../checked-platform";
import { networkSvg } from "../../report/graph/network-svg";
import { svgFile } from "../../report/graph/svg-file";
import type { Network } from "../../report/model/network";
import { reportOf } from "../../report/model/report";
import { outputInMemory } from "./output-in-memory";
import { permissionsPicture } from "./permissions";
import { rolloutPicture } from "./rollout";
import { stacksPicture } from "./stacks";
import { statesPicture } from "./states";

/** Where pictures lie, from the checkout. */
export const picturesFolder = "docs/pictures";

/**
 * The pictures of README and docs, by their paths from the checkout, from the demo among the apps. Who reaches which state is
 * shown of one whose states lie in S3, where policies say it and not Terraform's habits alone.
 */
export function pictures(apps: readonly PlatformApp[]): readonly (readonly [string, string])[] {
  const demo = apps.find(({ environment }) => environment.name === "demo") ?? checkedPlatform({ ENVIRONMENT: "demo" });
  const guarded = apps.find(({ environment }) => environment.state.kind === "s3") ?? demo;
  const output = outputInMemory(demo);
  const report = reportOf(output);
  const all = {
    stacks: stacksPicture(report),
    network: svgFile(networkSvg(report.network), networkInWords(report.network)),
    permissions: permissionsPicture(output),
    states: statesPicture(reportOf(outputInMemory(guarded))),
    rollout: rolloutPicture(),
  };
  return Object.entries(all).map(([name, text]) => [`${picturesFolder}/${name}.svg`, text]);
}

function networkInWords({ zones, tiers }: Network): string {
  const names = tiers.map(({ name, subnets }) => `${name} (${subnets.map(({ cidr }) => cidr).join(", ")})`);
  return `A subnet of each tier in each of ${zones.join(", ")}: ${names.join("; ")}.`;
}
