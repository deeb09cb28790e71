//! Small files for each rule, and the real one.

use super::*;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::f64::consts::PI;

/// Corners of about 111 by 85 m in California.
const SQUARE: [[f64; 2]; 5] =
    [[-122.0, 37.0], [-121.999, 37.0], [-121.999, 37.001], [-122.0, 37.001], [-122.0, 37.0]];

fn feature(name: &str, geometry: &Value) -> Value {
    json!({ "type": "Feature", "properties": { "name": name }, "geometry": geometry })
}

fn polygon(rings: &Value) -> Value {
    json!({ "type": "Polygon", "coordinates": rings })
}

fn collection(features: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// A file with one polygon, called `plot`.
fn plot(rings: &Value) -> String {
    collection(&[feature("plot", &polygon(rings))])
}

/// A square with sides of `size` degrees.
fn square(west: f64, south: f64, size: f64) -> Value {
    let (east, north) = (west + size, south + size);
    json!([[west, south], [east, south], [east, north], [west, north], [west, south]])
}

#[track_caller]
fn surveyed(text: &str) -> Survey {
    survey(text, &Options::default()).unwrap_or_else(|error| panic!("{error:?}"))
}

#[track_caller]
fn only(text: &str) -> Parcel {
    let survey = surveyed(text);
    assert_eq!((survey.parcels.len(), survey.skipped.len()), (1, 0));
    survey.parcels[0].clone()
}

#[track_caller]
fn refusals(text: &str, options: &Options) -> Vec<Finding> {
    match survey(text, options) {
        Err(SurveyError::Refused(findings)) => findings,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn refused(text: &str, part: &str) {
    let findings = refusals(text, &Options::default());
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0].reason.contains(part), "`{part}` is not in: {}", findings[0]);
}

#[track_caller]
fn document_error(text: &str) -> (Option<u64>, String) {
    match survey(text, &Options::default()) {
        Err(SurveyError::Document { line, reason, .. }) => (line, reason),
        other => panic!("{other:?}"),
    }
}

fn ring_of(parcel: &Parcel) -> Vec<[f64; 2]> {
    let boundary: Value = serde_json::from_str(&parcel.boundary).unwrap();
    serde_json::from_value(boundary["coordinates"][0].clone()).unwrap()
}

// What is measured.

/// Area of a polygon with straight sides in a cylindrical equal-area projection of the ellipsoid: Snyder,
/// "Map Projections: A Working Manual" (USGS 1395, 1987), equations 3-12 and 10-1. It shares nothing with
/// geodesics.
fn equal_area(ring: &[[f64; 2]]) -> f64 {
    const A: f64 = 6_378_137.0;
    const F: f64 = 1.0 / 298.257_223_563;
    let (squared, eccentricity) = (F * (2.0 - F), (F * (2.0 - F)).sqrt());
    let height = |latitude: f64| {
        let sine = (latitude * PI / 180.0).sin();
        let q = sine / (1.0 - squared * sine * sine) + (eccentricity * sine).atanh() / eccentricity;
        A * (1.0 - squared) * q / 2.0
    };
    let place = |corner: &[f64; 2]| {
        ((corner[0] - ring[0][0]) * PI / 180.0 * A, height(corner[1]) - height(ring[0][1]))
    };
    let doubled: f64 = ring
        .windows(2)
        .map(|side| {
            let ((x, y), (next_x, next_y)) = (place(&side[0]), place(&side[1]));
            x * next_y - next_x * y
        })
        .sum();
    doubled.abs() / 2.0
}

/// Square metres by which the area within geodesics can differ from the one within straight lines of the
/// projection: a geodesic of length l bends from a parallel by l²·tan(latitude) / 8R at its middle, and
/// encloses two thirds of that times l. Slanting sides bend at most twice as much.
fn bending(ring: &[[f64; 2]]) -> f64 {
    const R: f64 = 6_371_008.8;
    let side = |side: &[[f64; 2]]| {
        let latitude = side[0][1] * PI / 180.0;
        let east = (side[1][0] - side[0][0]) * PI / 180.0 * R * latitude.cos();
        let north = (side[1][1] - side[0][1]) * PI / 180.0 * R;
        east.hypot(north).powi(3) * latitude.tan().abs() / (12.0 * R)
    };
    2.0 * ring.windows(2).map(side).sum::<f64>()
}

#[test]
fn areas_are_those_of_geographiclib() {
    // From GeographicLib's own tests: Planimeter2 and Planimeter15 of its CMakeLists, and, of the cell of
    // one degree, the documentation of its Rust port (`PolygonArea`). In square metres.
    for (ring, area_m2, within_m2) in [
        (json!([[-1, 0], [0, -1], [1, 0], [0, 1], [-1, 0]]), 24_619_419_146.0, 1.0),
        (json!([[1, 2], [2, 1], [3, 3], [1, 2]]), 18_454_562_325.451_19, 0.01),
        (json!([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]), 12_308_778_361.469_452, 0.01),
    ] {
        let parcel = only(&plot(&json!([ring])));
        let area = parcel.area_dm2 as f64 / 100.0;
        assert!((area - area_m2).abs() <= within_m2, "{area} instead of {area_m2}");
    }
}

#[test]
fn small_areas_are_exact_to_the_unit() {
    for latitude in [-70.0, -33.9, -0.0003, 0.0, 12.5, 37.41, 52.52, 69.6, 84.0] {
        for size in [0.0001, 0.0007, 0.003] {
            let (west, south) = (13.3777, latitude);
            let ring = [
                [west, south],
                [west + size, south + size / 7.0],
                [west + 0.8 * size, south + size],
                [west - size / 5.0, south + 0.6 * size],
                [west, south],
            ];
            let area = only(&plot(&json!([ring]))).area_dm2 as f64 / 100.0;
            let expected = equal_area(&ring);
            // Half a unit of rounding.
            let within = 0.0051 + bending(&ring);
            assert!((area - expected).abs() <= within, "{area} and {expected} at {latitude}, {size}");
        }
    }
}

#[test]
fn holes_do_not_count() {
    let whole = only(&plot(&json!([square(8.0, 47.0, 0.01)])));
    let hole = only(&plot(&json!([square(8.002, 47.002, 0.001)])));
    let holed = only(&plot(&json!([square(8.0, 47.0, 0.01), square(8.002, 47.002, 0.001)])));
    assert!((whole.area_dm2 - hole.area_dm2).abs_diff(holed.area_dm2) <= 1);
    // The middle moves away from the hole.
    assert!(holed.latitude_e7 > whole.latitude_e7 && holed.longitude_e7 > whole.longitude_e7);
}

#[test]
fn the_middle_is_the_centroid_in_steps() {
    let parcel = only(&plot(&json!([SQUARE])));
    assert_eq!((parcel.latitude_e7, parcel.longitude_e7), (370_005_000, -1_219_995_000));
    // Rounded to the nearest step, not down.
    let parcel = only(&plot(&json!([square(-0.000_200_19, -0.000_300_19, 0.000_200_02)])));
    assert_eq!((parcel.latitude_e7, parcel.longitude_e7), (-2_002, -1_002));
}

#[test]
fn the_cell_is_that_of_the_middle() {
    // By H3's own library, version 4.5.0: `latlng_to_cell(37.3615593, -122.0553238, 12)`.
    let parcel = only(&plot(&json!([square(-122.055_323_8 - 0.0001, 37.361_559_3 - 0.0001, 0.0002)])));
    assert_eq!((parcel.latitude_e7, parcel.longitude_e7), (373_615_593, -1_220_553_238));
    assert_eq!(parcel.cell, 0x08c2_8347_0d92_1dff);
}

#[test]
fn a_parcel_that_bends_round_its_centroid_has_a_point_inside() {
    // A horseshoe, open to the north.
    let ring = json!([
        [0, 50],
        [0.03, 50],
        [0.03, 50.03],
        [0.02, 50.03],
        [0.02, 50.005],
        [0.01, 50.005],
        [0.01, 50.03],
        [0, 50.03],
        [0, 50]
    ]);
    let survey = surveyed(&plot(&json!([ring])));
    assert_eq!(survey.notes.len(), 1);
    assert_eq!(survey.notes[0].kind, NoteKind::CentroidOutside);
    // Halfway between the corners at 50.005 and 50.03, in the first of two arms equally wide: what GEOS
    // says, too.
    let parcel = &survey.parcels[0];
    assert_eq!((parcel.latitude_e7, parcel.longitude_e7), (500_175_000, 50_000));

    // A hole in the very middle.
    let survey = surveyed(&plot(&json!([square(0.0, 0.0, 0.03), square(0.014, 0.014, 0.002)])));
    assert_eq!(survey.notes[0].kind, NoteKind::CentroidOutside);
}

// The canonical boundary.

#[test]
fn a_boundary_is_written_as_it_is_documented() {
    let parcel = only(&plot(&json!([[[1, 0], [0.5, 1.25], [0, 0], [1, 0]]])));
    assert_eq!(parcel.boundary, r#"{"coordinates":[[[0,0],[1,0],[0.5,1.25],[0,0]]],"type":"Polygon"}"#);
    // By sha256sum.
    assert_eq!(crate::output::hex(&parcel.boundary_sha256), SHA256_OF_THE_TRIANGLE);
}

const SHA256_OF_THE_TRIANGLE: &str = "17200f675eeef24fbbb38e814a9cf053191e90734c985ebedf624cf232a5e26b";

#[test]
fn numbers_are_written_as_in_ecmascript() {
    // Every digit of the file, however many, as long as they are those of the nearest double.
    let text = r#"{"type":"Feature","id":1,"geometry":{"type":"Polygon","coordinates":[[[-0.0,-0],
        [1.0e-1,0.0000015],[122.00713643998105e-3,37.40964676523779e-3],[1e-7,5.0E-2],[0,0]]]}}"#;
    assert_eq!(
        only(text).boundary,
        concat!(
            r#"{"coordinates":[[[0,0],[0.1,0.0000015],[0.12200713643998105,0.03740964676523779],"#,
            r#"[1e-7,0.05],[0,0]]],"type":"Polygon"}"#
        )
    );
}

#[test]
fn one_land_has_one_boundary() {
    let hole = [[-121.9995, 37.0002], [-121.9992, 37.0008], [-121.9998, 37.0005], [-121.9995, 37.0002]];
    let other = [[-121.9999, 37.0001], [-121.9999, 37.0002], [-121.9998, 37.0001], [-121.9999, 37.0001]];
    let reversed = |ring: &[[f64; 2]]| ring.iter().rev().copied().collect::<Vec<_>>();
    let plain = only(&plot(&json!([SQUARE, hole, other])));
    let turned = only(&plot(&json!([reversed(&SQUARE), reversed(&other), hole])));
    let begun_elsewhere = {
        let mut ring = SQUARE[1..].to_vec();
        ring.push(SQUARE[1]);
        only(&plot(&json!([ring, other, reversed(&hole)])))
    };
    assert_eq!(plain.boundary, turned.boundary);
    assert_eq!(plain.boundary, begun_elsewhere.boundary);
    assert_eq!(plain.boundary_sha256, <[u8; 32]>::from(Sha256::digest(&plain.boundary)));
    assert_eq!((plain.cell, plain.area_dm2), (turned.cell, turned.area_dm2));
    // The boundary, taken as a file, gives itself.
    let again: Value = serde_json::from_str(&plain.boundary).unwrap();
    assert_eq!(only(&collection(&[feature("again", &again)])).boundary, plain.boundary);
}

#[test]
fn altitudes_and_repeats_are_dropped_and_noted() {
    let [a, b, c, d, _] = SQUARE.map(|[x, y]| json!([x, y, 12.5]));
    let survey = surveyed(&plot(&json!([[a, b, b, b, c, [-122.0, 37.001], d, a, a]])));
    let kinds: Vec<_> = survey.notes.iter().map(|note| note.kind.clone()).collect();
    assert_eq!(
        kinds,
        [NoteKind::AltitudesDropped { positions: 8 }, NoteKind::RepeatsDropped { positions: 4 }]
    );
    assert_eq!(survey.parcels[0].boundary, only(&plot(&json!([SQUARE]))).boundary);
}

// What is refused and skipped.

#[test]
fn rings_that_are_no_boundary_are_refused() {
    let ring = |ring: Value| plot(&json!([ring]));
    for (text, part) in [
        (plot(&json!([])), "its boundary is empty"),
        (ring(json!([])), "its outer ring has 0 positions"),
        (ring(json!([[0, 0], [1, 0], [0, 0]])), "its outer ring has 3 positions"),
        (ring(json!([[0, 0], [1, 0], [1, 1], [0, 1]])), "its outer ring is not closed"),
        (ring(json!([[0], [1, 0], [1, 1], [0]])), "position 1 of its outer ring has fewer than two numbers"),
        (ring(json!([[0, 0], [1, 0], [], [0, 0]])), "position 3 of its outer ring has fewer"),
        (ring(json!([[0, 0], [181, 0], [1, 1], [0, 0]])), "position 2 of its outer ring, [1.81e2, 0e0]"),
        (ring(json!([[0, 0], [1, 91], [1, 1], [0, 0]])), "is not on the globe"),
        (ring(json!([[0, 0], [1e300, -1e300], [1, 1], [0, 0]])), "is not on the globe"),
        (ring(json!([[0, 0], [0, 0], [0, 0], [0, 0]])), "encloses no area"),
        (ring(json!([[0, 0], [1, 1], [0, 0], [0, 0], [0, 0]])), "encloses no area"),
        (ring(json!([[0, 0], [1, 1], [2, 2], [0, 0]])), "encloses no area"),
        // Sides of a millimetre, and of 1e-300 degrees.
        (ring(square(5.0, 50.0, 1e-8)), "less than a square decimetre"),
        (ring(json!([[0, 0], [1e-300, 0], [0, 1e-300], [0, 0]])), ""),
        // A bow tie, of which one half cancels the other out.
        (
            ring(json!([[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]])),
            "near longitude 0.5000000, latitude 0.5000000",
        ),
        // Touching itself in a corner, and in a side.
        (ring(json!([[0, 0], [1, 1], [2, 0], [2, 2], [1, 1], [0, 2], [0, 0]])), "crosses or touches itself"),
        (ring(json!([[0, 0], [2, 0], [2, 2], [1, 0], [0, 2], [0, 0]])), "crosses or touches itself"),
        // A spike out, a spike in, and one that is the beginning.
        (ring(json!([[0, 0], [1, 0], [1, 1], [1, 2], [1, 1], [0, 1], [0, 0]])), "crosses or touches itself"),
        (ring(json!([[0, 0], [3, 0], [3, 3], [2, 3], [2, 1], [2, 3], [0, 3], [0, 0]])), "touches itself"),
        (ring(json!([[0, 9], [0, 1], [1, 1], [1, 2], [0, 2], [0, 9]])), "crosses or touches itself"),
        (ring(json!([[0, 0], [2, 0], [1, 0], [1, 1], [0, 0]])), "crosses or touches itself"),
        (ring(json!([[0, 0], [11, 0], [11, 1], [0, 1], [0, 0]])), "it is 11.0 by 1.0 degrees large"),
        // Round the globe's back, round and over a pole.
        (
            ring(json!([[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]])),
            "its outer ring crosses the antimeridian",
        ),
        (ring(json!([[0, 80], [90, 80], [180, 80], [-90, 80], [0, 80]])), "its outer ring goes round a pole"),
        (
            ring(json!([[-180, -80], [180, -80], [180, -90], [-180, -90], [-180, -80]])),
            "its outer ring touches a pole",
        ),
    ] {
        refused(&text, part);
    }
    // Coordinates the wrong way round are recognised.
    let findings =
        refusals(&ring(json!([[37, -122], [37, -121], [38, -121], [37, -122]])), &Options::default());
    assert!(findings[0].hint.as_ref().unwrap().contains("wrong way round"));
    // At the antimeridian, and cut along it, land is land.
    only(&ring(json!([[179.9, 0], [180, 0], [180, 0.1], [179.9, 0.1], [179.9, 0]])));
    only(&ring(json!([[-180, 0], [-179.9, 0], [-179.9, 0.1], [-180, 0.1], [-180, 0]])));
}

#[test]
fn holes_must_be_inside_and_apart() {
    let outer = square(0.0, 0.0, 8.0);
    let holes = |holes: &[Value]| {
        let mut rings = vec![outer.clone()];
        rings.extend_from_slice(holes);
        plot(&json!(rings))
    };
    for (text, part) in [
        (holes(&[square(20.0, 0.0, 1.0)]), "its hole 1 is not inside its outer ring"),
        (holes(&[square(1.0, 1.0, 1.0), square(7.0, 7.0, 2.0)]), "its outer ring and its hole 2 cross"),
        (holes(std::slice::from_ref(&outer)), "its outer ring and its hole 1 cross, or touch"),
        // Along a side, and with a corner on it.
        (holes(&[square(0.0, 1.0, 1.0)]), "its outer ring and its hole 1 cross, or touch"),
        (holes(&[json!([[0, 3], [1, 2], [2, 3], [0, 3]])]), "its outer ring and its hole 1 cross, or touch"),
        (
            holes(&[square(1.0, 1.0, 5.0), square(2.0, 2.0, 1.0)]),
            "its hole 1 and its hole 2 lie in one another",
        ),
        (
            holes(&[square(2.0, 2.0, 1.0), square(1.0, 1.0, 5.0)]),
            "its hole 1 and its hole 2 lie in one another",
        ),
        (holes(&[square(1.0, 1.0, 2.0), square(2.0, 2.0, 2.0)]), "its hole 1 and its hole 2 cross"),
        (holes(&[square(1.0, 1.0, 2.0), square(1.0, 1.0, 2.0)]), "its hole 1 and its hole 2 cross"),
        // Outside, with two corners of the outer ring.
        (
            plot(&json!([
                [[0, 0], [4, 0], [4, 4], [2, 1], [0, 4], [0, 0]],
                [[0, 4], [2, 1], [4, 4], [0, 4]]
            ])),
            "its outer ring and its hole 1 cross",
        ),
        (
            plot(&json!([
                [[0, 0], [4, 0], [4, 4], [2, 1], [0, 4], [0, 0]],
                [[2, 1], [3, 4], [1, 4], [2, 1]]
            ])),
            "its hole 1 is not inside",
        ),
    ] {
        refused(&text, part);
    }
    // Rings may touch in corners that both have.
    only(&holes(&[json!([[0, 0], [2, 1], [1, 2], [0, 0]])]));
    only(&holes(&[json!([[1, 1], [2, 1], [2, 2], [1, 1]]), json!([[2, 2], [3, 2], [3, 3], [2, 2]])]));
}

#[test]
fn what_is_no_land_is_skipped() {
    let line = json!({ "type": "LineString", "coordinates": [[0, 0], [1, 1]] });
    let lines = json!({ "type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]]] });
    let point = json!({ "type": "Point", "coordinates": [0, 0] });
    let points = json!({ "type": "MultiPoint", "coordinates": [] });
    let mut features: Vec<Value> = [line, lines, point, points, Value::Null]
        .iter()
        .map(|geometry| feature("no land", geometry))
        .collect();
    // Neither a name nor even a member `geometry` is asked of those.
    features.push(json!({ "type": "Feature" }));
    assert_eq!(document_error(&collection(&features)).1, "none of its 6 features is a polygon");
    features.push(feature("plot", &polygon(&json!([SQUARE]))));
    let survey = surveyed(&collection(&features));
    let reasons: Vec<_> = survey.skipped.iter().map(|skipped| skipped.reason.as_str()).collect();
    let (line, point) = ("it is a line, not a polygon", "it is a point, not a polygon");
    assert_eq!(reasons, [line, line, point, point, "it has no geometry", "it has no geometry"]);
    assert_eq!(survey.skipped[0].to_string(), format!("feature 1 (no land), line 1: {line}"));
    assert_eq!(survey.parcels[0].origin.feature, 7);
}

#[test]
fn multipolygons_are_split_if_asked() {
    let rings = [[square(0.0, 0.0, 0.01)], [square(1.0, 0.0, 0.01)]];
    let two = json!({ "type": "MultiPolygon", "coordinates": rings });
    let mut two = feature("islands", &two);
    let text = collection(std::slice::from_ref(&two));
    refused(&text, "it is a MultiPolygon of 2 polygons");
    let options = Options { split: true, ..Options::default() };
    let split = survey(&text, &options).unwrap();
    assert_eq!(split.parcels.iter().map(Parcel::name).collect::<Vec<_>>(), ["islands/1", "islands/2"]);
    assert!(split.notes.is_empty());

    // A stated area is that of both.
    let both: u64 = split.parcels.iter().map(|parcel| parcel.area_dm2).sum();
    two["properties"]["area_m2"] = json!(both as f64 / 100.0);
    assert!(survey(&collection(std::slice::from_ref(&two)), &options).unwrap().notes.is_empty());
    two["properties"]["area_m2"] = json!(both as f64 / 200.0);
    let notes = survey(&collection(std::slice::from_ref(&two)), &options).unwrap().notes;
    assert!(matches!(notes[..], [Note { kind: NoteKind::AreaDeviates { .. }, .. }]));

    // A part is named when it is refused, and the rest is kept if that is asked for.
    two["geometry"]["coordinates"][1] = json!([[[0, 0]]]);
    let text = collection(&[two]);
    assert_eq!(refusals(&text, &options)[0].origin.name.as_deref(), Some("islands/2"));
    let kept = survey(&text, &Options { keep_going: true, ..options }).unwrap();
    assert_eq!((kept.parcels.len(), kept.refused.len(), kept.notes.len()), (1, 1, 0));

    // One polygon is what many tools write for a Polygon.
    let one = json!({ "type": "MultiPolygon", "coordinates": [[SQUARE]] });
    assert_eq!(only(&collection(&[feature("plot", &one)])), only(&plot(&json!([SQUARE]))));
    refused(&collection(&[feature("a", &json!({ "type": "MultiPolygon", "coordinates": [] }))]), "is empty");
    let collected = json!({ "type": "GeometryCollection", "geometries": [polygon(&json!([SQUARE]))] });
    refused(&collection(&[feature("a", &collected)]), "it is a GeometryCollection");
}

#[test]
fn names_are_properties_or_ids() {
    let with = |properties: Value, id: Option<Value>| {
        let mut feature =
            json!({ "type": "Feature", "properties": properties, "geometry": polygon(&json!([SQUARE])) });
        if let Some(id) = id {
            feature["id"] = id;
        }
        collection(&[feature])
    };
    for (properties, id, name) in [
        (json!({ "name": " S.10 " }), None, "S.10"),
        (json!({ "name": "a" }), Some(json!("b")), "a"),
        (json!({ "name": null }), Some(json!("b")), "b"),
        (json!({ "name": "" }), Some(json!(7)), "7"),
        (json!({ "name": 12.5 }), None, "12.5"),
        (Value::Null, Some(json!("Größe 3")), "Größe 3"),
    ] {
        assert_eq!(only(&with(properties, id)).name(), name);
    }
    for (properties, part) in [
        (json!({}), "it has no name"),
        (json!({ "name": ["a"] }), "it has no name"),
        (json!({ "name": "\u{1b}[2J" }), "control characters"),
        (json!({ "name": "ä".repeat(49) }), "longer than 96 bytes"),
    ] {
        refused(&with(properties, None), part);
    }
    // What is said of it has none either, and is not too long.
    let finding = &refusals(&with(json!({ "name": "\u{1b}[2J" }), None), &Options::default())[0];
    assert_eq!(finding.origin.name.as_deref(), Some("\u{fffd}[2J"));
    assert_eq!(only(&with(json!({ "name": "ä".repeat(48) }), None)).name().len(), 96);
}

#[test]
fn two_parcels_cannot_have_one_cell() {
    let text = collection(&[
        feature("first", &polygon(&json!([SQUARE]))),
        feature("second", &polygon(&json!([square(5.0, 5.0, 0.001)]))),
        feature("third", &polygon(&json!([SQUARE]))),
    ]);
    let findings = refusals(&text, &Options::default());
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].origin.name.as_deref(), Some("third"));
    let cell = surveyed(&plot(&json!([SQUARE]))).parcels[0].cell;
    assert_eq!(
        findings[0].reason,
        format!("it has the H3 cell {cell:x}, which feature 1 (first), line 1 has already")
    );
    let kept = survey(&text, &Options { keep_going: true, ..Options::default() }).unwrap();
    assert_eq!(kept.parcels.iter().map(Parcel::name).collect::<Vec<_>>(), ["first", "second"]);
}

#[test]
fn overlaps_are_found_and_measured() {
    let [east, inner] = [square(8.001, 47.0, 0.002), square(8.0002, 47.0002, 0.0004)];
    let shared = json!([[8.001, 47.0], [8.002, 47.0], [8.002, 47.002], [8.001, 47.002], [8.001, 47.0]]);
    let text = collection(&[
        feature("west", &polygon(&json!([square(8.0, 47.0, 0.002)]))),
        feature("east", &polygon(&json!([east]))),
        // Sides in common are no overlap, nor are corners in common.
        feature("north", &polygon(&json!([square(8.0, 47.002, 0.002)]))),
        feature("inner", &polygon(&json!([inner]))),
    ]);
    let survey_of_all = surveyed(&text);
    let area = |rings: Value| only(&plot(&json!([rings]))).area_dm2 as f64 / 100.0;
    let found: Vec<_> = survey_of_all
        .overlaps
        .iter()
        .map(|overlap| (overlap.first.feature, overlap.second.feature, overlap.area_m2))
        .collect();
    assert_eq!(found.len(), 2, "{found:?}");
    for (found, (first, second, area)) in found.iter().zip([(1, 2, area(shared)), (1, 4, area(inner))]) {
        assert_eq!((found.0, found.1), (first, second));
        assert!((found.2 - area).abs() < 0.02, "{} instead of {area}", found.2);
    }

    let options = Options { deny_overlaps: true, ..Options::default() };
    let findings = refusals(&text, &options);
    assert_eq!(findings.iter().map(|finding| finding.origin.feature).collect::<Vec<_>>(), [2, 4]);
    assert!(findings[0].reason.starts_with("it overlaps feature 1 (west), line 1 by 16"), "{}", findings[0]);
    let kept = survey(&text, &Options { keep_going: true, ..options }).unwrap();
    assert_eq!(kept.parcels.iter().map(Parcel::name).collect::<Vec<_>>(), ["west", "north"]);
    assert_eq!((kept.refused.len(), kept.overlaps.len()), (2, 2));

    // A parcel in the hole of another overlaps nothing.
    let text = collection(&[
        feature("ring", &polygon(&json!([square(8.0, 47.0, 0.002), square(8.0005, 47.0005, 0.001)]))),
        feature("core", &polygon(&json!([square(8.0005, 47.0005, 0.001)]))),
    ]);
    assert_eq!(surveyed(&text).overlaps, []);
}

#[test]
fn stated_areas_are_compared() {
    let with = |area: Value| {
        let mut feature = feature("plot", &polygon(&json!([SQUARE])));
        feature["properties"]["area_m2"] = area;
        collection(&[feature])
    };
    let area = only(&plot(&json!([SQUARE]))).area_dm2 as f64 / 100.0;
    assert_eq!(only(&with(Value::Null)).stated_area_m2, None);
    let parcel = only(&with(json!(area / 1.0009)));
    assert!((parcel.deviation_percent.unwrap() - 0.09).abs() < 1e-9, "{:?}", parcel.deviation_percent);
    assert_eq!(parcel.stated_area_m2, Some(area / 1.0009));
    assert!(surveyed(&with(json!(area / 1.0009))).notes.is_empty());

    let beyond = with(json!(area / 0.9989));
    let survey_of_it = surveyed(&beyond);
    assert!(survey_of_it.parcels[0].deviation_percent.unwrap() < -0.1);
    let note = &survey_of_it.notes[0].kind;
    assert!(note.warns() && note.to_string().starts_with("its area is -0.110 % off the stated 98"), "{note}");
    let lenient = Options { tolerance_percent: 0.2, ..Options::default() };
    assert!(survey(&beyond, &lenient).unwrap().notes.is_empty());

    for unreadable in [json!("12"), json!(0), json!(-5.5), json!([1]), json!(true)] {
        let survey = surveyed(&with(unreadable));
        assert_eq!(survey.notes[0].kind, NoteKind::StatedAreaUnreadable);
        assert_eq!(survey.parcels[0].deviation_percent, None);
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let good = feature("good", &polygon(&json!([SQUARE])));
    let open = feature("open", &polygon(&json!([[[0, 0], [1, 0], [1, 1], [0, 1]]])));
    let text =
        collection(&[open, good.clone(), json!(5), good, feature("odd", &json!({ "type": "Circle" }))]);
    let findings = refusals(&text, &Options::default());
    let numbers: Vec<_> = findings.iter().map(|finding| finding.origin.feature).collect();
    assert_eq!(numbers, [1, 3, 4, 5]);
    assert_eq!(findings[3].origin.name.as_deref(), Some("odd"));
    assert!(findings[3].reason.contains("unknown variant `Circle`"), "{}", findings[3]);
    let kept = survey(&text, &Options { keep_going: true, ..Options::default() }).unwrap();
    assert_eq!((kept.parcels.len(), kept.refused), (1, findings));
}

#[test]
fn features_have_lines() {
    let text = format!(
        "{{\n\"type\": \"FeatureCollection\", \"features\": [\n{},\n\n  {}]}}",
        feature("a", &Value::Null),
        feature("b", &polygon(&json!([SQUARE])))
    );
    let survey = surveyed(&text);
    assert_eq!((survey.skipped[0].origin.line, survey.parcels[0].origin.line), (3, 5));
}

// Files that are something else.

#[test]
fn other_files_are_refused_with_their_reason() {
    for (text, line, part) in [
        ("", None, "this is not GeoJSON"),
        ("PK\u{3}\u{4}", Some(1), "expected value"),
        ("[]", Some(1), "invalid length 0"),
        ("null", Some(1), "invalid type: null"),
        ("{}", Some(1), "missing field `type`"),
        (r#"{"type": 7}"#, Some(1), "invalid type: integer `7`"),
        (r#"{"type": "FeatureCollection"}"#, None, "no member `features`"),
        (r#"{"type": "FeatureCollection", "features": null}"#, None, "no member `features`"),
        ("{\"type\": \"FeatureCollection\",\n\"features\": {}}", Some(2), "an array of features"),
        (r#"{"type": "FeatureCollection", "features": [], "features": []}"#, Some(1), "duplicate field"),
        (r#"{"type": "FeatureCollection", "features": []}"#, None, "none of its 0 features"),
        (r#"{"type": "FeatureCollection", "features": [NaN]}"#, Some(1), "expected value"),
        (r#"{"type": "Polygon", "coordinates": []}"#, None, "this is a `Polygon`"),
        (r#"{"type": "Topology\u001b[2J", "objects": {}}"#, None, "this is a `Topology\u{fffd}[2J`"),
    ] {
        let (at, reason) = document_error(text);
        assert!(reason.contains(part), "`{part}` is not in `{reason}`");
        assert!(line.is_none() || at == line, "{text}: {at:?}");
    }
    let mut plain: Value = serde_json::from_str(&plot(&json!([SQUARE]))).unwrap();
    for (name, is_wgs84) in [
        ("urn:ogc:def:crs:OGC:1.3:CRS84", true),
        ("EPSG:4326", true),
        ("urn:ogc:def:crs:EPSG::25832", false),
        ("\u{1b}", false),
    ] {
        plain["crs"] = json!({ "type": "name", "properties": { "name": name } });
        assert_eq!(survey(&plain.to_string(), &Options::default()).is_ok(), is_wgs84, "{name}");
    }
    // A single feature is a file, too.
    assert_eq!(only(&feature("plot", &polygon(&json!([SQUARE]))).to_string()).origin.feature, 1);
}

#[test]
fn numbers_that_are_none_spoil_only_their_feature() {
    for number in ["1e999", "-1e999", "\"1\"", "null", "[1]", "true", "{}"] {
        let ring = format!("[[[0,0],[{number},0],[1,1],[0,0]]]");
        let text = format!(
            r#"{{"type":"FeatureCollection","features":[{},
            {{"type":"Feature","properties":{{"name":"b","large":1e999}},
            "geometry":{{"type":"Polygon","coordinates":{ring}}}}}]}}"#,
            feature("a", &polygon(&json!([SQUARE])))
        );
        let findings = refusals(&text, &Options::default());
        assert_eq!((findings.len(), findings[0].origin.feature), (1, 2));
        assert_eq!(findings[0].origin.line, 2);
        assert!(findings[0].reason.starts_with("it is not a GeoJSON feature: "), "{}", findings[0]);
    }
}

#[test]
fn nesting_is_bounded() {
    let deep =
        |inner: &str, open: &str, close: &str, depth| open.repeat(depth) + inner + &close.repeat(depth);
    let file = |feature: &str| format!(r#"{{"type":"FeatureCollection","features":[{feature}]}}"#);
    let polygon = |coordinates: &str| {
        file(&format!(
            r#"{{"type":"Feature","id":1,"geometry":{{"type":"Polygon","coordinates":{coordinates}}}}}"#
        ))
    };
    for depth in [100, 130, 100_000] {
        refused(&polygon(&deep("1", "[", "]", depth)), "it is not a GeoJSON feature");
        let open = r#"{"type":"GeometryCollection","geometries":["#;
        let collections = deep("", open, "]}", depth);
        let text = file(&format!(r#"{{"type":"Feature","id":1,"geometry":{collections}}}"#));
        refused(&text, "it is");
        assert!(survey(&deep("", "[", "]", depth), &Options::default()).is_err());
        assert!(survey(&deep("", "[", "", depth), &Options::default()).is_err());
        assert!(survey(&deep("1", "{\"type\":", "}", depth), &Options::default()).is_err());
        let crs = deep("1", "[", "]", depth);
        let text = format!(r#"{{"type":"FeatureCollection","features":[],"crs":{crs}}}"#);
        assert!(survey(&text, &Options::default()).is_err());
    }
}

#[test]
fn sizes_are_bounded() {
    let many = |number: usize| {
        format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, vec!["{}"; number].join(","))
    };
    let (_, reason) = document_error(&many(MAX_FEATURES + 1));
    assert!(reason.contains("more than 100000 features"), "{reason}");
    assert_eq!(refusals(&many(MAX_FEATURES), &Options::default()).len(), MAX_FEATURES);

    let wheel = |corners: usize| {
        let mut ring: Vec<[f64; 2]> = (0..corners)
            .map(|i| (i as f64 / corners as f64 * 2.0 * PI).sin_cos())
            .map(|(sine, cosine)| [cosine, sine])
            .collect();
        ring.push(ring[0]);
        plot(&json!([ring]))
    };
    only(&wheel(MAX_POSITIONS - 1));
    refused(&wheel(MAX_POSITIONS), "its boundary has 10001 positions");

    let mut large = feature("large", &polygon(&json!([SQUARE])));
    large["properties"]["text"] = "x".repeat(MAX_FEATURE_BYTES).into();
    refused(&collection(&[large]), "it is larger than 4 MiB");
    assert_eq!(document_error(&" ".repeat(MAX_FILE_BYTES as usize + 1)).1, "the file is too large");

    // A grate, each bar of which lies across the extents of all the others.
    let bars = (0..2_200).flat_map(|i| {
        let at = f64::from(i) * 4e-6;
        [[at, -at], [1.0 + at, 1.0 - at], [1.0 + at + 1e-6, 1.0 - at - 1e-6], [at + 2e-6, -at - 2e-6]]
    });
    let mut ring: Vec<[f64; 2]> = bars.collect();
    ring.extend([[-0.1, -0.3], [0.0, 0.0]]);
    refused(&plot(&json!([ring])), "too much across one another");
}

#[test]
fn spoilt_files_do_not_panic() {
    let whole = collection(&[
        feature(
            "plot",
            &polygon(&json!([
                SQUARE,
                [[-121.9995, 37.0002], [-121.9992, 37.0008], [-121.9998, 37.0005], [-121.9995, 37.0002]]
            ])),
        ),
        feature("line", &json!({ "type": "LineString", "coordinates": [[0, 0], [1, 1]] })),
    ]);
    for end in 0..whole.len() {
        assert!(survey(&whole[..end], &Options::default()).is_err(), "{}", &whole[..end]);
    }
    let every = Options { split: true, deny_overlaps: true, keep_going: true, tolerance_percent: 0.0 };
    for at in 0..whole.len() {
        for other in
            ["", "0", "9", "-", "e", ".", "[", "]", "{", "}", ",", "\"", "null", "1e400", "\u{0}", "é"]
        {
            let spoilt = format!("{}{other}{}", &whole[..at], &whole[at + 1..]);
            let _ = survey(&spoilt, &every);
        }
    }
}

/// Steps of the grid in a degree: a power of two, so that places on it are exact.
const GRID: f64 = 1_024.0;

/// Rings on a coarse grid, most of which touch or cross themselves.
fn coarse_ring() -> impl Strategy<Value = Vec<[f64; 2]>> {
    prop::collection::vec((0..6i32, 0..6i32), 3..9).prop_map(|corners| {
        let place = |(x, y): &(i32, i32)| [f64::from(*x) / GRID, 50.0 + f64::from(*y) / GRID];
        let mut ring: Vec<[f64; 2]> = corners.iter().map(place).collect();
        ring.push(ring[0]);
        ring
    })
}

/// Whether a ring on the grid is simple, in whole numbers, from the definition: no two sides meet but
/// neighbours, and those only in their corner.
fn is_simple(ring: &[[f64; 2]]) -> bool {
    type Corner = (i64, i64);
    let mut corners: Vec<Corner> =
        ring.iter().map(|[x, y]| ((x * GRID) as i64, ((y - 50.0) * GRID) as i64)).collect();
    corners.dedup();
    let turn =
        |a: Corner, b: Corner, c: Corner| ((b.0 - a.0) * (c.1 - a.1) - (b.1 - a.1) * (c.0 - a.0)).signum();
    let on = |a: Corner, b: Corner, c: Corner| {
        turn(a, b, c) == 0
            && (a.0.min(b.0)..=a.0.max(b.0)).contains(&c.0)
            && (a.1.min(b.1)..=a.1.max(b.1)).contains(&c.1)
    };
    let sides = corners.len() - 1;
    for i in 0..sides {
        let (a, b) = (corners[i], corners[i + 1]);
        for j in i + 1..sides {
            let (c, d) = (corners[j], corners[j + 1]);
            let meet = turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
            let touches = [on(a, b, c), on(a, b, d), on(c, d, a), on(c, d, b)];
            // Neighbours have a corner in common, which is an end of both and so counts twice.
            let neighbours =
                usize::from(b == c && j == i + 1) + usize::from(d == a && i == 0 && j == sides - 1);
            if meet || touches.iter().filter(|touch| **touch).count() != 2 * neighbours {
                return false;
            }
        }
    }
    sides >= 3
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn just_simple_rings_are_boundaries(ring in coarse_ring()) {
        let result = survey(&plot(&json!([ring])), &Options::default());
        prop_assert_eq!(result.is_ok(), is_simple(&ring), "{:?}", result);
        if let Ok(survey) = result {
            let parcel = &survey.parcels[0];
            let (area, expected) = (parcel.area_dm2 as f64 / 100.0, equal_area(&ring));
            prop_assert!((area - expected).abs() <= 0.0051 + bending(&ring), "{} and {}", area, expected);
            // Counterclockwise from the westernmost, southernmost position.
            let written = ring_of(parcel);
            let under = |side: &[[f64; 2]]| (side[1][0] - side[0][0]) * (side[0][1] + side[1][1] - 100.0);
            prop_assert!(written.windows(2).map(under).sum::<f64>() < 0.0);
            let first = written.iter().copied().reduce(|a, b| if a <= b { a } else { b });
            prop_assert_eq!(written.first().copied(), first);
        }
    }

    #[test]
    fn overlays_hold(one in coarse_ring(), other in coarse_ring(), hole in coarse_ring()) {
        let text = collection(&[
            feature("one", &polygon(&json!([one]))),
            feature("other", &polygon(&json!([other, hole]))),
        ]);
        let options = Options { keep_going: true, ..Options::default() };
        if let Ok(survey) = survey(&text, &options) {
            for overlap in &survey.overlaps {
                let smaller = survey.parcels.iter().map(|parcel| parcel.area_dm2).min().unwrap();
                prop_assert!(overlap.area_m2 <= smaller as f64 / 100.0 + 0.02);
            }
        }
    }

    #[test]
    fn a_point_inside_is_inside(ring in coarse_ring()) {
        if is_simple(&ring) {
            let corners = ring.iter().map(|[x, y]| geo::Coord { x: *x, y: *y }).collect();
            let polygon = geo::Polygon::new(geo::LineString(corners), vec![]);
            let point = measure::point_inside(&polygon).unwrap();
            prop_assert!(geo::Contains::contains(&polygon, &point));
        }
    }
}

// The real file.

#[test]
fn the_parliaments_land_is_surveyed() {
    let text = std::fs::read_to_string("../../scenarios/parliament/parcels.geojson").unwrap();
    let survey = surveyed(&text);
    assert_eq!((survey.parcels.len(), survey.skipped.len(), survey.refused.len()), (26, 0, 0));
    let cells: HashSet<u64> = survey.parcels.iter().map(|parcel| parcel.cell).collect();
    assert_eq!(cells.len(), 26);
    for parcel in &survey.parcels {
        assert!(parcel.deviation_percent.unwrap().abs() <= 0.1, "{parcel:?}");
        assert!((parcel.area_dm2 as f64 / 100.0 - equal_area(&ring_of(parcel))).abs() < 0.02, "{parcel:?}");
        assert_eq!(parcel.boundary_sha256, <[u8; 32]>::from(Sha256::digest(&parcel.boundary)));
        // Each number is there as it is in the file.
        for number in parcel.boundary.split(|c: char| !"-.0123456789".contains(c)).filter(|n| !n.is_empty()) {
            assert!(text.contains(&format!(" {number},\n")), "{number}");
        }
    }
    // N.01 and the second N.02 lie in the first N.02. That is how the file is.
    let pairs: Vec<_> =
        survey.overlaps.iter().map(|overlap| (overlap.first.feature, overlap.second.feature)).collect();
    assert_eq!(pairs, [(4, 24), (24, 25)]);
    let notes = survey.notes.iter().filter(|note| matches!(note.kind, NoteKind::NameRepeated { first: 24 }));
    assert_eq!(notes.count(), 1);
}
