//! Drawings: what is drawn, what is refused, and what is never fetched.

use gesso_media::{Drawing, Image, Pull, Region, SvgError, Tile};

const FLAG: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40">
  <rect width="30" height="40" fill="#ff0000"/>
  <circle cx="45" cy="20" r="10" fill="#0000ff" fill-opacity="0.5"/>
</svg>"##;

fn whole(image: &Image) -> Tile {
    image
        .render(Region::whole(image.size()), &Pull::new())
        .expect("it is drawn")
}

fn refused(source: &str) -> String {
    Drawing::read(source)
        .expect_err("it is refused")
        .to_string()
}

#[test]
fn shapes_are_drawn_at_any_size() {
    let drawing = Drawing::read(FLAG).expect("it is an SVG");
    assert_eq!(drawing.size(), (60.0, 40.0));
    let tile = whole(&drawing.picture(120, 80).expect("it is small"));
    let red = tile.pixel(10, 40);
    assert!(red[0] > 0.9999 && red[1..] == [0.0, 0.0, 1.0], "{red:?}");
    assert_eq!(tile.pixel(70, 2), [0.0; 4]);
    let blue = tile.pixel(90, 40);
    assert!(
        (blue[3] - 0.5).abs() < 0.003 && (blue[2] - blue[3]).abs() < 0.003,
        "{blue:?}"
    );
}

#[test]
fn tiles_of_a_drawing_equal_the_whole() {
    let picture = || Drawing::read(FLAG).and_then(|drawing| drawing.picture(61, 43));
    let all = whole(&picture().expect("it is small"));
    for region in [Region::new(-3, -2, 20, 9), Region::new(40, 20, 30, 30)] {
        let tile = picture().expect("it is small").render(region, &Pull::new());
        let mut expected = Tile::clear(region);
        expected.paste(&all);
        assert_eq!(tile, Ok(expected));
    }
}

#[test]
fn what_is_no_drawing_is_said_in_words() {
    for source in [
        "",
        "no picture",
        "<svg",
        "<html/>",
        "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='1'/>",
    ] {
        assert!(
            refused(source).contains("no SVG that can be read"),
            "{source}"
        );
    }
    let long = " ".repeat(5 << 20);
    assert!(refused(&long).contains("at most 4 MiB"));
    let drawing = Drawing::read(FLAG).expect("it is an SVG");
    let large = drawing.picture(30_000, 30_000).err();
    assert_eq!(large, Some(SvgError::TooLarge(30_000, 30_000)));
}

#[test]
fn entities_that_multiply_are_refused() {
    let mut bomb =
        String::from("<!DOCTYPE svg [<!ENTITY a \"<g/><g/><g/><g/><g/><g/><g/><g/><g/><g/>\">");
    for (one, two) in [
        ("a", "b"),
        ("b", "c"),
        ("c", "d"),
        ("d", "e"),
        ("e", "f"),
        ("f", "g"),
        ("g", "h"),
    ] {
        let many = format!("&{one};").repeat(10);
        bomb += &format!("<!ENTITY {two} \"{many}\">");
    }
    bomb += "]><svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>&h;</svg>";
    assert!(refused(&bomb).contains("no SVG that can be read"));
}

#[test]
fn files_are_never_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/scene.png");
    let source = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'>\
         <image width='9' height='9' xlink:href='{path}'/></svg>"
    );
    let drawing = Drawing::read(&source).expect("it is an SVG");
    let tile = whole(&drawing.picture(9, 9).expect("it is small"));
    assert!(tile.px.iter().all(|v| *v == 0.0));
}
