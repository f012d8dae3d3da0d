//! Drawings: what is drawn, what is refused, and what is never fetched.

use std::sync::Arc;

use gesso_media::{Drawing, Fonts, Image, Pull, Region, SvgError, Tile, embedded_fonts};

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
    Drawing::read(source, &embedded_fonts())
        .expect_err("it is refused")
        .to_string()
}

#[test]
fn shapes_are_drawn_at_any_size() {
    let drawing = Drawing::read(FLAG, &embedded_fonts()).expect("it is an SVG");
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
    let picture =
        || Drawing::read(FLAG, &embedded_fonts()).and_then(|drawing| drawing.picture(61, 43));
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
    let drawing = Drawing::read(FLAG, &embedded_fonts()).expect("it is an SVG");
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
    let drawing = Drawing::read(&source, &embedded_fonts()).expect("it is an SVG");
    let tile = whole(&drawing.picture(9, 9).expect("it is small"));
    assert!(tile.px.iter().all(|v| *v == 0.0));
}

/// How much of a drawing is inked.
fn ink(source: &str, fonts: &Fonts) -> f32 {
    let drawing = Drawing::read(source, fonts).expect("it is an SVG");
    whole(&drawing.picture(200, 60).expect("it is small"))
        .px
        .iter()
        .skip(3)
        .step_by(4)
        .sum()
}

fn words(family: &str) -> String {
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='60'>\
         <text x='8' y='44' font-size='40' font-family=\"{family}\">Gesso</text></svg>"
    )
}

#[test]
fn words_are_drawn_in_the_fonts_that_are_given_and_no_other() {
    let font = |file: &[u8]| Arc::<[u8]>::from(file);
    let slab = font(include_bytes!("../fonts/RobotoSlab-Regular.otf"));
    let hand = font(include_bytes!("../fonts/DancingScript-Regular.otf"));
    let alone = |file: &Arc<[u8]>| Fonts::new(vec![Arc::clone(file)]);
    let in_slab = ink(&words("Roboto Slab"), &alone(&slab));
    let in_hand = ink(&words("Dancing Script"), &alone(&hand));
    assert!(
        in_slab > 1.2 * in_hand && in_hand > 100.0,
        "{in_slab} {in_hand}"
    );
    let both = Fonts::new(vec![slab, hand]);
    for (family, expected) in [
        ("Roboto Slab", in_slab),
        ("Dancing Script", in_hand),
        ("Nobody Has This, cursive", in_hand),
        ("Nobody Has This", in_slab),
        ("", in_slab),
    ] {
        assert_eq!(ink(&words(family), &both), expected, "{family}");
    }
    assert_eq!(ink(&words("Inter"), &Fonts::none()), 0.0);
}

#[test]
fn what_lies_too_deep_or_says_too_much_is_refused() {
    let deep = |depth: usize| {
        let (open, close) = ("<g>".repeat(depth), "</g>".repeat(depth));
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{open}{close}</svg>")
    };
    assert!(Drawing::read(&deep(200), &Fonts::none()).is_ok());
    assert!(refused(&deep(300)).contains("more than 256 elements"));
    assert!(refused(&deep(500_000)).len() > 20);
    let long = words("Inter").replace("Gesso", &"Gesso ".repeat(20_000));
    assert!(refused(&long).contains("119999 bytes long; 100000 fit"));
}

#[test]
fn uses_that_multiply_are_refused_or_end() {
    let mut source = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='9' height='9'><g id='n0'><path d='M0 0h1v1z'/></g>",
    );
    for level in 1..12 {
        let one = format!("<use xlink:href='#n{}'/>", level - 1);
        source += &format!("<g id='n{level}'>{}</g>", one.repeat(10));
    }
    source += "</svg>";
    assert!(refused(&source).contains("no SVG that can be read"));
}
