// The line where the discriminator is undecided: marching squares as in contour.ts, up to two strokes a cell of
// SIDE × SIDE
// logits, with round ends. Overlapping strokes are one: the pass keeps the larger value.

struct Look {
  // Premultiplied.
  colour: vec4f,
  // Device pixels.
  side: f32,
  half_width: f32,
}

@group(0) @binding(0) var<uniform> look: Look;
@group(0) @binding(1) var<storage, read> logits: array<f32>;

@vertex
fn corner(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Stroke {
  let cell = instance / 2u;
  let at = vec2u(cell % (SIDE - 1u), cell / (SIDE - 1u));
  let first = at.y * SIDE + at.x;
  let corners = vec4u(first, first + 1u, first + SIDE, first + SIDE + 1u);
  for (var i = 0u; i < 4u; i++) {
    // No line through what is no number.
    if (!is_number(logits[corners[i]])) {
      return no_stroke();
    }
  }
  let nw = level(first);
  let ne = level(first + 1u);
  let sw = level(first + SIDE);
  let se = level(first + SIDE + 1u);
  let kind = select(0u, 8u, nw > 0.0) | select(0u, 4u, ne > 0.0) | select(0u, 2u, se > 0.0) | select(0u, 1u, sw > 0.0);
  let saddle = kind == 5u || kind == 10u;
  if (kind == 0u || kind == 15u || (instance % 2u == 1u && !saddle)) {
    return no_stroke();
  }
  let north = vec2f(share(nw, ne), 0.0);
  let east = vec2f(1.0, share(ne, se));
  let south = vec2f(share(sw, se), 1.0);
  let west = vec2f(0.0, share(nw, sw));
  var a = west;
  var b = south;
  if (kind == 2u || kind == 13u) {
    a = south;
    b = east;
  } else if (kind == 3u || kind == 12u) {
    a = west;
    b = east;
  } else if (kind == 4u || kind == 11u) {
    a = north;
    b = east;
  } else if (kind == 6u || kind == 9u) {
    a = north;
    b = south;
  } else if (kind == 7u || kind == 8u) {
    a = west;
    b = north;
  } else if (saddle) {
    // Opposite corners above: the middle tells which two are joined.
    let joined = (kind == 5u) == (nw + ne + sw + se > 0.0);
    let second = instance % 2u == 1u;
    // West to the one and the other to east.
    a = select(west, select(north, south, joined), second);
    b = select(select(south, north, joined), east, second);
  }
  // A score stands for the centre of its cell.
  let pitch = look.side / f32(SIDE);
  let origin = vec2f(at) + 0.5;
  return stroke_corner((origin + a) * pitch, (origin + b) * pitch, look.half_width + 1.0, look.side, index);
}

@fragment
fn colour(stroke: Stroke) -> @location(0) vec4f {
  let beyond = max(0.0, abs(stroke.at.x) - stroke.half_length);
  return look.colour * within(look.half_width, length(vec2f(beyond, stroke.at.y)));
}

fn level(at: u32) -> f32 {
  return score_of(logits[at]) - 0.5;
}

fn share(a: f32, b: f32) -> f32 {
  return select(a / (a - b), 0.5, a == b);
}
