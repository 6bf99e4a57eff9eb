// The loss, by one group of threads. Reads real and fake; see loss.wgsl.

fn main(index: i32) {
  let local = index % 64;
  var sums = vec4<f32>();
  if (LOSS == PAIRED) {
    for (var i = local; i < uniforms.fakes; i += 64) {
      let lead = real[i] - fake[i];
      sums.y += softplus(select(lead, -lead, ROLE == 0));
    }
  } else if (LOSS == AVERAGE) {
    let mean = means(local);
    for (var i = local; i < uniforms.reals; i += 64) {
      sums.x += 0.5 * softplus(-wish(true) * (real[i] - mean.y));
    }
    for (var i = local; i < uniforms.fakes; i += 64) {
      sums.y += 0.5 * softplus(-wish(false) * (fake[i] - mean.x));
    }
  } else {
    if (ROLE == 0) {
      for (var i = local; i < uniforms.reals; i += 64) {
        sums.x += ofReal(real[i]).value;
      }
    }
    for (var i = local; i < uniforms.fakes; i += 64) {
      sums.y += ofFake(fake[i]).value;
    }
  }
  let all = overAll(local, sums);
  if (local == 0) {
    // Without reals their sum is nought, and so is their number.
    result[0] = all.x / f32(max(uniforms.reals, 1)) + all.y / f32(uniforms.fakes);
  }
}
