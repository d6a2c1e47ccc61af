/**
 * Texts of the page whose contrast with what is behind them is below what WCAG 2.2 asks for (1.4.3: 4.5, 3 for large
 * text). It runs within the page, so that it must not use anything of this file.
 */
export function poorContrasts(): readonly string[] {
  const numbers = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (color: string) => {
    const [r = 0, g = 0, b = 0] = numbers(color).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element: Element | null): string => {
    if (!element) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(element);
    return (numbers(backgroundColor)[3] ?? 1) === 0 ? ground(element.parentElement) : backgroundColor;
  };
  const ownText = (element: Element) =>
    [...element.childNodes]
      .filter(({ nodeType }) => nodeType === 3)
      .map(({ textContent }) => (textContent ?? "").trim())
      .join("");
  const shown = [...document.querySelectorAll("body *")].filter(
    (element) =>
      !element.closest("svg, script, noscript, option") &&
      ownText(element) !== "" &&
      element.getClientRects().length > 0,
  );
  const poor = shown.flatMap((element) => {
    const { color, fontSize } = getComputedStyle(element);
    const [light = 0, dark = 0] = [luminance(color), luminance(ground(element))].sort((one, other) => other - one);
    const contrast = (light + 0.05) / (dark + 0.05);
    const wanted = Number.parseFloat(fontSize) >= 24 ? 3 : 4.5;
    return contrast < wanted ? [`${element.tagName} ${element.className}: ${contrast.toFixed(2)}`] : [];
  });
  return [...new Set(poor)];
}
