// Goes behind axe's own script: two short cuts of its dearest rule, contrast, and a second look that asks less.
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

  let shown = new WeakSet();
  // Looks at the page; where it was looked at in another shape, only at what can be otherwise and at what was hidden.
  window.lookAt = async ({ without, rules, changing, again }) => {
    legible = new Set();
    grounds = new WeakMap();
    // Colours that are still on their way from one scheme to the other.
    for (const animation of document.getAnimations()) if (animation instanceof CSSTransition) animation.finish();
    const visible = [...document.querySelectorAll("*")].filter((element) => element.checkVisibility());
    const fresh = new Set(visible.filter((element) => !shown.has(element)));
    shown = new WeakSet(again ? [] : visible);
    const exclude = without ? [[without]] : [];
    const runs = [[{ exclude }, again ? { ...rules, runOnly: { type: "rule", values: changing } } : rules]];
    const include = [...fresh].filter((element) => !fresh.has(element.parentElement));
    const done = Object.fromEntries(changing.map((id) => [id, { enabled: false }]));
    if (again && include.length) runs.push([{ include, exclude }, { ...rules, rules: done }]);
    const found = [];
    for (const [context, asked] of runs) {
      const { violations } = await axe.run(context, asked);
      for (const { id, nodes } of violations) found.push(...nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`));
    }
    return found;
  };
})();
