// x with one number per channel: four neighbours a thread. Constants: OPERATION (0 adds, 1 subtracts, 2 multiplies).
// Uniforms: size (of x), period (channels). tfjs' own puts the channels into shared memory, behind a barrier.

fn main(index: i32) {
  let i = 4 * index;
  if (i >= uniforms.size) {
    return;
  }
  let each = biasAt(i % uniforms.period);
  var numbers = read_x(i);
  if (OPERATION == 0) {
    numbers += each;
  } else if (OPERATION == 1) {
    numbers -= each;
  } else {
    numbers *= each;
  }
  write(i, numbers, uniforms.size - i);
}
