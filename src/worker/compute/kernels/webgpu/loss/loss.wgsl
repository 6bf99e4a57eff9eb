// The losses of src/worker/gan/losses/ on logits, one by one. Constants: LOSS (its place in LOSSES of loss.ts), ROLE (0 the
// discriminator's, 1 the generator's). Uniforms: reals, fakes (how many), smoothing. The generator's loss alone
// looks at fakes only,
// but for the relativistic ones.

const NON_SATURATING = 0;
const MINIMAX = 1;
const LEAST_SQUARES = 2;
const HINGE = 3;
const WASSERSTEIN = 4;
const AVERAGE = 5;
const PAIRED = 6;

// ln(1 + e^x)
fn softplus(x: f32) -> f32 {
  let e = exp(-abs(x));
  // Near zero 1 + e has few digits of e left.
  return max(x, 0.0) + select(log(1.0 + e), e * (1.0 - e * (0.5 - e / 3.0)), e < 0.01);
}

fn sigmoid(x: f32) -> f32 {
  return 1.0 / (1.0 + exp(-x));
}

// What one logit adds to the loss, and the loss' slope by it, before the mean.
struct Part {
  value: f32,
  slope: f32,
}

fn ofReal(x: f32) -> Part {
  switch LOSS {
    case LEAST_SQUARES: {
      let d = x - (1.0 - uniforms.smoothing);
      return Part(0.5 * d * d, d);
    }
    case HINGE: {
      return Part(max(1.0 - x, 0.0), select(0.0, -1.0, x < 1.0));
    }
    case WASSERSTEIN: {
      return Part(-x, -1.0);
    }
    default: {
      return Part(softplus(-x) + uniforms.smoothing * x, uniforms.smoothing - sigmoid(-x));
    }
  }
}

fn ofFake(x: f32) -> Part {
  if (ROLE == 0) {
    switch LOSS {
      case LEAST_SQUARES: {
        return Part(0.5 * x * x, x);
      }
      case HINGE: {
        return Part(max(1.0 + x, 0.0), select(0.0, 1.0, x > -1.0));
      }
      case WASSERSTEIN: {
        return Part(x, 1.0);
      }
      default: {
        return Part(softplus(x), sigmoid(x));
      }
    }
  }
  switch LOSS {
    case NON_SATURATING: {
      return Part(softplus(-x), -sigmoid(-x));
    }
    case MINIMAX: {
      return Part(-softplus(x), -sigmoid(x));
    }
    case LEAST_SQUARES: {
      return Part(0.5 * (x - 1.0) * (x - 1.0), x - 1.0);
    }
    default: {
      return Part(-x, -1.0);
    }
  }
}

// Σ over reals and over fakes, as two numbers for each thread.
fn means(local: i32) -> vec2<f32> {
  var sums = vec4<f32>();
  for (var i = local; i < uniforms.reals; i += 64) {
    sums.x += real[i];
  }
  for (var i = local; i < uniforms.fakes; i += 64) {
    sums.y += fake[i];
  }
  let all = overAll(local, sums);
  return vec2<f32>(all.x / f32(uniforms.reals), all.y / f32(uniforms.fakes));
}

// Of the relativistic average loss: +1 where this side is to lie above the other's mean, −1 where below.
fn wish(isReal: bool) -> f32 {
  return select(-1.0, 1.0, isReal == (ROLE == 0));
}
