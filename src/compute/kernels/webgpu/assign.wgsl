// a ← x.
fn prepare() {}
