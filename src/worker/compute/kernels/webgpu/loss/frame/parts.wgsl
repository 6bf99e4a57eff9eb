// What the shader of every loss is made of. Constant: ROLE, whose loss it is. Uniforms: reals, fakes (how many), smoothing.

const DISCRIMINATOR = 0;
const GENERATOR = 1;

// ln(1 + e^x)
fn softplus(x: f32) -> f32 {
  let e = exp(-abs(x));
  // Near zero 1 + e has few digits of e left.
  return max(x, 0.0) + select(log(1.0 + e), e * (1.0 - e * (0.5 - e / 3.0)), e < 0.01);
}

fn sigmoid(x: f32) -> f32 {
  return 1.0 / (1.0 + exp(-x));
}

// What one logit, or one difference of logits, adds to the loss, and the loss' slope by it, before the mean.
struct Part {
  value: f32,
  slope: f32,
}
