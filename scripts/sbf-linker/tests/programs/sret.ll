; Structures returned through a pointer marked sret, by functions called through a pointer: where all calls
; are known, LLVM drops the mark itself.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

define internal void @fill(ptr noalias sret([4 x i64]) %out, ptr %m) noinline {
  %xp = getelementptr i64, ptr %m, i64 0
  %x = load i64, ptr %xp
  %yp = getelementptr i64, ptr %m, i64 1
  %y = load i64, ptr %yp
  %sum = add i64 %x, %y
  store i64 %sum, ptr %out
  %last = getelementptr i64, ptr %out, i64 3
  store volatile i64 %x, ptr %last
  ret void
}

define internal void @other_fill(ptr noalias sret([4 x i64]) %out, ptr %m) noinline {
  %xp = getelementptr i64, ptr %m, i64 0
  %x = load i64, ptr %xp
  %yp = getelementptr i64, ptr %m, i64 1
  %y = load i64, ptr %yp
  %sum = sub i64 %x, %y
  store i64 %sum, ptr %out
  %last = getelementptr i64, ptr %out, i64 3
  store volatile i64 %x, ptr %last
  ret void
}

define i64 @entrypoint(ptr %m) {
  %slot = alloca [4 x i64], align 8
  %choice = load volatile i64, ptr %m
  %odd = trunc i64 %choice to i1
  %function = select i1 %odd, ptr @other_fill, ptr @fill
  call void %function(ptr sret([4 x i64]) %slot, ptr %m)
  %first = load volatile i64, ptr %slot
  %last = getelementptr i64, ptr %slot, i64 3
  %other = load volatile i64, ptr %last
  %r = mul i64 %first, %other
  ret i64 %r
}
