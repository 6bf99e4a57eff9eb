// Fakes as crosses: two strokes each. Overlapping crosses are one mark: the pass keeps the larger value.

struct Look {
  // Premultiplied.
  colour: vec4f,
  // Of the visible square, data units: middle and half side.
  window: vec3f,
  // Device pixels.
  side: f32,
  arm: f32,
  half_width: f32,
  // Room around the square that the region has, device pixels.
  margin: f32,
}

@group(0) @binding(0) var<uniform> look: Look;
@group(0) @binding(1) var<storage, read> points: array<f32>;

@vertex
fn corner(@builtin(vertex_index) index: u32, @builtin(instance_index) instance: u32) -> Stroke {
  let point = vec2f(points[2u * instance], points[2u * instance + 1u]);
  let from_middle = (point - look.window.xy) / look.window.z;
  // Written so that what is no number is outside.
  if (!(abs(from_middle.x) <= 1.0 && abs(from_middle.y) <= 1.0)) {
    return no_stroke();
  }
  let place = vec2f(0.5 + 0.5 * from_middle.x, 0.5 - 0.5 * from_middle.y) * look.side + look.margin;
  let arm = vec2f(look.arm, select(look.arm, -look.arm, index >= 6u));
  return stroke_corner(place - arm, place + arm, look.half_width + 1.0, look.side + 2.0 * look.margin, index % 6u);
}

@fragment
fn colour(stroke: Stroke) -> @location(0) vec4f {
  return look.colour * within(look.half_width, stroke.at.y) * within(stroke.half_length, stroke.at.x);
}
