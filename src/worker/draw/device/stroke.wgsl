// Straight strokes as rectangles with soft edges. Lengths in device pixels of a square region of `side` pixels.

struct Stroke {
  @builtin(position) position: vec4f,
  // Where the pixel lies: along the stroke from its middle, and across.
  @location(0) at: vec2f,
  @location(1) @interpolate(flat) half_length: f32,
}

// A corner of the rectangle round a stroke from `a` to `b`, `room` wider on all sides.
fn stroke_corner(a: vec2f, b: vec2f, room: f32, side: f32, index: u32) -> Stroke {
  let half_length = 0.5 * distance(a, b);
  let along = select(vec2f(1.0, 0.0), (b - a) / max(2.0 * half_length, 1e-9), half_length > 1e-9);
  let across = vec2f(-along.y, along.x);
  // Two triangles: 0 1 2, 2 1 3.
  let corner = select(select(3u, 5u - index, index < 5u), index, index < 3u);
  let x = select(-1.0, 1.0, (corner & 1u) == 1u) * (half_length + room);
  let y = select(-1.0, 1.0, corner >= 2u) * room;
  let place = 0.5 * (a + b) + x * along + y * across;
  return Stroke(on_region(place, side), vec2f(x, y), half_length);
}

fn no_stroke() -> Stroke {
  return Stroke(vec4f(2.0, 2.0, 0.0, 1.0), vec2f(0.0), 0.0);
}

// Pixels of the region, y down, to the clip space of its viewport.
fn on_region(place: vec2f, side: f32) -> vec4f {
  return vec4f(2.0 * place.x / side - 1.0, 1.0 - 2.0 * place.y / side, 0.0, 1.0);
}

// How much of a pixel lies within `reach` of the middle.
fn within(reach: f32, away: f32) -> f32 {
  return clamp(reach + 0.5 - abs(away), 0.0, min(1.0, 2.0 * reach));
}
