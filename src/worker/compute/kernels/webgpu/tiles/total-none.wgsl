fn putTotal(row: i32, column: i32, total: vec4<f32>, columns: i32) {}
