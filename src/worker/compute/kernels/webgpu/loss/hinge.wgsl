fn ofReal(x: f32) -> Part {
  return Part(max(1.0 - x, 0.0), select(0.0, -1.0, x < 1.0));
}

fn ofFake(x: f32) -> Part {
  if (ROLE == DISCRIMINATOR) {
    return Part(max(1.0 + x, 0.0), select(0.0, 1.0, x > -1.0));
  }
  return Part(-x, -1.0);
}
