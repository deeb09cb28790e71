import type { Held } from '../../chain/collection';
import type { DataOf } from '../../chain/kinds';
import type { Phase, Side } from '../../domain/case';

/** A case as the parts of its page see it. */
export interface CaseView {
  readonly held: Held<DataOf<'case'>>;
  readonly phase: Phase;
  readonly now: number;
  /** The side that the visitor acts for. */
  readonly side: Side | undefined;
  readonly seats: readonly Held<DataOf<'seat'>>[];
  readonly evidence: readonly Held<DataOf<'evidence'>>[];
}

export type Jurors = readonly Held<DataOf<'juror'>>[];
