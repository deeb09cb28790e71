//! Parcels of land from a GeoJSON file, with everything that the chain keeps of them.
//!
//! A parcel is a polygon of the file. The chain knows it by the H3 cell of its middle, and keeps the
//! middle, the area, and the SHA-256 of its [canonical boundary](Boundary#the-canonical-form). All of it
//! can be computed again from the boundary alone, with the tools at hand elsewhere:
//!
//! - area: on the WGS84 ellipsoid, within geodesics from corner to corner (Karney 2013, GeographicLib),
//!   without the holes;
//! - middle: the centroid in the plane of longitude and latitude, as GIS tools compute it; where that lies
//!   outside the parcel, a point inside, by the rule of PostGIS and GEOS (`ST_PointOnSurface`);
//! - cell: H3, resolution 12, of the middle as it is stored, in steps of 1e-7 degrees.
//!
//! Everything else here (crossings, what lies inside what, overlaps) is decided in the plane of longitude
//! and latitude, which RFC 7946 draws lines in. Along a side of 100 m, at middle latitudes, the two kinds
//! of line are less than a millimetre apart.

mod boundary;
mod document;
mod feature;
mod measure;
mod overlaps;
#[cfg(test)]
mod tests;

pub use boundary::{Boundary, MAX_POSITIONS, MAX_SPAN_DEGREES};
pub use document::{MAX_FEATURE_BYTES, MAX_FEATURES};
pub use feature::MAX_NAME_BYTES;
pub use overlaps::{MAX_OVERLAY_POSITIONS, Overlap};

use crate::{Error, file};
use feature::Reading;
use serde::{Serialize, Serializer};
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::path::Path;

/// Bytes of a file at most: room for 100,000 parcels of ten corners.
pub const MAX_FILE_BYTES: u64 = 64 << 20;

/// Deviation from a stated area that is not worth a warning, in percent.
pub const TOLERANCE_PERCENT: f64 = 0.1;

/// How strict to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Make each polygon of a MultiPolygon a parcel of its own, instead of refusing them.
    pub split: bool,
    /// Refuse parcels that overlap earlier ones, instead of reporting them.
    pub deny_overlaps: bool,
    /// Survey what can be, instead of nothing when something is refused.
    pub keep_going: bool,
    /// Deviation from a stated area from which on a note warns, in percent.
    pub tolerance_percent: f64,
}

impl Default for Options {
    fn default() -> Self {
        Self { split: false, deny_overlaps: false, keep_going: false, tolerance_percent: TOLERANCE_PERCENT }
    }
}

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Survey {
    /// The parcels, in the file's order.
    pub parcels: Vec<Parcel>,
    /// Features that are no land: points, lines, and those without a geometry.
    pub skipped: Vec<Finding>,
    /// Features that ought to be parcels and cannot; none unless [`Options::keep_going`].
    pub refused: Vec<Finding>,
    /// What is worth knowing about the parcels.
    pub notes: Vec<Note>,
    /// Parcels that share land, [refused](Options::deny_overlaps) ones included.
    pub overlaps: Vec<Overlap>,
}

/// A parcel, ready to be registered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Parcel {
    /// Where it is from, and what it is called.
    #[serde(flatten)]
    pub origin: Origin,
    /// Latitude of its middle, in 1e-7 degrees.
    pub latitude_e7: i32,
    /// Longitude of its middle, in 1e-7 degrees.
    pub longitude_e7: i32,
    /// Area in square decimetres, rounded to the nearest.
    pub area_dm2: u64,
    /// H3 cell of the middle, at resolution 12. In JSON the usual text of 15 hexadecimal
    /// digits.
    #[serde(serialize_with = "cell_text")]
    pub cell: u64,
    /// SHA-256 of `boundary`. In JSON 64 hexadecimal digits.
    #[serde(serialize_with = "hex_text")]
    pub boundary_sha256: [u8; 32],
    /// The boundary's canonical text.
    pub boundary: String,
    /// The feature's property `area_m2`, in square metres.
    pub stated_area_m2: Option<f64>,
    /// How much larger `area_dm2` is than the stated area, in percent of the latter.
    pub deviation_percent: Option<f64>,
}

impl Parcel {
    /// What it is called.
    pub fn name(&self) -> &str {
        self.origin.name.as_deref().unwrap_or_default()
    }
}

/// Where in the file something is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Origin {
    /// Number of the feature, from 1.
    pub feature: usize,
    /// Line in which the feature begins, from 1.
    pub line: u64,
    /// Its name, as far as it has one; of a part of a MultiPolygon with the part's number behind a slash.
    pub name: Option<String>,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.name {
            Some(name) => write!(f, "feature {} ({name}), line {}", self.feature, self.line),
            None => write!(f, "feature {}, line {}", self.feature, self.line),
        }
    }
}

/// Why a feature gives no parcel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The feature.
    #[serde(flatten)]
    pub origin: Origin,
    /// The reason.
    pub reason: String,
    /// What to do about it, where it does not follow from the reason.
    pub hint: Option<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.origin, self.reason)
    }
}

/// What is wrong with something, before it is said with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Defect {
    reason: String,
    hint: Option<&'static str>,
}

impl Defect {
    fn new(reason: impl Into<String>, hint: &'static str) -> Self {
        Self { reason: reason.into(), hint: Some(hint) }
    }

    fn of(self, origin: Origin) -> Finding {
        Finding { origin, reason: self.reason, hint: self.hint.map(Into::into) }
    }
}

/// Something worth knowing about a parcel that is in order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Note {
    /// The feature.
    #[serde(flatten)]
    pub origin: Origin,
    /// What it is.
    #[serde(flatten)]
    pub kind: NoteKind,
}

/// Kinds of [`Note`].
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "note")]
pub enum NoteKind {
    /// Positions had an altitude, which is not part of a boundary.
    AltitudesDropped {
        /// How many.
        positions: usize,
    },
    /// Positions followed their like.
    RepeatsDropped {
        /// How many.
        positions: usize,
    },
    /// The centroid lies outside the parcel, so its middle is a point inside.
    CentroidOutside,
    /// Another parcel has the same name.
    NameRepeated {
        /// Number of the first feature with that name.
        first: usize,
    },
    /// The property `area_m2` is no positive number.
    StatedAreaUnreadable,
    /// The area deviates from the stated one by more than the tolerance.
    AreaDeviates {
        /// How much larger it is than stated, in percent.
        percent: f64,
        /// What it was compared with, in square metres.
        stated_area_m2: f64,
    },
}

impl NoteKind {
    /// Whether something may be wrong.
    pub fn warns(&self) -> bool {
        matches!(self, Self::AreaDeviates { .. } | Self::StatedAreaUnreadable)
    }
}

impl fmt::Display for NoteKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AltitudesDropped { positions } => write!(f, "altitudes of {positions} positions dropped"),
            Self::RepeatsDropped { positions } => write!(f, "{positions} repeated positions dropped"),
            Self::CentroidOutside => {
                write!(f, "its centroid lies outside it; a point inside was taken instead")
            }
            Self::NameRepeated { first } => write!(f, "feature {first} has the same name"),
            Self::StatedAreaUnreadable => write!(f, "its property `area_m2` is not a positive number"),
            Self::AreaDeviates { percent, stated_area_m2 } => {
                write!(f, "its area is {percent:+.3} % off the stated {stated_area_m2:.2} m²")
            }
        }
    }
}

/// Why a file gives no survey.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SurveyError {
    /// The file as a whole is not what it should be.
    #[error("{reason}")]
    Document {
        /// The line, from 1, where there is one.
        line: Option<u64>,
        /// What is wrong.
        reason: String,
        /// What to do, where it does not follow from what is wrong.
        hint: Option<String>,
    },
    /// Features are not what they should be: all that are not.
    #[error("{} refused", .0.len())]
    Refused(Vec<Finding>),
}

impl SurveyError {
    fn document(line: impl Into<Option<u64>>, reason: impl Into<String>, hint: &str) -> Self {
        let hint = (!hint.is_empty()).then(|| hint.to_owned());
        Self::Document { line: line.into(), reason: reason.into(), hint }
    }
}

/// A parcel, and its boundary to compute with.
struct Plot {
    parcel: Parcel,
    boundary: Boundary,
}

/// Surveys the text of a GeoJSON file.
///
/// A cell makes a parcel unique on chain: whoever comes later in the file with the cell of another is
/// refused, as is, where overlaps are denied, whoever overlaps an earlier one.
///
/// # Errors
/// [`SurveyError::Document`] when the text is no GeoJSON in WGS84 coordinates, holds no polygon, or is
/// larger or denser than the limits allow. [`SurveyError::Refused`] with all that is wrong with features,
/// unless [`Options::keep_going`]. No text makes it panic.
pub fn survey(text: &str, options: &Options) -> Result<Survey, SurveyError> {
    let mut survey = Survey::default();
    let mut plots: Vec<Plot> = Vec::new();
    let mut cells: HashMap<u64, Origin> = HashMap::new();
    for raw in document::features(text)? {
        let Reading { plots: parts, skipped, refused, notes } = feature::read(&raw, options);
        survey.skipped.extend(skipped);
        survey.refused.extend(refused);
        survey.notes.extend(notes);
        for plot in parts {
            match cells.get(&plot.parcel.cell) {
                Some(holder) => survey.refused.push(same_cell(&plot.parcel, holder)),
                None => {
                    cells.insert(plot.parcel.cell, plot.parcel.origin.clone());
                    plots.push(plot);
                }
            }
        }
    }
    survey.overlaps = overlaps::find(&plots)?;
    if options.deny_overlaps {
        survey.refused.extend(survey.overlaps.iter().map(Overlap::refusal));
        let later: HashSet<&Origin> = survey.overlaps.iter().map(|overlap| &overlap.second).collect();
        plots.retain(|plot| !later.contains(&plot.parcel.origin));
    }
    survey.refused.sort_by_key(|finding| finding.origin.feature);
    if !survey.refused.is_empty() && !options.keep_going {
        return Err(SurveyError::Refused(survey.refused));
    }
    if plots.is_empty() && survey.refused.is_empty() {
        let reason = format!("none of its {} features is a polygon", survey.skipped.len());
        return Err(SurveyError::document(
            None,
            reason,
            "a parcel is a feature with a polygon as its geometry",
        ));
    }
    survey.parcels = plots.into_iter().map(|plot| plot.parcel).collect();
    survey.notes.extend(repeated_names(&survey.parcels));
    Ok(survey)
}

/// Surveys a file of the user's; with nothing to be done about what is refused.
///
/// # Errors
/// As [`survey`], with the file; and when it cannot be read.
pub fn load(path: &Path, options: &Options) -> Result<Survey, Error> {
    let text = file::text_within(path, MAX_FILE_BYTES)?;
    survey(&text, options).map_err(|error| match error {
        SurveyError::Document { line, reason, hint } => {
            Error::Input { file: path.to_owned(), line, reason, hint }
        }
        SurveyError::Refused(findings) => Error::Refused { file: path.to_owned(), findings, hint: None },
    })
}

fn same_cell(parcel: &Parcel, holder: &Origin) -> Finding {
    Defect::new(
        format!("it has the H3 cell {:x}, which {holder} has already", parcel.cell),
        "a cell, about 300 m², makes a parcel unique on chain: drop one, or join the two into one",
    )
    .of(parcel.origin.clone())
}

fn repeated_names(parcels: &[Parcel]) -> Vec<Note> {
    let mut first: HashMap<&str, usize> = HashMap::new();
    let mut notes = Vec::new();
    for parcel in parcels {
        let feature = *first.entry(parcel.name()).or_insert(parcel.origin.feature);
        if feature != parcel.origin.feature {
            notes.push(Note {
                origin: parcel.origin.clone(),
                kind: NoteKind::NameRepeated { first: feature },
            });
        }
    }
    notes
}

fn cell_text<S: Serializer>(cell: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{cell:x}"))
}

fn hex_text<S: Serializer>(bytes: &[u8; 32], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&crate::output::hex(bytes))
}
