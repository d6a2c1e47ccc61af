import { catalogue } from "../../constructs/charts/catalogue";
import { recordedChart } from "../../constructs/charts/recorded-charts";
import { nearest } from "../../environments/schema/nearest";
import { allInstallations } from "../charts/all-installations";
import { pulledCharts, unpackedCharts } from "../charts/chart-folders";
import { differencesText, writtenText } from "../charts/differences-text";
import { Helm } from "../charts/helm";
import type { Installation } from "../charts/installations";
import { type Recorded, recordCharts } from "../charts/record-charts";
import { differences, filesOf, writeFiles } from "../charts/record-files";
import { checkoutFolder } from "../checkout";
import { type Command, CommandError } from "../command";
import { interruptible } from "../interruptible";
import { withScratch } from "../scratch";

const help = `Renders the charts of the catalogue with the values that the platform gives them, over all environments, and records in
constructs/charts/recorded/ what comes out: objects, kinds, rights, webhooks, pods, images, Secrets, and the charts' schemas.
Run it when a chart's version or values change, and commit the files: synthesis and tests go by them.

Usage: npx platform charts record [chart ...] [--charts <folder>] [--check]

  chart        of the catalogue; default all
  --charts     folder of unpacked charts, each under its name, in place of the catalogue's repositories
  --check      writes nothing, and says what differs

It needs Helm 3 on the PATH, and asks no cluster. What only Terraform knows, such as the VPC's id, is a placeholder.

Exit code: 0 recorded, or up to date; 1 something differs, or error.

Example: npx platform charts record cert-manager
`;

export const chartsRecord: Command = {
  name: "charts record",
  summary: "renders the pinned charts, and records what they bring",
  help,
  options: { charts: { type: "string" }, check: { type: "boolean" } },
  run({ values, positionals }) {
    const names = chartsNamed(positionals);
    return interruptible((signal) =>
      withScratch("charts", async (scratch) => {
        const recorded = await record(names, new Helm(scratch, signal), values.charts as string | undefined);
        return result(recorded, names.length === 0, Boolean(values.check));
      }),
    );
  },
};

async function record(names: readonly string[], helm: Helm, folder: string | undefined): Promise<readonly Recorded[]> {
  const sources = folder === undefined ? pulledCharts(helm) : unpackedCharts(folder);
  await helm.check();
  const all = allInstallations();
  const asked = ({ chart }: Installation) => names.length === 0 || names.includes(chart.chart);
  const others = new Set(all.filter((one) => !asked(one)).map(({ chart }) => chart.chart));
  return recordCharts({
    installations: all.filter(asked),
    sources,
    template: (...args) => helm.template(...args),
    definitions: [...others].flatMap((chart) => recordedChart(chart)?.definitions ?? []),
  });
}

function result(recorded: readonly Recorded[], whole: boolean, check: boolean) {
  const root = checkoutFolder();
  const files = filesOf(recorded, whole, root);
  const found = differences(files, root);
  if (check) return { output: differencesText(found), exitCode: found.length > 0 ? 1 : 0 };
  writeFiles(files, root);
  return { output: writtenText(recorded, found) };
}

function chartsNamed(names: readonly string[]): readonly string[] {
  const known = [...new Set(Object.values(catalogue).map(({ chart }): string => chart))];
  for (const name of names) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    const instead = guess ? `did you mean ${guess}?` : `but ${known.join(", ")};`;
    throw new CommandError(
      `platform charts record: the catalogue has no chart ${name}, ${instead} npx platform charts record --help shows its usage`,
    );
  }
  return names;
}
