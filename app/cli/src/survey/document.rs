//! The file as a whole: GeoJSON, in the coordinates that GeoJSON means, and its features one by one.

use super::SurveyError;
use serde::de::{Deserialize, Deserializer, Error as _, SeqAccess, Visitor};
use serde_json::Value;
use serde_json::value::RawValue;
use std::fmt;

/// Features of a file at most.
pub const MAX_FEATURES: usize = 100_000;

/// Bytes of a feature at most. Features are parsed one at a time, so this bounds the memory that a file can
/// take.
pub const MAX_FEATURE_BYTES: usize = 4 << 20;

/// Names of WGS84 in the member `crs`, which older tools write and RFC 7946 has dropped.
const WGS84: [&str; 6] = [
    "urn:ogc:def:crs:OGC:1.3:CRS84",
    "urn:ogc:def:crs:OGC::CRS84",
    "OGC:CRS84",
    "CRS84",
    "urn:ogc:def:crs:EPSG::4326",
    "EPSG:4326",
];

/// A feature that has not been parsed.
pub(super) struct RawFeature<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The line in which it begins, from 1.
    pub line: u64,
    pub text: &'a str,
}

/// What the file must be; members that are not here do not matter.
#[derive(serde::Deserialize)]
struct Document<'a> {
    #[serde(rename = "type")]
    kind: String,
    #[serde(borrow)]
    features: Option<Features<'a>>,
    crs: Option<Value>,
}

/// Features, whose texts are kept instead of parsed: one that is malformed spoils only itself.
struct Features<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Features<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Counted;

        impl<'de> Visitor<'de> for Counted {
            type Value = Vec<&'de RawValue>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an array of features")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<Self::Value, A::Error> {
                let mut features = Vec::new();
                while let Some(feature) = array.next_element()? {
                    if features.len() == MAX_FEATURES {
                        let reason = format!("there are more than {MAX_FEATURES} features");
                        return Err(A::Error::custom(reason));
                    }
                    features.push(feature);
                }
                Ok(features)
            }
        }

        deserializer.deserialize_seq(Counted).map(Self)
    }
}

/// The features of a file that holds a FeatureCollection, or a single Feature.
pub(super) fn features(text: &str) -> Result<Vec<RawFeature<'_>>, SurveyError> {
    if text.len() as u64 > super::MAX_FILE_BYTES {
        return Err(SurveyError::document(None, "the file is too large", "split it into smaller files"));
    }
    let document: Document<'_> = serde_json::from_str(text).map_err(|error| {
        let line = u64::try_from(error.line()).ok().filter(|line| *line > 0);
        SurveyError::document(line, format!("this is not GeoJSON: {}", sentence(&error)), "")
    })?;
    if let Some(crs) = &document.crs {
        must_be_wgs84(crs)?;
    }
    match (document.kind.as_str(), document.features) {
        ("FeatureCollection", Some(Features(features))) => Ok(numbered(text, &features)),
        ("FeatureCollection", None) => {
            Err(SurveyError::document(None, "the FeatureCollection has no member `features`", ""))
        }
        ("Feature", _) => Ok(vec![RawFeature { number: 1, line: 1, text }]),
        (kind, _) => {
            let kind = printable(kind, 40);
            Err(SurveyError::document(
                None,
                format!("this is a `{kind}`, neither a FeatureCollection nor a Feature"),
                "parcels are features, since they have names",
            ))
        }
    }
}

fn must_be_wgs84(crs: &Value) -> Result<(), SurveyError> {
    let name = crs.pointer("/properties/name").and_then(Value::as_str);
    if crs.is_null() || name.is_some_and(|name| WGS84.contains(&name)) {
        return Ok(());
    }
    let name = name.map_or_else(|| "unnamed".into(), |name| printable(name, 80));
    Err(SurveyError::document(
        None,
        format!("the coordinates are not in WGS84, but in a system that is {name}"),
        "transform the file to WGS84 longitude and latitude, as with `ogr2ogr -t_srs EPSG:4326`",
    ))
}

fn numbered<'a>(text: &'a str, features: &[&'a RawValue]) -> Vec<RawFeature<'a>> {
    let (mut line, mut counted) = (1, 0);
    let mut numbered = Vec::with_capacity(features.len());
    for (i, feature) in features.iter().map(|raw| raw.get()).enumerate() {
        // Borrowed from the text, so it lies within; lines are counted from the feature before.
        let start = (feature.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let between = text.as_bytes().get(counted..start).unwrap_or_default();
        line += between.iter().filter(|byte| **byte == b'\n').count() as u64;
        counted = start;
        numbered.push(RawFeature { number: i + 1, line, text: feature });
    }
    numbered
}

/// What serde_json says, without the place, which is said elsewhere.
pub(super) fn sentence(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let sentence = text.rfind(" at line ").map_or(text.as_str(), |end| &text[..end]);
    printable(sentence, 200)
}

/// Text from the file, fit for a terminal: without control characters, and at most `limit` bytes of it.
pub(super) fn printable(text: &str, limit: usize) -> String {
    let end = text.floor_char_boundary(limit);
    let mut clean: String =
        text[..end].chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect();
    if end < text.len() {
        clean.push('…');
    }
    clean
}
