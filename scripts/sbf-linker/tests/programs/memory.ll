; Copies half a kilobyte, then as many bytes as word 0 says, fills 200 bytes, moves them by eight, and
; compares.
target datalayout = "e-m:e-p:64:64-i64:64-i128:128-n32:64-S128"
target triple = "bpfel"

declare void @llvm.memcpy.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memmove.p0.p0.i64(ptr, ptr, i64, i1)
declare void @llvm.memset.p0.i64(ptr, i8, i64, i1)
declare i32 @memcmp(ptr, ptr, i64)

define i64 @entrypoint(ptr %m) {
  %length = load i64, ptr %m
  %half = getelementptr i8, ptr %m, i64 512
  call void @llvm.memcpy.p0.p0.i64(ptr %half, ptr %m, i64 512, i1 false)
  %third = getelementptr i8, ptr %m, i64 1024
  call void @llvm.memcpy.p0.p0.i64(ptr %third, ptr %half, i64 %length, i1 false)
  %fourth = getelementptr i8, ptr %m, i64 1536
  %byte = trunc i64 %length to i8
  call void @llvm.memset.p0.i64(ptr %fourth, i8 %byte, i64 200, i1 false)
  %moved = getelementptr i8, ptr %fourth, i64 8
  store i64 1, ptr %fourth
  call void @llvm.memmove.p0.p0.i64(ptr %moved, ptr %fourth, i64 200, i1 false)
  %order = call i32 @memcmp(ptr %half, ptr %third, i64 %length)
  %same = icmp eq i32 %order, 0
  %r = zext i1 %same to i64
  ret i64 %r
}
