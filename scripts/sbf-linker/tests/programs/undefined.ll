; Calls a function that neither the program nor the runtime has.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

declare i64 @no_such_function(i64)

define i64 @entrypoint(ptr %m) {
  %xp = getelementptr i64, ptr %m, i64 0
  %x = load i64, ptr %xp
  %r = call i64 @no_such_function(i64 %x)
  ret i64 %r
}
