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

  // Of parts that stand in the same place and are built alike, tag by tag and class by class, a few
  // speak for all: the first four, for stripes and corners, and the last. However many rows of one
  // build a part has, it is built as with one. The others leave the page while it is looked at.
  const FEW = 4;
  const WHOLE = "select, dialog, iframe";
  const VALUES = ["class", "type", "role", "aria-hidden", "style"];
  const numbers = new Map();
  function number(...words) {
    const text = words.join("|");
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    return numbers.get(text);
  }
  function note(element, place, builds) {
    const attributes = element.getAttributeNames().sort();
    const empty = attributes.filter((name) => !element.getAttribute(name).trim());
    const values = VALUES.map((name) => element.getAttribute(name));
    const says = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const here = number(place, element.localName, values);
    const inner = new Set([...element.children].map((child) => note(child, here, builds)));
    const built = number(here, says, attributes, empty, ...inner);
    builds.set(element, built);
    return built;
  }
  // What names something stays with it.
  const NAMING = ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"];
  function pairs() {
    const labels = [...document.querySelectorAll("label[for]")].map((label) => [label, label.control]);
    const named = NAMING.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].flatMap((element) =>
        element.getAttribute(name).split(/\s+/).map((id) => [document.getElementById(id), element]),
      ),
    );
    return [...labels, ...named].filter(([part, other]) => part && other);
  }
  function alike(element, page) {
    if (element.matches(WHOLE)) return [];
    const here = new Set();
    return [...element.children].flatMap((child) => {
      const built = page.builds.get(child);
      page.seen.set(built, (page.seen.get(built) || 0) + 1);
      const one = !here.has(built) || page.last.get(built) === child || page.seen.get(built) <= FEW;
      here.add(built);
      const tied = () => page.pairs.some(([part, other]) => child.contains(part) && !child.contains(other));
      return one || child.contains(document.activeElement) || tied() ? alike(child, page) : [child];
    });
  }
  async function withoutAlike(act) {
    const builds = new Map();
    note(document.body, 0, builds);
    const last = new Map([...builds].map(([element, built]) => [built, element]));
    const left = alike(document.body, { builds, last, seen: new Map(), pairs: pairs() });
    const places = left.map((element) => [element, document.createComment("")]);
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
