import { Data } from "./data";
import { followAddress } from "./dialog";
import { edges } from "./edges";
import { LazyTable, type Rows } from "./lazy-table";
import { navigation } from "./navigation";
import { printing } from "./printing";
import { kubernetesRows } from "./tables/kubernetes";
import { permissionRows } from "./tables/permissions";
import { resourceRows } from "./tables/resources";
import { sizeRows } from "./tables/sizes";
import { theme } from "./theme";

const data = new Data(JSON.parse(document.getElementById("data")?.textContent ?? ""));

function fill<Row>(name: string, rows: Rows<Row>): LazyTable<Row> {
  return new LazyTable(document.querySelector(`[data-table="${name}"]`) as HTMLElement, rows);
}

const resources = fill("resources", resourceRows(data));
const others = [
  fill("permissions", permissionRows(data)),
  fill("kubernetes", kubernetesRows(data)),
  fill("sizes", sizeRows(data)),
];
navigation();
theme();
printing([resources, ...others]);
const watch = edges();
watch(document.body);
followAddress(data, { choose: (stack) => resources.choose(stack), watch });
