import { type Html, html } from "../html/html";
import type { Network, Subnet, Tier } from "../model/network";

/** Narrow enough to be read on a phone: three zones take 520 pixels. */
const size = { zone: 152, subnet: 58, tier: 26, gap: 14, top: 62, pad: 16 } as const;

/** The network as a picture: zones beside each other, tiers from the internet inwards, and where each leads to. */
export function networkSvg({ zones, tiers, cidrs, existing, internetGateway }: Network): Html {
  const height = size.top + tiers.length * (size.tier + size.subnet + size.gap);
  const width = size.pad * 2 + zones.length * (size.zone + size.gap) - size.gap;
  const title = `Network in ${zones.length} zones with ${tiers.length} tiers of subnets`;
  const name = existing ? "VPC of somebody else" : `VPC ${cidrs.join(" and ")}`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" aria-label="${title}" viewBox="0 0 ${width} ${height + 8}" width="${width}" height="${height + 8}">
<title>${title}</title>
<rect class="vpc" x="4" y="4" width="${width - 8}" height="${height}" rx="10"/><text class="node-title" x="${size.pad}" y="26">${name}</text>
${zones.map((zone, index) => zoneColumn(zone, index, height))}${tiers.map((tier, row) => tierRow(tier, row, zones, existing ? "as its owner routes it" : beyond(tier, internetGateway)))}</svg>`;
}

function zoneColumn(zone: string, index: number, height: number): Html {
  const x = left(index) - 3;
  return html`<rect class="zone" x="${x}" y="38" width="${size.zone + 6}" height="${height - 42}" rx="8"/><text class="quiet" x="${x + 10}" y="55">${zone}</text>
`;
}

function tierRow(tier: Tier, row: number, zones: readonly string[], leads: string): Html {
  const y = size.top + row * (size.tier + size.subnet + size.gap);
  const boxes = tier.subnets.map((subnet) => subnetBox(subnet, left(zones.indexOf(subnet.zone)), y + size.tier));
  return html`<text class="tier-title" x="${size.pad + 4}" y="${y + 19}">${tier.name} <tspan class="quiet" dx="4">${leads}</tspan></text>${boxes}
`;
}

function subnetBox({ cidr, nat, routes }: Subnet, x: number, y: number): Html {
  const out = routes.map(({ target }) => target.replace(/ in [a-z0-9-]+$/, "")).join(", ");
  const lines = [out && `→ ${out}`, nat && "holds a NAT gateway"].filter((one) => one);
  return html`<g class="subnet"><rect x="${x}" y="${y}" width="${size.zone}" height="${size.subnet}" rx="6"/><text x="${x + 10}" y="${y + 19}">${cidr || "stated by its owner"}</text>${lines.map((line, index) => html`<text class="quiet" x="${x + 10}" y="${y + 35 + index * 15}">${line}</text>`)}</g>`;
}

function left(zone: number): number {
  return size.pad + zone * (size.zone + size.gap);
}

/** Where the subnets of a tier lead to beyond the VPC. */
function beyond({ subnets }: Tier, gateway: boolean): string {
  const targets = subnets.flatMap(({ routes }) => routes.map(({ target }) => target.replace(/ in .*$/, "")));
  const [first] = targets;
  if (first === undefined) return "no way out";
  return first === "internet gateway" && gateway
    ? "internet, both ways"
    : `internet by ${first.replace(" gateway", "")}`;
}
