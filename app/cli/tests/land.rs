//! Land is imported from the command line: data on stdout, the rest on stderr, and an exit code that tells.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

/// 26 plots, two of which contain another.
const PLOTS: &str = "../../scenarios/parliament/parcels.geojson";

fn import(arguments: &[&str]) -> Output {
    let command = ["land", "import"];
    Command::new(env!("CARGO_BIN_EXE_civitas")).args(command).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error} in {output:?}"))
}

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// A file of polygons, each a single ring.
    fn plots(&self, plots: &[(&str, Value)]) -> String {
        let features: Vec<Value> = plots
            .iter()
            .map(|(name, ring)| {
                let geometry = json!({ "type": "Polygon", "coordinates": [ring] });
                json!({ "type": "Feature", "properties": { "name": name }, "geometry": geometry })
            })
            .collect();
        let file = json!({ "type": "FeatureCollection", "features": features });
        self.write("plots.geojson", format!("{file:#}"))
    }
}

fn good() -> Value {
    json!([[8, 47], [8.001, 47], [8.001, 47.001], [8, 47]])
}

fn open() -> Value {
    json!([[8, 48], [8.001, 48], [8.001, 48.001], [8, 48.001]])
}

fn crossing() -> Value {
    json!([[8, 49], [8.001, 49.001], [8.001, 49], [8, 49.001], [8, 49]])
}

#[test]
fn the_parliaments_land_is_imported() {
    let output = import(&[PLOTS]);
    assert_eq!(output.status.code(), Some(0));
    let (table, remarks) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(table.lines().filter(|line| line.contains(" 8c2834")).count(), 26, "{table}");
    assert!(table.ends_with("26 parcels of 142,280.87 m².\n"), "{table}");
    assert!(!table.contains('\u{1b}') && !remarks.contains('\u{1b}'));
    assert_eq!(
        remarks,
        "note: feature 25 (N.02), line 1120: feature 24 has the same name\n\
         note: altitudes dropped in 26 parcels\n\
         note: repeated positions dropped in 26 parcels\n\
         warning: feature 24 (N.02), line 1076 overlaps feature 4 (N.01), line 141 by 3841.39 m²\n\
         warning: feature 25 (N.02), line 1120 overlaps feature 24 (N.02), line 1076 by 4465.57 m²\n"
    );

    let output = import(&[PLOTS, "--output", "json"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let survey = json(&output);
    assert!(survey.get("error").is_none());
    let parcel = &survey["parcels"][0];
    assert_eq!(
        (&parcel["name"], &parcel["feature"], &parcel["line"]),
        (&json!("S.10"), &json!(1), &json!(4))
    );
    assert_eq!((&parcel["cell"], &parcel["area_dm2"]), (&json!("8c28346249345ff"), &json!(225_676)));
    assert_eq!(
        (&parcel["latitude_e7"], &parcel["longitude_e7"]),
        (&json!(374_097_946), &json!(-1_220_068_046))
    );
    let hash = Sha256::digest(parcel["boundary"].as_str().unwrap());
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(parcel["boundary_sha256"], json!(hash));
    assert!(parcel["deviation_percent"].as_f64().unwrap().abs() <= 0.1);
    assert_eq!(survey["overlaps"].as_array().unwrap().len(), 2);
}

#[test]
fn boundaries_are_written_as_they_are_hashed() {
    let folder = Folder::new();
    let boundaries = folder.path("deep/er");
    for _ in 0..2 {
        let output = import(&[PLOTS, "--boundaries", boundaries.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0));
        assert!(text(&output.stdout).contains("\n26 boundaries written to "));
    }
    let mut files = 0;
    for entry in fs::read_dir(&boundaries).unwrap() {
        let path = entry.unwrap().path();
        let hash = Sha256::digest(fs::read(&path).unwrap());
        let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(path.file_name().unwrap().to_str().unwrap(), format!("{hash}.geojson"));
        files += 1;
    }
    assert_eq!(files, 26);

    // A file where the folder should be: the parcels are printed all the same.
    let file = folder.write("file", "");
    let output = import(&[PLOTS, "--boundaries", &file]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("26 parcels") && text(&output.stderr).contains("error: "));
}

#[test]
fn nothing_is_imported_when_something_is_refused() {
    let folder = Folder::new();
    let file = folder.plots(&[("good", good()), ("open", open()), ("crossing", crossing())]);
    let boundaries = folder.path("boundaries");
    let output = import(&[&file, "--boundaries", boundaries.to_str().unwrap()]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    assert!(!boundaries.exists());
    assert_eq!(
        text(&output.stderr),
        format!(
            "error: {file}: 2 parcels refused\n  \
               feature 2 (open), line 33: its outer ring is not closed: it ends elsewhere than it \
               begins\n    \
                 write its first position again at its end\n  \
               feature 3 (crossing), line 62: its outer ring crosses or touches itself near longitude \
               8.0005000, latitude 49.0005000\n    \
                 correct the boundary; `ST_MakeValid` of PostGIS or \"Fix geometries\" of QGIS may do it\n\
             nothing was imported; --keep-going imports the others\n"
        )
    );
    let output = import(&[&file, "--output", "json"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(2), ""));
    let document = json(&output);
    assert!(document.get("parcels").is_none());
    assert_eq!(document["error"]["kind"], "refused");
    assert_eq!(document["error"]["refused"][1]["name"], "crossing");
    assert_eq!(document["error"]["refused"][1]["feature"], 3);
}

#[test]
fn the_rest_is_imported_if_asked_for() {
    let folder = Folder::new();
    let file = folder.plots(&[("open", open()), ("good", good())]);
    let boundaries = folder.path("boundaries");
    let output = import(&[&file, "--keep-going", "--boundaries", boundaries.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("1 parcel of"), "{output:?}");
    assert!(text(&output.stderr).contains("1 parcel refused\n  feature 1 (open)"), "{output:?}");
    assert!(!text(&output.stderr).contains("nothing was imported"));
    assert_eq!(fs::read_dir(boundaries).unwrap().count(), 1);

    let document = json(&import(&[&file, "--keep-going", "--output", "json"]));
    assert_eq!(document["parcels"][0]["name"], "good");
    assert_eq!(document["refused"][0]["name"], "open");
    assert_eq!(document["error"]["kind"], "refused");
}

#[test]
fn overlaps_can_be_denied() {
    let output = import(&[PLOTS, "--deny-overlaps"]);
    assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
    let error = text(&output.stderr);
    assert!(
        error.contains("feature 24 (N.02), line 1076: it overlaps feature 4 (N.01), line 141 by 3841.39 m²")
    );
    let output = import(&[PLOTS, "--deny-overlaps", "--keep-going"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("24 parcels of"));
}

#[test]
fn multipolygons_and_lines_are_told_apart() {
    let folder = Folder::new();
    let geometry = json!({ "type": "MultiPolygon", "coordinates": [[good()], [[
        [9, 47], [9.001, 47], [9.001, 47.001], [9, 47]
    ]]] });
    let line = json!({ "type": "LineString", "coordinates": [[0, 0], [1, 1]] });
    let features = [("isles", geometry), ("road", line)].map(
        |(name, geometry)| json!({ "type": "Feature", "id": name, "properties": null, "geometry": geometry }),
    );
    let file = json!({ "type": "FeatureCollection", "features": features });
    let file = folder.write("isles.geojson", file.to_string());
    assert!(text(&import(&[&file]).stderr).contains("--split makes each of them a parcel of its own"));
    let output = import(&[&file, "--split"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains(" isles/1 ") && text(&output.stdout).contains(" isles/2 "));
    assert_eq!(text(&output.stderr), "note: skipped feature 2 (road), line 1: it is a line, not a polygon\n");
}

#[test]
fn the_tolerance_is_a_percentage() {
    let output = import(&[PLOTS, "--tolerance", "0.0705%"]);
    assert_eq!(output.status.code(), Some(0));
    let warnings = text(&output.stderr).lines().filter(|line| line.contains("off the stated")).count();
    assert_eq!(warnings, 2, "{output:?}");
    for wrong in ["-1", "nan", "inf", "a little", ""] {
        let output = import(&[PLOTS, &format!("--tolerance={wrong}"), "--output", "json"]);
        assert_eq!(
            (output.status.code(), &json(&output)["error"]["kind"]),
            (Some(2), &json!("usage")),
            "{wrong}"
        );
    }
}

#[test]
fn unreadable_files_are_refused() {
    let folder = Folder::new();
    let huge = folder.write("huge", "");
    // Mostly a hole, which takes no room on the disk.
    fs::OpenOptions::new().write(true).open(&huge).unwrap().set_len((64 << 20) + 1).unwrap();
    let truncated = fs::read(PLOTS).unwrap();
    let truncated = folder.write("truncated", &truncated[..truncated.len() / 2]);
    for (file, reason) in [
        (folder.path("nowhere").to_str().unwrap(), "there is no such file"),
        (folder.path("").to_str().unwrap(), "directory"),
        (&folder.write("empty", " \n"), "the file is empty"),
        (&folder.write("latin1", b"{\n\"type\": \"\xe4\"}"), "line 2: this line is not UTF-8 text"),
        (&huge, "the file is larger than 64 MiB"),
        (&truncated, "this is not GeoJSON: EOF while parsing"),
        (&folder.write("points", r#"{"type":"FeatureCollection","features":[]}"#), "none of its 0 features"),
    ] {
        let output = import(&[file]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""), "{file}");
        let error = text(&output.stderr);
        assert!(error.starts_with(&format!("error: {file}")), "{error}");
        assert!(error.contains(reason), "{error}");
    }
    // Editors' marks and Windows' line ends make no difference.
    let windows = fs::read_to_string(PLOTS).unwrap().replace('\n', "\r\n");
    let windows = folder.write("windows", format!("\u{feff}{windows}"));
    let parcels = |file: &str| json(&import(&[file, "--output", "json"]))["parcels"].clone();
    assert_eq!(parcels(&windows), parcels(PLOTS));
}
