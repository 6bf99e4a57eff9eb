fn ofReal(x: f32) -> Part {
  return Part(softplus(-x) + uniforms.smoothing * x, uniforms.smoothing - sigmoid(-x));
}

fn ofFake(x: f32) -> Part {
  if (ROLE == DISCRIMINATOR) {
    return Part(softplus(x), sigmoid(x));
  }
  return Part(-softplus(x), -sigmoid(x));
}
