/** Marks in the navigation which section is being read. */
export function navigation(): void {
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>("nav a")].map((link) => [link.hash.slice(1), link]),
  );
  const nav = document.querySelector("nav");
  const seen = new Set<string>();
  const mark = (): void => {
    const [current] = [...links.keys()].filter((id) => seen.has(id));
    for (const [id, link] of links) {
      if (id !== current) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "true");
        // On a narrow screen the links stand in a row that is wider than the screen.
        nav?.scrollTo({ left: link.offsetLeft - 24 });
      }
    }
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) seen.add(target.id);
        else seen.delete(target.id);
      }
      mark();
    },
    { rootMargin: "-20% 0px -60% 0px" },
  );
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) observer.observe(section);
  }
}
