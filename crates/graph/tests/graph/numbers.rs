//! Lists of numbers: what they mean, what is no such thing, and that writing gives what was read.

use crate::catalog::TestCatalog;
use crate::fixture::{after, graph, id};
use gesso_graph::numbers::{
    Stop, Stroke, Touch, curve, of_places, of_stops, of_strokes, places, slopes, stops, strokes,
};
use gesso_graph::{Command, Document, Targets, Value, limits, plan, problems};
use proptest::prelude::{Strategy, any, prop, prop_assert_eq, proptest};
use std::sync::Arc;

fn drawn(param: &str, numbers: &[f64]) -> Document {
    let set = Command::SetParam {
        id: id("d"),
        name: param.into(),
        value: Some(Value::Numbers(numbers.into())),
    };
    after(&graph("d:mask.draw"), &[set])
}

/// The faults of a node with these numbers.
fn check(param: &str, numbers: &[f64], expected: &[&str]) {
    let doc = drawn(param, numbers);
    let found: Vec<String> = problems(&doc, &TestCatalog)
        .iter()
        .map(|problem| problem.describe(&doc, &TestCatalog))
        .collect();
    assert_eq!(found, expected, "{param} {numbers:?}");
}

// G94
#[test]
fn numbers_that_mean_nothing_are_said() {
    let wrong = |param: &str, label: &str, numbers: &[f64]| {
        let words = format!("The value of {label} doesn't fit. Choose another, or reset it.");
        check(param, numbers, &[&words]);
    };
    check("curve", &[0., 0.2, 0.5, 0.9, 1., 1.], &[]);
    for numbers in [
        &[][..],
        &[0.5, 0.5],
        &[0., 0., 1.],
        &[0., 0., 0., 1.],
        &[0.6, 0., 0.4, 1.],
        &[0., -0.1, 1., 1.],
        &[0.; 66],
    ] {
        wrong("curve", "Curve", numbers);
    }
    let black_to_white = [0., 0., 0., 0., 1., 1., 1., 1., 1., 1.];
    check("gradient", &black_to_white, &[]);
    let mut turned = black_to_white;
    (turned[0], turned[5]) = (1., 0.);
    wrong("gradient", "Gradient", &turned);
    wrong("gradient", "Gradient", &black_to_white[..9]);
    wrong("gradient", "Gradient", &black_to_white[..5]);
    check("points", &[0., 0., 2., -1., 0.5, 0.5], &[]);
    wrong("points", "Points", &[0., 0., 1., 1.]);
    wrong("points", "Points", &[0.; 10]);
    wrong("points", "Points", &[0., 0., 1., 1., 1000., 0.]);
    check("strokes", &[], &[]);
    check("strokes", &[1., 30., 0.5, 0., 7., 8., 1.], &[]);
    for numbers in [
        &[0., 30., 0.5, 0.][..],
        &[1.5, 30., 0.5, 0., 7., 8., 1.],
        &[2., 30., 0.5, 0., 7., 8., 1.],
        &[1., 30., 0.5, 0.5, 7., 8., 1.],
        &[1., 30., 0.5, 0., 7., 8., 2.],
        &[1., 9e9, 0.5, 0., 7., 8., 1.],
        &[1e300, 30., 0.5, 0., 7., 8., 1.],
        &[1., 30., 0.5],
    ] {
        wrong("strokes", "Strokes", numbers);
    }
    // Numbers are no value of anything else.
    let set = Command::SetParam {
        id: id("b"),
        name: "sigma".into(),
        value: Some(Value::Numbers([1.].into())),
    };
    let doc = after(
        &graph("a:image.load(file=@x) b:filter.blur a.image->b.image"),
        &[set],
    );
    assert_eq!(problems(&doc, &TestCatalog).len(), 1);
}

// G22 G23
#[test]
fn what_is_drawn_is_in_the_key_and_a_default_written_out_is_the_default() {
    let key = |doc: &Document| plan(doc, &TestCatalog, &Targets::Everything).steps[0].key;
    let untouched = key(&graph("d:mask.draw"));
    assert_eq!(key(&drawn("curve", &[0., -0., 1., 1.])), untouched);
    assert_eq!(key(&drawn("strokes", &[])), untouched);
    assert_ne!(key(&drawn("curve", &[0., 0., 1., 0.9])), untouched);
    let one = drawn("strokes", &[1., 30., 0.5, 0., 7., 8., 1.]);
    let other = drawn("strokes", &[1., 30., 0.5, 1., 7., 8., 1.]);
    assert_ne!(key(&one), key(&other));
}

fn part() -> impl Strategy<Value = f64> {
    0f64..=1.
}

fn touch() -> impl Strategy<Value = Touch> {
    (-1e5f64..1e5, -1e5f64..1e5, part()).prop_map(|(x, y, pressure)| Touch { x, y, pressure })
}

fn stroke() -> impl Strategy<Value = Stroke> {
    let path = prop::collection::vec(touch(), 1..9);
    (0f64..4000., part(), any::<bool>(), path).prop_map(|(size, hardness, erases, path)| Stroke {
        size,
        hardness,
        erases,
        path,
    })
}

fn stop() -> impl Strategy<Value = Stop> {
    let channel = (0u8..=255).prop_map(|byte| (f64::from(byte) / 255. * 1e6).round() / 1e6);
    (part(), prop::array::uniform4(channel)).prop_map(|(at, color)| Stop {
        at,
        color: color.map(|channel| channel as f32),
    })
}

proptest! {
    // G94
    #[test]
    fn what_is_written_is_read_again(
        painted in prop::collection::vec(stroke(), 0..6),
        mut colors in prop::collection::vec(stop(), 2..9),
        drawn in prop::collection::vec((-9f64..9., -9f64..9.), 0..9),
        mut bent in prop::collection::vec((part(), part()), 2..9),
    ) {
        prop_assert_eq!(strokes(&of_strokes(&painted)), Some(painted));
        colors.sort_by(|a, b| a.at.total_cmp(&b.at));
        prop_assert_eq!(stops(&of_stops(&colors)), Some(colors));
        prop_assert_eq!(places(&of_places(&drawn)), Some(drawn));
        bent.sort_by(|a, b| a.0.total_cmp(&b.0));
        bent.dedup_by_key(|point| point.0);
        if bent.len() > 1 {
            prop_assert_eq!(curve(&of_places(&bent)), Some(bent));
        }
    }

    // G16
    #[test]
    fn any_numbers_are_read_or_refused(numbers in prop::collection::vec(any::<f64>(), 0..40)) {
        let all: Arc<[f64]> = numbers.into();
        let read = [curve(&all).is_some(), places(&all).is_some(), stops(&all).is_some(), strokes(&all).is_some()];
        prop_assert_eq!(read.len(), 4);
        if let Some(painted) = strokes(&all) {
            prop_assert_eq!(&of_strokes(&painted)[..], &all[..]);
        }
    }

    // G14
    #[test]
    fn numbers_keep_every_bit_in_the_serial_form(
        numbers in prop::collection::vec(any::<f64>().prop_filter("finite", |n| n.is_finite()), 0..limits::BENDS),
    ) {
        let value = Value::Numbers(numbers.into());
        let text = serde_json::to_string(&value).unwrap();
        prop_assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}

/// The curve between its points as Hermite cubics, at many places.
fn drawn_curve(points: &[(f64, f64)]) -> Vec<f64> {
    let slopes = slopes(points);
    let segment = |i: usize| {
        let ((x0, y0), (x1, y1)) = (points[i], points[i + 1]);
        let (from, to) = (slopes[i] * (x1 - x0), slopes[i + 1] * (x1 - x0));
        (0..=40).map(move |step| {
            let t = f64::from(step) / 40.;
            let (t2, t3) = (t * t, t * t * t);
            (2. * t3 - 3. * t2 + 1.) * y0
                + (t3 - 2. * t2 + t) * from
                + (3. * t2 - 2. * t3) * y1
                + (t3 - t2) * to
        })
    };
    (0..points.len() - 1).flat_map(segment).collect()
}

#[test]
fn a_straight_curve_has_one_slope() {
    assert_eq!(slopes(&[(0., 0.), (0.25, 0.25), (1., 1.)]), [1.; 3]);
    assert_eq!(slopes(&[(0., 1.), (1., 0.)]), [-1.; 2]);
    assert_eq!(slopes(&[(0., 0.3), (0.5, 0.3), (1., 0.9)])[..2], [0.; 2]);
    assert!(slopes(&[]).is_empty());
}

proptest! {
    #[test]
    fn a_curve_never_goes_beyond_its_points(
        mut bent in prop::collection::vec((part(), part()), 2..9),
    ) {
        bent.sort_by(|a, b| a.0.total_cmp(&b.0));
        bent.dedup_by(|a, b| a.0 - b.0 < 1e-6);
        if bent.len() > 1 {
            let values = drawn_curve(&bent);
            for (two, values) in bent.windows(2).zip(values.chunks(41)) {
                let (low, high) = (two[0].1.min(two[1].1), two[0].1.max(two[1].1));
                let inside = values.iter().all(|v| (low - 1e-9..=high + 1e-9).contains(v));
                prop_assert_eq!(inside, true, "{:?} gives {:?}", two, values);
                let rises = two[1].1 >= two[0].1;
                let even = values.windows(2).all(|v| if rises { v[1] >= v[0] - 1e-9 } else { v[1] <= v[0] + 1e-9 });
                prop_assert_eq!(even, true, "{:?} turns: {:?}", two, values);
            }
        }
    }
}
