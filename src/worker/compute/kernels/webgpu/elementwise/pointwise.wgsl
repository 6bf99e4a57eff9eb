// Four numbers a thread of x and other, of one size. Constant: OPERATION (0: x where other > 0, else slope·x; 1: x times
// tanh's slope where tanh is other; 2: x + other). Uniforms: size, slope.

fn main(index: i32) {
  let i = 4 * index;
  if (i >= uniforms.size) {
    return;
  }
  let x = read_x(i);
  let other = read_other(i);
  var numbers = x * (1.0 - other * other);
  if (OPERATION == 0) {
    numbers = select(uniforms.slope * x, x, other > vec4<f32>(0));
  }
  if (OPERATION == 2) {
    numbers = x + other;
  }
  write(i, numbers, uniforms.size - i);
}
