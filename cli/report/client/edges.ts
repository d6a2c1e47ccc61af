/** Marks frames that hold more beyond their right edge, for a shadow there, as they scroll and grow. */
export function edges(): (within: Element) => void {
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) mark(target);
  });
  const watch = (within: Element): void => {
    for (const frame of within.querySelectorAll(".scroll")) {
      for (const one of [frame, ...frame.children]) sizes.observe(one);
    }
  };
  // The event of a frame does not rise, but can be caught on its way down.
  document.addEventListener("scroll", ({ target }) => target instanceof Element && mark(target), {
    capture: true,
    passive: true,
  });
  return watch;
}

/** `inside`: a frame, or what fills one. */
function mark(inside: Element): void {
  const frame = inside.closest(".scroll");
  if (!frame) return;
  const { scrollLeft, clientWidth, scrollWidth } = frame;
  frame.classList.toggle("more", scrollLeft + clientWidth < scrollWidth - 1);
}
