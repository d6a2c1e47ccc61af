import { type Panel, type Place, panelJson } from "./panel";

/** A page of Grafana. */
export interface Dashboard {
  /** Part of its address, and name of its file. */
  readonly id: string;
  readonly title: string;
  readonly panels: readonly Panel[];
  /** Choices at the top, by name: the label whose values are offered, of a metric. @default - none */
  readonly choices?: Readonly<Record<string, { readonly metric: string; readonly label: string }>>;
}

const columns = 24;
const height = 8;

/** A dashboard as Grafana reads it from a file. */
export function dashboardJson({ id, title, panels, choices = {} }: Dashboard) {
  const places = placesOf(panels);
  return {
    uid: `strata-${id}`,
    title,
    tags: ["strata"],
    timezone: "browser",
    editable: false,
    refresh: "1m",
    time: { from: "now-6h", to: "now" },
    schemaVersion: 39,
    templating: { list: Object.entries(choices).map(([name, choice]) => choiceJson(name, choice)) },
    panels: panels.map((panel, index) => panelJson(panel, index + 1, places[index] as Place)),
  };
}

/** From left to right, a new row where the next one does not fit any more. */
function placesOf(panels: readonly Panel[]): readonly Place[] {
  const places: Place[] = [];
  let [x, y] = [0, 0];
  for (const { width = 12 } of panels) {
    if (x + width > columns) [x, y] = [0, y + height];
    places.push({ x, y, w: width, h: height });
    x += width;
  }
  return places;
}

function choiceJson(name: string, { metric, label }: { readonly metric: string; readonly label: string }) {
  const query = `label_values(${metric}, ${label})`;
  return {
    name,
    type: "query",
    datasource: { type: "prometheus", uid: "prometheus" },
    query: { query, refId: name },
    definition: query,
    refresh: 2,
    includeAll: true,
    multi: true,
    current: { text: "All", value: "$__all" },
  };
}
