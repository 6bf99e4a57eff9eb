// What the stage says of a score, in colours: as scoreColour in palette.ts. REAL_HUE, FAKE_HUE: bytes, declared in front.

fn is_number(value: f32) -> bool {
  return (bitcast<u32>(value) & 0x7fffffffu) <= 0x7f800000u;
}

// σ of a logit that is a number.
fn score_of(logit: f32) -> f32 {
  return 1.0 / (1.0 + exp(-clamp(logit, -80.0, 80.0)));
}

fn score_colour(score: f32, middle: vec3f, strength: f32) -> vec3f {
  let certainty = min(1.0, abs(2.0 * score - 1.0)) * strength;
  return mix(middle, select(REAL_HUE, FAKE_HUE, score < 0.5), certainty);
}

// Bytes as an opaque pixel.
fn opaque(bytes: vec3f) -> vec4f {
  return vec4f(floor(clamp(bytes, vec3f(0.0), vec3f(255.0)) + 0.5) / 255.0, 1.0);
}

// Which of the words of score-words.ts: two decimals, `1.0`, or `–` for no number.
fn word_of(logit: f32) -> u32 {
  if (!is_number(logit)) {
    return 101u;
  }
  return min(100u, u32(floor(score_of(logit) * 100.0 + 0.5)));
}

// One triangle that covers the whole picture.
fn everywhere(index: u32) -> vec4f {
  return vec4f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0, 0.0, 1.0);
}
