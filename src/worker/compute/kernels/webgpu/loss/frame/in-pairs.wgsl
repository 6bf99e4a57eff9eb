// A loss of pairs, as many as there are fakes. It says ofLead(lead), a Part; lead is a real's logit less its fake's.

fn sumsOf(local: i32) -> vec4<f32> {
  var sums = vec4<f32>();
  for (var i = local; i < uniforms.fakes; i += 64) {
    sums.y += ofLead(real[i] - fake[i]).value;
  }
  return sums;
}

fn putGradients(local: i32, perReal: f32, perFake: f32) {
  for (var i = local; i < uniforms.fakes; i += 64) {
    let slope = perFake * ofLead(real[i] - fake[i]).slope;
    putFake(i, -slope);
    putReal(i, slope);
  }
}
