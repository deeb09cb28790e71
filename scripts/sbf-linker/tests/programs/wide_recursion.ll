; A function of six arguments that calls itself cannot be inlined.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

define internal i64 @recursive(i64 %a, i64 %b, i64 %c, i64 %d, i64 %e, i64 %f) noinline {
  %stop = icmp eq i64 %a, 0
  br i1 %stop, label %end, label %more
more:
  %less = sub i64 %a, 1
  %1 = call i64 @recursive(i64 %less, i64 %f, i64 %b, i64 %c, i64 %d, i64 %e)
  %2 = mul i64 %1, %e
  %3 = call i64 @recursive(i64 %less, i64 %2, i64 %f, i64 %b, i64 %c, i64 %d)
  ret i64 %3
end:
  %4 = xor i64 %b, %f
  ret i64 %4
}

define i64 @entrypoint(ptr %m) {
  %w0p = getelementptr i64, ptr %m, i64 0
  %w0 = load i64, ptr %w0p
  %w1p = getelementptr i64, ptr %m, i64 1
  %w1 = load i64, ptr %w1p
  %w2p = getelementptr i64, ptr %m, i64 2
  %w2 = load i64, ptr %w2p
  %w3p = getelementptr i64, ptr %m, i64 3
  %w3 = load i64, ptr %w3p
  %w4p = getelementptr i64, ptr %m, i64 4
  %w4 = load i64, ptr %w4p
  %w5p = getelementptr i64, ptr %m, i64 5
  %w5 = load i64, ptr %w5p
  %r = call i64 @recursive(i64 %w0, i64 %w1, i64 %w2, i64 %w3, i64 %w4, i64 %w5)
  ret i64 %r
}
