fn ofReal(x: f32) -> Part {
  let d = x - (1.0 - uniforms.smoothing);
  return Part(0.5 * d * d, d);
}

fn ofFake(x: f32) -> Part {
  if (ROLE == DISCRIMINATOR) {
    return Part(0.5 * x * x, x);
  }
  return Part(0.5 * (x - 1.0) * (x - 1.0), x - 1.0);
}
