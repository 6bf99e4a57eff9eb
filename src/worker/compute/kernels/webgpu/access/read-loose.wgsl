// Four neighbours of NAME from number i on. Past the end of NAME the device gives some number of NAME or zero.
fn read_NAME(i: i32) -> vec4<f32> {
  return vec4<f32>(NAME[i], NAME[i + 1], NAME[i + 2], NAME[i + 3]);
}

fn one_NAME(i: i32) -> f32 {
  return NAME[i];
}
