// A loss of leads: every logit less the mean of the other side. It says ofLead(lead, wished), a Part; wished is +1 where
// this side is to lie above the other's mean, −1 where below.

fn sumsOf(local: i32) -> vec4<f32> {
  let mean = means(local);
  var sums = vec4<f32>();
  for (var i = local; i < uniforms.reals; i += 64) {
    sums.x += ofLead(real[i] - mean.y, wish(true)).value;
  }
  for (var i = local; i < uniforms.fakes; i += 64) {
    sums.y += ofLead(fake[i] - mean.x, wish(false)).value;
  }
  return sums;
}

fn putGradients(local: i32, perReal: f32, perFake: f32) {
  let mean = means(local);
  var sums = vec4<f32>();
  for (var i = local; i < uniforms.reals; i += 64) {
    sums.x += ofLead(real[i] - mean.y, wish(true)).slope;
  }
  for (var i = local; i < uniforms.fakes; i += 64) {
    sums.y += ofLead(fake[i] - mean.x, wish(false)).slope;
  }
  let all = overAll(local, sums);
  let slopeReal = all.x / f32(uniforms.reals);
  let slopeFake = all.y / f32(uniforms.fakes);
  // Each side's mean is subtracted from every logit of the other.
  for (var i = local; i < uniforms.reals; i += 64) {
    putReal(i, perReal * (ofLead(real[i] - mean.y, wish(true)).slope - slopeFake));
  }
  for (var i = local; i < uniforms.fakes; i += 64) {
    putFake(i, perFake * (ofLead(fake[i] - mean.x, wish(false)).slope - slopeReal));
  }
}

// The mean over reals, and over fakes.
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

fn wish(isReal: bool) -> f32 {
  return select(-1.0, 1.0, isReal == (ROLE == DISCRIMINATOR));
}
