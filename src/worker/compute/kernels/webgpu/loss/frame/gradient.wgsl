// The loss' gradient, times `upstream`, by one group of threads: by the fakes to `result`, by the reals to `also` (where
// there are reals: putReal). Reads real, fake and upstream through a frame's putGradients.

fn main(index: i32) {
  let up = upstream[0];
  putGradients(index % 64, up / f32(max(uniforms.reals, 1)), up / f32(uniforms.fakes));
}

fn putFake(i: i32, slope: f32) {
  result[i] = slope;
}
