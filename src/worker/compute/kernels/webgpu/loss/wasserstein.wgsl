fn ofReal(x: f32) -> Part {
  return Part(-x, -1.0);
}

fn ofFake(x: f32) -> Part {
  if (ROLE == DISCRIMINATOR) {
    return Part(x, 1.0);
  }
  return Part(-x, -1.0);
}
