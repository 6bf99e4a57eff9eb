// The loss' gradient, times `upstream`, by one group of threads: by the fakes to `result`, by the reals to `also` (where
// REALS). Reads real, fake and upstream; see loss.wgsl.

fn main(index: i32) {
  let local = index % 64;
  let up = upstream[0];
  let perReal = up / f32(max(uniforms.reals, 1));
  let perFake = up / f32(uniforms.fakes);
  if (LOSS == PAIRED) {
    for (var i = local; i < uniforms.fakes; i += 64) {
      let lead = real[i] - fake[i];
      let slope = perFake * select(sigmoid(lead), -sigmoid(-lead), ROLE == 0);
      putFake(i, -slope);
      putReal(i, slope);
    }
  } else if (LOSS == AVERAGE) {
    let mean = means(local);
    var sums = vec4<f32>();
    for (var i = local; i < uniforms.reals; i += 64) {
      sums.x += averageSlope(real[i] - mean.y, wish(true));
    }
    for (var i = local; i < uniforms.fakes; i += 64) {
      sums.y += averageSlope(fake[i] - mean.x, wish(false));
    }
    let all = overAll(local, sums);
    let slopeReal = all.x / f32(uniforms.reals);
    let slopeFake = all.y / f32(uniforms.fakes);
    // Each side's mean is subtracted from every logit of the other.
    for (var i = local; i < uniforms.reals; i += 64) {
      putReal(i, perReal * (averageSlope(real[i] - mean.y, wish(true)) - slopeFake));
    }
    for (var i = local; i < uniforms.fakes; i += 64) {
      putFake(i, perFake * (averageSlope(fake[i] - mean.x, wish(false)) - slopeReal));
    }
  } else {
    for (var i = local; i < uniforms.fakes; i += 64) {
      putFake(i, perFake * ofFake(fake[i]).slope);
    }
    if (ROLE == 0) {
      for (var i = local; i < uniforms.reals; i += 64) {
        putReal(i, perReal * ofReal(real[i]).slope);
      }
    }
  }
}

fn averageSlope(lead: f32, wished: f32) -> f32 {
  return -0.5 * wished * sigmoid(-wished * lead);
}

fn putFake(i: i32, slope: f32) {
  result[i] = slope;
}
