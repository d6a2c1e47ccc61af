import { type Html, html } from "../html/html";
import type { Network, Subnet, Tier } from "../model/network";

const size = { label: 120, zone: 190, subnet: 62, gap: 14, top: 58, pad: 16, beyond: 150 } as const;

/** The network as a picture: zones beside each other, tiers from the internet inwards, and where each leads to. */
export function networkSvg({ zones, tiers, cidrs, existing, internetGateway }: Network): Html {
  const inner = size.label + zones.length * (size.zone + size.gap);
  const height = size.top + tiers.length * (size.subnet + size.gap) + size.pad;
  const width = inner + size.pad * 2 + size.beyond;
  const title = `Network in ${zones.length} zones with ${tiers.length} tiers of subnets`;
  const name = existing ? "VPC of somebody else" : `VPC ${cidrs.join(" and ")}`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height + 8}" width="${width}" height="${height + 8}">
<title>${title}</title>
<rect class="vpc" x="4" y="4" width="${inner + size.pad}" height="${height}" rx="10"/><text class="node-title" x="${size.pad}" y="26">${name}</text>
${zones.map((zone, index) => zoneColumn(zone, index, height))}${tiers.map((tier, row) => tierRow(tier, row, zones, inner, internetGateway))}</svg>`;
}

function zoneColumn(zone: string, index: number, height: number): Html {
  const x = left(index) - 5;
  return html`<rect class="zone" x="${x}" y="34" width="${size.zone + 10}" height="${height - 40}" rx="8"/><text class="quiet" x="${x + 10}" y="50">${zone}</text>
`;
}

function tierRow(tier: Tier, row: number, zones: readonly string[], inner: number, gateway: boolean): Html {
  const y = size.top + row * (size.subnet + size.gap);
  const middle = y + size.subnet / 2;
  const boxes = tier.subnets.map((subnet) => subnetBox(subnet, left(zones.indexOf(subnet.zone)), y));
  const leads = beyond(tier, gateway);
  const line = html`<path class="route-line" d="M${inner - 4} ${middle}H${inner + size.pad + 24}"/>`;
  return html`<text class="tier-title" x="${size.pad}" y="${middle + 4}">${tier.name}</text>${boxes}${leads !== "" && line}<text class="quiet" x="${inner + size.pad + 30}" y="${middle + 4}">${leads || "no way out"}</text>
`;
}

function subnetBox({ cidr, nat, routes }: Subnet, x: number, y: number): Html {
  const out = routes.map(({ target }) => target.replace(/ in [a-z0-9-]+$/, "")).join(", ");
  const detail = [out && `→ ${out}`, nat && "holds a NAT gateway"].filter((one) => one).join("; ");
  const lines = detail.length > 30 ? detail.split("; ") : [detail];
  return html`<g class="subnet"><rect x="${x}" y="${y}" width="${size.zone}" height="${size.subnet}" rx="6"/><text x="${x + 10}" y="${y + 22}">${cidr || "stated by its owner"}</text>${lines.map((line, index) => html`<text class="quiet" x="${x + 10}" y="${y + 39 + index * 15}">${line}</text>`)}</g>`;
}

function left(zone: number): number {
  return size.label + zone * (size.zone + size.gap) + size.gap / 2;
}

/** Where the subnets of a tier lead to beyond the VPC. */
function beyond({ subnets }: Tier, gateway: boolean): string {
  const targets = subnets.flatMap(({ routes }) => routes.map(({ target }) => target.replace(/ in .*$/, "")));
  const [first] = targets;
  if (first === undefined) return "";
  return first === "internet gateway" && gateway
    ? "internet, both ways"
    : `internet by ${first.replace(" gateway", "")}`;
}
