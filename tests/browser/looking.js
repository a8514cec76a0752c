// Goes behind axe's own script: two short cuts of its dearest rule, contrast.
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

  window.lookAt = async ({ without, rules }) => {
    legible = new Set();
    grounds = new WeakMap();
    // Colours that are still on their way from one scheme to the other.
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
    const { violations } = await axe.run({ exclude: without ? [[without]] : [] }, rules);
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
  };
})();
