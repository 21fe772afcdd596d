/** A view of a long sheet: how far from its top, how long the sheet is, and how much of it is seen. */
export interface Place { top: number; total: number; view: number }

/** A reader who comes as near to the end as this goes along with it from then on. */
const nearEnd = 48;

/** Less than this is rounding: a screen of 125 % has places between whole pixels. */
const rounding = 1;

export function hasMoved(was: Place, is: Place): boolean { return Math.abs(topOf(is) - topOf(was)) >= rounding; }

/**
 * Whether the reader goes along with the end after the view has moved, by nobody of ours. Only the reader moves up while nothing changes its size, and a
 * small step counts too: whoever scrolls slowly takes many of them. A view that grows is pushed up by the browser, and then shows the end.
 */
export function goesAlong(did: boolean, was: Place, is: Place): boolean {
  if (!hasMoved(was, is)) { return did; }
  const rest = mostOf(is) - topOf(is);
  if (topOf(is) > topOf(was)) { return did || rest < nearEnd; }
  const maybePushed = is.view > was.view || is.total < was.total;
  return maybePushed && rest <= rounding;
}

export function mostOf({ total, view }: Place): number { return Math.max(0, total - view); }

// Safari draws the view beyond its end for a moment, like rubber.
function topOf(place: Place): number { return Math.max(0, Math.min(place.top, mostOf(place))); }
