; A frame of 5,000 bytes.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

define internal i64 @big_frame(i64 %x) noinline {
  %space = alloca [625 x i64], align 8
  %p = getelementptr i64, ptr %space, i64 %x
  store volatile i64 %x, ptr %p
  %first = load volatile i64, ptr %space
  ret i64 %first
}

define i64 @entrypoint(ptr %m) {
  %xp = getelementptr i64, ptr %m, i64 0
  %x = load i64, ptr %xp
  %r = call i64 @big_frame(i64 %x)
  ret i64 %r
}
