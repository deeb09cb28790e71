//! A feature: its name, what it says of its area, and the polygons in it.

use super::document::{MAX_FEATURE_BYTES, RawFeature, printable, sentence};
use super::measure::measure;
use super::{Boundary, Defect, Finding, Note, NoteKind, Options, Origin, Parcel, Plot};
use geojson::feature::Id;
use geojson::{Feature, GeometryValue, PolygonType};
use serde::Deserialize;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// Bytes of a name at most.
pub const MAX_NAME_BYTES: usize = 96;

/// What became of a feature.
#[derive(Default)]
pub(super) struct Reading {
    pub plots: Vec<Plot>,
    pub skipped: Option<Finding>,
    pub refused: Vec<Finding>,
    pub notes: Vec<Note>,
}

/// Names of an otherwise malformed feature.
#[derive(Deserialize)]
struct Names {
    properties: Option<NameProperty>,
    id: Option<Value>,
}

#[derive(Deserialize)]
struct NameProperty {
    name: Option<Value>,
}

/// Reads a feature.
pub(super) fn read(raw: &RawFeature<'_>, options: &Options) -> Reading {
    let mut reading = Reading::default();
    let (feature, label) = parse(raw);
    let name = label.as_deref().map(|label| printable(label, MAX_NAME_BYTES));
    let origin = Origin { feature: raw.number, line: raw.line, name };
    let feature = match feature {
        Ok(feature) => feature,
        Err(defect) => {
            reading.refused.push(defect.of(origin));
            return reading;
        }
    };
    match polygons(feature.geometry.as_ref().map(|geometry| &geometry.value), options) {
        Ok(Shapes::None(reason)) => {
            reading.skipped = Some(Finding { origin, reason: reason.into(), hint: None });
        }
        Ok(Shapes::Polygons(polygons)) => match must_be_a_name(label.as_deref(), &origin) {
            Ok(()) => reading.survey(&origin, polygons, stated_area(&feature), options),
            Err(defect) => reading.refused.push(defect.of(origin)),
        },
        Err(defect) => reading.refused.push(defect.of(origin)),
    }
    reading
}

/// Parses a feature. Its name is read even when it is malformed, if that can be.
fn parse(raw: &RawFeature<'_>) -> (Result<Feature, Defect>, Option<String>) {
    if raw.text.len() > MAX_FEATURE_BYTES {
        let reason = format!("it is larger than {} MiB", MAX_FEATURE_BYTES as u64 / crate::file::MIB);
        return (Err(Defect::new(reason, "simplify the boundary, or drop properties")), None);
    }
    match serde_json::from_str::<Feature>(raw.text) {
        Ok(feature) => {
            let id = feature.id.as_ref().map(|id| match id {
                Id::String(text) => text.as_str().into(),
                Id::Number(number) => number.clone().into(),
            });
            let label = label(feature.property("name"), id.as_ref());
            (Ok(feature), label)
        }
        Err(error) => {
            let names = serde_json::from_str::<Names>(raw.text).ok();
            let label = names.and_then(|Names { properties, id }| {
                label(properties.and_then(|properties| properties.name).as_ref(), id.as_ref())
            });
            let reason = format!("it is not a GeoJSON feature: {}", sentence(&error));
            (Err(Defect { reason, hint: None }), label)
        }
    }
}

/// The first of a feature's names that is one.
fn label(name: Option<&Value>, id: Option<&Value>) -> Option<String> {
    [name, id].into_iter().flatten().find_map(|value| match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

fn must_be_a_name(label: Option<&str>, origin: &Origin) -> Result<(), Defect> {
    match label {
        None => Err(Defect::new(
            "it has no name",
            "give it a property `name`, or an `id`, that is a text or a number",
        )),
        Some(label) if origin.name.as_deref() != Some(label) => Err(Defect::new(
            format!("its name is longer than {MAX_NAME_BYTES} bytes, or has control characters in it"),
            "give it a shorter, plain name",
        )),
        Some(_) => Ok(()),
    }
}

/// The property `area_m2`: none, or unreadable, or square metres.
fn stated_area(feature: &Feature) -> Option<Result<f64, NoteKind>> {
    let value = feature.property("area_m2").filter(|value| !value.is_null())?;
    let area = value.as_f64().filter(|area| area.is_finite() && *area > 0.0);
    Some(area.ok_or(NoteKind::StatedAreaUnreadable))
}

enum Shapes<'a> {
    /// Nothing that has an area; why.
    None(&'static str),
    /// One, or several of a MultiPolygon that is to be split.
    Polygons(&'a [PolygonType]),
}

fn polygons<'a>(geometry: Option<&'a GeometryValue>, options: &Options) -> Result<Shapes<'a>, Defect> {
    Ok(match geometry {
        None => Shapes::None("it has no geometry"),
        Some(GeometryValue::Polygon { coordinates }) => Shapes::Polygons(std::slice::from_ref(coordinates)),
        Some(GeometryValue::MultiPolygon { coordinates }) => match coordinates.len() {
            0 => return Err(Defect { reason: "its MultiPolygon is empty".into(), hint: None }),
            // What many tools write for a plain polygon.
            1 => Shapes::Polygons(coordinates),
            _ if options.split => Shapes::Polygons(coordinates),
            parts => {
                return Err(Defect::new(
                    format!("it is a MultiPolygon of {parts} polygons, and a parcel is one polygon"),
                    "--split makes each of them a parcel of its own",
                ));
            }
        },
        Some(GeometryValue::GeometryCollection { .. }) => {
            return Err(Defect::new(
                "it is a GeometryCollection, and a parcel is one polygon",
                "make each polygon in it a feature of its own",
            ));
        }
        Some(GeometryValue::Point { .. } | GeometryValue::MultiPoint { .. }) => {
            Shapes::None("it is a point, not a polygon")
        }
        Some(GeometryValue::LineString { .. } | GeometryValue::MultiLineString { .. }) => {
            Shapes::None("it is a line, not a polygon")
        }
    })
}

impl Reading {
    fn survey(
        &mut self,
        origin: &Origin,
        polygons: &[PolygonType],
        stated: Option<Result<f64, NoteKind>>,
        options: &Options,
    ) {
        for (i, rings) in polygons.iter().enumerate() {
            let mut origin = origin.clone();
            if polygons.len() > 1 {
                origin.name = origin.name.map(|name| format!("{name}/{}", i + 1));
            }
            match plot(rings, &origin, &mut self.notes) {
                Ok(plot) => self.plots.push(plot),
                Err(defect) => self.refused.push(defect.of(origin)),
            }
        }
        match stated {
            // A part that is missing is reported already, and would make the rest look too small.
            Some(Ok(stated)) if self.plots.len() == polygons.len() => self.compare(origin, stated, options),
            Some(Err(kind)) => self.notes.push(Note { origin: origin.clone(), kind }),
            _ => {}
        }
    }

    /// Compares the feature's area with the stated one, which is that of all its parts.
    fn compare(&mut self, origin: &Origin, stated: f64, options: &Options) {
        let area = self.plots.iter().map(|plot| plot.parcel.area_dm2).sum::<u64>() as f64 / 100.0;
        let percent = (area - stated) / stated * 100.0;
        if let [plot] = &mut self.plots[..] {
            plot.parcel.stated_area_m2 = Some(stated);
            plot.parcel.deviation_percent = Some(percent);
        }
        if percent.abs() > options.tolerance_percent {
            let kind = NoteKind::AreaDeviates { percent, stated_area_m2: stated };
            self.notes.push(Note { origin: origin.clone(), kind });
        }
    }
}

fn plot(rings: &PolygonType, origin: &Origin, notes: &mut Vec<Note>) -> Result<Plot, Defect> {
    let (boundary, dropped) = Boundary::read(rings)?;
    let measured = measure(&boundary)?;
    let text = boundary.to_text();
    for (applies, kind) in [
        (dropped.altitudes > 0, NoteKind::AltitudesDropped { positions: dropped.altitudes }),
        (dropped.repeats > 0, NoteKind::RepeatsDropped { positions: dropped.repeats }),
        (!measured.is_centroid, NoteKind::CentroidOutside),
    ] {
        if applies {
            notes.push(Note { origin: origin.clone(), kind });
        }
    }
    let parcel = Parcel {
        origin: origin.clone(),
        latitude_e7: measured.latitude_e7,
        longitude_e7: measured.longitude_e7,
        area_dm2: measured.area_dm2,
        cell: measured.cell,
        boundary_sha256: Sha256::digest(&text).into(),
        boundary: text,
        stated_area_m2: None,
        deviation_percent: None,
    };
    Ok(Plot { parcel, boundary })
}
