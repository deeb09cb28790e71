; Signed quotient and remainder of words 0 and 2, to words 4 and 5; then of the pairs 0-1 and 2-3:
; unsigned quotient and remainder, signed quotient and remainder, two words each from word 6 on.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

define i64 @entrypoint(ptr %m) {
  %xp = getelementptr i64, ptr %m, i64 0
  %x = load i64, ptr %xp
  %yp = getelementptr i64, ptr %m, i64 2
  %y = load i64, ptr %yp
  %m2 = getelementptr i64, ptr %m, i64 2
  %wx = load i128, ptr %m, align 8
  %wy = load i128, ptr %m2, align 8
  %sdivv = sdiv i64 %x, %y
  %sdivp = getelementptr i64, ptr %m, i64 4
  store i64 %sdivv, ptr %sdivp
  %sremv = srem i64 %x, %y
  %sremp = getelementptr i64, ptr %m, i64 5
  store i64 %sremv, ptr %sremp
  %wudivv = udiv i128 %wx, %wy
  %wudivp = getelementptr i64, ptr %m, i64 6
  store i128 %wudivv, ptr %wudivp, align 8
  %wuremv = urem i128 %wx, %wy
  %wuremp = getelementptr i64, ptr %m, i64 8
  store i128 %wuremv, ptr %wuremp, align 8
  %wsdivv = sdiv i128 %wx, %wy
  %wsdivp = getelementptr i64, ptr %m, i64 10
  store i128 %wsdivv, ptr %wsdivp, align 8
  %wsremv = srem i128 %wx, %wy
  %wsremp = getelementptr i64, ptr %m, i64 12
  store i128 %wsremv, ptr %wsremp, align 8
  ret i64 0
}
