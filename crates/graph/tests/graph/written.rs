//! Values as people write them in a cell or on a command line.

use gesso_graph::{OptionDecl, ParamDecl, ParamKind, Unit, Value, read_value, write_value};

const OPTIONS: &[OptionDecl] = &[
    OptionDecl {
        id: "png8",
        label: "PNG, 8 bit",
    },
    OptionDecl {
        id: "color_dodge",
        label: "Colour dodge",
    },
];

fn param(kind: ParamKind) -> ParamDecl {
    ParamDecl {
        name: "it".into(),
        label: "It".into(),
        kind,
        preset: None,
        port: false,
        said: None,
        shown_if: None,
        of_input: None,
        unless_input: None,
        among: None,
        afresh: None,
        minor: false,
        doc: "",
    }
}

fn float() -> ParamDecl {
    param(ParamKind::Float {
        default: 1.0,
        soft: (0.0, 10.0),
        hard: (-5.0, 100.0),
        step: 0.1,
        unit: Unit::None,
    })
}

fn int() -> ParamDecl {
    param(ParamKind::Int {
        default: 1,
        soft: (0, 10),
        hard: (0, 100),
        unit: Unit::None,
    })
}

#[test]
fn what_people_write_is_read_as_they_mean_it() {
    let choice = param(ParamKind::Choice {
        default: "png8",
        options: OPTIONS,
    });
    let text = param(ParamKind::Text {
        default: "",
        multiline: false,
        max: 5,
    });
    let yes_or_no = param(ParamKind::Bool { default: false });
    let color = param(ParamKind::Color { default: [0.0; 4] });
    let check = |decl: &ParamDecl, written: &str, expected: Value| {
        assert_eq!(read_value(decl, written), Ok(expected), "{written}");
    };
    check(&float(), " 2.5 ", Value::Float(2.5));
    check(&float(), "-2,5", Value::Float(-2.5));
    check(&int(), "100", Value::Int(100));
    check(&yes_or_no, "Yes", Value::Bool(true));
    check(&yes_or_no, "nein", Value::Bool(false));
    check(&text, " a b ", Value::Text(" a b ".into()));
    check(&choice, "png8", Value::Choice("png8".into()));
    check(&choice, "colour-dodge", Value::Choice("color_dodge".into()));
    check(&color, "#f00", Value::Color([1.0, 0.0, 0.0, 1.0]));
    check(&color, "0000ff00", Value::Color([0.0, 0.0, 1.0, 0.0]));
    let refused = |decl: &ParamDecl, written: &str, expected: &str| {
        let said = read_value(decl, written).unwrap_err().to_string();
        assert!(said.contains(expected), "{written}: {said}");
    };
    refused(&float(), "many", "Write a number.");
    refused(&float(), "NaN", "from -5 to 100");
    refused(&int(), "1.5", "whole number");
    refused(&int(), "101", "from 0 to 100");
    refused(&yes_or_no, "perhaps", "yes or no");
    refused(&text, "sixsix", "at most 5");
    refused(&choice, "gif", "PNG, 8 bit, Colour dodge");
    refused(&color, "red", "#ff8800");
    refused(
        &param(ParamKind::Asset { accept: "image/" }),
        "a.png",
        "in words",
    );
}

#[test]
fn what_is_written_is_read_again() {
    let color = param(ParamKind::Color { default: [0.0; 4] });
    let again = |decl: &ParamDecl, value: Value| {
        let written = write_value(&value).unwrap();
        assert_eq!(read_value(decl, &written), Ok(value), "{written}");
    };
    again(&float(), Value::Float(0.1));
    again(&int(), Value::Int(7));
    again(
        &param(ParamKind::Bool { default: true }),
        Value::Bool(false),
    );
    again(&color, Value::Color([1.0, 0.0, 1.0, 1.0]));
    again(&color, Value::Color([1.0, 0.0, 1.0, 0.0]));
    assert_eq!(write_value(&Value::Numbers([1.0].into())), None);
}
