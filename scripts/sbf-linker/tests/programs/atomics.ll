; Counting and exchanging, atomically.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

define i64 @entrypoint(ptr %m) {
  %old = atomicrmw add ptr %m, i64 5 seq_cst
  %swap = cmpxchg ptr %m, i64 12, i64 100 acq_rel monotonic
  %seen = extractvalue { i64, i1 } %swap, 0
  %done = extractvalue { i64, i1 } %swap, 1
  %bit = zext i1 %done to i64
  %1 = mul i64 %seen, 10
  %2 = add i64 %1, %bit
  %3 = mul i64 %old, 1000
  %4 = add i64 %2, %3
  ret i64 %4
}
