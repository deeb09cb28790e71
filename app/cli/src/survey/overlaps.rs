//! Parcels that share land.

use super::measure::area_m2;
use super::{Defect, Finding, Origin, Plot, SurveyError};
use geo::{BooleanOps, BoundingRect, CoordsIter};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};
use serde::Serialize;

/// Positions at most that are overlaid to find overlaps, over all pairs of parcels whose extents meet. A
/// town of 100,000 parcels with eight corners takes some seven million.
pub const MAX_OVERLAY_POSITIONS: usize = 20_000_000;

/// Smallest overlap that is reported: a square decimetre, the unit in which the chain keeps areas.
const SMALLEST_M2: f64 = 0.01;

/// The same as a share of the larger parcel. The overlay rounds to a billionth of the parcels' extent,
/// which is a square decimetre and more along the borders of provinces.
const SMALLEST_SHARE: f64 = 1e-8;

/// Land that two parcels claim.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overlap {
    /// The parcel that comes first in the file.
    pub first: Origin,
    /// The one that comes later.
    pub second: Origin,
    /// Area of what they share, in square metres.
    pub area_m2: f64,
}

impl Overlap {
    /// That the later of the two is refused.
    pub(super) fn refusal(&self) -> Finding {
        Defect::new(
            format!("it overlaps {} by {:.2} m²", self.first, self.area_m2),
            "correct the boundaries, or leave out --deny-overlaps to be warned only",
        )
        .of(self.second.clone())
    }
}

/// Finds the pairs that overlap, in the order of the later parcel.
pub(super) fn find(plots: &[Plot]) -> Result<Vec<Overlap>, SurveyError> {
    let extents: Vec<_> = plots.iter().enumerate().filter_map(|(i, plot)| extent(i, plot)).collect();
    let tree = RTree::bulk_load(extents.clone());
    let mut overlaps = Vec::new();
    let mut overlaid = 0;
    for extent in &extents {
        let second = extent.data;
        let area = AABB::from_corners(extent.geom().lower(), extent.geom().upper());
        let mut earlier: Vec<usize> = tree
            .locate_in_envelope_intersecting(&area)
            .map(|other| other.data)
            .filter(|first| *first < second)
            .collect();
        earlier.sort_unstable();
        for first in earlier {
            let (one, other) = (&plots[first], &plots[second]);
            let pair = [one, other].map(|plot| plot.boundary.polygon());
            overlaid += pair.iter().map(|polygon| polygon.coords_count()).sum::<usize>();
            if overlaid > MAX_OVERLAY_POSITIONS {
                return Err(SurveyError::document(
                    None,
                    "too many parcels lie across one another to look for overlaps",
                    "is the same land in the file many times over? If not, split the file by area",
                ));
            }
            let area_m2 = pair[0].intersection(pair[1]).iter().map(area_m2).sum::<f64>();
            let larger = one.parcel.area_dm2.max(other.parcel.area_dm2) as f64 / 100.0;
            if area_m2 >= SMALLEST_M2.max(larger * SMALLEST_SHARE) {
                let (first, second) = (one.parcel.origin.clone(), other.parcel.origin.clone());
                overlaps.push(Overlap { first, second, area_m2 });
            }
        }
    }
    Ok(overlaps)
}

fn extent(i: usize, plot: &Plot) -> Option<GeomWithData<Rectangle<[f64; 2]>, usize>> {
    let extent = plot.boundary.polygon().bounding_rect()?;
    let (low, high) = (extent.min(), extent.max());
    Some(GeomWithData::new(Rectangle::from_corners([low.x, low.y], [high.x, high.y]), i))
}
