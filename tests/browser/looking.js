// Goes behind axe's own script: two short cuts of its dearest rule, contrast, and one of long lists.
(() => {
  // The same few colours are read ten thousand times a page, and parsing one takes long.
  const { prototype } = axe.commons.color.Color;
  const parse = prototype.parseString;
  const colours = new Map();
  prototype.parseString = function (text) {
    if (!colours.has(text)) {
      const { r, g, b, alpha } = parse.call(this, text);
      colours.set(text, { r, g, b, alpha });
    }
    return Object.assign(this, colours.get(text));
  };

  // Of text of one look, in the same colours on the same ground, one that can be read speaks for all.
  const check = axe._audit.checks["color-contrast"];
  const evaluate = check.evaluate;
  let legible, grounds;
  const NOTHING = "rgba(0, 0, 0, 0)|none|1|normal|none|static";
  function ground(element) {
    if (!element) return "";
    if (!grounds.has(element)) {
      const style = getComputedStyle(element);
      const { backgroundColor, backgroundImage, opacity, mixBlendMode, filter, position } = style;
      const own = [backgroundColor, backgroundImage, opacity, mixBlendMode, filter, position].join("|");
      const named = `${element.localName} ${element.getAttribute("class")} ${own}\n`;
      grounds.set(element, ground(element.parentElement) + (own === NOTHING ? "" : named));
    }
    return grounds.get(element);
  }
  function look(element) {
    const { color, fontSize, fontWeight, textShadow, webkitTextStroke } = getComputedStyle(element);
    return ground(element) + [color, fontSize, fontWeight, textShadow, webkitTextStroke].join("|");
  }
  check.evaluate = function (element, ...more) {
    const seen = look(element);
    if (legible.has(seen)) return true;
    const verdict = evaluate.call(this, element, ...more);
    if (verdict) legible.add(seen);
    return verdict;
  };

  // Of rows that are built alike, tag by tag and class by class, a few speak for all: the first, as
  // many as stripes and corners need, and the last. The others leave the page while it is looked at.
  const FEW = 4;
  const WHOLE = "select, dialog, iframe";
  const VALUES = ["class", "type", "role", "aria-hidden", "style"];
  const names = new Map();
  function number(text) {
    if (!names.has(text)) names.set(text, names.size);
    return names.get(text);
  }
  function build(element, builds) {
    const attributes = element.getAttributeNames().sort();
    const values = VALUES.map((name) => element.getAttribute(name));
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const inner = [...element.children].map((child) => build(child, builds));
    const empty = attributes.filter((name) => !element.getAttribute(name).trim());
    const built = number([element.localName, says, attributes, values, empty, inner].join("|"));
    builds.set(element, built);
    return built;
  }
  function alike(element, builds) {
    if (element.matches(WHOLE)) return [];
    const last = new Map([...element.children].map((child) => [builds.get(child), child]));
    const seen = new Map();
    return [...element.children].flatMap((child) => {
      const built = builds.get(child);
      seen.set(built, (seen.get(built) || 0) + 1);
      const stays = seen.get(built) <= FEW || last.get(built) === child || child.contains(document.activeElement);
      return stays ? alike(child, builds) : [child];
    });
  }
  async function withoutAlike(act) {
    const builds = new Map();
    build(document.body, builds);
    const places = alike(document.body, builds).map((element) => [element, document.createComment("")]);
    for (const [element, place] of places) element.replaceWith(place);
    try {
      return await act();
    } finally {
      for (const [element, place] of places) place.replaceWith(element);
    }
  }

  window.lookAt = async ({ without, rules }) => {
    legible = new Set();
    grounds = new WeakMap();
    // Colours that are still on their way from one scheme to the other.
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
    const context = { exclude: without ? [[without]] : [] };
    const { violations } = await withoutAlike(() => axe.run(context, rules));
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  };
})();
