// Where the clock is a multiple of `every`: s ← s + ½(p − s), p ← s.
var<private> due: bool;

fn prepare() {
  due = clock[0] % settings.every == 0.0;
}
