// A loss of single logits, reals in the discriminator's alone. It says ofReal(x) and ofFake(x), each a Part.

// What this thread's reals (x) and fakes (y) add.
fn sumsOf(local: i32) -> vec4<f32> {
  var sums = vec4<f32>();
  if (ROLE == DISCRIMINATOR) {
    for (var i = local; i < uniforms.reals; i += 64) {
      sums.x += ofReal(real[i]).value;
    }
  }
  for (var i = local; i < uniforms.fakes; i += 64) {
    sums.y += ofFake(fake[i]).value;
  }
  return sums;
}

fn putGradients(local: i32, perReal: f32, perFake: f32) {
  for (var i = local; i < uniforms.fakes; i += 64) {
    putFake(i, perFake * ofFake(fake[i]).slope);
  }
  if (ROLE == DISCRIMINATOR) {
    for (var i = local; i < uniforms.reals; i += 64) {
      putReal(i, perReal * ofReal(real[i]).slope);
    }
  }
}
