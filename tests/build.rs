//! Tells the tests which machine they are built for: only that machine's dependencies are on it.

fn main() {
    println!("cargo::rustc-env=HOST_TRIPLE={}", std::env::var("TARGET").expect("cargo says the target"));
}
