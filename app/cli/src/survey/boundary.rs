//! Boundaries: what is a polygon, and the one text that it is hashed as.

use super::Defect;
use geo::coordinate_position::{CoordPos, coord_pos_relative_to_ring};
use geo::line_intersection::{LineIntersection, line_intersection};
use geo::winding_order::Winding;
use geo::{BoundingRect, Coord, GeoNum, Intersects, Kernel, Line, LineString, Orientation, Polygon, Rect};
use geojson::{PolygonType, Position};
use rstar::primitives::GeomWithData;
use rstar::{RTree, RTreeObject};
use std::cmp::Ordering;
use std::fmt::Write;

/// Positions of a boundary at most. Each side of a hole may have to be compared with each side around it.
pub const MAX_POSITIONS: usize = 10_000;

/// Pairs of sides at most that are looked at for crossings, whose extents meet. Of a surveyed boundary they
/// are a few for each side.
const MAX_COMPARISONS: usize = 2_000_000;

/// Width and height of a boundary at most, in degrees. What is larger is no parcel, and sides that are
/// drawn straight on a map and on the ground differ too much for the rest to hold.
pub const MAX_SPAN_DEGREES: f64 = 10.0;

const REPAIR: &str =
    "correct the boundary; `ST_MakeValid` of PostGIS or \"Fix geometries\" of QGIS may do it";
const DEGREES: &str =
    "positions are [longitude, latitude] in degrees, WGS84; transform the file if they are not";
const CUT: &str = "cut it along the 180th meridian and make each part a feature of its own (RFC 7946, 3.1.9)";

/// The boundary of a parcel: one ring around it, and one around each hole in it.
///
/// # The canonical form
///
/// A parcel's boundary is known on chain by the SHA-256 of a text that depends on nothing but the boundary:
/// not on the corner that it begins with, the way it turns, or how its file is laid out. The text is
///
/// 1. a GeoJSON geometry of type Polygon (RFC 7946), with the members `coordinates` and `type` and no other;
/// 2. positions are longitude and latitude, in this order; altitudes and whatever follows them are left out;
/// 3. positions that equal the one before them are left out;
/// 4. rings turn by the right-hand rule, the outer one counterclockwise and holes clockwise, in the plane
///    of longitude and latitude;
/// 5. a ring begins, and ends, with its westernmost position, the southernmost of several;
/// 6. holes are in the order of their positions, compared one after the other, each by longitude and then
///    latitude;
/// 7. it is written as RFC 8785 says (JSON Canonicalization Scheme), in UTF-8: no spaces, no line ends,
///    members in alphabetical order, and each number in the fewest digits that read back as the same
///    double. Digits of the file stay as they are, as far as a double holds them; zeros at the end go.
///
/// So the text of a triangle is `{"coordinates":[[[0,0],[1,0],[0.5,1.25],[0,0]]],"type":"Polygon"}`. After
/// steps 2 to 6 in JavaScript it is `JSON.stringify({coordinates, type: "Polygon"})`, and `sha256sum` of it
/// as a file is the hash on chain.
#[derive(Clone, Debug, PartialEq)]
pub struct Boundary(Polygon);

/// Positions, or parts of them, that the boundary is read without.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Dropped {
    pub altitudes: usize,
    pub repeats: usize,
}

impl Boundary {
    /// Reads the rings of a polygon as they are in a file.
    pub(super) fn read(rings: &PolygonType) -> Result<(Self, Dropped), Defect> {
        let positions: usize = rings.iter().map(Vec::len).sum();
        if positions > MAX_POSITIONS {
            let reason = format!("its boundary has {positions} positions, more than {MAX_POSITIONS}");
            return Err(Defect::new(reason, "simplify the boundary, or divide the parcel"));
        }
        let mut dropped = Dropped::default();
        let mut read = Vec::with_capacity(rings.len());
        for (i, ring) in rings.iter().enumerate() {
            read.push(read_ring(ring, Ring(i), &mut dropped)?);
        }
        if read.is_empty() {
            return Err(Defect { reason: "its boundary is empty".into(), hint: None });
        }
        let exterior = read.remove(0);
        must_be_small(&exterior)?;
        let boundary = Polygon::new(exterior, read);
        sides_must_not_meet(&boundary)?;
        holes_must_be_inside(&boundary)?;
        Ok((Self(canonical(boundary)), dropped))
    }

    /// The polygon, as longitude `x` and latitude `y` in degrees: its rings closed, in canonical order.
    pub fn polygon(&self) -> &Polygon {
        &self.0
    }

    /// The [canonical text](Self#the-canonical-form).
    pub fn to_text(&self) -> String {
        let mut text = String::from("{\"coordinates\":[");
        for (i, ring) in rings(&self.0).enumerate() {
            text.push_str(if i == 0 { "[" } else { ",[" });
            for (i, corner) in ring.0.iter().enumerate() {
                text.push_str(if i == 0 { "[" } else { ",[" });
                write_number(&mut text, corner.x);
                text.push(',');
                write_number(&mut text, corner.y);
                text.push(']');
            }
            text.push(']');
        }
        text.push_str("],\"type\":\"Polygon\"}");
        text
    }
}

/// That a boundary encloses no land.
pub(super) fn no_area() -> Defect {
    Defect::new("it encloses no area, or less than a square decimetre", REPAIR)
}

/// Number of a ring in its polygon, as errors call it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Ring(usize);

impl std::fmt::Display for Ring {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.0 {
            0 => write!(f, "its outer ring"),
            hole => write!(f, "its hole {hole}"),
        }
    }
}

fn rings(polygon: &Polygon) -> impl Iterator<Item = &LineString> {
    std::iter::once(polygon.exterior()).chain(polygon.interiors())
}

fn read_ring(positions: &[Position], ring: Ring, dropped: &mut Dropped) -> Result<LineString, Defect> {
    let mut corners: Vec<Coord> = Vec::with_capacity(positions.len());
    for (i, position) in positions.iter().enumerate() {
        let corner = read_position(position, i, ring)?;
        dropped.altitudes += usize::from(position.len() > 2);
        corners.push(corner);
    }
    if corners.len() < 4 {
        return Err(Defect::new(
            format!("{ring} has {} positions, and the smallest ring has four", corners.len()),
            "a ring is written with its first position again at its end",
        ));
    }
    if corners.first() != corners.last() {
        return Err(Defect::new(
            format!("{ring} is not closed: it ends elsewhere than it begins"),
            "write its first position again at its end",
        ));
    }
    must_not_go_round(&corners, ring)?;
    corners.dedup();
    dropped.repeats += positions.len() - corners.len();
    // Of what is left, a ring of two corners and all of its sides in one line are alike.
    let straight = |corners: &[Coord]| match corners {
        [first, second, rest @ ..] => rest.iter().all(|corner| in_line(*first, *second, *corner)),
        _ => true,
    };
    if corners.len() < 4 || straight(&corners) {
        return Err(Defect::new(format!("{ring} encloses no area"), "a ring has three corners at least"));
    }
    Ok(LineString(corners))
}

fn read_position(position: &Position, i: usize, ring: Ring) -> Result<Coord, Defect> {
    let [longitude, latitude, ..] = *position.as_slice() else {
        let reason = format!("position {} of {ring} has fewer than two numbers", i + 1);
        return Err(Defect::new(reason, DEGREES));
    };
    // Neither holds of what is not a number.
    if !(longitude.abs() <= 180.0 && latitude.abs() <= 90.0) {
        let hint = if longitude.abs() <= 90.0 && latitude.abs() <= 180.0 {
            "are longitude and latitude the wrong way round? In GeoJSON the longitude comes first"
        } else {
            DEGREES
        };
        let reason =
            format!("position {} of {ring}, [{longitude:e}, {latitude:e}], is not on the globe", i + 1);
        return Err(Defect::new(reason, hint));
    }
    // Negative zero is zero, and written so.
    Ok(Coord { x: longitude + 0.0, y: latitude + 0.0 })
}

/// Refuses rings that are not in one piece in the plane of longitude and latitude.
fn must_not_go_round(corners: &[Coord], ring: Ring) -> Result<(), Defect> {
    if corners.iter().any(|corner| corner.y.abs() == 90.0) {
        return Err(Defect::new(format!("{ring} touches a pole"), "land at a pole cannot be surveyed here"));
    }
    let steps = || corners.windows(2).map(|pair| pair[1].x - pair[0].x);
    if steps().all(|step| step.abs() < 180.0) {
        return Ok(());
    }
    // The shorter way from corner to corner leads round the globe, or back to where it began.
    let turn: f64 =
        steps().map(|step| if step.abs() < 180.0 { step } else { step - 360.0_f64.copysign(step) }).sum();
    Err(if turn.abs() > 180.0 {
        Defect::new(format!("{ring} goes round a pole"), "land at a pole cannot be surveyed here")
    } else {
        Defect::new(format!("{ring} crosses the antimeridian"), CUT)
    })
}

fn must_be_small(exterior: &LineString) -> Result<(), Defect> {
    let extent = exterior.bounding_rect().ok_or_else(no_area)?;
    if extent.width() > MAX_SPAN_DEGREES || extent.height() > MAX_SPAN_DEGREES {
        return Err(Defect::new(
            format!("it is {:.1} by {:.1} degrees large", extent.width(), extent.height()),
            "a parcel is at most 10 degrees wide and high; divide it",
        ));
    }
    Ok(())
}

/// A side of a ring, with its place in the polygon.
type Side = GeomWithData<Line, Place>;

#[derive(Clone, Copy)]
struct Place {
    /// Number of the ring.
    ring: usize,
    /// Number of the side in the ring.
    side: usize,
    /// Number of the side in the polygon.
    order: usize,
    /// Number of the side that follows it in the ring.
    next: usize,
}

/// Refuses sides that meet elsewhere than in a corner: in a ring the one between neighbours, else one that
/// both rings have. That they do so is decided exactly, without rounding.
fn sides_must_not_meet(polygon: &Polygon) -> Result<(), Defect> {
    let mut sides: Vec<Side> = Vec::new();
    for (ring, corners) in rings(polygon).enumerate() {
        let count = corners.0.len() - 1;
        for (side, line) in corners.lines().enumerate() {
            let place = Place { ring, side, order: sides.len(), next: (side + 1) % count };
            sides.push(Side::new(line, place));
        }
    }
    let tree = RTree::bulk_load(sides.clone());
    let mut compared = 0;
    for one in &sides {
        let mut met: Option<&Side> = None;
        let near = tree.locate_in_envelope_intersecting(&one.envelope());
        for other in near.filter(|other| other.data.order > one.data.order) {
            compared += 1;
            let is_first = met.is_none_or(|met| other.data.order < met.data.order);
            if is_first && meet_wrongly(one, other) {
                met = Some(other);
            }
        }
        if let Some(other) = met {
            return Err(Defect::new(describe_meeting(one, other), REPAIR));
        }
        if compared > MAX_COMPARISONS {
            return Err(Defect::new(
                "its sides lie too much across one another to look for crossings",
                "simplify the boundary, or divide the parcel",
            ));
        }
    }
    Ok(())
}

fn meet_wrongly(one: &Side, other: &Side) -> bool {
    let (a, b) = (*one.geom(), *other.geom());
    if !a.intersects(&b) {
        return false;
    }
    let (at, to) = (one.data, other.data);
    if at.ring == to.ring && at.next != to.side && to.next != at.side {
        return true;
    }
    let ends = |line: Line| [(line.start, line.end), (line.end, line.start)];
    let mut shared = ends(a).into_iter().flat_map(|a| ends(b).map(|b| (a, b)));
    match shared.find(|((corner, _), (other, _))| corner == other) {
        None => true,
        // From a corner that both have, they part unless one lies on the other.
        Some(((corner, a), (_, b))) => {
            in_line(corner, a, b)
                && a.x.total_cmp(&corner.x) == b.x.total_cmp(&corner.x)
                && a.y.total_cmp(&corner.y) == b.y.total_cmp(&corner.y)
        }
    }
}

fn describe_meeting(one: &Side, other: &Side) -> String {
    let near = match line_intersection(*one.geom(), *other.geom()) {
        Some(LineIntersection::SinglePoint { intersection, .. }) => intersection,
        Some(LineIntersection::Collinear { intersection }) => intersection.start,
        // Where rounding has parted them.
        None => one.geom().start,
    };
    let (ring, with) = (Ring(one.data.ring), Ring(other.data.ring));
    let what = if ring == with {
        format!("{ring} crosses or touches itself")
    } else {
        format!("{ring} and {with} cross, or touch elsewhere than in a corner of both")
    };
    format!("{what} near longitude {:.7}, latitude {:.7}", near.x, near.y)
}

/// Refuses holes outside the outer ring, or in one another. Sides do not cross any more, so each lies as
/// its middle does.
fn holes_must_be_inside(polygon: &Polygon) -> Result<(), Defect> {
    let any = |ring: &LineString, place: CoordPos, of: &LineString| {
        ring.lines().any(|side| coord_pos_relative_to_ring(middle(side), of) == place)
    };
    let extents: Vec<Option<Rect>> = polygon.interiors().iter().map(BoundingRect::bounding_rect).collect();
    for (i, hole) in polygon.interiors().iter().enumerate() {
        let name = Ring(i + 1);
        if any(hole, CoordPos::Outside, polygon.exterior()) {
            return Err(Defect::new(format!("{name} is not inside its outer ring"), REPAIR));
        }
        for (j, earlier) in polygon.interiors()[..i].iter().enumerate() {
            let apart = extents[i].zip(extents[j]).is_some_and(|(one, other)| !one.intersects(&other));
            if !apart && (any(hole, CoordPos::Inside, earlier) || any(earlier, CoordPos::Inside, hole)) {
                let reason = format!("{} and {} lie in one another", Ring(j + 1), name);
                return Err(Defect::new(reason, REPAIR));
            }
        }
    }
    Ok(())
}

/// Whether three positions are in one line, decided without rounding.
fn in_line(a: Coord, b: Coord, c: Coord) -> bool {
    <f64 as GeoNum>::Ker::orient2d(a, b, c) == Orientation::Collinear
}

fn middle(side: Line) -> Coord {
    Coord { x: f64::midpoint(side.start.x, side.end.x), y: f64::midpoint(side.start.y, side.end.y) }
}

/// Steps 4 to 6 of the canonical form.
fn canonical(polygon: Polygon) -> Polygon {
    let (mut exterior, mut holes) = polygon.into_inner();
    exterior.make_ccw_winding();
    begin_in_the_west(&mut exterior);
    for hole in &mut holes {
        hole.make_cw_winding();
        begin_in_the_west(hole);
    }
    holes.sort_by(|a, b| {
        let pairs = a.0.iter().zip(&b.0).map(|(a, b)| by_longitude(a, b));
        pairs.fold(Ordering::Equal, Ordering::then).then(a.0.len().cmp(&b.0.len()))
    });
    Polygon::new(exterior, holes)
}

fn begin_in_the_west(ring: &mut LineString) {
    ring.0.pop();
    let first = (0..ring.0.len()).min_by(|a, b| by_longitude(&ring.0[*a], &ring.0[*b])).unwrap_or(0);
    ring.0.rotate_left(first);
    ring.close();
}

fn by_longitude(a: &Coord, b: &Coord) -> Ordering {
    a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y))
}

/// Writes a number as ECMAScript does, whose text RFC 8785 prescribes: below a millionth with an exponent.
fn write_number(text: &mut String, number: f64) {
    // Writing to a string cannot fail.
    let _ = if number != 0.0 && number.abs() < 1e-6 {
        write!(text, "{number:e}")
    } else {
        write!(text, "{number}")
    };
}
