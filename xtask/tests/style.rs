//! The style bundler keeps what a sheet means and drops what only people need.

use xtask::style::squeeze;

#[test]
fn comments_and_needless_blanks_go() {
    assert_eq!(
        squeeze("/* head */\n.a ,\n.b {\n  color: red;\n}\n"),
        ".a,.b{color: red;}"
    );
}

#[test]
fn blanks_that_mean_something_stay() {
    assert_eq!(
        squeeze(".a .b{width:calc(1px + 2px)}"),
        ".a .b{width:calc(1px + 2px)}"
    );
}

#[test]
fn strings_are_kept_as_they_are() {
    assert_eq!(
        squeeze(".a{content:\"/* no  comment */\"}"),
        ".a{content:\"/* no  comment */\"}"
    );
}
