// The discriminator's field, a pixel for each of SIDE × SIDE logits, the outermost repeated AROUND them. GROUND:
// bytes; STRENGTH: of the hues at the ends.

@group(0) @binding(0) var<storage, read> logits: array<f32>;

@vertex
fn corner(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
  return everywhere(index);
}

@fragment
fn colour(@builtin(position) at: vec4f) -> @location(0) vec4f {
  let pixel = clamp(vec2u(at.xy), vec2u(AROUND), vec2u(AROUND + SIDE - 1u)) - AROUND;
  let logit = logits[pixel.y * SIDE + pixel.x];
  // No number, as a diverged run has, counts as undecided.
  let score = select(0.5, score_of(logit), is_number(logit));
  // As many levels as the plain painter has.
  return opaque(score_colour(floor(score * 255.0 + 0.5) / 255.0, GROUND, STRENGTH));
}
