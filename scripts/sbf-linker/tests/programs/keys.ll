; Copies one key of 32 bytes and compares it with another, at odd addresses.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare i32 @memcmp(ptr, ptr, i64)

define i64 @entrypoint(ptr %m) "no-builtins" {
  %key = getelementptr i8, ptr %m, i64 1
  %copy = getelementptr i8, ptr %m, i64 65
  %other = getelementptr i8, ptr %m, i64 130
  call void @llvm.memcpy.p0.p0.i64(ptr align 1 %copy, ptr align 1 %key, i64 32, i1 false)
  %order = call i32 @memcmp(ptr %key, ptr %other, i64 32)
  %same = icmp eq i32 %order, 0
  %r = zext i1 %same to i64
  ret i64 %r
}
