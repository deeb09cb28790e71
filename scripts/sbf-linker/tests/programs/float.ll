; A square root, which neither the machine nor the builtins have.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

define i64 @entrypoint(ptr %m) {
  %xp = getelementptr i64, ptr %m, i64 0
  %x = load i64, ptr %xp
  %f = uitofp i64 %x to double
  %g = call double @llvm.sqrt.f64(double %f)
  %r = fptoui double %g to i64
  ret i64 %r
}
declare double @llvm.sqrt.f64(double)
