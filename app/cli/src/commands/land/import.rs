use crate::Error;
use crate::output::{Output, Remark, counted, grouped, hex, table};
use crate::survey::{self, NoteKind, Options, Parcel, Survey, TOLERANCE_PERCENT};
use clap::Args;
use std::path::{Path, PathBuf};

/// Arguments of `civitas land import`.
#[derive(Debug, Args)]
pub struct Import {
    /// GeoJSON file (RFC 7946) of at most 64 MiB and 100,000 features. Parcels are called by the property
    /// `name`, else by the `id`, and compared with the property `area_m2` if there is one.
    file: PathBuf,

    /// Write each canonical boundary into this folder, as SHA256.geojson: a file with exactly that hash.
    #[arg(long, value_name = "DIR")]
    boundaries: Option<PathBuf>,

    /// Make each polygon of a MultiPolygon a parcel of its own, NAME/1, NAME/2 and so on.
    #[arg(long)]
    split: bool,

    /// Refuse parcels that overlap one that comes earlier, instead of warning.
    #[arg(long)]
    deny_overlaps: bool,

    /// Print the parcels that are in order even if others are refused.
    #[arg(long)]
    keep_going: bool,

    /// Warn where the area deviates by more than this many percent from the property `area_m2`.
    #[arg(long, value_name = "PERCENT", default_value_t = TOLERANCE_PERCENT, value_parser = percent)]
    tolerance: f64,
}

fn percent(text: &str) -> Result<f64, String> {
    let percent = text.trim_end_matches('%').parse().ok().filter(|percent: &f64| percent.is_finite());
    percent.filter(|percent| *percent >= 0.0).ok_or_else(|| "this is not a percentage, as 0.1 is".into())
}

impl Import {
    pub(in crate::commands) fn execute(&self) -> Result<Output, Error> {
        let options = Options {
            split: self.split,
            deny_overlaps: self.deny_overlaps,
            keep_going: self.keep_going,
            tolerance_percent: self.tolerance,
        };
        let survey = survey::load(&self.file, &options).map_err(|error| match error {
            Error::Refused { file, findings, .. } => {
                let hint = "nothing was imported; --keep-going imports the others".to_owned();
                Error::Refused { file, findings, hint: Some(hint) }
            }
            other => other,
        })?;
        let mut failure = (!survey.refused.is_empty()).then(|| Error::Refused {
            file: self.file.clone(),
            findings: survey.refused.clone(),
            hint: None,
        });
        let mut human = parcels(&survey.parcels);
        if let Some(folder) = &self.boundaries {
            match write_boundaries(&survey.parcels, folder) {
                Ok(()) => {
                    let boundaries = counted_boundaries(survey.parcels.len());
                    human += &format!("{boundaries} written to {}.\n", folder.display());
                }
                // The parcels are not lost with them.
                Err(error) => failure = failure.or(Some(error)),
            }
        }
        Ok(Output::new(&survey, human).remarking(remarks(&survey)).failing(failure))
    }
}

fn parcels(parcels: &[Parcel]) -> String {
    let degrees = |e7: i32| format!("{:.7}", f64::from(e7) / 1e7);
    let square_metres = |dm2: u64| format!("{}.{:02}", grouped(dm2 / 100), dm2 % 100);
    let rows = parcels.iter().map(|parcel| {
        [
            parcel.name().to_owned(),
            format!("{:x}", parcel.cell),
            format!("{}…", &hex(&parcel.boundary_sha256)[..8]),
            degrees(parcel.latitude_e7),
            degrees(parcel.longitude_e7),
            square_metres(parcel.area_dm2),
            parcel.deviation_percent.map_or_else(String::new, |percent| format!("{percent:+.3} %")),
        ]
    });
    let table = table(["Parcel", "Cell", "Boundary", "Latitude", "Longitude", "m²", "Off stated"], 3, rows);
    // Areas are at most that of the globe each.
    let area = parcels.iter().map(|parcel| parcel.area_dm2).sum();
    let total = format!("{} of {} m².", counted(parcels.len() as u64, "parcel"), square_metres(area));
    format!("{table}{total}\n")
}

fn counted_boundaries(number: usize) -> String {
    if number == 1 { "1 boundary".into() } else { format!("{} boundaries", grouped(number as u64)) }
}

fn write_boundaries(parcels: &[Parcel], folder: &Path) -> Result<(), Error> {
    let failed = |path: &Path, error: std::io::Error| Error::input(path, None, error.to_string());
    std::fs::create_dir_all(folder).map_err(|error| failed(folder, error))?;
    for parcel in parcels {
        let path = folder.join(format!("{}.geojson", hex(&parcel.boundary_sha256)));
        std::fs::write(&path, &parcel.boundary).map_err(|error| failed(&path, error))?;
    }
    Ok(())
}

/// What to tell people beside the parcels. What nearly every file has is told once, not for each feature.
fn remarks(survey: &Survey) -> Vec<Remark> {
    let mut remarks: Vec<Remark> =
        survey.skipped.iter().map(|skipped| Remark::note(format!("skipped {skipped}"))).collect();
    let (mut altitudes, mut repeats) = (0, 0);
    for note in &survey.notes {
        match note.kind {
            NoteKind::AltitudesDropped { .. } => altitudes += 1,
            NoteKind::RepeatsDropped { .. } => repeats += 1,
            ref kind => {
                let text = format!("{}: {kind}", note.origin);
                remarks.push(if kind.warns() { Remark::warning(text) } else { Remark::note(text) });
            }
        }
    }
    for (number, what) in [(altitudes, "altitudes"), (repeats, "repeated positions")] {
        if number > 0 {
            remarks.push(Remark::note(format!("{what} dropped in {}", counted(number, "parcel"))));
        }
    }
    remarks.extend(survey.overlaps.iter().map(|overlap| {
        Remark::warning(format!("{} overlaps {} by {:.2} m²", overlap.second, overlap.first, overlap.area_m2))
    }));
    remarks
}
