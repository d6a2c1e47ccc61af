import type { Html } from "../html/html";

/** Looks of a picture that stands by itself, light and dark. */
const style = `
  .graph { font: 13px system-ui, sans-serif; }
  a { text-decoration: none; }
  text { fill: #1b2430; }
  .node rect, .subnet rect { fill: #ffffff; stroke: #8a97a8; }
  .node-title, .tier-title { font-weight: 600; }
  .node-detail, .edge text, .quiet { fill: #556274; font-size: 12px; }
  .edge-line, .route-line { fill: none; stroke: #5b6b80; stroke-width: 1.5; }
  .edge-hit { fill: none; stroke: none; }
  .edge-label { fill: #eef2f7; }
  .arrow-head { fill: #5b6b80; }
  .vpc { fill: #f5f7fa; stroke: #8a97a8; }
  .zone { fill: none; stroke: #b9c3d0; stroke-dasharray: 4 4; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6ebf2; }
    .node rect, .subnet rect { fill: #1d2633; stroke: #67788f; }
    .node-detail, .edge text, .quiet { fill: #a9b6c6; }
    .edge-line, .route-line { stroke: #8fa1b8; }
    .edge-label { fill: #27323f; }
    .arrow-head { fill: #8fa1b8; }
    .vpc { fill: #151c26; stroke: #67788f; }
    .zone { stroke: #46556a; }
  }
`;

/** A picture of the report as a file of its own. Links lead nowhere there, and are left out. */
export function svgFile({ text }: Html): string {
  const unlinked = text.replace(/<a class="([\w-]+)"[^>]*>/g, '<g class="$1">').replaceAll("</a>", "</g>");
  return `${unlinked.replace("</title>", `</title>\n<style>${style}</style>`)}\n`;
}
