// The sample under the hand: a ring and the words of its score, both drawn beforehand; see held-sprites.ts. Instance 0 is
// the ring, instance 1 the words, to the left of it near the right edge.

struct Look {
  // Of the visible square, data units: middle and half side.
  window: vec3f,
  // Device pixels.
  side: f32,
  margin: f32,
  // From the ring's middle to the words, room before them in their cell, and where the right edge is near.
  apart: f32,
  pad: f32,
  near: f32,
  cell: vec2f,
}

struct Sprite {
  @builtin(position) position: vec4f,
  @location(0) at: vec2f,
  @location(1) @interpolate(flat) corner: vec2u,
}

@group(0) @binding(0) var<uniform> look: Look;
@group(0) @binding(1) var<storage, read> place: array<f32>;
@group(0) @binding(2) var<storage, read> logit: array<f32>;
@group(0) @binding(3) var sprites: texture_2d<f32>;

@vertex
fn corner(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Sprite {
  let point = vec2f(place[0], place[1]);
  if (!(is_finite(point.x) && is_finite(point.y))) {
    return Sprite(vec4f(2.0, 2.0, 0.0, 1.0), vec2f(0.0), vec2u(0u));
  }
  let from_middle = clamp((point - look.window.xy) / look.window.z, vec2f(-1.0), vec2f(1.0));
  let middle = vec2f(0.5 + 0.5 * from_middle.x, 0.5 - 0.5 * from_middle.y) * look.side;
  let left_of_it = middle.x > look.side - look.near;
  var sprite = RING;
  var shift = -0.5 * look.cell.x;
  if (instance == 1u) {
    sprite = word_of(logit[0]) + select(0u, WORDS, left_of_it);
    shift = select(look.apart - look.pad, look.pad - look.apart - look.cell.x, left_of_it);
  }
  // Whole pixels: what was drawn beforehand stays crisp.
  let top_left = floor(middle + vec2f(shift, -0.5 * look.cell.y) + 0.5);
  let corner = vec2f(f32(index & 1u), f32((index >> 1u) & 1u));
  let at = corner * look.cell;
  let room = look.side + 2.0 * look.margin;
  let on = (top_left + look.margin + at) / room;
  let origin = vec2u(sprite % WORDS_ACROSS, sprite / WORDS_ACROSS) * vec2u(look.cell);
  return Sprite(vec4f(2.0 * on.x - 1.0, 1.0 - 2.0 * on.y, 0.0, 1.0), at, origin);
}

@fragment
fn colour(sprite: Sprite) -> @location(0) vec4f {
  return textureLoad(sprites, sprite.corner + vec2u(sprite.at), 0);
}

fn is_finite(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7fffffffu) < 0x7f800000u;
}
