import { isExpression, type Text } from "../../stack/texts";
import { namesSecret } from "./credentials";

/**
 * Texts that stand under a name which says that they are secret: environment variables of containers, entries of
 * ConfigMaps, and values of charts.
 */
export function namedSecrets(type: string, texts: readonly Text[]): readonly Text[] {
  if (type === "helm_release") return [...inChartValues(texts), ...variables(texts)];
  if (!type.startsWith("kubernetes_")) return [];
  return [...variables(texts), ...(type.startsWith("kubernetes_config_map") ? entries(texts) : [])];
}

/** Blocks of a name and a value: `env` of containers, `set` of Helm releases. */
function variables(texts: readonly Text[]): readonly Text[] {
  const values = texts.filter(({ place }) => place.endsWith(".value"));
  if (values.length === 0) return [];
  const names = new Map(
    texts.filter(({ place }) => place.endsWith(".name")).map(({ place, text }) => [blockOf(place), text]),
  );
  return values
    .filter(({ place }) => {
      const name = names.get(blockOf(place));
      return name !== undefined && (namesSecret(name) || chartKey.test(name));
    })
    .flatMap(written);
}

function blockOf(place: string): string {
  return place.slice(0, place.lastIndexOf("."));
}

function entries(texts: readonly Text[]): readonly Text[] {
  return texts
    .filter(({ place }) => /^(binary_)?data\./.test(place) && namesSecret(place.replace(/^(binary_)?data\./, "")))
    .flatMap(written);
}

/** A key of a chart's values that holds the secret itself, and not the name of where it lies. */
const chartKey = /(password|passwd|passphrase|(access|api|private)_?key|token)$/i;

/** As JSON or as Terraform's own notation has them. */
const pair = /"([\w./-]+)"\s*[:=]\s*"((?:[^"\\]|\\.)+)"/g;

function inChartValues(texts: readonly Text[]): readonly Text[] {
  return texts
    .filter(({ place }) => place.startsWith("values["))
    .flatMap(({ place, text }) =>
      [...text.matchAll(pair)]
        .filter(([, key = ""]) => chartKey.test(key))
        .flatMap(([, key, value = ""]) => written({ place: `${place} ${key}`, text: value })),
    );
}

function written(one: Text): readonly Text[] {
  return one.text === "" || isExpression(one.text) ? [] : [one];
}
