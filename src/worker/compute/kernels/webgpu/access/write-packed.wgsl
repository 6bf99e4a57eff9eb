// Writes four neighbours from number i on, where i and all row lengths are multiples of four.
fn write(i: i32, numbers: vec4<f32>, count: i32) {
  result[i >> 2u] = numbers;
}
