//! Boxes on the canvas.

use gesso_graph::{Point, Rect};

// G32
#[test]
fn a_box_knows_what_is_in_it_and_what_it_meets() {
    let rect = Rect::from_points(Point::new(10., 8.), Point::new(0., 0.));
    assert_eq!(rect, Rect::new(0., 0., 10., 8.));
    assert!(rect.contains(Point::new(10., 8.)) && !rect.contains(Point::new(10.1, 8.)));
    assert!(
        rect.contains_rect(Rect::new(1., 1., 9., 7.))
            && !rect.contains_rect(Rect::new(1., 1., 10., 7.))
    );
    assert!(
        rect.intersects(Rect::new(10., 8., 1., 1.)) && !rect.intersects(Rect::new(11., 0., 1., 1.))
    );
    assert_eq!(
        rect.union(Rect::new(-1., 3., 2., 9.)),
        Rect::new(-1., 0., 11., 12.)
    );
    assert_eq!(rect.center(), Point::new(5., 4.));
    assert_eq!(rect.translate(1., -1.), Rect::new(1., -1., 10., 8.));
    assert_eq!(rect.inset(1.), Rect::new(1., 1., 8., 6.));
    assert_eq!(rect.inset(5.), Rect::new(5., 4., 0., 0.));
    assert_eq!(rect.inset(-1.), Rect::new(-1., -1., 12., 10.));
}
