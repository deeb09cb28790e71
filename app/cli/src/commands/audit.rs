use crate::Error;
use crate::audit::audit;
use crate::context::Source;
use crate::output::{Output, Remark};
use clap::Args;

/// Arguments of `civitas audit`.
#[derive(Debug, Args)]
pub struct Audit {
    #[command(flatten)]
    source: Source,
}

impl Audit {
    pub(super) fn execute(&self) -> Result<Output, Error> {
        let audit = audit(&self.source.books()?);
        let failure = audit.failure();
        let remarks = audit.unbooked().into_iter().map(Remark::note).collect();
        let human = format!("{}{}\n", audit.to_human(), audit.summary());
        Ok(Output::new(&audit, human).remarking(remarks).failing(failure))
    }
}
