// A step's figures, by one group of threads: mean scores of realLogits and fakeLogits, and scalars as they are. Uniforms:
// reals, fakes, penalised (1 where there is a penalty; else lossD is bound in its place).

fn sigmoid(x: f32) -> f32 {
  return 1.0 / (1.0 + exp(-x));
}

fn main(index: i32) {
  let local = index % 64;
  var sums = vec4<f32>();
  for (var i = local; i < uniforms.reals; i += 64) {
    sums.x += sigmoid(realLogits[i]);
  }
  for (var i = local; i < uniforms.fakes; i += 64) {
    sums.y += sigmoid(fakeLogits[i]);
  }
  let all = overAll(local, sums);
  if (local == 0) {
    result[0] = lossD[0];
    result[1] = lossG[0];
    result[2] = all.x / f32(uniforms.reals);
    result[3] = all.y / f32(uniforms.fakes);
    result[4] = gradNormD[0];
    result[5] = gradNormG[0];
    result[6] = select(0.0, penalty[0], uniforms.penalised == 1);
  }
}
