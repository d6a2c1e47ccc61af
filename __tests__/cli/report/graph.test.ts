import { stackGraph } from "../../../cli/report/graph/graph";
import { lanes } from "../../../cli/report/graph/lanes";
import { laidOut } from "../../../cli/report/graph/layout";
import { graphSvg } from "../../../cli/report/graph/svg";
import { svgFile } from "../../../cli/report/graph/svg-file";
import { reportOn } from "./support";

const report = reportOn("demo");
const graph = stackGraph(report.stacks, report.contracts);
const layout = laidOut(graph);

it("has a box for each stack and an arrow for each contract that is read", () => {
  expect(graph.nodes.map(({ id }) => id)).toEqual(report.stacks.map(({ id }) => id));
  const arrow = graph.edges.find(({ from, to }) => from === "app-services" && to === "apps");
  expect(arrow).toMatchObject({
    href: "#contracts/app-services/apps",
    meaning: "apps uses 8 of 14 outputs of app-services",
  });
});

describe("the layout", () => {
  it("lets no boxes overlap, and keeps all within the picture", () => {
    for (const one of layout.nodes) {
      expect(one.x - one.width / 2).toBeGreaterThanOrEqual(0);
      expect(one.x + one.width / 2).toBeLessThanOrEqual(layout.width);
      expect(one.y + one.height / 2).toBeLessThanOrEqual(layout.height);
      for (const other of layout.nodes) {
        if (one === other) continue;
        const beside = Math.abs(one.x - other.x) >= (one.width + other.width) / 2;
        const above = Math.abs(one.y - other.y) >= (one.height + other.height) / 2;
        expect([one.id, other.id, beside || above]).toEqual([one.id, other.id, true]);
      }
    }
  });

  it("leads every arrow downwards", () => {
    const height = new Map(layout.nodes.map(({ id, y }) => [id, y]));
    for (const { from, to } of layout.edges) expect(height.get(from)).toBeLessThan(height.get(to) ?? 0);
  });

  it("is the same each time", () => {
    expect(laidOut(graph)).toEqual(layout);
  });
});

it("as a file is a picture without links that looks the same anywhere", () => {
  const svg = svgFile(graphSvg(layout, "Stacks"), "Who reads <what>.");
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<style>[\s\S]*<\/svg>\n$/);
  expect(svg).not.toMatch(/<a |<\/a>|href/);
  expect(svg).toContain("<title>Stacks</title>\n<desc>Who reads &lt;what&gt;.</desc>");
  for (const { title } of graph.nodes) expect(svg).toContain(`>${title}</text>`);
});

describe("in a terminal", () => {
  const drawn = (reads: Readonly<Record<string, readonly string[]>>) => {
    const nodes = Object.keys(reads).map((id) => ({ id }));
    const edges = Object.entries(reads).flatMap(([to, all]) => all.map((from) => ({ from, to })));
    return lanes({ nodes, edges });
  };

  it("leads a lane from each stack to the last that reads it", () => {
    expect(lanes(graph)).toEqual(["●", "├─●", "╰─┼─●", "  ├─┼─○", "  ├─┼───●", "  ╰─┴───┴─○"]);
  });

  it("crosses lanes that are not read without touching them", () => {
    expect(drawn({ a: [], b: [], c: ["a"], d: ["b"] })).toEqual(["●", "│ ●", "╰─│─○", "  ╰───○"]);
  });

  it("is a dot where nothing is read", () => {
    expect(drawn({ a: [], b: [] })).toEqual(["○", "  ○"]);
  });
});
