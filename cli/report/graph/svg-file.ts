import { escaped, type Html } from "../html/html";

/** Looks of a picture that stands by itself, light and dark. */
const style = `
  .graph { font: 13px system-ui, sans-serif; }
  .ground { fill: #ffffff; }
  a { text-decoration: none; }
  text { fill: #1b2430; }
  .node rect, .subnet rect { fill: #ffffff; stroke: #8a97a8; }
  .node-title, .tier-title { font-weight: 600; }
  .tier-title { paint-order: stroke; stroke: #f5f7fa; stroke-width: 10px; }
  .node-detail, .edge text, .quiet { fill: #556274; font-size: 12px; font-weight: 400; }
  .code { font: 12px ui-monospace, monospace; }
  .edge-line { fill: none; stroke: #5b6b80; stroke-width: 1.5; }
  .edge-hit { fill: none; stroke: none; }
  .edge-label { fill: #eef2f7; }
  .arrow-head { fill: #5b6b80; }
  .vpc { fill: #f5f7fa; stroke: #8a97a8; }
  .zone, .limit { fill: none; stroke: #b9c3d0; stroke-dasharray: 4 4; }
  .limit { stroke: #8a5a00; stroke-width: 1.5; }
  .reads { fill: #e3ecf8; }
  .writes { fill: #ffe3c2; }
  .locks { fill: #e6e1f5; }
  @media (prefers-color-scheme: dark) {
    .ground { fill: #10161f; }
    text { fill: #e6ebf2; }
    .node rect, .subnet rect { fill: #1d2633; stroke: #67788f; }
    .tier-title { stroke: #151c26; }
    .node-detail, .edge text, .quiet { fill: #a9b6c6; }
    .edge-line { stroke: #8fa1b8; }
    .edge-label { fill: #27323f; }
    .arrow-head { fill: #8fa1b8; }
    .vpc { fill: #151c26; stroke: #67788f; }
    .zone { stroke: #46556a; }
    .limit { stroke: #d9a441; }
    .reads { fill: #1f3a5c; }
    .writes { fill: #5e3a10; }
    .locks { fill: #3b3163; }
  }
`;

/**
 * A picture of the report as a file of its own, on a ground of its own, since the page around it may be light where the
 * reader's system is dark. Links lead nowhere there, and are left out. `description`: what it says, for who hears it.
 */
export function svgFile({ text }: Html, description: string): string {
  const unlinked = text.replace(/<a class="([\w-]+)"[^>]*>/g, '<g class="$1">').replaceAll("</a>", "</g>");
  const head = `</title>\n<desc>${escaped(description)}</desc>\n<style>${style}</style>\n<rect class="ground" width="100%" height="100%" rx="8"/>`;
  return `${unlinked.replace("</title>", head)}\n`;
}
