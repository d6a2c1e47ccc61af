import { pulledCharts, unpackedCharts } from "../../cli/charts/chart-folders";
import { Helm } from "../../cli/charts/helm";
import { type Manifest, manifestsIn } from "../../cli/charts/manifests";
import { plainValues } from "../../cli/charts/plain-values";
import { recordedEnvironments } from "../../cli/charts/recorded-environments";
import { type CustomObject, CustomObjects } from "../../constructs/charts/custom-objects";
import { platform } from "../../main";
import { installations } from "../support/recorded";
import { schemaViolations } from "../support/values-schema";
import { scratchFolder } from "../terraform/support/scratch";
import { chartsFolder, describeWithCharts } from "./support/charts";
import { schemasIn } from "./support/definitions";

/** Groups of kinds that no chart brings: Kubernetes' own, and those of the EKS add-ons. */
const notOfCharts = ["rbac.authorization.k8s.io", "networking.k8s.io", "snapshot.storage.k8s.io"];

const kindOf = ({ apiVersion, kind }: CustomObject) => `${apiVersion} ${kind}`;

function customObjects(): readonly (readonly [environment: string, object: CustomObject])[] {
  return [...recordedEnvironments()].flatMap(([name, environment]) =>
    platform({ environment }).stacks.flatMap((stack) =>
      stack.node
        .findAll()
        .filter((construct) => construct instanceof CustomObjects)
        .flatMap(({ installed }) => plainValues(stack, { installed }).installed as readonly CustomObject[])
        .map((object) => [name, object] as const),
    ),
  );
}

describeWithCharts("the platform's custom objects, by the definitions that the charts bring", () => {
  const objects = customObjects().filter(([, { apiVersion }]) => !notOfCharts.includes(apiVersion.split("/")[0] ?? ""));
  let schemas: ReturnType<typeof schemasIn>;
  const violations = (object: CustomObject) => {
    const schema = schemas.get(kindOf(object));
    return schema ? schemaViolations(schema, object) : [`no chart defines ${kindOf(object)}`];
  };

  beforeAll(async () => {
    const helm = new Helm(scratchFolder("helm"), new AbortController().signal);
    const sources = chartsFolder === undefined ? pulledCharts(helm) : unpackedCharts(chartsFolder);
    const charts = new Map(installations().map((one) => [one.chart.chart, one]));
    const rendered: Manifest[] = [];
    for (const one of charts.values()) {
      const { folder } = await sources(one.chart);
      rendered.push(...manifestsIn(await helm.template(folder, one, [])));
    }
    schemas = schemasIn(rendered);
  });

  it("are of kinds that are defined, and have the fields that these know", () => {
    expect(objects.length).toBeGreaterThan(5);
    const wrong = objects.flatMap(([environment, object]) => {
      const found = violations(object);
      return found.length > 0 ? [{ environment, kind: kindOf(object), name: object.metadata.name, found }] : [];
    });
    expect(wrong).toEqual([]);
  });

  it("would be seen to be wrong", () => {
    const [, known] = objects.find(([, { spec }]) => spec !== undefined) ?? [];
    if (!known) throw new Error("no custom object has a spec");
    const misspelt = { ...known, spec: { ...(known.spec as object), unheardOf: true } };
    expect(violations(misspelt)).toEqual([expect.stringMatching(/^spec: Unrecognized key: "unheardOf"$/)]);
    const outdated = { ...known, apiVersion: "v0" };
    expect(violations(outdated)).toEqual([`no chart defines v0 ${known.kind}`]);
  });
});
