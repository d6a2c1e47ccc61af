import { namesSecret } from "./credentials";
import { isExpression, type Text } from "./texts";

/**
 * Texts that stand under a name which says that they are secret: environment variables of containers, entries of
 * ConfigMaps, and values of charts.
 */
export function namedSecrets(type: string, body: unknown, texts: readonly Text[]): readonly Text[] {
  if (type === "helm_release") return [...inChartValues(texts), ...variables(body)];
  if (!type.startsWith("kubernetes_")) return [];
  return [...variables(body), ...(type.startsWith("kubernetes_config_map") ? entries(texts) : [])];
}

/** Blocks of a name and a value: `env` of containers, `set` of Helm releases. */
function variables(value: unknown, place = ""): readonly Text[] {
  if (typeof value !== "object" || value === null) return [];
  const { name, value: text } = value as { readonly name?: unknown; readonly value?: unknown };
  const own =
    typeof name === "string" && typeof text === "string" && (namesSecret(name) || chartKey.test(name))
      ? written({ place: `${place}.value`, text })
      : [];
  const below = Object.entries(value).flatMap(([key, part]) => {
    return variables(part, Array.isArray(value) ? `${place}[${key}]` : place === "" ? key : `${place}.${key}`);
  });
  return [...own, ...below];
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
