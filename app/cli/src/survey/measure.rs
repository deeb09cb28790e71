//! What the chain keeps of a boundary: area, middle, cell.

use super::boundary::Boundary;
use super::{Defect, boundary};
use geo::{Centroid, Contains, Coord, CoordsIter, GeodesicArea, LinesIter, Point, Polygon};
use h3o::{LatLng, Resolution};

/// Resolution of the cells: 307 m² on average, so that neighbouring plots have different ones.
pub const RESOLUTION: Resolution = Resolution::Twelve;

/// Steps of the stored coordinates in a degree.
const STEPS_IN_DEGREE: f64 = 1e7;

/// Measurements of a boundary.
pub(super) struct Measured {
    pub area_dm2: u64,
    pub latitude_e7: i32,
    pub longitude_e7: i32,
    pub cell: u64,
    /// Whether the middle is the centroid, not another point inside.
    pub is_centroid: bool,
}

/// Measures what a boundary encloses.
pub(super) fn measure(boundary: &Boundary) -> Result<Measured, Defect> {
    let polygon = boundary.polygon();
    let area_dm2 = (area_m2(polygon) * 100.0).round() as u64;
    if area_dm2 == 0 {
        return Err(boundary::no_area());
    }
    let centroid = polygon.centroid().filter(|centroid| polygon.contains(centroid));
    let middle = centroid.or_else(|| point_inside(polygon)).ok_or_else(boundary::no_area)?;
    let (latitude_e7, longitude_e7) = (steps(middle.y()), steps(middle.x()));
    // Of the steps, not of the point, so that whoever has only the steps finds the same cell.
    let (latitude, longitude) =
        (f64::from(latitude_e7) / STEPS_IN_DEGREE, f64::from(longitude_e7) / STEPS_IN_DEGREE);
    let place = LatLng::new(latitude, longitude).map_err(|_| boundary::no_area())?;
    Ok(Measured {
        area_dm2,
        latitude_e7,
        longitude_e7,
        cell: place.to_cell(RESOLUTION).into(),
        is_centroid: centroid.is_some(),
    })
}

/// Area of a polygon on the ellipsoid, in square metres, whichever way its rings turn.
pub(super) fn area_m2(polygon: &Polygon) -> f64 {
    let ring = |ring: &geo::LineString| Polygon::new(ring.clone(), vec![]).geodesic_area_signed().abs();
    ring(polygon.exterior()) - polygon.interiors().iter().map(ring).sum::<f64>()
}

/// A point well inside a polygon: the middle of the widest stretch of a parallel that lies inside. The
/// parallel runs halfway between the corners next above and below the middle of the polygon's height, and
/// so through no corner. This is the rule of JTS (`InteriorPointArea`), GEOS and PostGIS
/// (`ST_PointOnSurface`).
pub(super) fn point_inside(polygon: &Polygon) -> Option<Point> {
    let heights = || polygon.coords_iter().map(|corner| corner.y);
    let (lowest, highest) =
        heights().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), y| (low.min(y), high.max(y)));
    let middle = f64::midpoint(lowest, highest);
    let below = heights().filter(|y| *y <= middle).fold(lowest, f64::max);
    let above = heights().filter(|y| *y > middle).fold(highest, f64::min);
    let parallel = f64::midpoint(below, above);

    let mut crossings: Vec<f64> = polygon
        .lines_iter()
        // Each side with its lower end and without its upper: a corner on the parallel counts once, or twice.
        .filter(|side| (side.start.y <= parallel) != (side.end.y <= parallel))
        .map(|side| {
            let share = (parallel - side.start.y) / (side.end.y - side.start.y);
            side.start.x + share * (side.end.x - side.start.x)
        })
        .collect();
    crossings.sort_by(f64::total_cmp);
    crossings
        .chunks_exact(2)
        // The first of equals, as there.
        .min_by(|a, b| (b[1] - b[0]).total_cmp(&(a[1] - a[0])))
        .map(|stretch| Point(Coord { x: f64::midpoint(stretch[0], stretch[1]), y: parallel }))
}

/// Degrees in the steps that are stored, rounded to the nearest. They are within 180 degrees, so it cannot
/// overflow.
fn steps(degrees: f64) -> i32 {
    (degrees * STEPS_IN_DEGREE).round() as i32
}
